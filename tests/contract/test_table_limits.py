"""What DynamoDB never takes, the tables in memory don't either: so that no test rests on it."""

from collections.abc import Callable
from typing import Any

import pytest

from dearreader.conditions import Update
from dearreader.ports import Item, Table, Writing
from tests.contract.databases import ALL, Database, excuse, refused
from tests.naming import steady

KEY: Item = {"pk": "a", "sk": "b"}

ITEMS: dict[str, Item] = {
    "an empty set": KEY | {"names": set()},
    "an empty set within": KEY | {"deep": {"names": set()}},
    "a set of two types": KEY | {"names": {"x", 1}},
    "a set of lists": KEY | {"names": {("x",)}},
    "an object": KEY | {"object": object()},
    "a fraction": KEY | {"share": 0.5},
    "39 digits": KEY | {"number": 10**38 + 1},
    "more than 400 KB": KEY | {"text": "x" * 410_000},
    "more than 400 KB in UTF-8": KEY | {"text": "é" * 205_000},
    "an empty partition key": {"pk": "", "sk": "b"},
    "an empty sort key": {"pk": "a", "sk": ""},
    "a number for a key": {"pk": "a", "sk": 5},
    "a long partition key": {"pk": "a" * 2049, "sk": "b"},
    "a long sort key": {"pk": "a", "sk": "b" * 1025},
}
UPDATES: dict[str, Update] = {
    "nothing": Update(),
    "of the partition key": Update(put={"pk": "c"}),
    "of the sort key": Update(put={"sk": "c"}),
    "put and dropped": Update(put={"text": "new"}, drop=("text",)),
    "put and added": Update(put={"n": 1}, add={"n": 1}),
    "default and added": Update(default={"n": 1}, add={"n": 1}),
    "put and default": Update(put={"n": 1}, default={"n": 1}),
    "a number added to a text": Update(add={"text": 1}),
    "a number added to a set": Update(add={"names": 1}),
    "members added to a text": Update(add={"text": {"x"}}),
    "members added to a number": Update(add={"number": {"x"}}),
    "numbers added to texts": Update(add={"names": {1}}),
    "no members added": Update(add={"names": set()}),
    "an empty set": Update(put={"names": set()}),
    "more than 400 KB": Update(put={"more": "x" * 250_000}),
}
TWICE = {"put and dropped", "put and added", "default and added", "put and default"}
ALONE = {"of the partition key", "of the sort key", "an empty set"}


@pytest.fixture
def table(database: Database) -> Table:
    return database.new()


@pytest.fixture(params=["alone", "in a transaction"])
def write(request: pytest.FixtureRequest) -> Callable[[Table, Item, Update | None], None]:
    def alone(table: Table, item: Item, update: Update | None = None) -> None:
        if update is not None:
            table.update(item["pk"], item["sk"], update)
        else:
            table.put(item)

    def together(table: Table, item: Item, update: Update | None = None) -> None:
        table.transact([Writing(table, {"pk": "else", "sk": "b"}), Writing(table, item, update)])

    return alone if request.param == "alone" else together


@pytest.mark.parametrize("fault", ITEMS)
def test_no_item_is_written_with(
    database: Database, table: Table, write: Callable[..., None], fault: str
) -> None:
    with refused(database):
        write(table, ITEMS[fault])
    assert list(table.query("a")) == list(table.query("else")) == []


def test_items_up_to_the_limit_are_written(table: Table) -> None:
    longest: Item = {"pk": "a" * 2048, "sk": "b" * 1024, "text": "x" * 400_000, "n": 10**38 - 1}
    table.put(longest)
    assert table.get(longest["pk"], longest["sk"]) == longest


@pytest.mark.parametrize("fault", UPDATES)
def test_no_update_is_made_with(
    database: Database, table: Table, write: Callable[..., None], fault: str
) -> None:
    if fault in TWICE:
        excuse(database, "ministack", "lets an update name an attribute twice")
    if fault in ALONE and write.__name__ == "together":
        excuse(database, "ministack", "looks less closely at an update in a transaction")
    if fault == "nothing" and write.__name__ == "together":
        excuse(database, "moto", "breaks on an update of nothing in a transaction")
    thing = KEY | {"text": "x" * 200_000, "number": 5, "names": {"x"}}
    table.put(thing)
    with refused(database):
        write(table, KEY, UPDATES[fault])
    assert table.get("a", "b") == thing
    assert table.get("else", "b") is None


@pytest.mark.parametrize(
    "arguments",
    [
        {"first": "c", "last": "b"},
        {"first": ""},
        {"last": ""},
        {"first": "", "last": "b"},
        {"limit": 0},
    ],
    ids=steady,
)
def test_no_range_is_read_with(database: Database, table: Table, arguments: dict[str, Any]) -> None:
    if len(arguments) == 2:
        excuse(database, "moto", "does not look at what a range lies between")
    table.put(KEY)
    with refused(database):
        list(table.query("a", **arguments))


@pytest.mark.parametrize("keys", [("", "b"), ("a", "")])
def test_nothing_has_an_empty_key(database: Database, table: Table, keys: tuple[str, str]) -> None:
    excuse(database, "moto", "looks for an empty key as for any other")
    with refused(database):
        table.get(*keys)
    with refused(database):
        table.update(*keys, Update(put={"n": 1}))
    with refused(database):
        table.delete(*keys)


def test_a_transaction_writes_an_item_once_and_not_too_many(
    database: Database, table: Table
) -> None:
    with refused(database):
        table.transact([])
    with refused(database):
        table.transact([Writing(table, KEY), Writing(table, KEY, Update(put={"n": 1}))])
    with refused(database):
        table.transact([Writing(table, KEY | {"sk": str(number)}) for number in range(101)])
    assert list(table.query("a")) == []
    table.transact([Writing(table, KEY | {"sk": str(number)}) for number in range(100)])
    assert len(list(table.query("a"))) == 100


@pytest.mark.parametrize("keys", [{"position": 5}, {"position": ""}, {"status": ""}], ids=steady)
def test_what_an_index_is_ordered_by_is_a_text(database: Database, keys: Item) -> None:
    excuse(database, "moto", "takes anything for what an index is ordered by")
    table = database.new(ALL)
    with refused(database):
        table.put(KEY | {"status": "queued", "position": "1"} | keys)
    table.put(KEY | {"status": "queued", "position": "1"})
    with refused(database):
        table.update("a", "b", Update(put=keys))


def test_an_index_is_asked_for_a_status_and_for_at_least_one(database: Database) -> None:
    table = database.new(ALL)
    with refused(database):
        list(table.by_status(""))
    with refused(database):
        list(table.by_status("queued", limit=0))
