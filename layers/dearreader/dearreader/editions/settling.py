"""Finds what an open edition still lacks, and closes what lacks nothing.

Messages are hints; here the tables are read. Frozen batches are queued again when deliver/'s queue
is empty, claims whose lease ended become doubtful, doubt ends in receipts or in names, and an
edition all of whose batches are done is closed with its account. A large edition has more batches
than memory holds: they are looked at one by one.
"""

import math
from array import array
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from dearreader.editions.accounts import Tally
from dearreader.editions.asking import ask_for
from dearreader.editions.doubts import CANARY_MIN, Canaries, Doubts
from dearreader.editions.holds import FREED_BY_ITSELF, Holds, after_probe, breaker
from dearreader.editions.model import EXPIRED, Batch, BatchName, Edition
from dearreader.editions.store import Editions
from dearreader.errors import ConditionFailed
from dearreader.ports import Clock, Queue
from dearreader.posts import Posts

NEXT_TICK = 300
"""Seconds within which the tick asks anyway."""

BUSY_TICKS = 3
"""While deliver/ has work, the tick reads all batches of an edition once in so many times."""

MOST_BATCHES = 1_000_000
"""More than a range has, for their numbers have six digits."""


class Survey:
    """What one reading of all batches of an edition came to. It keeps only those in doubt.

    ``unfinished`` counts the batches that were not done, ``changed`` those of them that took their
    next step; of the ``frozen`` ones, which may be all, it keeps their places, 8 bytes each.
    """

    def __init__(self, now: datetime) -> None:
        self.tally = Tally()
        self.canaries = Canaries(now)
        self.doubtful: list[Batch] = []
        self.unfinished = 0
        self.changed = 0
        self._frozen = array("Q")

    def add(self, batch: Batch) -> None:
        """Take another batch into account."""
        self.tally.add(batch)
        self.canaries.add(batch)
        self.unfinished += batch.state != "done"
        if batch.state == "doubtful":
            self.doubtful.append(batch)
        elif batch.state == "frozen":
            self._frozen.append(batch.name.range * MOST_BATCHES + batch.name.number)

    def frozen(self, edition: Edition) -> Iterator[BatchName]:
        """The batches that wait for deliver/, in their order."""
        for place in self._frozen:
            yield BatchName(edition.key, *divmod(place, MOST_BATCHES))


