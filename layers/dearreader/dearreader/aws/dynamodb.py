"""Tables in DynamoDB: conditions and updates as expressions, items as plain Python values."""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from dearreader.aws.expressions import Expressions
from dearreader.aws.wire import from_wire, to_wire
from dearreader.conditions import Condition, Update
from dearreader.errors import ConditionFailed
from dearreader.ports import Item, Writing

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BY_STATUS = "by-status"

PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between tries of a transaction on an item that another transaction is changing."""


class DynamoTable:
    """A `dearreader.ports.Table`. Reads are strongly consistent but for the index by-status."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self.name = name
        self._client = client

    def get(self, pk: str, sk: str) -> Item | None:
        """See `dearreader.ports.Table`."""
        answer = self._client.get_item(TableName=self.name, Key=_key(pk, sk), ConsistentRead=True)
        return from_wire(answer["Item"]) if "Item" in answer else None

    def get_all(self, keys: Sequence[tuple[str, str]]) -> list[Item | None]:
        """See `dearreader.ports.Table`. What DynamoDB leaves unprocessed is read alone."""
        wanted: Any = {"Keys": [_key(*key) for key in keys], "ConsistentRead": True}
        answer = self._client.batch_get_item(RequestItems={self.name: wanted})
        items = [from_wire(wire) for wire in answer["Responses"].get(self.name, ())]
        found = {(item["pk"], item["sk"]): item for item in items}
        left: Any = answer.get("UnprocessedKeys", {}).get(self.name, {"Keys": ()})
        for key in left["Keys"]:
            pk, sk = key["pk"]["S"], key["sk"]["S"]
            item = self.get(pk, sk)
            if item:
                found[pk, sk] = item
        return [found.get(key) for key in keys]

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
        where: Condition | None = None,
        only: Sequence[str] = (),
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
            self._client.query,
            limit,
            KeyConditionExpression=expression,
            ConsistentRead=True,
            ScanIndexForward=not newest_first,
            **_narrowed(values, where, only),
        )

    def by_status(
        self,
        status: str,
        *,
        above: str | None = None,
        below: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[Item]:
        """See `dearreader.ports.Table`."""
        names, values = {"#status": "status"}, {":status": status}
        expression = "#status = :status"
        for sign, bound in ((">", above), ("<", below)):
            if bound is not None:
                expression += f" AND #position {sign} :bound"
                names["#position"], values[":bound"] = "position", bound
        return self._pages(
            self._client.query,
            limit,
            IndexName=BY_STATUS,
            KeyConditionExpression=expression,
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=to_wire(values),
            ScanIndexForward=not newest_first,
        )

    def scan(self, *, only: Sequence[str] = ()) -> Iterator[Item]:
        """See `dearreader.ports.Table`."""
        names = {f"#{number}": name for number, name in enumerate(only)}
        projected = {
            "ProjectionExpression": ", ".join(names),
            "ExpressionAttributeNames": names,
        }
        return self._pages(self._client.scan, None, **(projected if only else {}))

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

    def _pages(self, read: Any, limit: int | None, **arguments: Any) -> Iterator[Item]:
        if limit is not None:
            arguments["Limit"] = limit
        while True:
            answer = read(TableName=self.name, **arguments)
            for item in answer["Items"]:
                yield from_wire(item)
                if limit is not None:
                    limit -= 1
                    if limit == 0:
                        return
            if "LastEvaluatedKey" not in answer:
                return
            arguments["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def _narrowed(
    values: dict[str, Any], where: Condition | None, only: Sequence[str]
) -> dict[str, Any]:
    """What a query's key condition takes, and which items and attributes it is to give."""
    expressions = Expressions()
    arguments: dict[str, Any] = {}
    if where:
        arguments["FilterExpression"] = expressions.condition(where)
    if only:
        arguments["ProjectionExpression"] = expressions.names_of(only)
    if expressions.names:
        arguments["ExpressionAttributeNames"] = expressions.names
    arguments["ExpressionAttributeValues"] = to_wire({**values, **expressions.values})
    return arguments


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
