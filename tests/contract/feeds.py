"""A table with a stream and the function that reads it: memory, simulated, moto, MiniStack.

What memory keeps as its ``changes`` and what moto gives is read by the test itself: neither has a
function that could fail over it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any, Protocol

import pytest
from moto import mock_aws

from dearreader.events import Change
from dearreader.ports import Table
from functions.outbox import app as outbox
from local.ministack import MiniStack
from tests.contract.databases import Dynamo
from tests.contract.lambdas import Lambda
from tests.contract.passing import RealTime, VirtualTime
from tests.contract.reading import ChangeReader
from tests.simulation.cloud import Cloud
from tests.simulation.faults import Faults
from tests.world.tables import MemoryTable

BATCH = 4


class Feed(Protocol):
    """A table that is written, and what its reader was offered of it."""

    kind: str
    table: Table
    reader: ChangeReader
    time: RealTime | VirtualTime


class Reading(RealTime):
    """Time in which the test itself reads a stream."""

    def __init__(self, read: Callable[[], None]) -> None:
        self._read = read

    def until(self, true: Callable[[], bool]) -> None:
        self._read()
        assert true()


class MemoryFeed:
    """The changes that a table in memory keeps."""

    kind = "memory"

    def __init__(self) -> None:
        self.reader = ChangeReader()
        self.table: Table = (table := MemoryTable("things"))
        self.time: RealTime | VirtualTime = Reading(
            lambda: self.reader.read([Change(old, new) for old, new in table.changes])
        )


class SimulatedFeed:
    """outbox/ in the simulation, and one of the tables that it reads."""

    kind = "simulation"

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.reader = ChangeReader()
        patch.setattr(outbox, "handler", self.reader.handler)
        cloud = Cloud(Faults(Random(0)), seed=0)
        self.table: Table = cloud.by_hand().world.table("subscribers")
        self.time: RealTime | VirtualTime = VirtualTime(cloud.hub)


class DynamoFeed:
    """A table with a stream, as somebody has it."""

    def __init__(self, dynamodb: Dynamo) -> None:
        self.kind = dynamodb.kind
        self.reader = ChangeReader()
        self.table = dynamodb.new()
        self.time: RealTime | VirtualTime = RealTime()
        described = dynamodb.client.describe_table(TableName=self.table.name)["Table"]
        self.arn = str(described["LatestStreamArn"])


class MotoFeed(DynamoFeed):
    """moto's stream, read from its beginning each time."""

    def __init__(self, dynamodb: Dynamo, streams: Any) -> None:
        super().__init__(dynamodb)
        self._streams = streams
        self.time = Reading(self._read)

    def _read(self) -> None:
        described = self._streams.describe_stream(StreamArn=self.arn)["StreamDescription"]
        records: list[Any] = []
        for shard in described["Shards"]:
            iterator = self._streams.get_shard_iterator(
                StreamArn=self.arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
            records += self._streams.get_records(ShardIterator=iterator)["Records"]
        self.reader.read([])
        self.reader.handler({"Records": records}, None)


@contextmanager
def on_moto(dynamodb: Any, streams: Any) -> Iterator[Feed]:
    """A feed on moto."""
    with mock_aws():
        yield MotoFeed(Dynamo("moto", dynamodb), streams)


@contextmanager
def on_ministack(ministack: MiniStack, function: Lambda) -> Iterator[Feed]:
    """A feed on MiniStack, which a real function reads."""
    feed = DynamoFeed(Dynamo("ministack", ministack.client("dynamodb")))
    settings = {"BatchSize": BATCH, "StartingPosition": "TRIM_HORIZON"}
    with function.reading(feed.arn, feed.reader.handler, **settings):
        yield feed
