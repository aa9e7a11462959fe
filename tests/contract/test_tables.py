"""The tables in memory do what DynamoDB does, as far as `dearreader.ports.Table` promises it."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from dearreader.aws.dynamodb import DynamoTable
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
from dearreader.ports import Item, Table, Writing
from tests.world.tables import MemoryTable


@pytest.fixture(params=["memory", "moto"])
def new_table(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Table]]:
    if request.param == "memory":
        yield MemoryTable
        return
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    with mock_aws():
        client = boto3.client("dynamodb", region_name="us-east-1")

        def make(name: str) -> Table:
            attributes = ("pk", "sk", "status", "position")
            client.create_table(
                TableName=name,
                BillingMode="PAY_PER_REQUEST",
                AttributeDefinitions=[
                    {"AttributeName": each, "AttributeType": "S"} for each in attributes
                ],
                KeySchema=[
                    {"AttributeName": "pk", "KeyType": "HASH"},
                    {"AttributeName": "sk", "KeyType": "RANGE"},
                ],
                GlobalSecondaryIndexes=[
                    {
                        "IndexName": "by-status",
                        "KeySchema": [
                            {"AttributeName": "status", "KeyType": "HASH"},
                            {"AttributeName": "position", "KeyType": "RANGE"},
                        ],
                        "Projection": {"ProjectionType": "ALL"},
                    }
                ],
            )
            return DynamoTable(client, name)

        yield make


@pytest.fixture
def table(new_table: Callable[[str], Table]) -> Table:
    return new_table("things")


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
    equals("number", 5) & equals("text", "other"),
    equals("number", 6) | equals("text", "other"),
]


@pytest.mark.parametrize("condition", HOLDS, ids=repr)
def test_a_write_whose_condition_holds_is_written(table: Table, condition: Condition) -> None:
    table.put(THING)
    assert table.update("a", "b", Update(put={"new": 1}), when=condition)["new"] == 1


@pytest.mark.parametrize("condition", FAILS, ids=repr)
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
        (Update(add={"names": {"z"}, "fresh": {1}}), {"names": {"x", "y", "z"}, "fresh": {1}}),
    ],
    ids=repr,
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


def test_an_update_makes_the_item(table: Table) -> None:
    assert table.update("a", "b", Update(add={"n": 1})) == {"pk": "a", "sk": "b", "n": 1}


def test_a_query_gives_a_partition_in_order(table: Table) -> None:
    for sk in ("3", "1", "2", "4"):
        table.put({"pk": "a", "sk": sk})
    table.put({"pk": "b", "sk": "1"})

    def keys(**arguments: Any) -> list[str]:
        return [item["sk"] for item in table.query("a", **arguments)]

    assert keys() == ["1", "2", "3", "4"]
    assert keys(newest_first=True, limit=2) == ["4", "3"]
    assert keys(first="2") == ["2", "3", "4"]
    assert keys(last="2") == ["1", "2"]
    assert keys(first="2", last="3") == ["2", "3"]
    assert list(table.query("c")) == []


def test_a_query_follows_every_page(table: Table) -> None:
    for number in range(30):
        table.put({"pk": "a", "sk": f"{number:02d}", "weight": "x" * 100_000})
    assert len(list(table.query("a"))) == 30
    assert len(list(table.query("a", limit=25))) == 25


def test_the_index_orders_a_status_by_position(table: Table) -> None:
    for sk, position in (("x", "2"), ("y", "1")):
        table.put({"pk": sk, "sk": "post", "status": "queued", "position": position})
    table.put({"pk": "z", "sk": "post", "status": "sent", "position": "0"})
    assert [item["pk"] for item in table.by_status("queued")] == ["y", "x"]
    assert [item["pk"] for item in table.by_status("queued", newest_first=True, limit=1)] == ["x"]


def test_a_transaction_writes_all_or_nothing(new_table: Callable[[str], Table]) -> None:
    one, other = new_table("one"), new_table("other")
    other.put({"pk": "a", "sk": "b", "state": "queued"})
    put = Writing(one, {"pk": "a", "sk": "b"}, when=NEW)
    update = Writing(
        other,
        {"pk": "a", "sk": "b"},
        Update(put={"state": "sending"}),
        when=equals("state", "queued"),
    )
    one.transact([put, update])
    changed = other.get("a", "b")
    assert changed
    assert changed["state"] == "sending"
    with pytest.raises(ConditionFailed) as refusal:
        one.transact([Writing(one, {"pk": "new", "sk": "b"}, when=NEW), update])
    assert refusal.value.found == changed
    assert one.get("new", "b") is None
