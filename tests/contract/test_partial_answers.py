"""An answer that is only a part is asked on for, or raised: nothing is taken for done or gone.

DynamoDB leaves keys unprocessed in batch calls, of which an adapter makes one, for reading. Else it
reads by Query, whose pages may be short or empty, and writes item by item or in transactions.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from dearreader import aws
from dearreader.aws.dynamodb import PAUSES, DynamoTable
from dearreader.aws.wire import to_wire
from dearreader.conditions import NEW
from dearreader.errors import ConditionFailed
from dearreader.ports import Writing

IN_PARTS = {
    *("query", "scan", "batch_get_item", "transact_write_items"),
    *("send_message_batch", "put_events", "send_bulk_email"),
}
"""Calls whose answer may be for a part of what was asked. Each has its tests, here or beside."""

WHOLE = {
    *("get_item", "put_item", "update_item", "delete_item", "get_queue_attributes"),
    *(
        "get_object",
        "delete_object",
        "get_parameter",
        "send_email",
        "get_account",
        "get_email_identity",
        "publish",
    ),
}


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    client = boto3.client(
        "dynamodb",
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


@pytest.fixture
def table(dynamodb: Any) -> DynamoTable:
    return DynamoTable(dynamodb.client, "things")


def key(sk: str) -> dict[str, Any]:
    return to_wire({"pk": "a", "sk": sk})


def test_no_adapter_makes_a_call_that_no_test_looks_at_in_parts() -> None:
    sources = [path.read_text() for path in Path(str(aws.__file__)).parent.glob("*.py")]
    called = {name for source in sources for name in re.findall(r"_?client\.([a-z_]+)\b", source)}
    assert IN_PARTS < called - {"exceptions"} <= IN_PARTS | WHOLE


@pytest.mark.parametrize("limit", [None, 2])
def test_a_page_that_is_empty_is_not_the_last(
    dynamodb: Any, table: DynamoTable, limit: int | None
) -> None:
    """DynamoDB may end a page before it has found anything."""
    dynamodb.add_response("query", {"Items": [], "LastEvaluatedKey": key("1")})
    dynamodb.add_response("query", {"Items": [key("2")], "LastEvaluatedKey": key("2")})
    dynamodb.add_response("query", {"Items": [key("3")]})
    assert [item["sk"] for item in table.query("a", limit=limit)] == ["2", "3"]


def test_each_page_goes_on_where_the_last_one_ended(dynamodb: Any, table: DynamoTable) -> None:
    asked = {
        "TableName": "things",
        "KeyConditionExpression": "pk = :pk AND sk >= :first",
        "ExpressionAttributeValues": to_wire({":pk": "a", ":first": "1"}),
        "ConsistentRead": True,
        "ScanIndexForward": True,
        "Limit": 3,
    }
    page = {"Items": [key("1"), key("2")], "LastEvaluatedKey": key("2")}
    dynamodb.add_response("query", page, asked)
    dynamodb.add_response(
        "query", {"Items": [key("3"), key("4")]}, {**asked, "ExclusiveStartKey": key("2")}
    )
    assert [item["sk"] for item in table.query("a", first="1", limit=3)] == ["1", "2", "3"]


def test_what_is_left_unprocessed_is_read_again_and_not_taken_for_gone(
    dynamodb: Any, table: DynamoTable
) -> None:
    def asked(*keys: str) -> dict[str, Any]:
        return {"things": {"Keys": [key(sk) for sk in keys], "ConsistentRead": True}}

    dynamodb.add_response(
        "batch_get_item",
        {"Responses": {"things": [key("3"), key("1")]}, "UnprocessedKeys": asked("4", "5")},
        {"RequestItems": asked("1", "2", "3", "4", "5")},
    )
    dynamodb.add_response("get_item", {"Item": key("4")})
    dynamodb.add_response("get_item", {})
    found = table.get_all([("a", sk) for sk in "12345"])
    assert [item and item["sk"] for item in found] == ["1", None, "3", "4", None]


def test_a_read_sees_every_write_that_was_answered_but_for_the_index(
    dynamodb: Any, table: DynamoTable
) -> None:
    """An index cannot be read consistently: DynamoDB refuses to."""
    got = {"TableName": "things", "Key": key("b"), "ConsistentRead": True}
    dynamodb.add_response("get_item", {"Item": key("b")}, got)
    assert table.get("a", "b") == {"pk": "a", "sk": "b"}
    asked = {
        "TableName": "things",
        "IndexName": "by-status",
        "KeyConditionExpression": "#status = :status",
        "ExpressionAttributeNames": {"#status": "status"},
        "ExpressionAttributeValues": to_wire({":status": "queued"}),
        "ScanIndexForward": True,
    }
    dynamodb.add_response("query", {"Items": [key("b")]}, asked)
    assert list(table.by_status("queued")) == [{"pk": "a", "sk": "b"}]


def cancelled(dynamodb: Any, *codes: str) -> None:
    dynamodb.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": code} for code in codes]},
    )


@pytest.mark.parametrize("codes", [("TransactionConflict", "None"), ("None", "ThrottlingError")])
def test_a_transaction_that_was_only_in_the_way_is_no_failed_condition(
    dynamodb: Any,
    table: DynamoTable,
    monkeypatch: pytest.MonkeyPatch,
    codes: tuple[str, ...],
) -> None:
    """It is raised in the end, and the message that led to it comes again."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    again = len(PAUSES) if "TransactionConflict" in codes else 0
    for _ in range(1 + again):
        cancelled(dynamodb, *codes)
    with pytest.raises(ClientError):
        table.transact([Writing(table, {"pk": "a", "sk": "b"}, when=NEW)])


def test_a_condition_that_failed_is_told_whatever_else_was_in_the_way(
    dynamodb: Any, table: DynamoTable
) -> None:
    cancelled(dynamodb, "TransactionConflict", "ConditionalCheckFailed")
    with pytest.raises(ConditionFailed):
        table.transact([Writing(table, {"pk": "a", "sk": "b"}, when=NEW)])
