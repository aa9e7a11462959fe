"""Finds what an open edition still lacks, and closes what lacks nothing.

Messages are hints; here the tables are read. Frozen batches are queued again when deliver/'s queue
is empty, claims whose lease ended become doubtful, doubt ends in receipts or in names, and an
edition all of whose batches are done is closed with its account.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from dearreader.editions.model import (
    ACCEPTED,
    EXPIRED,
    UNRESOLVED,
    Batch,
    Edition,
    account,
)
from dearreader.editions.store import Editions
from dearreader.errors import ConditionFailed
from dearreader.ports import Clock, Queue
from dearreader.posts import Posts

RECEIPTS_WITHIN = timedelta(minutes=15)
"""How long after its lease a doubtful call's receipts are waited for."""


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
        feedback_queue: Queue,
        clock: Clock,
        resend: bool,
        canary_min: int = CANARY_MIN,
    ) -> None:
        self._editions = editions
        self._posts = posts
        self._deliver_queue = deliver_queue
        self._feedback_queue = feedback_queue
        self._clock = clock
        self._resend = resend
        self._canary_min = canary_min

    def settle(self) -> list[Edition]:
        """Look at every open edition; returns those that were closed now."""
        open_ones = [
            edition
            for edition in self._editions.latest()
            if edition.state == "sending"
            or (edition.state == "held" and self._clock.now() >= edition.unsent_after)
        ]
        return [edition for edition in open_ones if self._settle(edition)]

    def _settle(self, edition: Edition) -> bool:
        now = self._clock.now()
        batches = list(self._editions.batches(edition))
        unfinished = [batch for batch in batches if batch.state != "done"]
        for batch in unfinished:
            if batch.state == "claimed" and batch.lease is not None and batch.lease < now:
                self._editions.doubt(batch, now=now)
            elif batch.state == "doubtful":
                self._resolve(batch, batches, now)
            elif batch.state == "frozen" and now >= edition.unsent_after:
                self._editions.settle(batch, batch.settled(dict.fromkeys(batch.waiting, EXPIRED)))
        if unfinished:
            self._queue_again(edition, unfinished)
            unfinished = [
                batch for batch in self._editions.batches(edition) if batch.state != "done"
            ]
        return not unfinished and self._close(edition, now)

    def _queue_again(self, edition: Edition, unfinished: Sequence[Batch]) -> None:
        frozen = [batch.name.message() for batch in unfinished if batch.state == "frozen"]
        if frozen and edition.state == "sending" and self._deliver_queue.backlog() == 0:
            self._deliver_queue.send(frozen)

    def _resolve(self, batch: Batch, batches: Sequence[Batch], now: datetime) -> None:
        """End a doubt. Receipts prove acceptance; that they are missing proves nothing by itself.

        Who has none is sent another copy where receipts are seen to arrive for everybody else,
        and is named to the writer where they are not.
        """
        proven = batch.proven
        unproven = [index for index in batch.waiting if index not in proven]
        if unproven and not self._is_over(batch, now):
            return
        accepted = {index: ACCEPTED for index in batch.waiting if index in proven}
        if unproven and self._receipts_arrive(batch, batches):
            self._editions.send_again(batch, batch.settled(accepted))
        else:
            unresolved = dict.fromkeys(unproven, UNRESOLVED)
            self._editions.settle(batch, batch.settled({**accepted, **unresolved}))

    def _is_over(self, batch: Batch, now: datetime) -> bool:
        """Whether the time is up in which the receipts of a doubtful call should have come."""
        late = batch.lease is not None and now >= batch.lease + RECEIPTS_WITHIN
        return late and self._feedback_queue.backlog() == 0

    def _receipts_arrive(self, doubtful: Batch, batches: Sequence[Batch]) -> bool:
        """The canary: nearly all who are known accepted at about that time have their receipts."""
        if not self._resend or doubtful.claimed is None:
            return False
        known = received = 0
        for batch in batches:
            if batch.claimed and abs(batch.claimed - doubtful.claimed) <= CANARY_WITHIN:
                known += len(batch.accepted)
                received += len(batch.accepted & batch.proven)
        return known >= self._canary_min and received >= CANARY_SHARE * known

    def _close(self, edition: Edition, now: datetime) -> bool:
        counts = account(self._editions.batches(edition))
        closing = self._editions.closing(edition, counts, now=now)
        sent = self._posts.sent(edition.slug, edition.key, slot=edition.slot)
        try:
            self._editions.table.transact([closing, sent])
        except ConditionFailed:
            return False  # another closed it
        return True
