"""Finds what an open edition still lacks, and closes what lacks nothing.

Messages are hints; here the tables are read. Frozen batches are queued again when deliver/'s queue
is empty, claims whose lease ended become doubtful, doubt ends in receipts or in names, and an
edition all of whose batches are done is closed with its account.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from dearreader.editions.accounts import account, duplicates
from dearreader.editions.holds import FREED_BY_ITSELF, Holds, after_probe, breaker
from dearreader.editions.model import (
    ACCEPTED,
    EXPIRED,
    PROVEN,
    UNRESOLVED,
    WAITING,
    Batch,
    Edition,
)
from dearreader.editions.store import Editions
from dearreader.errors import ConditionFailed
from dearreader.ports import Clock, Queue
from dearreader.posts import Posts

RECEIPTS_WITHIN = timedelta(minutes=15)
"""How long after its lease a doubtful call's receipts are waited for."""

NEXT_TICK = 300
"""Seconds within which the tick asks anyway."""

CANARY_MIN = 1000
CANARY_SHARE = 0.999
CANARY_WITHIN = timedelta(minutes=30)
"""A missing receipt means something only where so many others of the time, nearly all, came."""


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
        clock: Clock,
        resend: bool,
        canary_min: int = CANARY_MIN,
    ) -> None:
        self._editions = editions
        self._posts = posts
        self._holds = Holds(editions)
        self._deliver_queue = deliver_queue
        self._settle_queue = settle_queue
        self._feedback_queue = feedback_queue
        self._clock = clock
        self._resend = resend
        self._canary_min = canary_min

    def settle(self) -> list[Mapping[str, int]]:
        """Look at every open edition; returns the accounts of those that were closed now."""
        now = self._clock.now()
        open_ones = [
            edition
            for edition in self._editions.latest()
            if edition.state in {"sending", "held"}
            or (edition.state == "planning" and now >= edition.unsent_after)
        ]
        accounts = [self._settle(edition, now) for edition in open_ones]
        return [counts for counts in accounts if counts]

    def _settle(self, edition: Edition, now: datetime) -> Mapping[str, int] | None:
        batches = list(self._editions.batches(edition))
        unfinished = [batch for batch in batches if batch.state != "done"]
        changed = [self._advance(batch, edition, batches, now) for batch in unfinished]
        if unfinished and edition.state == "sending" and self._broken(edition, batches, now):
            return None
        if unfinished:
            self._ask_again(edition, unfinished, now)
        waits_for_writer = edition.state == "held" and edition.hold not in FREED_BY_ITSELF
        if now < edition.unsent_after and (edition.state == "planning" or waits_for_writer):
            return None
        if not all(changed):
            return None
        if unfinished:
            batches = list(self._editions.batches(edition))
        through = all(batch.state == "done" for batch in batches)
        return self._close(edition, batches, now) if through else None

    def _advance(
        self, batch: Batch, edition: Edition, batches: Sequence[Batch], now: datetime
    ) -> bool:
        """The next step of a batch that is not done, if it is time for it; True where it was."""
        if batch.state == "claimed" and batch.lease is not None and batch.lease < now:
            return self._editions.doubt(batch, now=now)
        if batch.state == "doubtful":
            return self._resolve(batch, batches, now)
        if batch.state == "frozen" and now >= edition.unsent_after:
            expired = batch.settled(dict.fromkeys(batch.waiting, EXPIRED))
            return self._editions.settle(batch, expired)
        return False

    def _broken(self, edition: Edition, batches: Sequence[Batch], now: datetime) -> bool:
        """Whether so many letters bounced, or were called spam, that the edition is held."""
        broken = breaker(
            edition,
            account(batches)["accepted"],
            bounced=sum(len(batch.bounced) for batch in batches),
            complained=sum(len(batch.complained) for batch in batches),
        )
        return broken is not None and self._holds.hold(edition, *broken, now=now)

    def _ask_again(self, edition: Edition, unfinished: Sequence[Batch], now: datetime) -> None:
        frozen = [batch.name.message() for batch in unfinished if batch.state == "frozen"]
        if not frozen:
            return
        if edition.state == "sending" and self._deliver_queue.backlog() == 0:
            self._deliver_queue.send(frozen)
        elif edition.hold == "doubt" and edition.probe_at:
            self._probe(edition, frozen[0], edition.probe_at, now)

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

    def _resolve(self, batch: Batch, batches: Sequence[Batch], now: datetime) -> bool:
        """End a doubt. Receipts prove acceptance; that they are missing proves nothing by itself.

        Who has none is sent another copy where receipts are seen to arrive for everybody else,
        and is named to the writer where they are not. False where it is too early to tell.
        """
        proven = batch.proven
        unproven = [index for index in batch.called if index not in proven]
        if unproven and not self._is_over(batch, now):
            return False
        accepted = {index: PROVEN for index in batch.called if index in proven}
        known, received = self._canaries(batch, batches, now)
        if unproven and known < self._canary_min and self._more_will_be_known(batch, batches, now):
            return False
        arrive = known >= self._canary_min and received >= CANARY_SHARE * known
        rest = dict.fromkeys(unproven, WAITING if arrive and self._resend else UNRESOLVED)
        return self._editions.settle(batch, batch.settled({**accepted, **rest}))

    def _is_over(self, batch: Batch, now: datetime) -> bool:
        """Whether the time is up in which the receipts of a doubtful call should have come."""
        late = batch.lease is not None and now >= batch.lease + RECEIPTS_WITHIN
        return late and self._feedback_queue.backlog() == 0

    def _canaries(
        self, doubtful: Batch, batches: Sequence[Batch], now: datetime
    ) -> tuple[int, int]:
        """How many SES said at about that time that it accepted, and how many have receipts.

        Whose call is so recent that the receipts may be on their way is not counted yet.
        """
        known = received = 0
        for batch in batches:
            if _about(batch, doubtful) and _claimed(batch) <= now - RECEIPTS_WITHIN:
                accepted = batch.those(ACCEPTED)
                known += len(accepted)
                received += len(batch.proven.intersection(accepted))
        return known, received

    def _more_will_be_known(self, doubtful: Batch, batches: Sequence[Batch], now: datetime) -> bool:
        """Whether there are calls about that time still to come, or receipts of theirs."""
        if not self._resend or now >= _claimed(doubtful) + CANARY_WITHIN + RECEIPTS_WITHIN:
            return False
        return any(
            batch.state in {"frozen", "claimed"}
            or (_about(batch, doubtful) and _claimed(batch) > now - RECEIPTS_WITHIN)
            for batch in batches
        )

    def _close(
        self, edition: Edition, batches: Sequence[Batch], now: datetime
    ) -> Mapping[str, int] | None:
        counts = account(batches)
        if len(edition.planned) == edition.ranges:
            counts["intended"] = edition.intended  # as planned, whatever became of the batches
        closing = self._editions.closing(edition, counts, duplicates=duplicates(batches), now=now)
        sent = self._posts.sent(edition.slug, edition.key, slot=edition.slot)
        try:
            self._editions.table.transact([closing, sent])
        except ConditionFailed:
            return None  # another closed it, or held it
        return counts


def _about(batch: Batch, doubtful: Batch) -> bool:
    """Whether the batch was called at about the time of the doubtful one."""
    return batch.claimed is not None and (abs(batch.claimed - _claimed(doubtful)) <= CANARY_WITHIN)


def _claimed(batch: Batch) -> datetime:
    return batch.claimed or datetime.min.replace(tzinfo=UTC)
