"""A table's stream tells outbox/ what happened to each item, in order, and until it is taken."""

from collections.abc import Callable

import pytest

from dearreader.conditions import NEW, Update, equals
from dearreader.errors import ConditionFailed
from dearreader.events import Change
from dearreader.ports import Item, Table, Writing
from tests.contract.databases import excuse
from tests.contract.feeds import Feed
from tests.contract.reading import DIE, LATER, TAKE

KEY: Item = {"pk": "a", "sk": "b"}


def write(feed: Feed, *writes: Callable[[Table], object]) -> None:
    for each in writes:
        feed.time.act(lambda each=each: each(feed.table))  # type: ignore[misc]


def count(number: int, sk: str = "b") -> Callable[[Table], object]:
    return lambda table: table.put({"pk": "a", "sk": sk, "n": number})


def counted(first: int, last: int) -> list[Change]:
    """What `count` changed from the first number to the last."""
    return [Change(KEY | {"n": number - 1}, KEY | {"n": number}) for number in range(first, last)]


def tell(feed: Feed, changes: int) -> list[Change]:
    """So many changes, as they are handed on; and no more of them after a while."""
    write(feed, lambda table: table.put({"pk": "the", "sk": "end"}))
    feed.time.until(lambda: any(change.new.get("pk") == "the" for change in feed.reader.taken))
    told = [change for change in feed.reader.taken if change.new.get("pk") != "the"]
    assert len(told) == changes
    return told


def test_each_change_of_an_item_has_what_was_there_before_and_after(feed: Feed) -> None:
    whole: Item = {
        **KEY,
        "n": 1,
        "names": {"x"},
        "sizes": {1, 2},
        "at": 1_790_000_000_000,
        "deep": {"list": ["é", 5, True]},
    }
    write(
        feed,
        lambda table: table.put(whole),
        lambda table: table.update("a", "b", Update(add={"n": 4, "names": {"y"}}, drop=("deep",))),
        lambda table: table.delete("a", "b"),
        lambda table: table.put(KEY | {"n": 2}),
    )
    less = {**KEY, "n": 5, "names": {"x", "y"}, "sizes": {1, 2}, "at": 1_790_000_000_000}
    assert tell(feed, 4) == [
        Change({}, whole),
        Change(whole, less),
        Change(less, {}),
        Change({}, KEY | {"n": 2}),
    ]


def test_the_changes_of_an_item_come_in_their_order(feed: Feed) -> None:
    write(feed, *(count(number, sk) for number in range(9) for sk in ("b", "c")))
    told = tell(feed, 18)
    for sk in ("b", "c"):
        mine = [change for change in told if change.new["sk"] == sk]
        assert [change.new["n"] for change in mine] == list(range(9))
        assert [change.old for change in mine] == [{}, *(change.new for change in mine[:-1])]


def refused(table: Table) -> None:
    with pytest.raises(ConditionFailed):
        table.update("a", "b", Update(put={"n": 7}), when=equals("n", 6))
    with pytest.raises(ConditionFailed):
        table.transact([Writing(table, {"pk": "a", "sk": "c"}), Writing(table, KEY, when=NEW)])


def test_what_changes_nothing_is_not_told(feed: Feed) -> None:
    excuse(feed, "moto", "tells of every write, whatever it changed")
    put = KEY | {"n": 1, "names": {"x"}}
    write(
        feed,
        lambda table: table.put(put),
        lambda table: table.put(put),
        lambda table: table.update("a", "b", Update(put={"n": 1}, add={"names": {"x"}})),
        lambda table: table.update("a", "b", Update(drop=("nothing",))),
        lambda table: table.delete("a", "nobody"),
        refused,
    )
    assert tell(feed, 1) == [Change({}, put)]


def test_a_transaction_tells_of_all_that_it_wrote(feed: Feed) -> None:
    other: Item = {"pk": "a", "sk": "c", "n": 1}
    count_on = Update(add={"n": 1})
    write(
        feed,
        lambda table: table.transact([Writing(table, KEY | {"n": 1}), Writing(table, other)]),
        lambda table: table.transact(
            [Writing(table, KEY, count_on), Writing(table, other, count_on, when=equals("n", 1))]
        ),
    )
    told = tell(feed, 4)
    assert [change.new["n"] for change in told if change.new["sk"] == "b"] == [1, 2]
    assert [change.new["n"] for change in told if change.new["sk"] == "c"] == [1, 2]


@pytest.mark.parametrize("failing", [LATER, DIE])
def test_what_was_not_taken_comes_again_before_all_that_followed(feed: Feed, failing: str) -> None:
    excuse(feed, "memory", "has no function that could fail")
    excuse(feed, "moto", "has no function that could fail")
    if failing == LATER:
        excuse(feed, "simulation", "has a bus that refuses nothing: there outbox/ can only die")
    feed.reader.answer = lambda offered: failing if offered == 1 else TAKE
    write(feed, *map(count, range(3)))
    feed.time.until(lambda: bool(feed.reader.offered))
    write(feed, *map(count, range(3, 6)))
    assert tell(feed, 6) == [Change({}, KEY | {"n": 0}), *counted(1, 6)]
    failed, again = feed.reader.offered[:2]
    assert failed == again[: len(failed)]
