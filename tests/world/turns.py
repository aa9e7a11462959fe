"""Processes that take turns: each runs until it is about to look at a table, or sleeps."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from greenlet import getcurrent, greenlet

from dearreader.conditions import Condition, Update
from dearreader.ports import Item, Writing
from tests.world.tables import MemoryTable


class Actor:
    """One process. It does nothing but in its turns, and may die between two of them."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._greenlet = greenlet(act)

    @property
    def ended(self) -> bool:
        """Whether it has done all it does, or died."""
        return bool(self._greenlet.dead)

    def go_on(self) -> None:
        """One turn. Raises what the process raises."""
        self._greenlet.switch()

    def die(self) -> None:
        """No more turns."""
        self._greenlet.throw()


def change_over() -> None:
    """The end of a turn, where somebody takes turns."""
    parent = getcurrent().parent
    if parent is not None:
        parent.switch()


class SharedTable(MemoryTable):
    """A table before each of whose calls, and after each write, others may have their turn.

    Queries are read item by item, and others have their turn between any two.
    """

    page = 1

    def get(self, pk: str, sk: str) -> Item | None:
        change_over()
        return super().get(pk, sk)

    def put(self, item: Item, *, when: Condition | None = None) -> None:
        change_over()
        super().put(item, when=when)
        change_over()

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        change_over()
        item = super().update(pk, sk, update, when=when)
        change_over()
        return item

    def query(self, pk: str, **arguments: Any) -> Iterator[Item]:
        reading = super().query(pk, **arguments)
        while True:
            change_over()
            item = next(reading, None)
            if item is None:
                return
            yield item

    def transact(self, writings: Sequence[Writing]) -> None:
        change_over()
        super().transact(writings)
        change_over()
