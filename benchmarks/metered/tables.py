"""Tables as one function sees them: each call takes its time, and its units are counted.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from benchmarks.metered.meter import read_units, write_units
from benchmarks.metered.readers import PAGE, Readers
from dearreader.conditions import Condition, Update
from dearreader.errors import ConditionFailed
from dearreader.ports import Item, Writing
from tests.world.evaluating import holds
from tests.world.tables import MemoryTable
from tests.world.values import size

if TYPE_CHECKING:
    from benchmarks.metered.process import Process

IN_A_TRANSACTION = 2
"""A transaction writes each item twice over."""

EVENTUAL = 0.5
"""What an index's reads cost of a consistent one."""


class Stored(MemoryTable):
    """A table in memory that knows its items' sizes."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._sizes: dict[tuple[str, str], int] = {}

    def size(self, pk: str, sk: str) -> int:
        """Bytes that the item takes up; 0 where there is none."""
        return self._sizes.get((pk, sk), 0)

    def _write(self, item: Item) -> None:
        super()._write(item)
        self._sizes[item["pk"], item["sk"]] = size(item)
        if self.name == "editions":
            self.changes.clear()  # it has no stream


class MeteredTable:
    """A `dearreader.ports.Table`, through one process."""

    def __init__(self, process: "Process", table: Stored) -> None:
        self.name = table.name
        self.table = table
        self._process = process

    def get(self, pk: str, sk: str) -> Item | None:
        self._process.spend("GetItem", items=1)
        self._process.use("read units", read_units(self.table.size(pk, sk)))
        return self.table.get(pk, sk)

    def put(self, item: Item, *, when: Condition | None = None) -> None:
        self._write("PutItem", item, lambda: self.table.put(item, when=when))

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        keys = {"pk": pk, "sk": sk}
        written: Item = self._write(
            "UpdateItem", keys, lambda: self.table.update(pk, sk, update, when=when)
        )
        return written

    def delete(self, pk: str, sk: str, *, when: Condition | None = None) -> None:
        keys = {"pk": pk, "sk": sk}
        self._write("DeleteItem", keys, lambda: self.table.delete(pk, sk, when=when))

    def get_all(self, keys: Sequence[tuple[str, str]]) -> list[Item | None]:
        self._process.spend("BatchGetItem", items=len(keys))
        self._process.use("read units", sum(read_units(self.table.size(*key)) for key in keys))
        return self.table.get_all(keys)

    def query(
        self, pk: str, *, where: Condition | None = None, only: Sequence[str] = (), **arguments: Any
    ) -> Iterator[Item]:
        found = self.table.query(pk, **arguments)
        sizes = self.table.size
        read = pages(self._process, found, lambda each: sizes(each["pk"], each["sk"]))
        yield from narrowed(read, where, only)

    def by_status(self, status: str, **arguments: Any) -> Iterator[Item]:
        found = self.table.by_status(status, **arguments)
        yield from pages(self._process, found, size, share=EVENTUAL)

    def transact(self, writings: Sequence[Writing]) -> None:
        plain = [
            Writing(one.table.table, one.item, one.update, one.when)  # type: ignore[attr-defined]
            for one in writings
        ]
        before = [self._before(one) for one in plain]
        self._process.spend("TransactWriteItems", items=len(plain))
        self.table.transact(plain)
        for one, old in zip(plain, before, strict=True):
            self._written(one.table, one.item, old, times=IN_A_TRANSACTION)  # type: ignore[arg-type]
        self._process.cloud.follow_streams()

    def _write(self, call: str, keys: Item, effect: Callable[[], Any]) -> Any:
        old = self.table.items.get((keys["pk"], keys["sk"]))
        before = self.table.size(keys["pk"], keys["sk"]), self._entry(self.table, old)
        self._process.spend(call, items=1)
        try:
            answer = effect()
        except ConditionFailed:
            self._process.use("write units", write_units(self.table.size(keys["pk"], keys["sk"])))
            raise
        self._written(self.table, keys, before)
        self._process.cloud.follow_streams()
        return answer

    def _before(self, writing: Writing) -> tuple[int, Item | None]:
        table, pk, sk = writing.table, writing.item["pk"], writing.item["sk"]
        assert isinstance(table, Stored)
        return table.size(pk, sk), self._entry(table, table.items.get((pk, sk)))

    def _written(
        self, table: Stored, keys: Item, before: tuple[int, Item | None], *, times: int = 1
    ) -> None:
        """The larger of what was and what is; and what changes in the index is written as well."""
        old_size, old_entry = before
        pk, sk = keys["pk"], keys["sk"]
        largest = max(old_size, table.size(pk, sk))
        self._process.use("write units", times * write_units(largest))
        entry = self._entry(table, table.items.get((pk, sk)))
        if entry != old_entry:
            moved = [each for each in (old_entry, entry) if each]
            self._process.use("write units", sum(write_units(size(each)) for each in moved))

    @staticmethod
    def _entry(table: Stored, item: Item | None) -> Item | None:
        return table.index.entry(item) if table.index and item else None


class MeteredReaders:
    """The table of readers, through one process: made up as they are read."""

    name = "subscribers"

    def __init__(self, process: "Process", readers: Readers) -> None:
        self._process = process
        self._readers = readers

    def query(
        self,
        pk: str,
        *,
        first: str | None = None,
        last: str | None = None,
        where: Condition | None = None,
        only: Sequence[str] = (),
    ) -> Iterator[Item]:
        each = self._readers.item_size
        found = self._readers.walk(pk, first=first, last=last)
        yield from narrowed(pages(self._process, found, lambda _: each), where, only)

    def by_status(self, status: str, **_: Any) -> Iterator[Item]:
        """Nobody waits to be mailed a link."""
        yield from pages(self._process, iter(()), size, share=EVENTUAL)

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(f"no edition needs {name} of a reader")


def pages(
    process: "Process", items: Iterator[Item], weigh: Callable[[Item], int], *, share: float = 1
) -> Iterator[Item]:
    """Items, a page of at most 1 MB a call, each call's bytes rounded up to read units."""
    while True:
        page, read = [], 0
        for item in items:
            page.append(item)
            read += weigh(item)
            if read >= PAGE:
                break
        process.spend("Query", items=len(page))
        process.use("read units", share * read_units(read))
        yield from page
        if read < PAGE:
            return


def narrowed(items: Iterator[Item], where: Condition | None, only: Sequence[str]) -> Iterator[Item]:
    """What a query gives of what it has read, and is billed for."""
    for item in items:
        if where is None or holds(where, item):
            yield {name: item[name] for name in only if name in item} if only else item
