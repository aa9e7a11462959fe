"""Tables in memory: what DynamoDB promises of the calls in `dearreader.ports.Table`."""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dearreader.conditions import Both, Condition, Either, Test, Update
from dearreader.errors import ConditionFailed
from dearreader.ports import Item, Writing


class MemoryTable:
    """A `dearreader.ports.Table`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.items: dict[tuple[str, str], Item] = {}
        self.changes: list[tuple[Item, Item]] = []

    def get(self, pk: str, sk: str) -> Item | None:
        return copy.deepcopy(self.items.get((pk, sk)))

    def put(self, item: Item, *, when: Condition | None = None) -> None:
        self.check((item["pk"], item["sk"]), when)
        self.write(item)

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        self.check((pk, sk), when)
        item = updated(self.items.get((pk, sk), {"pk": pk, "sk": sk}), update)
        self.write(item)
        return copy.deepcopy(item)

    def delete(self, pk: str, sk: str, *, when: Condition | None = None) -> None:
        self.check((pk, sk), when)
        old = self.items.pop((pk, sk), None)
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
    ) -> Iterator[Item]:
        keys = sorted(
            key
            for key in self.items
            if key[0] == pk
            and (first is None or key[1] >= first)
            and (last is None or key[1] <= last)
        )
        if newest_first:
            keys.reverse()
        return iter([copy.deepcopy(self.items[key]) for key in keys[:limit]])

    def by_status(
        self, status: str, *, newest_first: bool = False, limit: int | None = None
    ) -> Iterator[Item]:
        found = [
            item
            for item in self.items.values()
            if item.get("status") == status and "position" in item
        ]
        found.sort(key=lambda item: str(item["position"]), reverse=newest_first)
        return iter([copy.deepcopy(item) for item in found[:limit]])

    def transact(self, writings: Sequence[Writing]) -> None:
        for writing in writings:
            _table(writing).check((writing.item["pk"], writing.item["sk"]), writing.when)
        for writing in writings:
            table = _table(writing)
            if writing.update is None:
                table.write(writing.item)
            else:
                table.update(writing.item["pk"], writing.item["sk"], writing.update)

    def check(self, key: tuple[str, str], when: Condition | None) -> None:
        found = self.items.get(key)
        if when is not None and not holds(when, found or {}):
            raise ConditionFailed(copy.deepcopy(found))

    def write(self, item: Item) -> None:
        key = item["pk"], item["sk"]
        old = self.items.get(key, {})
        self.items[key] = copy.deepcopy(item)
        if old != item:
            self.changes.append((old, self.items[key]))


def holds(condition: Condition, item: Mapping[str, Any]) -> bool:
    """Whether an item, or none (an empty one), meets a condition."""
    if isinstance(condition, Both):
        return holds(condition.left, item) and holds(condition.right, item)
    if isinstance(condition, Either):
        return holds(condition.left, item) or holds(condition.right, item)
    return _holds(condition, item)


def _holds(test: Test, item: Mapping[str, Any]) -> bool:
    if test.name not in item:
        return test.operator in {"absent", "lacks"}
    value = item[test.name]
    comparable = type(value) is type(test.value)
    verdicts: dict[str, Callable[[], bool]] = {
        "exists": lambda: True,
        "absent": lambda: False,
        "contains": lambda: test.value in value,
        "lacks": lambda: test.value not in value,
        "=": lambda: bool(value == test.value),
        "<>": lambda: bool(value != test.value),
        "<": lambda: comparable and bool(value < test.value),
        "<=": lambda: comparable and bool(value <= test.value),
        ">": lambda: comparable and bool(value > test.value),
        ">=": lambda: comparable and bool(value >= test.value),
    }
    return verdicts[test.operator]()


def updated(item: Mapping[str, Any], update: Update) -> Item:
    """The item after an update."""
    new = {name: copy.deepcopy(value) for name, value in item.items() if name not in update.drop}
    new |= copy.deepcopy(dict(update.put))
    for name, value in update.default.items():
        new[name] = copy.deepcopy(item.get(name, value))
    for name, added in update.add.items():
        before = item.get(name)
        if isinstance(added, int):
            new[name] = (before or 0) + added
        else:
            new[name] = set(before or ()) | set(added)
    return new


def _table(writing: Writing) -> MemoryTable:
    assert isinstance(writing.table, MemoryTable)
    return writing.table
