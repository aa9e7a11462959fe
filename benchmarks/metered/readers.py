"""An audience that is made when it is looked at: a million readers take up no memory."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any

from dearreader.links import Link
from dearreader.ports import Item
from tests.world.readers import join
from tests.world.values import size
from tests.world.world import MemoryWorld, app

ID_SPACE = 2**32
"""Of an id's first 8 digits, which its shard comes from."""

ADDRESS = "somebody.{:09d}@example.com"
PAGE = 1024 * 1024


class Readers:
    """A `dearreader.ports.Table` of active readers; it is only read.

    Shards are as unequal as those of random ids are.
    ``item_size`` is what one takes up, in bytes: the domain's own item, as a sign-up and its
    confirmation leave it, with an address of 30 characters. ``read`` is told of each page's bytes
    and items.
    """

    name = "subscribers"

    def __init__(self, count: int, *, shards: int) -> None:
        self._shards = shards
        self._sizes = _unequal(count, shards)
        self._like = _confirmed()
        self.item_size = size(self._like)
        self._step = ID_SPACE // shards // (max(self._sizes) + 1)

    def query(self, pk: str, *, first: str | None = None, last: str | None = None) -> list[Item]:
        """The readers of a shard from one id to another, both included."""
        return list(self.walk(pk, first=first, last=last))

    def walk(self, pk: str, *, first: str | None = None, last: str | None = None) -> Iterator[Item]:
        """The same, one by one."""
        shard, like = int(pk), self._like
        begin = -(-(self._value(first) - shard) // (self._step * self._shards)) if first else 0
        end = (self._value(last) - shard) // (self._step * self._shards) + 1 if last else ID_SPACE
        for number in range(max(0, begin), min(end, self._sizes[shard])):
            value = number * self._step * self._shards + shard
            yield {**like, "pk": pk, "sk": f"{value:08x}{value:024x}", "address": _address(value)}

    def _value(self, subscriber: str) -> int:
        return int(subscriber[:8], 16)


def _unequal(count: int, shards: int) -> list[int]:
    """How many each shard holds, where each reader's is drawn by lot."""
    random = Random(count)  # noqa: S311 - the same in each run
    sizes = []
    for left in range(shards, 0, -1):
        share = 1 / left
        spread = (count * share * (1 - share)) ** 0.5
        sizes.append(min(count, max(0, round(random.gauss(count * share, spread)))))
        count -= sizes[-1]
    return sizes


def _address(value: int) -> str:
    return ADDRESS.format(value % 10**9)


def _confirmed() -> dict[str, Any]:
    """A reader's item as the domain writes it."""
    world = MemoryWorld(datetime(2026, 10, 1, tzinfo=UTC))
    stack = app(world)
    join(stack, _address(0))
    (item,) = world.table("subscribers").items.values()
    assert Link(item["sk"], item["key"])
    return dict(item)
