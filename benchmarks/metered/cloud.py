"""The stack of one run: its tables, queues, functions, and SES."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from benchmarks.metered.meter import Meter
from benchmarks.metered.queues import Function, MessageQueue
from benchmarks.metered.readers import Readers
from benchmarks.metered.receipts import FeedbackQueue, body
from benchmarks.metered.tables import Stored
from dearreader.aws.wire import to_wire
from dearreader.editions.slots import following
from dearreader.ports import Bulk
from dearreader.settings import Settings
from tests.simulation.hub import Hub
from tests.world.world import ENVIRONMENT, SeededChance

RECEIPT_WITHIN = 1.0
"""Seconds in which SES's receipts of one call come, evenly. Assumed."""

STREAM_POLL = 0.5
BEFORE = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """An edition for so many readers at so many a second; ``senders`` caps deliver/."""

    readers: int
    rate: float
    receipts: bool = True
    senders: int = 10


class Cloud:
    """Everything of one run, from its slot on."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.hub = Hub()
        self.meter = Meter()
        self.random = Random(case.readers)  # noqa: S311 - the same in each run
        self.chance = SeededChance(case.readers)
        receipts = "yes" if case.receipts else "no"
        self.settings = Settings.from_environment({**ENVIRONMENT, "RECEIPTS": receipts})
        self.beginning = following(BEFORE, self.settings.publication).at
        self.readers = Readers(case.readers, shards=self.settings.shards)
        self.ses = Ses(self)
        self._tables: dict[str, Stored] = {}
        self._outbox = Function(self, "outbox")
        self.feedback = FeedbackQueue(self)
        self.queues: dict[str, Any] = {
            name: MessageQueue(self, name) for name in ("schedule", "settle", "nudge")
        }
        self.queues["deliver"] = MessageQueue(self, "deliver", concurrency=case.senders)
        self._seen: Counter[str] = Counter()

    def table(self, name: str) -> Stored:
        """The table of that name."""
        return self._tables.setdefault(name, Stored(name))

    def backlog(self, name: str) -> int:
        """Messages of a queue that wait, are delayed, or are being taken."""
        if name == "feedback":
            return self.feedback.held
        return int(self.queues[name].held) if name in self.queues else 0

    def ask(self, queue: str, **message: str) -> None:
        """What Scheduler sends: a request to the queue, and an invocation of Scheduler's own."""
        self.meter.use(queue, "schedules", 1)
        self.meter.request(queue, "SendMessage")
        self.queues[queue].put(json.dumps(message))

    def follow_streams(self) -> None:
        """Bring what has changed in the table of posts to outbox/."""
        table = self.table("posts")
        fresh = table.changes[self._seen["posts"] :]
        if not fresh:
            return
        self._seen["posts"] = len(table.changes)
        images = [{"OldImage": to_wire(old), "NewImage": to_wire(new)} for old, new in fresh]
        found = [{"eventName": "MODIFY", "dynamodb": each} for each in images]
        self.hub.spawn(self.hub.time + STREAM_POLL, lambda: self._outbox.invoke({"Records": found}))


class Ses:
    """SES: takes every call; ``calls`` are (time, recipients)."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self.calls: list[tuple[float, int]] = []

    def take(self, bulk: Bulk) -> None:
        """Accept all copies; where receipts are wanted, an event follows for each."""
        self.calls.append((self._cloud.hub.time, len(bulk.copies)))
        if self._cloud.case.receipts:
            tags = dict(bulk.tags)
            for copy in bulk.copies:
                wait = RECEIPT_WITHIN * self._cloud.random.random()
                self._cloud.feedback.put(body(tags, int(copy.tags["index"])), delay=wait)
