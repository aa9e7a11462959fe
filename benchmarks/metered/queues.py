"""SQS and Lambda, with their bills: requests, invocations, GB-seconds, lines of log."""

import importlib
import math
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from benchmarks.metered.cpu import measured
from benchmarks.metered.process import Process
from dearreader.app import App, standing_in
from tests.simulation.hub import Died
from tests.simulation.queues import template

if TYPE_CHECKING:
    from benchmarks.metered.cloud import Cloud

CONCURRENCY = 5
"""Of a queue without a cap: Lambda begins with five, and here none has more to do.

https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
"""

RECEIVED = 0.03
"""Seconds from a message to its invocation. Assumed."""

COLD_START = 0.9
"""Seconds that a process takes until it can work; they are billed. Assumed."""

LINES = 360
"""Bytes of log that Lambda writes itself for each invocation: START, END, REPORT."""

TOLD = 620
"""Bytes of log that an outcome takes, and its metric (`dearreader.entry.tell`)."""

STORED = 26
"""Bytes that CloudWatch adds to each line."""


class Function:
    """A Lambda function as the template has it."""

    def __init__(self, cloud: "Cloud", name: str) -> None:
        properties = template()["Resources"][f"{name.title()}Function"]["Properties"]
        globals_ = template()["Globals"]["Function"]
        self._cloud = cloud
        self._name = name
        self._handler = importlib.import_module(f"functions.{name}.app").handler
        self._timeout = float(properties.get("Timeout", globals_["Timeout"]))
        self._memory = int(properties.get("MemorySize", globals_["MemorySize"]))
        self._idle: list[tuple[Process, App]] = []

    def invoke(self, event: Any, *, told: int = 1, events: int = 0) -> Any:
        """The answer, and its bill. ``told`` outcomes are logged; ``events`` are taken at once."""
        hub, meter, cpu = self._cloud.hub, self._cloud.meter, measured()
        begun = hub.time
        process, app = self._idle.pop() if self._idle else self._new()
        process.ends = hub.time + self._timeout
        try:
            with standing_in(app):
                answer = self._handler(event, Invocation(process))
            process.compute(cpu.message * told + cpu.event * events)
            self._idle.append((process, app))
        finally:
            took = math.ceil((hub.time - begun) * 1000) / 1000
            meter.use(self._name, "GB-seconds", took * self._memory / 1024)
            meter.use(self._name, "invocations", 1)
            meter.use(self._name, "log bytes", LINES + 3 * STORED + told * (TOLD + 2 * STORED))
        return answer

    def _new(self) -> tuple[Process, App]:
        self._cloud.hub.pause(COLD_START)
        self._cloud.meter.call(self._name, "cold start")
        process = Process(self._cloud, self._name, self._memory)
        return process, App(self._cloud.settings, process)


class Invocation:
    """Lambda's context."""

    aws_request_id = "metered"

    def __init__(self, process: Process) -> None:
        self._process = process

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._process.ends - self._process.cloud.hub.time) * 1000))


class MessageQueue:
    """A queue whose messages are taken one an invocation, in about their order."""

    def __init__(self, cloud: "Cloud", name: str, *, concurrency: int | None = None) -> None:
        source = template()["Resources"][f"{name.title()}Source"]["Properties"]
        queue = template()["Resources"][f"{name.title()}Queue"]["Properties"]
        assert int(source["BatchSize"]) == 1
        self._cloud = cloud
        self._name = name
        self._function = Function(cloud, name)
        self._visibility = float(queue["VisibilityTimeout"])
        self._concurrency = concurrency or CONCURRENCY
        self._visible: deque[str] = deque()
        self._running = 0
        self.held = 0

    def put(self, body: str, *, delay: float = 0) -> None:
        """Queue a message, to be seen after a while."""
        self.held += 1
        self._show_at(self._cloud.hub.time + delay, body)

    def _show_at(self, when: float, body: str) -> None:
        def show() -> None:
            self._visible.append(body)
            self._work()

        self._cloud.hub.at(when, show)

    def _work(self) -> None:
        while self._visible and self._running < self._concurrency:
            self._running += 1
            body = self._visible.popleft()
            when = self._cloud.hub.time + RECEIVED * (0.5 + self._cloud.random.random())
            self._cloud.hub.spawn(when, lambda body=body: self._take(body))  # type: ignore[misc]

    def _take(self, body: str) -> None:
        meter, shown_again = self._cloud.meter, self._cloud.hub.time + self._visibility
        meter.request(self._name, "ReceiveMessage")
        try:
            failed = self._function.invoke(records([body]))["batchItemFailures"]
        except Died:
            failed = [body]
        self._running -= 1
        if failed:
            self._show_at(shown_again, body)
        else:
            meter.request(self._name, "DeleteMessage")
            self.held -= 1
        self._work()


def records(bodies: Sequence[str]) -> dict[str, Any]:
    """SQS's event."""
    return {
        "Records": [
            {"messageId": str(index), "body": body, "eventSource": "aws:sqs"}
            for index, body in enumerate(bodies)
        ]
    }
