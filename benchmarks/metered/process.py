"""One Lambda process: a `dearreader.app.World` whose calls take time and are counted."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from benchmarks.metered.cpu import measured
from benchmarks.metered.tables import MeteredReaders, MeteredTable
from dearreader.editions.queueing import LONGEST_DELAY
from dearreader.ports import Bulk, Envelope, SendingAccount
from dearreader.publication import Publication
from tests.simulation.hub import Died

if TYPE_CHECKING:
    from benchmarks.metered.cloud import Cloud

LATENCY = {
    "GetItem": 0.005,
    "BatchGetItem": 0.006,
    "PutItem": 0.006,
    "UpdateItem": 0.006,
    "Query": 0.008,
    "TransactWriteItems": 0.02,
    "SendMessageBatch": 0.01,
    "GetQueueAttributes": 0.01,
    "PutEvents": 0.015,
    "Publish": 0.03,
    "SendBulkEmail": 0.25,
    "GetAccount": 0.05,
    "GetEmailIdentity": 0.05,
    "GetParameter": 0.02,
}
"""Seconds that each call takes on average, half as long to half as long again. Assumed."""

WHOLE_CORE = 1769
"""MB of memory with which a function has a processor to itself (AWS's documentation of Lambda)."""


class Process:
    """A process of a function; ``ends`` is when its invocation is cut off."""

    def __init__(self, cloud: "Cloud", function: str, memory: int) -> None:
        self.cloud = cloud
        self.ends = float("inf")
        self._function = function
        self._slower = WHOLE_CORE / memory

    @property
    def clock(self) -> "Process":
        return self

    @property
    def chance(self) -> Any:
        return self.cloud.chance

    def now(self) -> datetime:
        return self.cloud.beginning + timedelta(seconds=self.cloud.hub.time)

    def sleep(self, seconds: float) -> None:
        self.cloud.hub.pause(seconds)
        if self.cloud.hub.time >= self.ends:
            self.cloud.meter.call(self._function, "timed out")
            raise Died

    def compute(self, seconds: float) -> None:
        """Take so much of a whole core, of which the function has its memory's share."""
        self.sleep(seconds * self._slower)

    def spend(self, call: str, *, items: int = 0, copies: int = 0) -> None:
        """A call: its time on the wire and in our own process."""
        cpu = measured()
        self.cloud.meter.call(self._function, call)
        wire = LATENCY[call] * (0.5 + self.cloud.random.random())
        own = cpu.call + items * cpu.item + copies * cpu.copy
        self.sleep(wire + own * self._slower)

    def use(self, unit: str, amount: float) -> None:
        """Count what is paid for."""
        self.cloud.meter.use(self._function, unit, amount)

    def table(self, name: str) -> Any:
        if name == "subscribers":
            return MeteredReaders(self, self.cloud.readers)
        return MeteredTable(self, self.cloud.table(name))

    def queue(self, url: str) -> "ProcessQueue":
        return ProcessQueue(self, url)

    def bus(self, name: str) -> "ProcessBus":
        return ProcessBus(self)

    def raw_mail(self, bucket: str) -> Any:
        raise NotImplementedError

    def mailer(self, publication: Publication, configuration_set: str) -> "ProcessMailer":
        return ProcessMailer(self)

    def writer(self, topic: str) -> "ProcessWriter":
        return ProcessWriter(self)

    def parameter(self, name: str) -> str:
        self.spend("GetParameter")
        return "https://letters.example"


class ProcessQueue:
    """A `dearreader.ports.Queue`, through one process."""

    def __init__(self, process: Process, name: str) -> None:
        self._process = process
        self._name = name

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delay: int | Sequence[int] = 0
    ) -> None:
        delays = [delay] * len(messages) if isinstance(delay, int) else list(delay)
        for start in range(0, len(messages), 10):
            some = slice(start, start + 10)
            self._process.spend("SendMessageBatch")
            self._process.use("queue requests", 1)
            for message, wait in zip(messages[some], delays[some], strict=True):
                assert 0 <= wait <= LONGEST_DELAY
                self._process.cloud.queues[self._name].put(json.dumps(message), delay=wait)

    def backlog(self) -> int:
        self._process.spend("GetQueueAttributes")
        self._process.use("queue requests", 1)
        return self._process.cloud.backlog(self._name)


class ProcessBus:
    """A `dearreader.ports.Bus`, through one process."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def publish(self, events: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        for _ in range(0, len(events), 10):
            self._process.spend("PutEvents")
        self._process.use("events", len(events))


class ProcessWriter:
    """A `dearreader.ports.Writer`, through one process."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def tell(self, subject: str, text: str) -> None:
        self._process.spend("Publish")


class ProcessMailer:
    """A `dearreader.ports.Mailer`, through one process."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def send(self, envelope: Envelope) -> None:
        raise NotImplementedError

    def send_bulk(self, bulk: Bulk) -> list[str]:
        self._process.cloud.ses.take(bulk)
        self._process.spend("SendBulkEmail", copies=len(bulk.copies))
        self._process.use("mails", len(bulk.copies))
        return ["SUCCESS"] * len(bulk.copies)

    def account(self) -> SendingAccount:
        self._process.spend("GetAccount")
        self._process.spend("GetEmailIdentity")
        return SendingAccount(rate=self._process.cloud.case.rate, room=None)
