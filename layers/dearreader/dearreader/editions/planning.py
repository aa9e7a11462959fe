"""The audience becomes batches: frozen one by one, so that a planner that dies is gone on from."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from dearreader.editions.asking import AT_ONCE
from dearreader.editions.model import BatchName, Edition
from dearreader.editions.opening import Opening
from dearreader.editions.pacing import Pacer
from dearreader.editions.store import Editions
from dearreader.ports import Clock, Deadline, Queue
from dearreader.subscribers import Subscribers
from dearreader.times import milliseconds

TIME_TO_STOP = 10.0
"""Seconds before its end at which a planner hands what is left to the next."""

LONGEST_DELAY = 900
"""Seconds: SQS's limit. What has its turn later is queued later."""


class Planning:
    """Plans ranges of shards, and queues the batches of those that are planned."""

    def __init__(
        self,
        *,
        subscribers: Subscribers,
        editions: Editions,
        opening: Opening,
        pacer: Pacer,
        schedule_queue: Queue,
        deliver_queue: Queue,
        clock: Clock,
    ) -> None:
        self._subscribers = subscribers
        self._editions = editions
        self._opening = opening
        self._pacer = pacer
        self._schedule_queue = schedule_queue
        self._deliver_queue = deliver_queue
        self._clock = clock

    def plan(self, key: str, number: int, *, deadline: Deadline) -> None:
        """Freeze the batches of a range, from where the last planner of it has come to."""
        edition = self._editions.get(key)
        if not edition or edition.state != "planning" or number >= edition.ranges:
            return
        if number not in edition.planned:
            if not self._freeze(edition, number, deadline):
                message = {"ask": "plan", "edition": key, "range": number}
                self._schedule_queue.send([message])
                return
            edition = self._count(edition, number)
        if edition.state == "planning" and len(edition.planned) == edition.ranges:
            self._opening.planned(edition)

    def queue(
        self,
        key: str,
        number: int,
        *,
        deadline: Deadline,
        begins: datetime | None = None,
        first: int = 0,
        turn: datetime | None = None,
        pace: timedelta | None = None,
    ) -> None:
        """Queue the batches of a range that wait, each to be seen in the second before its turn.

        Else they would be taken at once by as many senders as there may be, which wait, and cost,
        until the send rate lets them call. All ranges take turns, from when it ``begins`` through
        all the time that it takes: ``pace`` is this one's, for a reader. What has its turn too late
        for a delay, or is not come to in time, is queued by a later message: from ``first`` on,
        whose ``turn`` it names.
        """
        edition = self._editions.get(key)
        if not edition or edition.state != "sending":
            return
        now = self._clock.now()
        if turn is None or pace is None:
            turn, pace = self._turns(edition, number, begins or now)
        messages: list[dict[str, Any]] = []
        delays: list[int] = []
        for batch in self._editions.batches(edition, ranges=[number], first=first):
            delay = (turn - now).total_seconds()
            ended = len(messages) >= AT_ONCE and deadline.remaining() < TIME_TO_STOP
            if ended or delay > LONGEST_DELAY:
                self._queue_later(batch.name, turn, pace, 0 if ended else LONGEST_DELAY // 2)
                break
            if len(messages) >= AT_ONCE:
                self._deliver_queue.send(messages, delay=delays)
                messages, delays = [], []
            if batch.state == "frozen":
                messages.append(batch.name.message())
                delays.append(int(max(0.0, delay)))
                turn += pace * len(batch.waiting)
        self._deliver_queue.send(messages, delay=delays)

    def _turns(self, edition: Edition, number: int, begins: datetime) -> tuple[datetime, timedelta]:
        """A range's first turn, and its pace: they begin one after the other, and end together."""
        reader = timedelta(seconds=self._pacer.takes(1))
        if edition.ranges == 1:
            return begins, reader
        batches = self._editions.batches(edition, ranges=[number])
        readers = sum(len(batch.outcomes) for batch in batches)
        before = number * min(edition.size, edition.intended // edition.ranges) * reader
        return begins + before, (edition.intended * reader - before) / max(1, readers)

    def _queue_later(self, name: BatchName, turn: datetime, pace: timedelta, delay: int) -> None:
        """The rest is queued while the first half of what is queued is delivered, or at once."""
        message = {"ask": "queue", "edition": name.edition, "range": name.range}
        rest = {
            "first": name.number,
            "turn": milliseconds(turn),
            "pace": pace // timedelta(microseconds=1),
        }
        self._schedule_queue.send([message | rest], delay=delay)

    def _freeze(self, edition: Edition, number: int, deadline: Deadline) -> bool:
        """True once all of the range is frozen; False where the time is up.

        The last batch of a range, though it be of nobody, says that the range ends with it. So a
        planner that was overtaken, and still has readers who left since, finds their place taken.
        """
        end = (self._shards(edition, number).stop, "")
        last = self._editions.last_frozen(edition.key, number)
        if last and last.until == end:
            return True
        next_number = last.name.number + 1 if last else 0
        members: list[str] = []
        until = last.until if last else (self._shards(edition, number).start, "")
        for shard, subscriber in self._audience(edition, number, until):
            members.append(subscriber)
            until = (shard, subscriber)
            if len(members) == edition.size:
                name = BatchName(edition.key, number, next_number)
                if not self._editions.freeze(name, members, until, now=self._clock.now()):
                    return self._freeze(edition, number, deadline)  # another plans it, too
                next_number += 1
                members = []
                if deadline.remaining() < TIME_TO_STOP:
                    return False
        name = BatchName(edition.key, number, next_number)
        if not self._editions.freeze(name, members, end, now=self._clock.now()):
            return self._freeze(edition, number, deadline)
        return True

    def _audience(
        self, edition: Edition, number: int, until: tuple[int, str]
    ) -> Iterator[tuple[int, str]]:
        begun, after = until
        for shard in range(begun, self._shards(edition, number).stop):
            active = self._subscribers.active(
                shard, after=after if shard == begun else "", opened=edition.opened
            )
            for subscriber in active:
                yield shard, subscriber

    def _shards(self, edition: Edition, number: int) -> range:
        shards = self._subscribers.shards
        return range(number * shards // edition.ranges, (number + 1) * shards // edition.ranges)

    def _count(self, edition: Edition, number: int) -> Edition:
        batches = intended = 0
        for size in self._editions.sizes(edition, number):
            batches += 1
            intended += size
        return self._editions.planned(edition.key, number, batches=batches, intended=intended)
