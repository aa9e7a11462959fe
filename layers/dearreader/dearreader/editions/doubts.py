"""How a doubt ends: in receipts, in another copy, or in names that the writer is told.

Receipts prove acceptance; that they are missing proves nothing by itself. Who has none is sent
another copy where receipts are seen to arrive for everybody else, and is named where they are not.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from dearreader.editions.model import ACCEPTED, PROVEN, UNRESOLVED, WAITING, Batch
from dearreader.editions.store import Editions
from dearreader.ports import Queue

RECEIPTS_WITHIN = timedelta(minutes=15)
"""How long after its lease a doubtful call's receipts are waited for."""

CANARY_MIN = 1000
CANARY_SHARE = 0.999
CANARY_WITHIN = timedelta(minutes=30)
"""A missing receipt means something only where so many others of the time, nearly all, came."""


class Canaries:
    """What is known of all calls of an edition by the minute, of which a day has few.

    Whose call is so recent that the receipts may be on their way is not counted yet.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._known: Counter[int] = Counter()
        self._received: Counter[int] = Counter()
        self._recent: set[int] = set()
        self._to_come = False

    def add(self, batch: Batch) -> None:
        """Take another batch of the edition into account."""
        if batch.state in {"frozen", "claimed"}:
            self._to_come = True
        if batch.claimed is None:
            return
        minute = _minute(batch)
        if batch.claimed > self._now - RECEIPTS_WITHIN:
            self._recent.add(minute)
            return
        accepted = batch.those(ACCEPTED)
        self._known[minute] += len(accepted)
        self._received[minute] += len(batch.proven.intersection(accepted))

    def expect_more(self) -> None:
        """Somebody is called once more."""
        self._to_come = True

    def about(self, doubtful: Batch) -> tuple[int, int]:
        """How many SES said at about that time that it accepted, and how many have receipts."""
        around = _around(doubtful)
        return (
            sum(count for minute, count in self._known.items() if minute in around),
            sum(count for minute, count in self._received.items() if minute in around),
        )

    def more_about(self, doubtful: Batch) -> bool:
        """Whether there are calls of about that time, or receipts of theirs, still to come."""
        return self._to_come or not self._recent.isdisjoint(_around(doubtful))


class Doubts:
    """Ends doubts."""

    def __init__(
        self,
        editions: Editions,
        feedback_queue: Queue,
        feedback_dead_letters: Queue,
        *,
        resend: bool,
        canary_min: int,
    ) -> None:
        self._editions = editions
        self._feedback_queue = feedback_queue
        self._dead_letters = feedback_dead_letters
        self._resend = resend
        self._canary_min = canary_min

    def end(self, doubtful: Sequence[Batch], canaries: Canaries, now: datetime) -> int:
        """End the doubts of which it is time to tell; returns of how many batches that was.

        Those about which enough is known come first: who is called again tells of others.
        """
        in_order = sorted(doubtful, key=lambda each: canaries.about(each)[0] < self._canary_min)
        return sum(self._end(batch, canaries, now) for batch in in_order)

    def _end(self, batch: Batch, canaries: Canaries, now: datetime) -> bool:
        proven = batch.proven
        unproven = [index for index in batch.called if index not in proven]
        if unproven and not self._is_over(batch, now):
            return False
        accepted = {index: PROVEN for index in batch.called if index in proven}
        known, received = canaries.about(batch)
        enough = known >= self._canary_min
        if unproven and not enough and canaries.more_about(batch) and self._may_wait(batch, now):
            return False
        again = enough and received >= CANARY_SHARE * known and self._resend
        if unproven and again and self._dead_letters.backlog():
            again = False  # theirs may be among the receipts that feedback/ gave up on
        if unproven and again:
            canaries.expect_more()
        rest = dict.fromkeys(unproven, WAITING if again else UNRESOLVED)
        return self._editions.settle(batch, batch.settled({**accepted, **rest}))

    def _is_over(self, batch: Batch, now: datetime) -> bool:
        """Whether the time is up in which the receipts of a doubtful call should have come."""
        late = batch.lease is not None and now >= batch.lease + RECEIPTS_WITHIN
        return late and self._feedback_queue.backlog() == 0

    def _may_wait(self, doubtful: Batch, now: datetime) -> bool:
        """Whether there may still be canaries, and whether they would change anything."""
        return self._resend and now < _claimed(doubtful) + CANARY_WITHIN + RECEIPTS_WITHIN


def _around(doubtful: Batch) -> range:
    """The minutes about the call of a doubtful batch."""
    within = CANARY_WITHIN // timedelta(minutes=1)
    return range(_minute(doubtful) - within, _minute(doubtful) + within + 1)


def _minute(batch: Batch) -> int:
    return int(_claimed(batch).timestamp() // 60)


def _claimed(batch: Batch) -> datetime:
    return batch.claimed or datetime.min.replace(tzinfo=UTC)
