"""The cloud of one run: queues, streams, functions, SES, readers, each with AWS's promises only."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dearreader.app import App
from dearreader.aws.wire import to_wire
from dearreader.editions.slots import following
from dearreader.settings import Settings
from local.acts import network_of
from tests.simulation.adapters import Process
from tests.simulation.faults import Faults
from tests.simulation.hub import Died, Hub
from tests.simulation.queues import Function, MessageQueue
from tests.simulation.ses import Ses
from tests.world.tables import ALL_AT_ONCE, MemoryTable
from tests.world.world import ENVIRONMENT, SeededChance

if TYPE_CHECKING:
    from dearreader.editions.model import Edition

STREAM_POLL = 5.0
STREAMS = ("subscribers", "posts")


class Cloud:
    """Everything of one run."""

    def __init__(self, faults: Faults, *, seed: int) -> None:
        self.hub = Hub()
        self.faults = faults
        self.beginning = faults.calendar.begins
        self.chance = SeededChance(seed)
        self.settings = self._settings(faults.calendar.zone)
        self.first_slot = self.seconds(following(self.beginning, self.settings.publication).at)
        self._tables: dict[str, MemoryTable] = {}
        self._functions = {
            name: Function(self, name) for name in ("outbox", "signup", "confirm", "unsubscribe")
        }
        names = ("invite", "schedule", "deliver", "settle", "feedback", "nudge")
        self.queues = {name: MessageQueue(self, name) for name in names}
        self.ses = Ses(self)
        self.left: dict[str, float] = {}
        self.told: list[tuple[str, str]] = []
        self.asked: set[str] = set()
        self.nudged = self.ticked = -self.first_slot
        self.resent: set[str] = set()
        self.known_editions: tuple[int, list[Edition]] | None = None
        self.may_have_twice: dict[str, set[str]] = {}
        self._seen: dict[str, int] = defaultdict(int)
        self._following = False

    def table(self, name: str) -> MemoryTable:
        """The table of that name."""
        if name not in self._tables:
            self._tables[name] = table = MemoryTable(name)
            table.lends, table.page = True, ALL_AT_ONCE
        return self._tables[name]

    def by_hand(self) -> App:
        """The stack, as the writer's command sees it, which dies more seldom."""
        return App(self.settings, Process(self, 0.0, die=self.faults.die / 10))

    def deploy(self, zone: str = "") -> None:
        """Replace every process, and move the publication."""
        if zone:
            self.settings = self._settings(zone)
        for function in (*self._functions.values(), *(q.function for q in self.queues.values())):
            function.replace()

    def visit(self, function: str, method: str, link: str = "", **form: str) -> int:
        """A person opens a page or presses a button; where it breaks, they try once more."""
        event = {
            "routeKey": f"{method} /{function}/{{link}}",
            "headers": {"content-type": "application/json"},
            "pathParameters": {"link": link},
            "requestContext": {
                "http": {"method": method, "sourceIp": network_of(str(form) or link)}
            },
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
        """Bring what has changed to outbox/, soon and in order, until it is taken."""
        if self._following or not any(self._fresh(name) for name in STREAMS):
            return
        self._following = True
        wait = STREAM_POLL * self.faults.random.random()
        self.hub.spawn(self.hub.time + wait, self._drain_streams)

    def _fresh(self, name: str) -> int:
        table = self._tables.get(name)
        return len(table.changes) - self._seen[name] if table else 0

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
        self._following = False
        self.follow_streams()

    def _taken(self, outbox: Function, records: Sequence[Mapping[str, Any]]) -> bool:
        try:
            outbox.invoke({"Records": records})
        except Died:
            return False
        return True

    def ask(self, queue: str, message: Mapping[str, str]) -> None:
        """What Scheduler sends."""
        self.queues[queue].put([json.dumps(message)], of_tick=True)

    def seconds(self, moment: Any) -> float:
        """A time of the tables, as the hub counts it."""
        return float((moment - self.beginning).total_seconds())

    def since_first_slot(self) -> float:
        """Seconds since the first slot, as windows count them."""
        return self.hub.time - self.first_slot

    def _settings(self, zone: str) -> Settings:
        return Settings.from_environment(
            {
                **ENVIRONMENT,
                "TIME_ZONE": zone,
                "SEND_HOUR": str(self.faults.calendar.hour),
                "RECEIPTS": "yes",
                "CANARY_MIN": "50",
                "SHARDS": str(self.faults.shards),
                "ONE_RANGE_BELOW": str(self.faults.one_range_below),
            }
        )
