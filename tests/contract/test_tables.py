"""The tables in memory do what DynamoDB does, as far as `dearreader.ports.Table` promises it."""

from typing import Any

import pytest

from dearreader.conditions import (
    NEW,
    Condition,
    Update,
    above,
    absent,
    at_least,
    below,
    contains,
    differs,
    equals,
    exists,
    lacks,
)
from dearreader.errors import ConditionFailed
from dearreader.ports import Item, Table
from tests.contract.databases import Database, excuse
from tests.naming import steady


@pytest.fixture
def table(database: Database) -> Table:
    return database.new()


THING: Item = {
    "pk": "a",
    "sk": "b",
    "text": "words",
    "number": 5,
    "truth": True,
    "bytes": b"\x00\xff",
    "list": [1, "two"],
    "map": {"deep": {"er": 1}},
    "names": {"x", "y"},
    "numbers": {1, 2},
}


def test_an_item_comes_back_as_it_was_put(table: Table) -> None:
    table.put(THING)
    assert table.get("a", "b") == THING
    assert table.get("a", "c") is None


@pytest.mark.parametrize(
    ("value", "back"),
    [
        (None, None),
        ("", ""),
        (b"", b""),
        (bytes(range(256)), bytes(range(256))),
        (False, False),
        (0, 0),
        (-1, -1),
        (1_790_000_000_000_000, 1_790_000_000_000_000),
        (10**37, 10**37),
        (-(10**38 - 1), -(10**38 - 1)),
        ([], []),
        ({}, {}),
        ((1, ("x",)), [1, ["x"]]),
        (frozenset({"x"}), {"x"}),
        ({-1, 10**37}, {-1, 10**37}),
        ({b"x", b"y"}, {b"x", b"y"}),
        ({"a": [{"b": {"c"}}, None]}, {"a": [{"b": {"c"}}, None]}),
    ],
    ids=lambda value: steady(value)[:40],
)
def test_a_value_comes_back_with_its_type(table: Table, value: Any, back: Any) -> None:
    put: Item = {"pk": "a", "sk": "b", "value": value}
    table.put(put)
    updated = table.update("a", "c", Update(put={"value": value}))["value"]
    found = table.get("a", "b")
    assert found
    assert (type(found["value"]), found["value"]) == (type(back), back)
    assert (type(updated), updated) == (type(back), back)


HOLDS = [
    exists("text"),
    absent("other"),
    equals("text", "words"),
    equals("list", [1, "two"]),
    differs("number", 6),
    below("number", 6),
    above("number", 4),
    at_least("number", 5),
    contains("names", "x"),
    contains("numbers", 2),
    lacks("names", "z"),
    lacks("other", "z"),
    lacks("number", "z"),
    contains("text", "ord"),
    contains("list", "two"),
    equals("names", {"y", "x"}),
    equals("map", {"deep": {"er": 1}}),
    differs("number", "5"),
    at_least("bytes", b"\x00"),
    above("text", "Words"),
    equals("number", 5) & equals("truth", value=True),
    equals("number", 6) | equals("text", "words"),
    (equals("number", 6) | exists("text")) & absent("other"),
]
FAILS = [
    exists("other"),
    absent("text"),
    equals("text", "other"),
    equals("other", "words"),
    differs("number", 5),
    differs("other", 5),
    below("number", 5),
    below("other", 5),
    above("number", 5),
    at_least("number", 6),
    contains("names", "z"),
    contains("other", "z"),
    lacks("names", "x"),
    equals("number", "5"),
    equals("bytes", "\x00\xff"),
    equals("list", ["two", 1]),
    equals("numbers", {"1", "2"}),
    contains("numbers", "1"),
    contains("list", 2),
    contains("text", 1),
    contains("number", 5),
    lacks("text", "ord"),
    equals("number", 5) & equals("text", "other"),
    equals("number", 6) | equals("text", "other"),
]


@pytest.mark.parametrize("condition", HOLDS, ids=steady)
def test_a_write_whose_condition_holds_is_written(table: Table, condition: Condition) -> None:
    table.put(THING)
    assert table.update("a", "b", Update(put={"new": 1}), when=condition)["new"] == 1


@pytest.mark.parametrize("condition", FAILS, ids=steady)
def test_a_write_whose_condition_fails_says_what_it_found(
    table: Table, condition: Condition
) -> None:
    table.put(THING)
    with pytest.raises(ConditionFailed) as refusal:
        table.put({"pk": "a", "sk": "b"}, when=condition)
    assert refusal.value.found == THING
    with pytest.raises(ConditionFailed):
        table.delete("a", "b", when=condition)
    assert table.get("a", "b") == THING