class Settling:
    """Settles editions. Everything here may be done twice, or by two at once."""

    def __init__(
        self,
        *,
        editions: Editions,
        posts: Posts,
        deliver_queue: Queue,
        settle_queue: Queue,
        feedback_queue: Queue,
        feedback_dead_letters: Queue,
        clock: Clock,
        resend: bool,
        canary_min: int = CANARY_MIN,
    ) -> None:
        self._editions = editions
        self._posts = posts
        self._holds = Holds(editions)
        self._deliver_queue = deliver_queue
        self._settle_queue = settle_queue
        self._clock = clock
        self._doubts = Doubts(
            editions,
            feedback_queue,
            feedback_dead_letters,
            resend=resend,
            canary_min=canary_min,
        )

    def settle(self, *, tick: bool = False) -> list[Mapping[str, int]]:
        """Look at every open edition; returns the accounts of those that were closed now.

        `tick` says that nobody had a reason to ask, but that it was time.
        """
        now = self._clock.now()
        open_ones = [
            edition
            for edition in self._editions.latest()
            if edition.state in {"sending", "held"}
            or (edition.state == "planning" and now >= edition.unsent_after)
        ]
        idle = cache(lambda: self._deliver_queue.backlog() == 0)  # asked before any is filled
        if tick:
            open_ones = [each for each in open_ones if not _goes_well(each, now, idle)]
        accounts = [self._settle(edition, now, idle) for edition in open_ones]
        return [counts for counts in accounts if counts]

    def _settle(
        self, edition: Edition, now: datetime, idle: Callable[[], bool]
    ) -> Mapping[str, int] | None:
        found = self._survey(edition, now)
        found.changed += self._doubts.end(found.doubtful, found.canaries, now)
        if found.unfinished and edition.state == "sending" and self._broken(edition, found, now):
            return None
        self._ask_again(edition, found, now, idle)
        waits_for_writer = edition.state == "held" and edition.hold not in FREED_BY_ITSELF
        if now < edition.unsent_after and (edition.state == "planning" or waits_for_writer):
            return None
        if found.changed < found.unfinished:
            return None
        if found.unfinished:
            found = self._survey(edition, now, advance=False)
        return None if found.unfinished else self._close(edition, found.tally, now)

    def _survey(self, edition: Edition, now: datetime, *, advance: bool = True) -> Survey:
        """Read all batches, and let each that is not done take its next step."""
        found = Survey(now)
        for batch in self._editions.batches(edition):
            found.add(batch)
            if advance:
                found.changed += self._advance(batch, edition, now)
        return found

    def _advance(self, batch: Batch, edition: Edition, now: datetime) -> bool:
        """The next step of a batch that is not done, if it is time for it; True where it was."""
        if batch.state == "claimed" and batch.lease is not None and batch.lease < now:
            return self._editions.doubt(batch, now=now)
        if batch.state == "frozen" and now >= edition.unsent_after:
            expired = batch.settled(dict.fromkeys(batch.waiting, EXPIRED))
            return self._editions.settle(batch, expired)
        return False

    def _broken(self, edition: Edition, found: Survey, now: datetime) -> bool:
        """Whether so many letters bounced, or were called spam, that the edition is held."""
        tally = found.tally
        broken = breaker(
            edition,
            tally.account()["accepted"],
            bounced=tally.bounced,
            complained=tally.complained,
        )
        return broken is not None and self._holds.hold(edition, *broken, now=now)

    def _ask_again(
        self, edition: Edition, found: Survey, now: datetime, idle: Callable[[], bool]
    ) -> None:
        """Queue what waits once more, where deliver/ has nothing left to do.

        That is known before any edition's batches are queued: else an older one, which the writer
        sends again, would wait for as long as a newer one has messages.
        """
        first = next(found.frozen(edition), None)
        if not first:
            return
        if edition.state == "sending" and idle():
            ask_for(found.frozen(edition), self._deliver_queue)
        elif edition.hold == "doubt" and edition.probe_at:
            self._probe(edition, first.message(), edition.probe_at, now)

    def _probe(
        self, edition: Edition, message: dict[str, Any], at: datetime, now: datetime
    ) -> None:
        """Let one batch try whether SES answers again, when it is time for it."""
        wait = (at - now).total_seconds()
        if wait <= 0:
            self._deliver_queue.send([{**message, "probe": edition.probes}])
            wait = after_probe(edition.probes).total_seconds()
        if wait < NEXT_TICK:
            self._settle_queue.send([{"ask": "settle"}], delay=math.ceil(wait) + 1)

    def _close(self, edition: Edition, tally: Tally, now: datetime) -> Mapping[str, int] | None:
        counts = tally.account()
        if len(edition.planned) == edition.ranges:
            counts["intended"] = edition.intended  # as planned, whatever became of the batches
        closing = self._editions.closing(edition, counts, duplicates=tally.duplicates, now=now)
        sent = self._posts.sent(edition.slug, edition.key, slot=edition.slot)
        try:
            self._editions.table.transact([closing, sent])
        except ConditionFailed:
            return None  # another closed it, or held it
        return counts


def _goes_well(edition: Edition, now: datetime, idle: Callable[[], bool]) -> bool:
    """Whether an edition can wait for a later tick to read all its batches, which may be many.

    Its messages are not lost while deliver/ has some; what waits is to notice a call in doubt.
    """
    turn = int((now - edition.opened).total_seconds()) // NEXT_TICK % BUSY_TICKS
    under_way = edition.state == "sending" and now < edition.unsent_after
    return under_way and turn != 0 and not idle()
