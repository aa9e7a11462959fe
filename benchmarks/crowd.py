"""A made-up audience of any size, of which nothing is stored: each page is made when it is read.

`benchmarks.memory` runs it in a process for each function and each size.
"""

import hashlib
import resource
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from itertools import islice
from typing import Any

from dearreader.app import App, standing_in
from dearreader.conditions import Condition, Update
from dearreader.editions.model import ACCEPTED, RECEIPTS, WAITING, BatchName, pack
from dearreader.ports import Bulk, Item
from dearreader.times import milliseconds
from tests.letters import SAMPLES, sample
from tests.world.evaluating import holds
from tests.world.invoking import Invocation, messages
from tests.world.tables import MemoryTable
from tests.world.world import MemoryMailer, MemoryQueue, MemoryWorld, app

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
KEY = "2026-11-24.daily"
SIZE = 50

READERS_IN_A_PAGE, BATCHES_IN_A_PAGE = 2_800, 1_000
"""As many as are 1 MB, which is what a Query of DynamoDB's reads at once."""


def main(function: str, readers: int) -> None:
    """Let a function do all that an edition for so many asks of it; prints its ru_maxrss."""
    world = Crowd(readers)
    stack = ready(world)
    with standing_in(stack):
        WORK[function](stack, world)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)


def ready(world: "Crowd") -> App:
    """The stack, with a letter queued."""
    stack = app(world)
    letter = sample(SAMPLES[0])
    post = {"title": letter.title, "tags": [], "status": "draft", "position": "0"}
    stack.posts.table.put({"pk": letter.slug, "sk": "post", **post})
    stack.posts.queue(letter, now=NOW)
    return stack


def schedule(stack: App, world: "Crowd") -> None:
    """Open, plan and queue, all in one range: the largest that a planner ever has."""
    stack.opening.ask()
    _invoke("schedule", {"ask": "plan", "edition": KEY, "range": 0})
    world.queue("schedule").held.clear()
    _invoke("schedule", {"ask": "queue", "edition": KEY, "range": 0})
    while asked := world.queue("schedule").held:
        world.clock.sleep(450)
        _invoke("schedule", asked.pop(0))
    assert world.queue("deliver").sent == world.batches


def deliver(stack: App, world: "Crowd") -> None:
    """Deliver every batch."""
    _sending(stack)
    for number in range(world.batches):
        _invoke("deliver", BatchName(KEY, 0, number).message())
    assert world.ses.accepted == world.readers


def settle(stack: App, world: "Crowd") -> None:
    """Queue again what waits, which is everything, and close when everything is done."""
    _sending(stack)
    _invoke("settle", {"ask": "settle"})
    assert world.queue("deliver").sent == world.batches
    world.editions.done = True
    _invoke("settle", {"ask": "settle"})
    closed = stack.editions.get(KEY)
    assert closed is not None
    assert closed.account["accepted"] == world.readers


WORK = {"schedule": schedule, "deliver": deliver, "settle": settle}


class Crowd(MemoryWorld):
    """A world in memory, but for what grows with the audience."""

    def __init__(self, readers: int) -> None:
        super().__init__(NOW)
        self.readers = readers
        self.batches = -(-readers // SIZE)
        self.editions = Batches(self)
        self.tables = {"subscribers": Readers(self), "editions": self.editions}
        self.ses: Accepting = Accepting()

    def queue(self, url: str) -> "Counting":
        """The queue at that URL."""
        found = self.queues.setdefault(url, Counting())
        assert isinstance(found, Counting)
        return found

    def numbers(self, shard: int) -> range:
        """The numbers of the readers in a shard."""
        return range(shard, self.readers, 64)


class Counting(MemoryQueue):
    """A queue that counts what it is sent, and holds what asks for more to be queued."""

    sent = 0

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Mapping[str, Any]] = []

    def send(
        self,
        messages: Sequence[Mapping[str, Any]],
        *,
        delay: int | Sequence[int] = 0,  # noqa: ARG002 - alike for all
    ) -> None:
        """Count them."""
        self.sent += len(messages)
        self.held += [each for each in messages if each.get("ask") == "queue"]


class Accepting(MemoryMailer):
    """SES, which accepts everybody and keeps nobody."""

    accepted = 0

    def send_bulk(self, bulk: Bulk) -> list[str]:
        """Accept all."""
        self.accepted += len(bulk.copies)
        return ["SUCCESS"] * len(bulk.copies)


