"""AWS as one process sees it: calls that take time, fail, and may be that process's last."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from dearreader.conditions import Condition, Update
from dearreader.errors import SendInDoubt, SendRefused
from dearreader.events import SOURCE
from dearreader.ports import SEND_TIMEOUT, Bulk, Envelope, Item, SendingAccount, Writing
from dearreader.publication import Publication
from tests.simulation.hub import Died
from tests.world.tables import MemoryTable

if TYPE_CHECKING:
    from tests.simulation.cloud import Cloud

LATENCY = 0.004
PAUSES = 0.25
"""Of the steps: a quarter of the pauses make as many different orders, in less time."""
SDK_TIMEOUT = 1.0
T = TypeVar("T")


class Process:
    """One Lambda process: a `dearreader.app.World` with a clock of its own."""

    def __init__(self, cloud: "Cloud", skew: float, *, die: float) -> None:
        self.cloud = cloud
        self.skew = skew
        self._die = die
        self.ends = float("inf")
        self.reread_at: float | None = None
        self.of_tick = False

    @property
    def clock(self) -> "Process":
        return self

    @property
    def chance(self) -> Any:
        return self.cloud.chance

    def now(self) -> datetime:
        return self.cloud.beginning + timedelta(seconds=self.cloud.hub.time + self.skew)

    def sleep(self, seconds: float) -> None:
        self.cloud.hub.pause(seconds)
        self._end_in_time()

    def table(self, name: str) -> "ProcessTable":
        return ProcessTable(self, self.cloud.table(name))

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
        return "https://letters.example"

    def call(self, effect: Callable[[], T]) -> T:
        """One call that the SDK repeats where its answer does not come."""
        faults = self.cloud.faults
        self.step()
        if faults.hits(faults.lose_request):
            self.sleep(SDK_TIMEOUT)
        answer = effect()
        if faults.hits(faults.lose_answer):
            self.sleep(SDK_TIMEOUT)
            answer = effect()
        self.step()
        return answer

    def step(self) -> None:
        """Some time passes, or the process dies."""
        faults = self.cloud.faults
        if faults.hits(self._die):
            raise Died
        if faults.random.random() < PAUSES:
            self.cloud.hub.pause(LATENCY / PAUSES * faults.random.random())
            self._end_in_time()

    def _end_in_time(self) -> None:
        if self.cloud.hub.time >= self.ends:
            raise Died


class ProcessTable:
    """A `dearreader.ports.Table`, through one process."""

    def __init__(self, process: Process, table: MemoryTable) -> None:
        self.name = table.name
        self._process = process
        self.table = table

    def get(self, pk: str, sk: str) -> Item | None:
        return self._process.call(lambda: self.table.get(pk, sk))

    def get_all(self, keys: Sequence[tuple[str, str]]) -> list[Item | None]:
        return self._process.call(lambda: self.table.get_all(keys))

    def put(self, item: Item, *, when: Condition | None = None) -> None:
        self._write(lambda: self.table.put(item, when=when))

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        return self._write(lambda: self.table.update(pk, sk, update, when=when))

    def delete(self, pk: str, sk: str, *, when: Condition | None = None) -> None:
        self._write(lambda: self.table.delete(pk, sk, when=when))

    def query(self, pk: str, **arguments: Any) -> Iterator[Item]:
        if self.name == "subscribers" and self._process.reread_at is None:
            self._process.reread_at = self._process.cloud.hub.time
        return iter(self._process.call(lambda: list(self.table.query(pk, **arguments))))

    def by_status(self, status: str, **arguments: Any) -> Iterator[Item]:
        return iter(self._process.call(lambda: list(self.table.by_status(status, **arguments))))

    def scan(self, **arguments: Any) -> Iterator[Item]:
        return iter(self._process.call(lambda: list(self.table.scan(**arguments))))

    def transact(self, writings: Sequence[Writing]) -> None:
        """The SDK's own token makes repeating a transaction harmless: it is done once."""
        plain = [
            Writing(one.table.table, one.item, one.update, one.when)  # type: ignore[attr-defined]
            for one in writings
        ]
        self._process.step()
        self.table.transact(plain)
        self._process.cloud.follow_streams()
        self._process.step()

    def _write(self, effect: Callable[[], T]) -> T:
        def effective() -> T:
            answer = effect()
            self._process.cloud.follow_streams()
            return answer

        return self._process.call(effective)


class ProcessQueue:
    """A `dearreader.ports.Queue`, through one process."""

    def __init__(self, process: Process, name: str) -> None:
        self._process = process
        self._name = name

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delay: int | Sequence[int] = 0
    ) -> None:
        delays = [delay] * len(messages) if isinstance(delay, int) else delay
        bodies = [json.dumps(each) for each in messages]
        for start in range(0, len(messages), 10):
            some = list(zip(bodies, delays, strict=True))[start : start + 10]
            self._process.call(lambda some=some: self._put(some))  # type: ignore[misc]

    def _put(self, some: Sequence[tuple[str, int]]) -> None:
        queue, kept = self._process.cloud.queues[self._name], self._process.of_tick
        for body, delay in some:
            queue.put([body], delay=delay, kept=kept)

    def backlog(self) -> int:
        name, _, of_the_dead = self._name.partition("-")
        queue = self._process.cloud.queues[name]
        return self._process.call(lambda: len(queue.dead if of_the_dead else queue.messages))


class ProcessBus:
    """A `dearreader.ports.Bus`, through one process."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def publish(self, events: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        cloud = self._process.cloud

        def deliver() -> None:
            for detail_type, detail in events:
                if detail_type == "Subscriber Pending":
                    event = {"source": SOURCE, "detail-type": detail_type, "detail": detail}
                    cloud.queues["invite"].put([json.dumps(event)])

        self._process.call(deliver)


class ProcessWriter:
    """A `dearreader.ports.Writer`, through one process."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def tell(self, subject: str, text: str) -> None:
        self._process.call(lambda: self._process.cloud.told.append((subject, text)))


class ProcessMailer:
    """A `dearreader.ports.Mailer`, through one process: SES, whose calls nobody repeats."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def send(self, envelope: Envelope) -> None:
        self._process.step()
        ses = self._process.cloud.ses
        ses.refuse_or_break(lambda: ses.take_invitation(envelope))
        ses.take_invitation(envelope)
        self._process.step()

    def send_bulk(self, bulk: Bulk) -> list[str]:
        process, faults, ses = self._process, self._process.cloud.faults, self._process.cloud.ses
        process.step()
        reread_at, process.reread_at = process.reread_at or 0.0, None
        if faults.hits(faults.throttle):
            raise SendRefused("TooManyRequestsException")
        ses.refuse_or_break(lambda: ses.take(bulk, reread_at=reread_at))
        if any(copy.to in ses.unreadable for copy in bulk.copies):
            raise SendRefused("BadRequestException")
        doubtful = faults.hits(faults.bulk_doubt)
        if doubtful and faults.random.random() < 0.5:
            process.sleep(SDK_TIMEOUT)
            raise SendInDoubt("not accepted")
        answers = ses.take(bulk, reread_at=reread_at)
        if doubtful:
            process.sleep(SDK_TIMEOUT)
            raise SendInDoubt("accepted")
        if faults.hits(faults.slow_call):
            process.sleep(faults.random.uniform(0, SEND_TIMEOUT - 1))
        process.step()
        ses.answered(bulk)
        return answers

    def account(self) -> SendingAccount:
        return self._process.call(self._process.cloud.ses.account)
