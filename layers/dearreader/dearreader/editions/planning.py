"""The audience becomes batches: frozen one by one, so that a planner that dies is gone on from."""

from collections.abc import Iterator

from dearreader.editions.asking import TIME_TO_STOP
from dearreader.editions.model import BatchName, Edition
from dearreader.editions.opening import Opening
from dearreader.editions.store import Editions
from dearreader.ports import Clock, Deadline, Queue
from dearreader.subscribers import Subscribers


class Planning:
    """Plans ranges of shards."""

    def __init__(
        self,
        *,
        subscribers: Subscribers,
        editions: Editions,
        opening: Opening,
        schedule_queue: Queue,
        clock: Clock,
    ) -> None:
        self._subscribers = subscribers
        self._editions = editions
        self._opening = opening
        self._schedule_queue = schedule_queue
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
