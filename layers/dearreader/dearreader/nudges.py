"""What the writer is told by mail: once each, in a few lines, with the one command that settles it.

Told first and kept as told afterwards: who dies between the two tells it again a minute later.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dearreader.conditions import Update, absent, below
from dearreader.editions.holds import FREED_BY_ITSELF
from dearreader.editions.model import Edition
from dearreader.editions.slots import DUE_FOR, Slot, due, following
from dearreader.editions.store import Editions
from dearreader.errors import ConditionFailed
from dearreader.ports import Clock, Writer
from dearreader.posts import Posts
from dearreader.publication import Publication
from dearreader.times import milliseconds, seconds

TOLD = "told"
KEPT = timedelta(days=90)
TELLING = timedelta(minutes=1)
"""How long one teller has, before another takes it up."""

LATE = timedelta(hours=2)
"""So long after a slot its edition should have been opened: 26 h after the one before."""

EVENING = timedelta(hours=14)
"""So long before a slot for which nothing is queued the writer hears of it."""


@dataclass(frozen=True)
class Nudge:
    """One thing to tell. ``name`` tells it from all others, so that it is told once."""

    name: str
    subject: str
    text: str


class Nudges:
    """Tells the writer what needs a person."""

    def __init__(
        self,
        *,
        publication: Publication,
        posts: Posts,
        editions: Editions,
        writer: Writer,
        clock: Clock,
    ) -> None:
        self._publication = publication
        self._posts = posts
        self._editions = editions
        self._writer = writer
        self._clock = clock

    def tell(self) -> int:
        """Tell what has not been told yet; returns how much that was."""
        now = self._clock.now()
        return sum(self._tell(nudge, now) for nudge in self._nudges(now))

    def is_silent(self) -> bool:
        """Whether no letter has gone out for 26 h though one should have: a fault somewhere."""
        now = self._clock.now()
        slot = due(now - LATE, self._publication, None)
        if not slot or not self._posts.next_due():
            return False
        return all(edition.slot < slot.at for edition in self._editions.latest())

    def _tell(self, nudge: Nudge, now: datetime) -> bool:
        table = self._editions.table
        telling = Update(
            put={
                "telling_until": milliseconds(now + TELLING),
                "expires": seconds(now + KEPT),
            }
        )
        free = absent("pk") | below("telling_until", milliseconds(now))
        try:
            table.update(TOLD, nudge.name, telling, when=free & absent("told"))
        except ConditionFailed:
            return False
        self._writer.tell(nudge.subject, f"{nudge.text}\n\nDear Reader\n")
        table.update(TOLD, nudge.name, Update(put={"told": milliseconds(now)}))
        return True

    def _nudges(self, now: datetime) -> Iterator[Nudge]:
        waiting = (
            self._posts.next_due()
        )  # first: an edition that opens meanwhile is then seen below
        latest = self._editions.latest()
        for edition in latest:
            if edition.state == "held" and edition.held:
                yield self._held(edition, edition.held)
            elif edition.state == "closed" and edition.closed and not edition.decided:
                yield from _closed(edition, edition.closed)
        if not waiting:
            last = latest[0].slot if latest else None
            missed = due(now, self._publication, last)
            if missed and latest:
                yield self._nothing_today(missed)
            coming = following(now, self._publication)
            if latest and coming.at - now <= EVENING:
                yield self._nothing_tomorrow(coming)

    def _held(self, edition: Edition, held: datetime) -> Nudge:
        until = self._clocktime(edition.unsent_after)
        if edition.hold == "writer":
            does = (
                f"Nobody is mailed until you say so:\n\n  dearreader edition resume {edition.key}"
            )
        elif edition.hold in FREED_BY_ITSELF:
            does = (
                "There is nothing you have to do: it goes on by itself as soon as it can.\n"
                f"How far it is:\n\n  dearreader edition show {edition.key}"
            )
        else:
            does = f"When that is mended:\n\n  dearreader edition resume {edition.key}"
        hold = edition.hold if edition.hold in FREED_BY_ITSELF else milliseconds(held)
        return Nudge(
            f"{edition.key}#held#{hold}",
            f"Your letter of {edition.day} waits",
            f"“{edition.slug}” has stopped: {edition.reason}.\n\n"
            "Whoever has had it will not get it twice, and nobody is forgotten.\n"
            f"{does}\n\n"
            f"What has not gone out by {until} is not mailed any more.",
        )

    def _nothing_today(self, slot: Slot) -> Nudge:
        return Nudge(
            f"{slot.key}#nothing-queued",
            f"No letter went out on {slot.day}",
            "Nothing was queued for today, so nobody was mailed.\n"
            f"What you queue before {self._clocktime(slot.at + DUE_FOR)} still goes out today:\n\n"
            "  dearreader post queue SLUG",
        )

    def _nothing_tomorrow(self, slot: Slot) -> Nudge:
        return Nudge(
            f"{slot.key}#nothing-queued-yet",
            f"Nothing is queued for {slot.day} yet",
            f"The next letter is due at {self._clocktime(slot.at)}, and the queue is empty.\n\n"
            "  dearreader post queue SLUG\n\n"
            "For days like this you can keep a letter in reserve:\n\n"
            "  dearreader post queue SLUG --fallback",
        )

    def _clocktime(self, moment: datetime) -> str:
        local = moment.astimezone(ZoneInfo(self._publication.time_zone))
        return f"{local:%H:%M} on {local:%d %B}"


def _closed(edition: Edition, closed: datetime) -> Iterator[Nudge]:
    name = f"{edition.key}#closed#{milliseconds(closed)}"
    unresolved, expired = edition.account["unresolved"], edition.account["expired"]
    if unresolved:
        yield Nudge(
            f"{name}#unresolved",
            f"Your letter of {edition.day}: {unresolved} may not have got it",
            f"“{edition.slug}” went out, but for {unresolved} of {edition.account['intended']} "
            "readers nobody can tell\nwhether their copy was accepted. Who they are:\n\n"
            f"  dearreader edition show {edition.key}\n\n"
            "To mail them another copy, which some may then have twice:\n\n"
            f"  dearreader edition resend {edition.key}\n\n"
            "Or leave it at that:\n\n"
            f"  dearreader edition leave {edition.key}",
        )
    if expired:
        yield Nudge(
            f"{name}#expired",
            f"Your letter of {edition.day}: {expired} did not get it in time",
            f"“{edition.slug}” could not be mailed to {expired} of {edition.account['intended']} "
            "readers\nwithin 20 hours, and is not mailed late. What became of everyone:\n\n"
            f"  dearreader edition show {edition.key}",
        )
