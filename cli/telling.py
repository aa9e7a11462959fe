"""What is said of an edition: in words, as the writer reads them, and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from cli.standing import Standing
from dearreader.app import App
from dearreader.editions.holds import FREED_BY_ITSELF
from dearreader.editions.model import Edition

SHOWN = 25
"""So many addresses are shown; all of them are in the JSON."""

ERASED = "a reader who has been erased since"

WORDS = {
    "accepted": "accepted",
    "left": "left meanwhile",
    "refused": "refused",
    "expired": "not in time",
    "unresolved": "unresolved",
}


def told(app: App, found: Standing) -> Iterator[str]:
    """Everything about an edition, line by line, with the command that comes next."""
    edition, zone = found.edition, ZoneInfo(app.publication.time_zone)
    yield f"{edition.key}: “{edition.slug}” is {STATES[edition.state]}."
    slot = edition.slot.astimezone(zone)
    yield f"  slot     {slot:%H:%M on %A}, {slot.day} {slot:%B %Y} ({zone.key})"
    yield f"  letter   {edition.slug}, version {edition.letter}"
    if edition.held and edition.state == "held":
        yield f"  held     since {_moment(edition.held, zone)}: {edition.reason}"
    if edition.closed:
        yield f"  closed   {_moment(edition.closed, zone)}"
    yield f"  account  {in_words(found)}"
    if found.duplicates:
        yield f"  twice    {found.duplicates:,} second copies, by the receipts of SES"
    yield from _unresolved(app, found)
    yield from _next(found, zone)


STATES = {"planning": "being planned", "sending": "going out", "held": "held", "closed": "closed"}


def in_words(found: Standing) -> str:
    """What became of everyone, in a line."""
    counts = found.account
    became = [
        f"{counts[name]:,} {word}"
        for name, word in WORDS.items()
        if counts[name] or name == "accepted"
    ]
    for count, word in (
        (found.under_way, "under way"),
        (found.in_doubt, "in doubt"),
        (found.waiting, "wait" if found.waiting > 1 else "waits"),
    ):
        became += [f"{count:,} {word}"] if count else []
    return f"{counts['intended']:,} intended: {', '.join(became)}"


def in_a_line(edition: Edition) -> str:
    """An edition in the list of them: its own item says enough."""
    if edition.state == "held":
        what = edition.reason
    elif edition.account:
        what = f"{edition.account['accepted']:,} of {edition.account['intended']:,}"
        unresolved = edition.account["unresolved"]
        what += f", {unresolved:,} unresolved" if unresolved else ""
    else:
        what = readers(edition.intended)
    return f"{edition.key}  {edition.state:8}  {edition.slug:24}  {what}"


def readers(count: int) -> str:
    """So many readers."""
    return f"{count:,} reader{'' if count == 1 else 's'}"


def as_json(edition: Edition) -> dict[str, object]:
    """What the edition's own item says."""
    return {
        "edition": edition.key,
        "state": edition.state,
        "post": edition.slug,
        "letter": edition.letter,
        "slot": edition.slot.isoformat(),
        "opened": edition.opened.isoformat(),
        "unsent_after": edition.unsent_after.isoformat(),
        "closed": _iso(edition.closed),
        "left_at_that": _iso(edition.decided),
        "held": _iso(edition.held),
        "hold": edition.hold,
        "reason": edition.reason,
        "intended": edition.intended,
        "account": dict(edition.account),
        "duplicates": edition.duplicates,
    }


def counted_as_json(app: App, found: Standing) -> dict[str, object]:
    """The same, counted from its batches, and with the address of everyone unresolved."""
    people = [app.subscribers.get(each) for each in found.unresolved]
    return as_json(found.edition) | {
        "intended": found.account["intended"],
        "account": dict(found.account),
        "duplicates": found.duplicates,
        "waiting": found.waiting,
        "under_way": found.under_way,
        "in_doubt": found.in_doubt,
        "unresolved": [
            {"id": each, "address": (person and person.address) or None}
            for each, person in zip(found.unresolved, people, strict=True)
        ],
        "next": [command for _, command in _commands(found)],
    }


def _unresolved(app: App, found: Standing) -> Iterator[str]:
    count = len(found.unresolved)
    if not count:
        return
    has = "this reader has" if count == 1 else f"these {count:,} readers have"
    yield ""
    yield f"Nobody can tell whether {has} a copy:"
    yield from (f"  {name}" for name in names(app, found.unresolved[:SHOWN]))
    if count > SHOWN:
        yield f"  and {count - SHOWN:,} more: dearreader edition show {found.edition.key} --json"


def names(app: App, ids: Sequence[str]) -> Iterator[str]:
    """The addresses of readers, and what else there is to know of them."""
    for each in ids:
        found = app.subscribers.get(each)
        if not found or not found.address:
            yield ERASED
        elif found.status == "active":
            yield found.address
        else:
            yield f"{found.address} (has left)"


def _next(found: Standing, zone: ZoneInfo) -> Iterator[str]:
    edition = found.edition
    if edition.state == "closed" and edition.decided and found.unresolved:
        yield f"You left it at that: {_moment(edition.decided, zone)}."
    for why, command in _commands(found):
        yield ""
        yield f"{why}:"
        yield f"  {command}"
    if edition.state == "held":
        yield ""
        yield f"What is not out by {_moment(edition.unsent_after, zone)} is not mailed any more."


def _commands(found: Standing) -> Iterator[tuple[str, str]]:
    """What the writer may do next, and the command for it."""
    edition, say = found.edition, "dearreader edition"
    if edition.state in {"planning", "sending"}:
        yield "See it go out", f"{say} watch {edition.key}"
    elif edition.state == "held" and edition.hold in FREED_BY_ITSELF:
        yield (
            "It goes on by itself as soon as it can. To try at once",
            f"{say} resume {edition.key}",
        )
    elif edition.state == "held" and edition.hold == "writer":
        yield "Nobody is mailed until you say so", f"{say} resume {edition.key}"
    elif edition.state == "held":
        yield "When that is mended", f"{say} resume {edition.key}"
    elif found.unresolved or found.waiting:  # who waits in a closed one is of a resend that died
        yield (
            "To mail them another copy, which some may then have twice",
            f"{say} resend {edition.key}",
        )
        if not edition.decided:
            yield "Or leave it at that", f"{say} leave {edition.key}"


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%H:%M} on {local.day} {local:%B}"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
