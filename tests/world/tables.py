"""Tables in memory: what DynamoDB promises of the calls in `dearreader.ports.Table`, and no more.

tests/contract holds them to DynamoDB, as moto and MiniStack have it.
"""

import math
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dearreader.conditions import Condition, Update
from dearreader.errors import ConditionFailed
from dearreader.ports import Item, Writing
from tests.world.evaluating import holds, updated
from tests.world.indexes import Index, of_table
from tests.world.values import Refused, checked, copied, fitting, place, placed, weight

MOST_WRITINGS = 100
"""TransactWriteItems' limit."""

MOST_READ = 100
"""BatchGetItem's limit."""

ALL_AT_ONCE = math.inf
"""A page for those who let nothing happen between two pages."""


class MemoryTable:
    """A `dearreader.ports.Table`. Raises Refused where DynamoDB would take no such request.

    ``changes`` are what the table's stream holds: each item before and after. A query reads about
    ``page`` bytes at once, and the rest later: what happens in between is seen or not.
    """

    page: float = 1024 * 1024

    lends = False
    """Whether who reads gets the table's own items: to those who change none, and in less time."""

    def __init__(self, name: str, index: Index | None = None) -> None:
        self.name = name
        self.index = index or of_table(name)
        self.items = Items()
        self.changes: list[tuple[Item, Item]] = []

    def get(self, pk: str, sk: str) -> Item | None:
        found = self.items.get(placed(pk, sk))
        return None if found is None else copied(found)

    def get_all(self, keys: Sequence[tuple[str, str]]) -> list[Item | None]:
        if not 0 < len(keys) == len(set(keys)) <= MOST_READ:
            raise Refused(f"1 to {MOST_READ} items are read at once, each once")
        return [self.get(pk, sk) for pk, sk in keys]

    def put(self, item: Item, *, when: Condition | None = None) -> None:
        kept = self._kept(item)
        self._check(item, when)
        self._write(kept)

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        keys = {"pk": pk, "sk": sk}
        self._check(keys, when)
        item = self._updated(keys, update)
        self._write(item)
        return self._given(item)

    def delete(self, pk: str, sk: str, *, when: Condition | None = None) -> None:
        keys = {"pk": pk, "sk": sk}
        self._check(keys, when)
        old = self.items.pop(place(keys), None)
        if old:
            self.changes.append((old, {}))

    def query(
        self,
        pk: str,
        *,
        first: str | None = None,
        last: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        where: Condition | None = None,
        only: Sequence[str] = (),
    ) -> Iterator[Item]:
        """Nothing is read before the first item is asked for, as with DynamoDB's pages."""
        if "" in {pk, first, last} or limit == 0:
            raise Refused("a key is a text of at least one character, a limit at least 1")
        if first is not None and last is not None and first > last:
            raise Refused("a range ends after it begins")
        assert where is None or limit is None, "a limit counts what is read, not what is given"
        read, after = 0, None
        while True:
            keys = _between(self.items.partition(pk), first, last)
            keys = _in_order(keys, after, newest_first=newest_first)
            if limit is not None:
                del keys[limit - read :]
            page = list(self._page(keys))
            for item in page:
                if where is None or holds(where, item):
                    yield {name: item[name] for name in only if name in item} if only else item
                read += 1
                if read == limit:
                    return
            if len(page) == len(keys):
                return
            after = keys[len(page) - 1]

    def by_status(
        self,
        status: str,
        *,
        above: str | None = None,
        below: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[Item]:
        if self.index is None:
            raise Refused(f"{self.name} has no index by-status")
        if "" in {status, above, below} or limit == 0:
            raise Refused("a key is a text of at least one character, a limit at least 1")
        if above is not None and below is not None:
            raise Refused("a key is compared once")
        items = (item for item in self.items.positioned() if item.get("status") == status)
        entries = [entry for item in items if (entry := self.index.entry(item))]
        found = [
            entry
            for entry in entries
            if (above is None or entry["position"] > above)
            and (below is None or entry["position"] < below)
        ]
        found.sort(key=lambda entry: str(entry["position"]), reverse=newest_first)
        yield from map(self._given, found[:limit])

    def scan(self, *, only: Sequence[str] = ()) -> Iterator[Item]:
        for item in list(self.items.values()):
            yield {name: copied(item)[name] for name in only or item if name in item}

    def transact(self, writings: Sequence[Writing]) -> None:
        places = {(writing.table.name, place(writing.item)) for writing in writings}
        if not 0 < len(places) == len(writings) <= MOST_WRITINGS:
            raise Refused(f"a transaction writes 1 to {MOST_WRITINGS} items, each once")
        for writing in writings:
            _table(writing)._check(writing.item, writing.when)  # noqa: SLF001 - it is one of us
        made = [_table(writing)._made(writing) for writing in writings]  # noqa: SLF001
        for writing, item in zip(writings, made, strict=True):
            _table(writing)._write(item)  # noqa: SLF001

    def _given(self, item: Item) -> Item:
        given: Item = item if self.lends else copied(item)
        return given

    def _check(self, keys: Mapping[str, Any], when: Condition | None) -> None:
        found = self.items.get(place(keys))
        if when is not None and not holds(when, found or {}):
            raise ConditionFailed(None if found is None else self._given(found))

    def _made(self, writing: Writing) -> Item:
        if writing.update is None:
            return self._kept(writing.item)
        return self._updated(writing.item, writing.update)

    def _updated(self, keys: Mapping[str, Any], update: Update) -> Item:
        pk, sk = place(keys)
        old = self.items.get((pk, sk), {"pk": pk, "sk": sk})
        return self._indexed(fitting(updated(old, update)))

    def _kept(self, item: Item) -> Item:
        return self._indexed(checked(item))

    def _indexed(self, kept: Item) -> Item:
        for name in ("status", "position") if self.index else ():
            if not isinstance(kept.get(name, "absent"), str) or kept.get(name) == "":
                raise Refused(f"{name} is a key of the index: a text of at least one character")
        return kept

    def _write(self, item: Item) -> None:
        key = place(item)
        old = self.items.get(key, {})
        self.items[key] = item
        if old != item:
            self.changes.append((old, item))

    def _page(self, keys: Sequence[tuple[str, str]]) -> Iterator[Item]:
        if self.page == ALL_AT_ONCE:
            yield from (self._given(self.items[key]) for key in keys)
            return
        read = 0
        for key in keys:
            yield self._given(self.items[key])
            read += self.items.weight(key)
            if read >= self.page:
                return


class Items(dict[tuple[str, str], Item]):
    """Items by their keys, with the keys of each partition at hand, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._partitions: dict[str, list[tuple[str, str]]] = {}
        self._weights: dict[tuple[str, str], int] = {}
        self._positioned: dict[tuple[str, str], Item] = {}

    def __setitem__(self, key: tuple[str, str], item: Item) -> None:
        if key not in self:
            insort(self._partitions.setdefault(key[0], []), key)
        super().__setitem__(key, item)
        self._weights.pop(key, None)
        if "position" in item:
            self._positioned[key] = item
        else:
            self._positioned.pop(key, None)

    def __delitem__(self, key: tuple[str, str]) -> None:
        super().__delitem__(key)
        self._forget(key)

    def pop(self, key: tuple[str, str], *default: Any) -> Any:
        if key in self:
            self._forget(key)
        return super().pop(key, *default)

    def positioned(self) -> Iterable[Item]:
        """Those that have an attribute `position`: only they can be in an index."""
        return self._positioned.values()

    def partition(self, pk: str) -> Sequence[tuple[str, str]]:
        """The keys of a partition, in their order."""
        return self._partitions.get(pk, ())

    def weight(self, key: tuple[str, str]) -> int:
        """See `tests.world.values.weight`; told once for each version of an item."""
        known = self._weights.get(key)
        if known is None:
            known = self._weights[key] = weight(self[key])
        return known

    def _forget(self, key: tuple[str, str]) -> None:
        self._partitions[key[0]].remove(key)
        self._weights.pop(key, None)
        self._positioned.pop(key, None)


def _between(
    keys: Sequence[tuple[str, str]], first: str | None, last: str | None
) -> list[tuple[str, str]]:
    """Those of a partition's keys that a range names, both ends included."""
    if not keys:
        return []
    pk = keys[0][0]
    begin = 0 if first is None else bisect_left(keys, (pk, first))
    end = len(keys) if last is None else bisect_right(keys, (pk, last))
    return list(keys[begin:end])


def _table(writing: Writing) -> MemoryTable:
    assert isinstance(writing.table, MemoryTable)
    return writing.table


def _in_order(
    keys: list[tuple[str, str]], after: tuple[str, str] | None, *, newest_first: bool
) -> list[tuple[str, str]]:
    """Those of some keys that are read after the one that was read last, in their order."""
    if after is not None:
        keys = [key for key in keys if (key < after if newest_first else key > after)]
    return keys[::-1] if newest_first else keys
