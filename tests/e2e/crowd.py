"""Two thousand readers at once: more than could sign up while a test waits."""

from datetime import timedelta

from boto3.dynamodb.types import TypeSerializer

from dearreader.addresses import identity
from dearreader.links import Link
from dearreader.subscribers import Subscribers
from local.cloud import PARAMETERS
from tests.e2e.laptop import Laptop
from tests.world.tables import MemoryTable

AT_ONCE = 25
"""BatchWriteItem's limit."""


def crowd(laptop: Laptop, count: int) -> dict[str, str]:
    """So many active readers, put straight into the table: their ids, by their addresses.

    Their items are what signing up and confirming an hour ago would have left there.
    """
    table = MemoryTable("Subscribers")
    subscribers = Subscribers(table)
    now = laptop.app.clock.now() - timedelta(hours=1)
    ids = {}
    for number in range(count):
        address = laptop.address("one")
        reader = ids[address] = identity(address, salt=PARAMETERS["Salt"])
        key = f"{number:022d}"
        subscribers.ask(reader, address, key=key, now=now, consent={"where": "192.0.2.1"})
        assert subscribers.confirm(Link(reader, key), now=now, where="192.0.2.1")
    _load(laptop, table)
    return ids


def _load(laptop: Laptop, table: MemoryTable) -> None:
    """Write a table's items into the cloud's."""
    serialize = TypeSerializer().serialize
    puts = [
        {"PutRequest": {"Item": {name: serialize(value) for name, value in item.items()}}}
        for item in table.items.values()
    ]
    name = laptop.cloud.stack.outputs["SubscribersTable"]
    for start in range(0, len(puts), AT_ONCE):
        some = puts[start : start + AT_ONCE]
        answer = laptop.client("dynamodb").batch_write_item(RequestItems={name: some})
        assert not answer["UnprocessedItems"]
