"""What a table may live in: memory, moto, MiniStack. Each makes tables of a shape."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Inexact
from itertools import count
from typing import Any, Protocol

import boto3
import pytest
from botocore.exceptions import ClientError, ParamValidationError

from dearreader.aws.dynamodb import DynamoTable
from dearreader.ports import Table
from tests.world.indexes import Index, definitions
from tests.world.tables import MemoryTable
from tests.world.values import Refused

ALL = {"ProjectionType": "ALL"}
KEYS_ONLY = {"ProjectionType": "KEYS_ONLY"}


class Database(Protocol):
    """Makes tables; ``kind`` is memory, moto or ministack."""

    kind: str

    def new(self, projection: Mapping[str, Any] | None = None) -> Table:
        """A table, with an index by-status that projects so much, or with none."""

    def like(self, name: str) -> Table:
        """A table like the one of ours that goes by this name (`posts`) in template.yaml."""


class Memory:
    """The tests' own tables."""

    kind = "memory"

    def __init__(self) -> None:
        self._numbers = count()

    def new(self, projection: Mapping[str, Any] | None = None) -> Table:
        index = Index.from_projection(projection) if projection else None
        return MemoryTable(f"things{next(self._numbers)}", index)

    def like(self, name: str) -> Table:
        return MemoryTable(name)


class Dynamo:
    """DynamoDB's API, answered by somebody."""

    _numbers = count()

    def __init__(self, kind: str, client: Any) -> None:
        self.kind = kind
        self.client = client

    def new(self, projection: Mapping[str, Any] | None = None) -> Table:
        return self._make(_shape(projection))

    def like(self, name: str) -> Table:
        definition = definitions()[f"{name.title()}Table"]
        taken = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
        return self._make({each: definition[each] for each in taken if each in definition})

    def _make(self, shape: Mapping[str, Any]) -> Table:
        name = f"things{next(self._numbers)}"
        self.client.create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
            **shape,
        )
        return DynamoTable(self.client, name)


def _shape(projection: Mapping[str, Any] | None) -> dict[str, Any]:
    keys = ["pk", "sk", *(["status", "position"] if projection else [])]
    index = {"IndexName": "by-status", "KeySchema": _keys("status", "position")}
    return {
        "AttributeDefinitions": [{"AttributeName": key, "AttributeType": "S"} for key in keys],
        "KeySchema": _keys("pk", "sk"),
        **({"GlobalSecondaryIndexes": [{**index, "Projection": projection}]} if projection else {}),
    }


def _keys(partition: str, sort: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": partition, "KeyType": "HASH"},
        {"AttributeName": sort, "KeyType": "RANGE"},
    ]


def moto_client(service: str) -> Any:
    """A client that moto answers while it mocks."""
    return boto3.client(  # type: ignore[call-overload]
        service,
        region_name="us-east-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )


NEVER = {"ValidationException", "ResourceNotFoundException", "ValidationError"}
SDK_FAULTS = (ClientError, ParamValidationError, TypeError, Inexact)


@contextmanager
def refused(database: Database) -> Iterator[None]:
    """What happens in here asks for something that DynamoDB, or its SDK, never does."""
    memory = database.kind == "memory"
    with pytest.raises(Refused if memory else SDK_FAULTS) as refusal:
        yield
    if isinstance(refusal.value, ClientError):
        reasons: list[Any] = refusal.value.response.get("CancellationReasons", [])
        codes = {reason["Code"] for reason in reasons} or {refusal.value.response["Error"]["Code"]}
        assert codes & NEVER


class OfAKind(Protocol):
    """Who is held to something: memory, simulation, moto or ministack."""

    kind: str


def excuse(held: OfAKind, kind: str, reason: str) -> None:
    """Skip where it is of a kind that cannot show the behaviour."""
    if held.kind == kind:
        pytest.skip(f"{kind} {reason}")
