"""Queries: their order, their pages, and what an index shows of a table."""

from typing import Any

import pytest

from dearreader.conditions import Update, below, equals
from dearreader.ports import Item, Table
from tests.contract.databases import ALL, KEYS_ONLY, Database, refused
from tests.naming import steady
from tests.world.indexes import definitions

HEAVY = "x" * 100_000
"""Ten of them are a page of DynamoDB's, which ends after 1 MB."""


@pytest.fixture
def table(database: Database) -> Table:
    return database.new()


def fill(table: Table, count: int) -> list[str]:
    """A partition of several pages; returns its sort keys."""
    keys = [f"{number:02d}" for number in range(count)]
    for sk in keys:
        table.put({"pk": "a", "sk": sk, "weight": HEAVY})
    return keys


def keys(items: Any) -> list[str]:
    return [item["sk"] for item in items]


def test_a_query_gives_a_partition_in_the_order_of_its_bytes(table: Table) -> None:
    ordered = ["", "!", "00", "1", "10", "2", "A", "a", "z", "é", "\uffee", "\U0001f600"][1:]
    for sk in reversed(ordered):
        table.put({"pk": "a", "sk": sk})
    table.put({"pk": "b", "sk": "1"})
    assert keys(table.query("a")) == ordered
    assert keys(table.query("a", newest_first=True)) == ordered[::-1]
    assert keys(table.query("c")) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"first": "2"}, "234"),
        ({"last": "2"}, "12"),
        ({"first": "2", "last": "3"}, "23"),
        ({"first": "2", "last": "2"}, "2"),
        ({"first": "2", "newest_first": True}, "432"),
        ({"limit": 2}, "12"),
        ({"limit": 2, "newest_first": True}, "43"),
        ({"first": "15", "limit": 1}, "2"),
        ({"first": "2", "last": "4", "limit": 2, "newest_first": True}, "43"),
        ({"limit": 9}, "1234"),
        ({"first": "5"}, ""),
    ],
    ids=steady,
)
def test_a_range_is_read_from_either_end(
    table: Table, arguments: dict[str, Any], expected: str
) -> None:
    for sk in "3142":
        table.put({"pk": "a", "sk": sk})
    assert keys(table.query("a", **arguments)) == list(expected)


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_query_follows_every_page(table: Table, *, newest_first: bool) -> None:
    filled = fill(table, 25)
    ordered = filled[::-1] if newest_first else filled
    assert keys(table.query("a", newest_first=newest_first)) == ordered
    assert keys(table.query("a", limit=22, newest_first=newest_first)) == ordered[:22]
    middle = table.query("a", first="03", last="21", newest_first=newest_first)
    assert keys(middle) == [key for key in ordered if "03" <= key <= "21"]


def test_a_query_sees_what_was_written_before_it_came_there(table: Table) -> None:
    """It is no snapshot: each page is read when the one before it is used up."""
    fill(table, 25)
    reading = table.query("a")
    first = next(reading)["sk"]
    table.delete("a", "24")
    table.put({"pk": "a", "sk": "99"})
    table.delete("a", "00")
    rest = keys(reading)
    assert first == "00"
    assert rest == [f"{number:02d}" for number in range(1, 24)] + ["99"]


def test_a_query_gives_those_that_are_wanted_and_of_each_what_is_wanted(table: Table) -> None:
    items: dict[str, Item] = {
        "1": {"status": "active", "at": 5, "name": "lin"},
        "2": {"status": "gone", "at": 5, "name": "ada"},
        "3": {"status": "active", "at": 6},
        "4": {"status": "active"},
        "5": {"status": "active", "at": 4},
    }
    for sk, more in items.items():
        table.put({"pk": "a", "sk": sk, **more})
    wanted = equals("status", "active") & below("at", 6)
    assert keys(table.query("a", where=wanted)) == ["1", "5"]
    assert keys(table.query("a", first="2", where=wanted)) == ["5"]
    assert list(table.query("a", last="2", only=("sk", "name", "status"))) == [
        {"sk": "1", "name": "lin", "status": "active"},
        {"sk": "2", "name": "ada", "status": "gone"},
    ]
    assert list(table.query("a", where=wanted, only=("sk", "name"))) == [
        {"sk": "1", "name": "lin"},
        {"sk": "5"},
    ]


def test_who_is_wanted_may_be_pages_away(table: Table) -> None:
    fill(table, 25)
    table.update("a", "24", Update(put={"status": "active"}))
    found = table.query("a", where=equals("status", "active"), only=("sk",), newest_first=False)
    assert list(found) == [{"sk": "24"}]


def test_several_items_are_read_at_once_in_the_order_of_their_keys(table: Table) -> None:
    for pk, sk in (("a", "1"), ("b", "1"), ("b", "2")):
        table.put({"pk": pk, "sk": sk, "name": f"{pk}{sk}"})
    found = table.get_all([("b", "2"), ("a", "2"), ("a", "1")])
    assert [item and item["name"] for item in found] == ["b2", None, "a1"]