@pytest.mark.parametrize(
    "condition",
    [
        equals("truth", 1),
        equals("list", [True, "two"]),
        contains("list", member=True),
        above("text", 1),
        below("number", "6"),
    ],
    ids=steady,
)
def test_what_is_of_another_type_is_neither_equal_nor_more_nor_less(
    database: Database, table: Table, condition: Condition
) -> None:
    excuse(database, "moto", "compares values of two types as Python does")
    table.put(THING)
    with pytest.raises(ConditionFailed):
        table.put({"pk": "a", "sk": "b"}, when=condition)


def test_a_refusal_where_nothing_was_found_says_so(table: Table) -> None:
    with pytest.raises(ConditionFailed) as refusal:
        table.update("a", "b", Update(put={"x": 1}), when=exists("pk"))
    assert refusal.value.found is None


def test_only_the_first_of_two_new_items_is_written(table: Table) -> None:
    table.put({"pk": "a", "sk": "b", "by": "first"}, when=NEW)
    with pytest.raises(ConditionFailed):
        table.put({"pk": "a", "sk": "b", "by": "second"}, when=NEW)
    found = table.get("a", "b")
    assert found
    assert found["by"] == "first"


@pytest.mark.parametrize(
    ("update", "changed"),
    [
        (Update(put={"text": "new", "more": 1}), {"text": "new", "more": 1}),
        (Update(default={"text": "new", "more": 1}), {"more": 1}),
        (Update(add={"number": 3, "fresh": 2}), {"number": 8, "fresh": 2}),
        (Update(add={"number": -9}), {"number": -4}),
        (Update(add={"names": {"z"}, "fresh": {1}}), {"names": {"x", "y", "z"}, "fresh": {1}}),
        (Update(add={"names": {"x"}, "numbers": {2, 3}}), {"numbers": {1, 2, 3}}),
        (Update(put={"list": [], "map": {}}), {"list": [], "map": {}}),
        (Update(put={"names": {"z"}}), {"names": {"z"}}),
    ],
    ids=steady,
)
def test_an_update_changes_what_it_names(
    table: Table, update: Update, changed: dict[str, Any]
) -> None:
    table.put(THING)
    after = table.update("a", "b", update)
    assert after == {**THING, **changed} == table.get("a", "b")


def test_an_update_drops_and_sets_at_once(table: Table) -> None:
    table.put({"pk": "a", "sk": "b", "x": 1, "y": 2})
    after = table.update("a", "b", Update(put={"y": 3}, drop=("x", "z")))
    assert after == {"pk": "a", "sk": "b", "y": 3}


def test_an_update_keeps_to_its_condition_where_there_is_no_item(table: Table) -> None:
    table.update("a", "b", Update(default={"n": 1}), when=absent("n") & lacks("names", "x"))
    with pytest.raises(ConditionFailed):
        table.update("a", "c", Update(default={"n": 1}), when=differs("n", 2))
    assert table.get("a", "c") is None


def test_a_thing_is_gone_once_deleted_and_may_be_deleted_again(table: Table) -> None:
    table.put(THING)
    table.delete("a", "b", when=equals("number", 5))
    table.delete("a", "b")
    assert table.get("a", "b") is None
    with pytest.raises(ConditionFailed) as refusal:
        table.delete("a", "b", when=exists("pk"))
    assert refusal.value.found is None


def test_an_update_makes_the_item(table: Table) -> None:
    assert table.update("a", "b", Update(add={"n": 1})) == {"pk": "a", "sk": "b", "n": 1}
    assert table.update("b", "b", Update(drop=("n",))) == {"pk": "b", "sk": "b"}
    assert table.get("b", "b") == {"pk": "b", "sk": "b"}


def test_a_scan_finds_every_item_once_and_what_is_asked_of_each(table: Table) -> None:
    for number in range(30):
        table.put(
            {"pk": f"{number % 3}", "sk": f"{number:02d}", "status": "x", "filler": "y" * 9_000}
        )
    found = sorted((item["pk"], item["sk"]) for item in table.scan())
    assert found == sorted((f"{number % 3}", f"{number:02d}") for number in range(30))
    table.put({"pk": "3", "sk": "30"})
    asked = list(table.scan(only=("status", "sk")))
    assert sorted(item["sk"] for item in asked) == [f"{number:02d}" for number in range(31)]
    assert {tuple(sorted(item)) for item in asked} == {("sk", "status"), ("sk",)}
