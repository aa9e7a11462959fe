"""What a list from elsewhere says, and what is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from cli.origins import entry_maker, origin
from cli.records import read_table
from dearreader.errors import BadInput
from dearreader.imports import Entry, Outcome

SHOWN = 20
"""So many bad lines are shown; --bad-lines has all of them."""

WORDS: Mapping[Outcome, tuple[str, str]] = {
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
    entries: Sequence[Entry]
    bad: Sequence[Bad]
    twice: int


def read(file: Path, consent: str, *, now: datetime) -> Listed:
    """Read a file. ``consent`` is how its people agreed. Raises BadInput where it is no list."""
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


def tell(counts: Mapping[Outcome, int], listed: Listed) -> None:
    """Say what would become of everyone, and which lines are not taken."""
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


def write_bad(file: Path, listed: Listed) -> None:
    """Write all bad lines to a file: number, tab, reason."""
    text = "".join(f"{each.line}\t{each.reason}\n" for each in listed.bad)
    file.write_text(text, encoding="utf-8")


def in_words(taken: Mapping[Outcome, int]) -> str:
    """What became of everyone, in a line."""
    return "; ".join(
        f"{taken[outcome]:,} {one if taken[outcome] == 1 else many}"
        for outcome, (one, many) in WORDS.items()
        if taken.get(outcome)
    )