class Readers(MemoryTable):
    """Everybody, by shard, in the order of their ids."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__("subscribers")
        self._crowd = crowd

    def query(self, pk: str, **asked: Any) -> Iterator[Item]:
        """Those of a shard that are asked for."""
        numbers = self._crowd.numbers(int(pk))
        first, last = asked.get("first"), asked.get("last")
        begin = _number(first) // 64 if first else 0
        end = _number(last) // 64 + 1 if last else len(numbers)
        return _read(map(_reader, numbers[begin:end]), READERS_IN_A_PAGE, asked)


class Batches(MemoryTable):
    """The edition, which is kept, and its batches, of which only the last one is."""

    def __init__(self, crowd: Crowd) -> None:
        super().__init__("editions")
        self._crowd = crowd
        self._last: list[Item] = []
        self.done = False

    def put(self, item: Item, *, when: Condition | None = None) -> None:  # noqa: ARG002 - it is new
        """Freeze a batch."""
        self._last = [item]

    def get(self, pk: str, sk: str) -> Item | None:
        """The edition, or a batch as it was frozen."""
        return self._batch(int(sk)) if "#" in pk else super().get(pk, sk)

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        """Change the edition; a batch is claimed and done, and forgotten."""
        return {} if "#" in pk else super().update(pk, sk, update, when=when)

    def query(self, pk: str, **asked: Any) -> Iterator[Item]:
        """The edition, the last batch, or all of them."""
        if "#" not in pk:
            return super().query(pk, **asked)
        if asked.get("newest_first"):
            return iter(self._last)
        numbers = range(int(asked.get("first") or 0), self._crowd.batches)
        return _read(map(self._batch, numbers), BATCHES_IN_A_PAGE, asked)

    def _batch(self, number: int) -> Item:
        """A batch of readers of one shard after the other, as a planner cuts them."""
        members = [_id(each) for each in self._members(number)]
        name = BatchName(KEY, 0, number)
        item = {"pk": name.pk, "sk": name.sk, "v": 2, "members": pack(members), "until": [63, ""]}
        if not self.done:
            return {**item, "state": "frozen", "outcomes": WAITING * len(members)}
        receipts = {f"{RECEIPTS}1f2e3d4c": set(range(len(members)))}
        claimed = {"claimed": milliseconds(NOW), "tries": 0, "step": 0}
        outcomes = ACCEPTED * len(members)
        return {**item, **claimed, **receipts, "state": "done", "outcomes": outcomes}

    def _members(self, number: int) -> Iterator[int]:
        left = range(number * SIZE, (number + 1) * SIZE)
        for numbers in map(self._crowd.numbers, range(64)):
            yield from numbers[max(0, left.start) : max(0, left.stop)]
            left = range(left.start - len(numbers), left.stop - len(numbers))


def _read(items: Iterator[Item], page: int, asked: Mapping[str, Any]) -> Iterator[Item]:
    """Page by page, each of which is there as a whole."""
    where, only = asked.get("where"), asked.get("only")
    while held := list(islice(items, page)):
        for item in held:
            if where is None or holds(where, item):
                yield {name: item[name] for name in only if name in item} if only else item


def _id(number: int) -> str:
    """The id of the reader of that number, which is its shard's, and ordered as the numbers are."""
    return f"{number:08x}{hashlib.sha256(b'%d' % number).hexdigest()[:24]}"


def _number(identity: str) -> int:
    return int(identity[:8], 16)


def _reader(number: int) -> Item:
    identity = _id(number)
    return {
        "pk": f"{number % 64:02d}",
        "sk": identity,
        "status": "active",
        "address": f"reader{number}@example.com",
        "key": identity[10:],
        "asked_at": 0,
        "confirmed_at": 0,
        "confirmed_from": "192.0.2.1",
        "consent": {"from": "192.0.2.1", "text": "Yes, send me a letter.", "at": identity},
    }


def _sending(stack: App) -> None:
    """The edition is planned, and sends."""
    stack.opening.ask()
    planned = stack.editions.planned
    planned(KEY, 0, batches=stack.world.batches, intended=stack.world.readers)  # type: ignore[attr-defined]
    assert stack.editions.start(KEY)


def _invoke(function: str, message: Mapping[str, Any]) -> None:
    handler = import_module(f"functions.{function}.app").handler
    assert handler(messages(message), Invocation()) == {"batchItemFailures": []}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
