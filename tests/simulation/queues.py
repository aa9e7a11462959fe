"""SQS and Lambda: queues that bring a message at least once, and functions that may die over it."""

import importlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samtranslator.yaml_helper import yaml_parse

from dearreader.app import App, standing_in
from tests.simulation.adapters import Process
from tests.simulation.hub import Died

if TYPE_CHECKING:
    from tests.simulation.cloud import Cloud

TEMPLATE = Path(__file__).resolve().parents[2] / "template.yaml"
MOST_RECEIVES = 10
CONCURRENCY = 5
"""Of functions for which the template sets no limit."""


@dataclass(eq=False)
class Message:
    """One message of a queue; ``of_tick`` where Scheduler sent it."""

    body: str
    of_tick: bool = False
    receives: int = 0


class Invocation:
    """Lambda's context."""

    aws_request_id = "simulated"

    def __init__(self, process: Process) -> None:
        self._process = process

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._process.ends - self._process.cloud.hub.time) * 1000))


class Function:
    """A Lambda function: its handler, its processes, its limits as the template has them."""

    def __init__(self, cloud: "Cloud", name: str) -> None:
        self._cloud = cloud
        self._handler = importlib.import_module(f"functions.{name}.app").handler
        resources = template()["Resources"]
        self.timeout = float(resources[f"{name.title()}Function"]["Properties"].get("Timeout", 10))
        self._idle: list[tuple[Process, App]] = []

    def invoke(self, event: Any, *, of_tick: bool = False) -> Any:
        """The answer; raises Died where the process did not live to give one."""
        process, app = self._idle.pop() if self._idle else self._new()
        process.ends = self._cloud.hub.time + self.timeout
        process.reread_at = None
        process.of_tick = of_tick
        with standing_in(app):
            answer = self._handler(event, Invocation(process))
        self._idle.append((process, app))
        return answer

    def replace(self) -> None:
        """A deploy: what is invoked from now on begins anew, with the settings of now."""
        self._idle.clear()

    def _new(self) -> tuple[Process, App]:
        faults = self._cloud.faults
        skew = faults.random.uniform(-faults.skew, faults.skew)
        process = Process(self._cloud, skew, die=faults.die)
        return process, App(self._cloud.settings, process)


class MessageQueue:
    """An SQS queue and the function that reads it: at least once, in no order."""

    def __init__(self, cloud: "Cloud", name: str) -> None:
        self._cloud = cloud
        self.function = Function(cloud, name)
        resources = template()["Resources"]
        title = name.title()
        source = resources[f"{title}Source"]["Properties"]
        self._visibility = float(resources[f"{title}Queue"]["Properties"]["VisibilityTimeout"])
        self._batch = int(source.get("BatchSize", 10))
        cap = source.get("ScalingConfig", {}).get("MaximumConcurrency", CONCURRENCY)
        self._concurrency = int(
            template()["Parameters"][cap["Ref"]]["Default"] if isinstance(cap, dict) else cap
        )
        self._window = float(source.get("MaximumBatchingWindowInSeconds", 0))
        self._running = 0
        self._polls = False
        self._visible: list[Message] = []
        self.messages: dict[Message, None] = {}
        self.dead: list[Message] = []

    def put(
        self,
        bodies: Sequence[str],
        *,
        delay: float = 0,
        kept: bool = False,
        of_tick: bool = False,
        certain: bool = False,
    ) -> None:
        """Queue messages, some twice. A hint may be lost, unless a tick sent it (``kept``).

        What Scheduler says (``of_tick``) and what comes by a rule (``certain``) is not lost.
        """
        faults, hub = self._cloud.faults, self._cloud.hub
        safe = of_tick or certain
        for body in bodies:
            if not safe and (faults.hits(faults.lose_message) or (faults.only_tick and not kept)):
                continue
            for _ in range(2 if faults.hits(faults.double) else 1):
                message = Message(body, of_tick)
                self.messages[message] = None
                shown = hub.time + delay + faults.random.random() * 0.2
                hub.at(shown, partial(self._show, message))

    def _show(self, message: Message) -> None:
        self._visible.append(message)
        if not self._polls:
            self._polls = True
            self._cloud.hub.at(self._cloud.hub.time + self._window, self._poll)

    def _poll(self) -> None:
        self._polls = False
        while self._visible and self._running < self._concurrency:
            count = min(self._batch, len(self._visible))
            taken = self._cloud.faults.random.sample(self._visible, count)
            for message in taken:
                self._visible.remove(message)
                message.receives += 1
            self._running += 1
            self._cloud.hub.spawn(self._cloud.hub.time, partial(self._take, taken))

    def _take(self, taken: list[Message]) -> None:
        names = {str(index): message for index, message in enumerate(taken)}
        records = [
            {"messageId": name, "body": message.body, "eventSource": "aws:sqs"}
            for name, message in names.items()
        ]
        shown_again = self._cloud.hub.time + self._visibility
        of_tick = all(message.of_tick for message in taken)
        try:
            answer = self.function.invoke({"Records": records}, of_tick=of_tick)
            failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        except Died:
            failed = set(names)
        self._running -= 1
        for name, message in names.items():
            if name not in failed:
                del self.messages[message]
            elif message.receives >= MOST_RECEIVES:
                del self.messages[message]
                self.dead.append(message)
            else:
                self._cloud.hub.at(shown_again, partial(self._show, message))
        if self._visible:
            self._poll()


@cache
def template() -> dict[str, Any]:
    """The stack's template."""
    parsed: dict[str, Any] = yaml_parse(TEMPLATE.read_text())
    return parsed


def event(detail_type: str, tags: dict[str, Any], **detail: Any) -> str:
    """An event of SES's, as a rule brings it to a queue."""
    return json.dumps({"detail-type": detail_type, "detail": {"mail": {"tags": tags}, **detail}})
