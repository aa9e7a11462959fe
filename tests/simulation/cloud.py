"""The cloud of one run: queues, streams, functions, SES, readers, each with AWS's promises only."""

import importlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from samtranslator.yaml_helper import yaml_parse

from dearreader.app import App, standing_in
from dearreader.aws.dynamodb import to_wire
from dearreader.ports import Bulk, Envelope
from dearreader.settings import Settings
from tests.simulation.adapters import BEGINNING, Process
from tests.simulation.faults import Faults
from tests.simulation.hub import Died, Hub
from tests.world.tables import MemoryTable
from tests.world.world import ENVIRONMENT, SeededChance

TEMPLATE = Path(__file__).resolve().parents[2] / "template.yaml"
MOST_RECEIVES = 10
CONCURRENCY = 5
STREAM_POLL = 5.0
STREAMS = ("subscribers", "posts")


@dataclass(eq=False)
class Message:
    """One message of a queue."""

    body: str
    receives: int = 0
    hidden: bool = False


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
        resources = _template()["Resources"]
        self.timeout = float(resources[f"{name.title()}Function"]["Properties"].get("Timeout", 10))
        self._idle: list[tuple[Process, App]] = []

    def invoke(self, event: Any) -> Any:
        """The answer; raises Died where the process did not live to give one."""
        process, app = self._idle.pop() if self._idle else self._new()
        process.ends = self._cloud.hub.time + self.timeout
        process.reread_at = None
        with standing_in(app):
            answer = self._handler(event, Invocation(process))
        self._idle.append((process, app))
        return answer

    def _new(self) -> tuple[Process, App]:
        skew = self._cloud.faults.skew
        process = Process(self._cloud, self._cloud.faults.random.uniform(-skew, skew))
        return process, App(self._cloud.settings, process)


class MessageQueue:
    """An SQS queue and the function that reads it: at least once, in no order."""

    def __init__(self, cloud: "Cloud", name: str) -> None:
        self._cloud = cloud
        self._function = Function(cloud, name)
        resources = _template()["Resources"]
        title = name.title()
        self._visibility = float(resources[f"{title}Queue"]["Properties"]["VisibilityTimeout"])
        self._batch = int(resources[f"{title}Source"]["Properties"].get("BatchSize", 10))
        self._running = 0
        self.messages: list[Message] = []
        self.dead: list[Message] = []

    def put(self, bodies: Sequence[str], *, delay: float = 0, hint: bool = True) -> None:
        """Queue messages, some twice; a hint may be lost, what the tick says may not."""
        faults, hub = self._cloud.faults, self._cloud.hub
        for body in bodies:
            if hint and faults.hits(faults.lose_message):
                continue
            for _ in range(2 if faults.hits(faults.double) else 1):
                message = Message(body, hidden=True)
                self.messages.append(message)
                shown = hub.time + delay + faults.random.random() * 0.2
                hub.at(shown, partial(self._show, message))

    def _show(self, message: Message) -> None:
        message.hidden = False
        self._poll()

    def _poll(self) -> None:
        visible = [message for message in self.messages if not message.hidden]
        if not visible or self._running >= CONCURRENCY:
            return
        self._cloud.faults.random.shuffle(visible)
        taken = visible[: self._batch]
        for message in taken:
            message.hidden = True
            message.receives += 1
        self._running += 1
        self._cloud.hub.spawn(self._cloud.hub.time, lambda: self._take(taken))
        if len(visible) > len(taken):
            self._cloud.hub.at(self._cloud.hub.time, self._poll)

    def _take(self, taken: list[Message]) -> None:
        names = {str(index): message for index, message in enumerate(taken)}
        records = [
            {"messageId": name, "body": message.body, "eventSource": "aws:sqs"}
            for name, message in names.items()
        ]
        shown_again = self._cloud.hub.time + self._visibility
        try:
            answer = self._function.invoke({"Records": records})
            failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        except Died:
            failed = set(names)
        self._running -= 1
        for name, message in names.items():
            if name not in failed:
                self.messages.remove(message)
            elif message.receives >= MOST_RECEIVES:
                self.messages.remove(message)
                self.dead.append(message)
            else:
                self._cloud.hub.at(shown_again, partial(self._show, message))
        self._poll()


