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
    ) -> None:
        self._editions = editions
        self._posts = posts
        self._deliver_queue = deliver_queue
        self._feedback_queue = feedback_queue
        self._clock = clock

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
        unfinished = [batch for batch in self._editions.batches(edition) if batch.state != "done"]
        for batch in unfinished:
            if batch.state == "claimed" and batch.lease is not None and batch.lease < now:
                self._editions.doubt(batch, now=now)
            elif batch.state == "doubtful":
                self._resolve(batch, now)
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

    def _resolve(self, batch: Batch, now: datetime) -> None:
        """End a doubt: who has a receipt was accepted; who has none is named to the writer."""
        proven = batch.receipts.get(batch.owner, frozenset())
        waiting = batch.waiting
        late = batch.lease is not None and now >= batch.lease + RECEIPTS_WITHIN
        if set(waiting) <= proven or (late and self._feedback_queue.backlog() == 0):
            outcomes = {index: ACCEPTED if index in proven else UNRESOLVED for index in waiting}
            self._editions.settle(batch, batch.settled(outcomes))

    def _close(self, edition: Edition, now: datetime) -> bool:
        counts = account(self._editions.batches(edition))
        closing = self._editions.closing(edition, counts, now=now)
        sent = self._posts.sent(edition.slug, edition.key, slot=edition.slot)
        try:
            self._editions.table.transact([closing, sent])
        except ConditionFailed:
            return False  # another closed it
        return True
