"""What `benchmarks.delivering` measures, in a process of its own: deliver/, and the plain loop.

It prints its findings as the last line of its output; before it come the function's own log lines,
which are part of what is measured.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from time import process_time
from typing import Any

import boto3

from dearreader.app import App, current
from dearreader.aws.wire import to_wire
from dearreader.editions.model import BatchName, Edition
from dearreader.editions.slots import slot_on
from dearreader.links import Link
from dearreader.ports import Item
from dearreader.posts import Letter
from dearreader.subscribers import shard
from functions.deliver.app import handler
from tests.letters import PUBLICATION, SAMPLES, sample
from tests.world.invoking import Invocation, messages

BATCH = 50

AT_ONCE = 25
"""BatchWriteItem's limit."""


def main(rounds: int, batches: int, mails: int) -> None:
    """So many rounds, of so many full batches and of so many mails by the plain loop.

    What each process pays once (imports, clients, connections, the letter) is paid before.
    """
    app = current()
    letter = sample(SAMPLES[0])
    names = _prepared(app, letter, (rounds * batches + 1) * BATCH)
    plain = Plain(letter, table=app.settings.editions_table)
    _deliver(list(islice(names, 1)))
    plain.send(1)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_deliver(list(islice(names, batches))) / (batches * BATCH))
        theirs.append(plain.send(mails) / mails)
    accepted = sum(batch.outcomes.count("a") for batch in _edition_batches(app))
    print(json.dumps({"ours": ours, "plain": theirs, "accepted": accepted}))


class Plain:
    """What one would write first: for each reader one SendEmail, and one PutItem that keeps it."""

    def __init__(self, letter: Letter, *, table: str) -> None:
        self._letter = letter
        self._table = table
        self._sent = 0
        self._ses = boto3.client("sesv2")
        self._dynamodb = boto3.client("dynamodb")

    def send(self, count: int) -> float:
        """Mail so many readers; the CPU seconds that it took."""
        begun = process_time()
        for _ in range(count):
            self._sent += 1
            self._one(f"plain{self._sent}@example.com")
        return process_time() - begun

    def _one(self, address: str) -> None:
        reader = hashlib.sha256(address.encode()).hexdigest()[:32]
        link = f"{reader}.{'k' * 22}"
        answer = self._ses.send_email(
            FromEmailAddress=PUBLICATION.from_address,
            Destination={"ToAddresses": [address]},
            Content={
                "Simple": {
                    "Subject": {"Data": self._letter.subject},
                    "Body": {
                        "Html": {"Data": self._letter.html.replace("{{link}}", link)},
                        "Text": {"Data": self._letter.text.replace("{{link}}", link)},
                    },
                    "Headers": [
                        {"Name": "List-Unsubscribe", "Value": f"<https://none.example/{link}>"},
                        {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"},
                    ],
                }
            },
            ConfigurationSetName="letters",
        )
        self._dynamodb.put_item(
            TableName=self._table,
            Item={
                "pk": {"S": "plain"},
                "sk": {"S": reader},
                "state": {"S": "sent"},
                "message": {"S": answer["MessageId"]},
                "at": {"S": datetime.now(UTC).isoformat()},
            },
        )


def _deliver(names: list[BatchName]) -> float:
    """Let the function take a message for each batch; the CPU seconds that it took."""
    events = [messages(name.message()) for name in names]
    begun = process_time()
    answers = [handler(event, Invocation()) for event in events]
    took = process_time() - begun
    assert not any(answer["batchItemFailures"] for answer in answers), answers
    return took


def _prepared(app: App, letter: Letter, readers: int) -> Iterator[BatchName]:
    """An edition that is sending, for so many readers, all by the project's own code."""
    _join(app, readers)
    now = app.clock.now()
    app.posts.table.put(
        {
            "pk": letter.slug,
            "sk": "post",
            "title": letter.title,
            "tags": [],
            "status": "draft",
            "position": "0",
        }
    )
    app.posts.queue(letter, now=now)
    opened = app.opening.ask(slot_on(now.date(), app.publication).at)
    assert opened is not None
    app.planning.plan(opened.key, 0, deadline=Forever())
    assert _edition(app).state == "sending", _edition(app)
    return (batch.name for batch in list(_edition_batches(app)))


class Forever:
    """A deadline that never comes."""

    def remaining(self) -> float:
        """Seconds until then."""
        return 60.0


def _join(app: App, readers: int) -> None:
    """Active readers, each with all that a reader's item holds after signing up and confirming."""
    now = app.clock.now() - timedelta(days=1)
    pattern = _confirmed(app, now)
    client = boto3.client("dynamodb")
    for start in range(0, readers, AT_ONCE):
        written: list[Any] = []
        for number in range(start, min(start + AT_ONCE, readers)):
            address = f"reader{number}@example.com"
            subscriber = hashlib.sha256(address.encode()).hexdigest()[:32]
            own = {
                "pk": f"{shard(subscriber, app.subscribers.shards):02d}",
                "sk": subscriber,
                "address": address,
            }
            item = {**pattern, **own, "key": app.world.chance.key()}
            written.append({"PutRequest": {"Item": to_wire(item)}})
        left = client.batch_write_item(RequestItems={app.subscribers.table.name: written})
        assert not left["UnprocessedItems"]


def _confirmed(app: App, now: datetime) -> Item:
    """The item of a reader who signed up and confirmed, and who leaves no trace."""
    subscriber, key = "f" * 32, app.world.chance.key()
    consent = {"from": "192.0.2.1", "text": "Yes, send me a letter every morning."}
    app.subscribers.ask(subscriber, "f@example.com", key=key, now=now, consent=consent)
    assert app.subscribers.confirm(Link(subscriber, key), now=now, where="192.0.2.1")
    pk = f"{shard(subscriber, app.subscribers.shards):02d}"
    item = app.subscribers.table.get(pk, subscriber)
    assert item is not None
    app.subscribers.table.delete(pk, subscriber)
    return item


def _edition(app: App) -> Edition:
    return app.editions.latest()[0]


def _edition_batches(app: App) -> Iterator[Any]:
    return app.editions.batches(_edition(app))


if __name__ == "__main__":
    assert os.environ["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:"), "only on the laptop"
    main(*map(int, sys.argv[1:]))
