"""`dearreader subscribers import`: a list that was kept elsewhere, tried first, then taken."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from cli.connection import Place
from cli.failing import ENDED_BY_CTRL_C
from cli.progress import agreed, in_parts

if TYPE_CHECKING:
    from cli.listing import Listed
    from dearreader.imports import Entry, Imports, Outcome

# What takes lists is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415

AT_ONCE = 4
"""Calls that are under way together."""


@click.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--consent", default="", help="How these people agreed; kept with each of them.")
@click.option("--dry-run", is_flag=True, help="Say what would become of everyone, and stop.")
@click.option("--yes", is_flag=True, help="Take it without asking.")
@click.option("--bad-lines", type=click.Path(path_type=Path), help="Write all bad lines there.")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object, and no question: see --yes."
)
@click.pass_obj
def import_list(
    place: Place,
    file: Path,
    *,
    consent: str,
    dry_run: bool,
    yes: bool,
    bad_lines: Path | None,
    as_json: bool,
) -> None:
    """Bring your readers from elsewhere, or an export back.

    FILE is a CSV file, or what beehiiv, Substack or listmonk export; or a folder that
    `subscribers export` has written, of which what is here already stays as it is.

    It is tried first, and you see what would become of everyone. Who has left, here or there, is
    never mailed. Bad lines are named, and the rest is taken. Ctrl-C stops it; the same again goes
    on from there.
    """
    if file.is_dir():
        from cli.returning import take_back

        take_back(place, file, dry_run=dry_run, yes=yes, as_json=as_json)
        return
    from cli.listing import read, tell, write_bad
    from dearreader.imports import Imports

    listed = read(file, consent, now=place.app.clock.now())
    app = place.app
    imports = Imports(
        subscribers=app.subscribers, salt=place.salt, clock=app.clock, chance=app.world.chance
    )
    counts, waiting = _judged(imports, listed.entries)
    if bad_lines:
        write_bad(bad_lines, listed)
    if as_json:
        taken = _take(imports, waiting) if yes and not dry_run else None
        click.echo(_as_json(file, listed, counts, taken))
        return
    click.echo(f"{file}: {listed.origin}, {len(listed.entries) + len(listed.bad):,} people.")
    tell(counts, listed)
    if not waiting:
        click.echo("There is nothing to change.")
    elif dry_run or not agreed(f"subscribers import {quote(str(file))}", yes=yes):
        click.echo("Nothing is changed.")
    else:
        from cli.listing import in_words

        click.echo(f"Done: {in_words(_take(imports, waiting))}.")


def _judged(
    imports: "Imports", entries: Sequence["Entry"]
) -> "tuple[Mapping[Outcome, int], list[Entry]]":
    """What would become of everyone, and whom that changes, those first who are new."""
    from collections import Counter

    from dearreader.imports import judge

    known = imports.known()
    judged = [judge(each, known.get(imports.identity(each))) for each in entries]
    waiting = [
        each
        for each, outcome in zip(entries, judged, strict=True)
        if outcome in {"new", "kept_away", "leaves"}
    ]
    waiting.sort(key=lambda each: imports.identity(each) in known)
    return Counter(judged), waiting


def _as_json(
    file: Path,
    listed: "Listed",
    counts: "Mapping[Outcome, int]",
    taken: "Mapping[Outcome, int] | None",
) -> str:
    import json

    return json.dumps(
        {
            "file": str(file),
            "origin": listed.origin,
            "would": dict(counts),
            "twice": listed.twice,
            "bad": [{"line": each.line, "reason": each.reason} for each in listed.bad],
            "taken": None if taken is None else dict(taken),
        },
        ensure_ascii=False,
    )


def _take(imports: "Imports", entries: Sequence["Entry"]) -> "Mapping[Outcome, int]":
    from collections import Counter

    taken: Counter[Outcome] = Counter()
    try:
        for _, outcomes in in_parts(imports.take_all, entries, together=AT_ONCE):
            taken.update(outcomes)
    except KeyboardInterrupt:
        click.echo(
            f"Stopped at {taken.total():,} of {len(entries):,}. Those are kept; the same\n"
            "command again goes on from there."
        )
        raise SystemExit(ENDED_BY_CTRL_C) from None
    return taken