class Ses:
    """SES: accepts, tells by events, and remembers who got what, when."""

    def __init__(self, cloud: "Cloud") -> None:
        self._cloud = cloud
        self.calls: list[tuple[float, int]] = []
        self.copies: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        self.invitations: list[Envelope] = []

    def take_invitation(self, envelope: Envelope) -> None:
        """Accept one mail, whose reader presses the button a little later."""
        self.calls.append((self._cloud.hub.time, 1))
        self.invitations.append(envelope)
        link = envelope.text.partition("/confirm/")[2].split()[0]
        wait = self._cloud.faults.random.uniform(1, 600)
        self._cloud.hub.spawn(
            self._cloud.hub.time + wait, lambda: self._cloud.visit("confirm", "POST", link)
        )

    def take(self, bulk: Bulk, *, reread_at: float) -> list[str]:
        """Accept what is not put off; an event for each copy follows, or is lost."""
        faults, hub = self._cloud.faults, self._cloud.hub
        self.calls.append((hub.time, len(bulk.copies)))
        answers = []
        for copy in bulk.copies:
            if faults.hits(faults.put_off):
                answers.append("TRANSIENT_FAILURE")
                continue
            answers.append("SUCCESS")
            edition = copy.tags.get("edition", bulk.tags.get("edition", ""))
            self.copies[edition, copy.to].append((hub.time, reread_at))
            if not faults.hits(faults.lose_receipt):
                late = 300.0 if faults.hits(faults.slow_receipt) else 1.0
                tags = {name: [value] for name, value in {**bulk.tags, **copy.tags}.items()}
                event = {"detail-type": "Email Sent", "detail": {"mail": {"tags": tags}}}
                self._cloud.queues["feedback"].put(
                    [json.dumps(event)], delay=late * faults.random.random(), hint=False
                )
        return answers


class Cloud:
    """Everything of one run."""

    def __init__(self, faults: Faults, *, rate: float, seed: int) -> None:
        self.hub = Hub()
        self.faults = faults
        self.rate = rate
        self.chance = SeededChance(seed)
        self.settings = Settings.from_environment(
            {**ENVIRONMENT, "RECEIPTS": "yes", "CANARY_MIN": "50"}
        )
        self._tables: dict[str, MemoryTable] = {}
        self._functions = {
            name: Function(self, name) for name in ("outbox", "signup", "confirm", "unsubscribe")
        }
        names = ("invite", "schedule", "deliver", "settle", "feedback")
        self.queues = {name: MessageQueue(self, name) for name in names}
        self.ses = Ses(self)
        self.left: dict[str, float] = {}
        self._seen: dict[str, int] = defaultdict(int)

    def table(self, name: str) -> MemoryTable:
        """The table of that name; those with a stream are watched."""
        return self._tables.setdefault(name, MemoryTable(name))

    def visit(self, function: str, method: str, link: str = "", **form: str) -> int:
        """A person opens a page or presses a button; where it breaks, they try once more."""
        event = {
            "routeKey": f"{method} /{function}/{{link}}",
            "headers": {"content-type": "application/json"},
            "pathParameters": {"link": link},
            "requestContext": {"http": {"method": method, "sourceIp": "192.0.2.1"}},
            "body": json.dumps(form),
        }
        lambda_ = self._functions[function]
        for _ in range(3):
            try:
                answer: Mapping[str, Any] = lambda_.invoke(event)
            except Died:
                continue
            if answer["statusCode"] < 500:
                return int(answer["statusCode"])
        return 500

    def follow_streams(self) -> None:
        """Bring what changes to outbox/, in order, until it is taken."""
        if any(len(self.table(name).changes) > self._seen[name] for name in STREAMS):
            self.hub.spawn(self.hub.time, self._drain_streams)
        else:
            self.hub.at(self.hub.time + STREAM_POLL, self.follow_streams)

    def _drain_streams(self) -> None:
        outbox = self._functions["outbox"]
        for name in STREAMS:
            changes = self.table(name).changes
            fresh = changes[self._seen[name] :]
            self._seen[name] = len(changes)
            records = [
                {
                    "eventName": "MODIFY",
                    "dynamodb": {"OldImage": to_wire(old), "NewImage": to_wire(new)},
                }
                for old, new in fresh
            ]
            while records and not self._taken(outbox, records):
                self.hub.pause(1)
        self.hub.at(self.hub.time + STREAM_POLL, self.follow_streams)

    def _taken(self, outbox: Function, records: Sequence[Mapping[str, Any]]) -> bool:
        try:
            outbox.invoke({"Records": records})
        except Died:
            return False
        return True

    def ask(self, queue: str, message: Mapping[str, str]) -> None:
        """What Scheduler sends."""
        self.queues[queue].put([json.dumps(message)], hint=False)

    def seconds(self, moment: Any) -> float:
        """A time of the tables, as the hub counts it."""
        return float((moment - BEGINNING).total_seconds())


@cache
def _template() -> dict[str, Any]:
    template: dict[str, Any] = yaml_parse(TEMPLATE.read_text())
    return template
