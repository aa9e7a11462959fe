"""`dearreader subscribers import FOLDER`: an export, taken back."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from cli.connection import Place
from cli.exporting import MANIFEST, VERSION, mark
from cli.failing import ENDED_BY_CTRL_C
from cli.jsonlines import read_lines
from cli.progress import agreed, in_parts
from dearreader.errors import BadInput
from dearreader.exports import KINDS, Kind, Returns

if TYPE_CHECKING:
    from dearreader.app import App
    from dearreader.ports import Item

OTHER_SALT = (
    "This stack has another salt: readers would have other ids, the links in their letters would "
    "be dead, and who was erased could be mailed. Deploy it with the old salt, and take it then."
)

AT_ONCE = 4
"""Calls that are under way together."""


def take_back(
    place: Place, folder: Path, *, dry_run: bool, yes: bool, as_json: bool = False
) -> None:
    """Tell what the export has that is not here, and take it. Raises BadInput."""
    _check(place, folder)
    found = {kind: list(read_lines(folder / f"{kind}.jsonl")) for kind in KINDS}
    command = f"subscribers import {quote(str(folder))}"
    if as_json:
        returns = returns_of(place.app)
        missing = {kind: returns.missing(kind, items) for kind, items in found.items()}
        taken = None
        if yes and not dry_run:
            taken = {kind: _take(returns, kind, items) for kind, items in found.items()}
        click.echo(json.dumps({"file": str(folder), "missing": missing, "taken": taken}))
        return
    bring_back(place.app, found, command, dry_run=dry_run, yes=yes)


def bring_back(
    app: "App",
    found: "Mapping[Kind, Sequence[Item]]",
    command: str,
    *,
    dry_run: bool,
    yes: bool,
    first: Callable[[], None] | None = None,
) -> None:
    """Tell what of the items is not here, ask, do what comes ``first``, and take them."""
    returns = returns_of(app)
    for kind, items in found.items():
        new = returns.missing(kind, items)
        click.echo(f"{len(items):>9,} {kind}, {new:,} of them not here")
    if dry_run or not agreed(command, yes=yes):
        click.echo("Nothing is changed.")
        return
    if first:
        first()
    taken = {kind: _take(returns, kind, items) for kind, items in found.items()}
    told = ", ".join(f"{count:,} {kind}" for kind, count in taken.items() if count)
    click.echo(f"Done: {told}." if told else "Done: all of it was here.")
    if any(each["pk"] == "edition" and each["state"] != "closed" for each in found["editions"]):
        click.echo("What was under way then is paused: dearreader edition list")


def returns_of(app: "App") -> Returns:
    """What takes items back, over the app's tables."""
    return Returns(
        subscribers=app.subscribers,
        posts=app.posts,
        editions=app.editions,
        ideas=app.ideas,
        clock=app.clock,
    )


def _check(place: Place, folder: Path) -> None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        version, salt = manifest["version"], manifest["salt"]
        counts = {kind: manifest["counts"][kind] for kind in KINDS}
        lines = {kind: (folder / f"{kind}.jsonl").read_bytes().count(b"\n") for kind in KINDS}
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BadInput(f"{folder} is no whole export: {MANIFEST} or a file is missing.") from error
    if version != VERSION:
        raise BadInput(f"{folder} is of another version of Dear Reader, whose files are others.")
    if salt != mark(place.salt):
        raise BadInput(OTHER_SALT)
    if short := [kind for kind in KINDS if counts[kind] != lines[kind]]:
        raise BadInput(f"{short[0]}.jsonl has {lines[short[0]]} lines, not {counts[short[0]]}.")


def _take(returns: Returns, kind: Kind, items: Sequence["Item"]) -> int:
    """How many of them were not here."""
    together = AT_ONCE if kind in {"departures", "readers"} else 1  # others name each other
    taken, done = 0, 0
    try:
        for done, new in in_parts(  # noqa: B007 - how far it came
            lambda part: returns.take(kind, part), items, together=together
        ):
            taken += new
    except KeyboardInterrupt:
        click.echo(f"Stopped at {done:,} of {len(items):,} {kind}; the same again goes on.")
        raise SystemExit(ENDED_BY_CTRL_C) from None
    return taken