def test_a_query_reads_nothing_before_it_is_asked_for_an_item(table: Table) -> None:
    reading = table.query("a")
    table.put({"pk": "a", "sk": "late"})
    assert keys(reading) == ["late"]


def test_what_was_read_does_not_change_with_the_table(table: Table) -> None:
    table.put({"pk": "a", "sk": "b", "list": [{"n": 1}], "names": {"x"}})
    found = table.get("a", "b")
    assert found
    found["list"][0]["n"] = 2
    found["names"].add("y")
    assert table.get("a", "b") == {"pk": "a", "sk": "b", "list": [{"n": 1}], "names": {"x"}}
    table.update("a", "b", Update(put={"list": []}))
    assert found["list"] == [{"n": 2}]


def test_what_was_written_does_not_change_with_what_it_was_made_of(table: Table) -> None:
    numbers = [1]
    table.put({"pk": "a", "sk": "b", "list": numbers})
    numbers.append(2)
    table.update("a", "c", Update(put={"list": numbers}))
    numbers.append(3)
    assert [item["list"] for item in table.query("a")] == [[1], [1, 2]]


def test_the_index_orders_a_status_by_position(database: Database) -> None:
    table = database.new(ALL)
    for pk, position in (("x", "2"), ("y", "1"), ("w", "3")):
        table.put({"pk": pk, "sk": "post", "status": "queued", "position": position})
    table.put({"pk": "z", "sk": "post", "status": "sent", "position": "0"})
    assert [item["pk"] for item in table.by_status("queued")] == ["y", "x", "w"]
    assert [item["pk"] for item in table.by_status("queued", limit=2)] == ["y", "x"]
    newest = table.by_status("queued", newest_first=True, limit=1)
    assert [item["pk"] for item in newest] == ["w"]
    assert list(table.by_status("draft")) == []


def test_the_index_is_read_from_either_side_of_a_position(database: Database) -> None:
    table = database.new(ALL)
    for position in "12345":
        table.put({"pk": position, "sk": "post", "status": "sent", "position": position})
    table.put({"pk": "x", "sk": "post", "status": "queued", "position": "4"})
    assert [item["pk"] for item in table.by_status("sent", above="3")] == ["4", "5"]
    assert [item["pk"] for item in table.by_status("sent", above="3", limit=1)] == ["4"]
    assert [item["pk"] for item in table.by_status("sent", below="3")] == ["1", "2"]
    nearest = table.by_status("sent", below="3", newest_first=True, limit=1)
    assert [item["pk"] for item in nearest] == ["2"]
    assert list(table.by_status("sent", above="5")) == []


def test_the_index_follows_every_page(database: Database) -> None:
    table = database.new(ALL)
    for number in range(25):
        keys = {"pk": f"{number:02d}", "sk": "post", "position": f"{number:02d}"}
        table.put({**keys, "status": "queued", "weight": HEAVY})
    found = [item["pk"] for item in table.by_status("queued")]
    assert found == [f"{number:02d}" for number in range(25)]
    assert len(list(table.by_status("queued", limit=22))) == 22


def test_the_index_holds_only_what_has_both_of_its_keys(database: Database) -> None:
    table = database.new(ALL)
    table.put({"pk": "a", "sk": "b", "status": "queued"})
    table.put({"pk": "c", "sk": "d", "position": "1"})
    assert list(table.by_status("queued")) == []
    table.update("a", "b", Update(put={"position": "1"}))
    assert [item["pk"] for item in table.by_status("queued")] == ["a"]
    table.update("a", "b", Update(put={"status": "sent"}))
    assert list(table.by_status("queued")) == []
    table.update("a", "b", Update(drop=("position",)))
    assert list(table.by_status("sent")) == []


def test_an_index_of_keys_shows_nothing_but_them(database: Database) -> None:
    table = database.new(KEYS_ONLY)
    entry: Item = {"pk": "a", "sk": "b", "status": "queued", "position": "1"}
    table.put({**entry, "title": "the sea", "letter": "1f"})
    assert list(table.by_status("queued")) == [entry]


@pytest.mark.parametrize("name", ["subscribers", "posts", "editions", "ideas"])
def test_the_index_of_a_table_of_ours_shows_what_the_template_projects(
    database: Database, name: str
) -> None:
    table, projected = database.like(name), projection(name)
    if projected is None:
        with refused(database):
            list(table.by_status("some status"))
        return
    entry = {each: f"some {each}" for each in ("pk", "sk", "status", "position", *projected)}
    table.put({**entry, "source": "hello", "html": "<p>"})
    assert list(table.by_status("some status")) == [entry]


def projection(name: str) -> list[str] | None:
    """What the template's index by-status shows of a table besides its keys; None without one."""
    indexes = definitions()[f"{name.title()}Table"].get("GlobalSecondaryIndexes", [])
    projections = [index["Projection"] for index in indexes if index["IndexName"] == "by-status"]
    return projections[0].get("NonKeyAttributes", []) if projections else None
