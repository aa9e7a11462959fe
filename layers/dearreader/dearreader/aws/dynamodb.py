"""Tables in DynamoDB: conditions and updates as expressions, items as plain Python values."""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.exceptions import ClientError

from dearreader.aws.expressions import Expressions
from dearreader.conditions import Condition, Update
from dearreader.errors import ConditionFailed
from dearreader.ports import Item, Writing

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BY_STATUS = "by-status"

PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between tries of a transaction on an item that another transaction is changing."""


class _WholeNumbers(TypeDeserializer):
    """Items hold whole numbers only: no Decimals get out of here."""

    def _deserialize_n(self, value: str) -> int:
        return int(value)

    def _deserialize_b(self, value: bytes) -> bytes:
        return value


_serialize = TypeSerializer().serialize
_deserialize = _WholeNumbers().deserialize


def to_wire(item: Item) -> dict[str, Any]:
    """The item as DynamoDB's API takes it."""
    return {name: _serialize(value) for name, value in item.items()}


def from_wire(wire: dict[str, Any]) -> Item:
    """The item that DynamoDB's API gave."""
    return {name: _deserialize(value) for name, value in wire.items()}


class DynamoTable:
    """A `dearreader.ports.Table`. Reads are strongly consistent but for the index by-status."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self.name = name
        self._client = client

    def get(self, pk: str, sk: str) -> Item | None:
        """See `dearreader.ports.Table`."""
        answer = self._client.get_item(TableName=self.name, Key=_key(pk, sk), ConsistentRead=True)
        return from_wire(answer["Item"]) if "Item" in answer else None

    def put(self, item: Item, *, when: Condition | None = None) -> None:
        """See `dearreader.ports.Table`."""
        self._write(self._client.put_item, Item=to_wire(item), **_expressions(None, when))

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        """See `dearreader.ports.Table`."""
        answer = self._write(
            self._client.update_item,
            Key=_key(pk, sk),
            ReturnValues="ALL_NEW",
            **_expressions(update, when),
        )
        return from_wire(answer["Attributes"])

    def delete(self, pk: str, sk: str, *, when: Condition | None = None) -> None:
        """See `dearreader.ports.Table`."""
        self._write(self._client.delete_item, Key=_key(pk, sk), **_expressions(None, when))

    def query(
        self,
        pk: str,
        *,
        first: str | None = None,
        last: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[Item]:
        """See `dearreader.ports.Table`."""
        expression, values = "pk = :pk", {":pk": pk}
        if first is not None and last is not None:
            expression += " AND sk BETWEEN :first AND :last"
        elif first is not None:
            expression += " AND sk >= :first"
        elif last is not None:
            expression += " AND sk <= :last"
        values |= {name: value for name, value in ((":first", first), (":last", last)) if value}
        return self._pages(
            limit,
            KeyConditionExpression=expression,
            ExpressionAttributeValues=to_wire(values),
            ConsistentRead=True,
            ScanIndexForward=not newest_first,
        )

    def by_status(
        self, status: str, *, newest_first: bool = False, limit: int | None = None
    ) -> Iterator[Item]:
        """See `dearreader.ports.Table`."""
        return self._pages(
            limit,
            IndexName=BY_STATUS,
            KeyConditionExpression="#status = :status",
            ExpressionAttributeNames={"#status": "status"},
            ExpressionAttributeValues=to_wire({":status": status}),
            ScanIndexForward=not newest_first,
        )

    def transact(self, writings: Sequence[Writing]) -> None:
        """See `dearreader.ports.Table`. One that met another is tried again: SDKs don't."""
        parts = [_part(one) for one in writings]
        for pause in (*PAUSES, None):
            try:
                self._client.transact_write_items(TransactItems=parts)
            except ClientError as error:
                reasons = _reasons(error)
                for reason in reasons:
                    if reason["Code"] == "ConditionalCheckFailed":
                        raise ConditionFailed(_found(reason)) from error
                if pause is None or "TransactionConflict" not in {one["Code"] for one in reasons}:
                    raise
                time.sleep(pause)
            else:
                return

    def _write(self, call: Any, **arguments: Any) -> Any:
        if "ConditionExpression" in arguments:
            arguments["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
        try:
            return call(TableName=self.name, **arguments)
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                raise ConditionFailed(_found(error.response)) from error
            raise

    def _pages(self, limit: int | None, **arguments: Any) -> Iterator[Item]:
        if limit is not None:
            arguments["Limit"] = limit
        while True:
            answer = self._client.query(TableName=self.name, **arguments)
            for item in answer["Items"]:
                yield from_wire(item)
                if limit is not None:
                    limit -= 1
                    if limit == 0:
                        return
            if "LastEvaluatedKey" not in answer:
                return
            arguments["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def _key(pk: str, sk: str) -> dict[str, Any]:
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def _reasons(error: ClientError) -> list[Any]:
    """Why a transaction was cancelled, item by item."""
    if error.response["Error"]["Code"] != "TransactionCanceledException":
        return []
    reasons: list[Any] = error.response.get("CancellationReasons", [])
    return reasons


def _found(answer: Any) -> Item | None:
    return from_wire(answer["Item"]) if answer.get("Item") else None


def _expressions(update: Update | None, when: Condition | None) -> dict[str, Any]:
    expressions = Expressions()
    arguments: dict[str, Any] = {}
    if update:
        arguments["UpdateExpression"] = expressions.update(update)
    if when:
        arguments["ConditionExpression"] = expressions.condition(when)
    if expressions.names:
        arguments["ExpressionAttributeNames"] = expressions.names
    if expressions.values:
        arguments["ExpressionAttributeValues"] = to_wire(expressions.values)
    return arguments


def _part(writing: Writing) -> Any:
    part = {
        "TableName": writing.table.name,
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        **_expressions(writing.update, writing.when),
    }
    if writing.update is None:
        return {"Put": {"Item": to_wire(writing.item), **part}}
    return {"Update": {"Key": _key(writing.item["pk"], writing.item["sk"]), **part}}
