"""`dearreader subscribers import`: a list that was kept elsewhere, tried first, then taken."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.connection import Place
from cli.progress import ENDED_BY_CTRL_C, agreed, in_parts
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from datetime import datetime

    from dearreader.imports import Entry, Imports, Outcome

# What takes lists is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415

SHOWN = 20
"""So many bad lines are shown; --bad-lines has all of them."""

AT_ONCE = 4
"""Calls that are under way together."""

WORDS: Mapping["Outcome", tuple[str, str]] = {
    "new": ("new reader", "new readers"),
    "known": ("is a reader here already", "are readers here already"),
    "stays_away": ("has left here, and stays away", "have left here, and stay away"),
    "kept_away": (
        "has left there, and is kept so that nobody mails them",
        "have left there, and are kept so that nobody mails them",
    ),
    "leaves": (
        "has left there since, and leaves here as well",
        "have left there since, and leave here as well",
    ),
    "left_already": ("has left there and here", "have left there and here"),
}


@dataclass(frozen=True)
class Bad:
    """A line that is not taken, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Listed:
    """What a file says: whose export it is, each person once, and the bad lines."""

    origin: str
    entries: Sequence["Entry"]
    bad: Sequence[Bad]
    twice: int


@click.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--consent", default="", help="How these people agreed; kept with each of them.")
@click.option("--dry-run", is_flag=True, help="Say what would become of everyone, and stop.")
@click.option("--yes", is_flag=True, help="Take it without asking.")
@click.option("--bad-lines", type=click.Path(path_type=Path), help="Write all bad lines there.")
@click.pass_obj
def import_list(
    place: Place,
    file: Path,
    *,
    consent: str,
    dry_run: bool,
    yes: bool,
    bad_lines: Path | None,
) -> None:
    """Bring your readers from elsewhere: a CSV file, or an export of beehiiv, Substack, listmonk.

    Or all that `subscribers export` has written: name its folder. What is here already stays.

    It is tried first, and you see what would become of everyone. Who has left, here or there, is
    never mailed. Bad lines are named, and the rest is taken. Ctrl-C stops it; the same again goes
    on from there.
    """
    from dearreader.imports import Imports, judge

    if file.is_dir():
        from cli.returning import take_back

        take_back(place, file, dry_run=dry_run, yes=yes)
        return
    listed = _read(file, consent, now=place.app.clock.now())
    app = place.app
    imports = Imports(
        subscribers=app.subscribers, salt=place.salt, clock=app.clock, chance=app.world.chance
    )
    known = imports.known()
    judged = [judge(each, known.get(imports.identity(each))) for each in listed.entries]
    click.echo(f"{file}: {listed.origin}, {len(listed.entries) + len(listed.bad):,} people.")
    _tell(Counter(judged), listed)
    if bad_lines:
        text = "".join(f"{each.line}\t{each.reason}\n" for each in listed.bad)
        bad_lines.write_text(text, encoding="utf-8")
    waiting = [
        each
        for each, outcome in zip(listed.entries, judged, strict=True)
        if outcome in {"new", "kept_away", "leaves"}
    ]
    waiting.sort(
        key=lambda each: imports.identity(each) in known
    )  # who is new can be taken at once
    if not waiting:
        click.echo("There is nothing to change.")
    elif dry_run or not agreed(f"subscribers import {file}", yes=yes):
        click.echo("Nothing is changed.")
    else:
        _take(imports, waiting)


def _read(file: Path, consent: str, *, now: "datetime") -> Listed:
    from cli.origins import entry_maker, origin
    from cli.records import read_table

    table = read_table(file)
    found = origin(table.columns)
    if not (found.text or consent.strip()):
        raise BadInput(
            "Say in a few words how these people agreed to be mailed, which is kept with each of "
            "them: --consent “signed up at my readings in 2025, on paper”"
        )
    make = entry_maker(found, text=consent.strip(), now=now)
    people: dict[str, Entry] = {}
    bad = []
    twice = 0
    for record in table.records:
        try:
            entry = make(record)
        except BadInput as refusal:
            bad.append(Bad(record.line, str(refusal)))
            continue
        known = people.get(entry.address.lower())
        twice += known is not None
        if not known or entry.status != "active":  # who has left in one line has left
            people[entry.address.lower()] = entry
    named = "a CSV file" if found.name == "CSV" else f"{found.name}’s export"
    return Listed(named, list(people.values()), bad, twice)


def _tell(counts: Mapping["Outcome", int], listed: Listed) -> None:
    for outcome, (one, many) in WORDS.items():
        if count := counts.get(outcome, 0):
            click.echo(f"{count:>9,} {one if count == 1 else many}")
    if listed.twice:
        lines = "line has" if listed.twice == 1 else "lines have"
        click.echo(f"{listed.twice:>9,} {lines} an address that stands in the file already")
    if not listed.bad:
        return
    click.echo(f"{len(listed.bad):>9,} not taken:")
    for each in listed.bad[:SHOWN]:
        click.echo(f"          line {each.line}: {each.reason}")
    if len(listed.bad) > SHOWN:
        click.echo(f"          and {len(listed.bad) - SHOWN:,} more: --bad-lines FILE has them all")


def _take(imports: "Imports", entries: Sequence["Entry"]) -> None:
    taken: Counter[Outcome] = Counter()
    try:
        for _, outcomes in in_parts(imports.take_all, entries, together=AT_ONCE):
            taken.update(outcomes)
    except KeyboardInterrupt:
        click.echo(f"Stopped at {taken.total():,} of {len(entries):,}. Those are kept; the same")
        click.echo("command again goes on from there.")
        raise SystemExit(ENDED_BY_CTRL_C) from None
    click.echo(f"Done: {_in_words(taken)}.")


def _in_words(taken: Mapping["Outcome", int]) -> str:
    return "; ".join(
        f"{taken[outcome]:,} {one if taken[outcome] == 1 else many}"
        for outcome, (one, many) in WORDS.items()
        if taken.get(outcome)
    )
