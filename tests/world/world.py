"""A whole stack in memory: `dearreader.app.World`, with functions that run when told to."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from dearreader.app import App
from dearreader.errors import SendRefused
from dearreader.ports import Bulk, Copy, Envelope, SendingAccount
from dearreader.publication import Publication
from dearreader.settings import Settings
from tests.world.tables import MemoryTable


class MemoryClock:
    """Time that moves when somebody sleeps."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class SeededChance:
    """Keys and tokens from a seed."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)

    def key(self) -> str:
        return "".join(self._random.choices("abcdefghijklmnopqrstuvwxyz0123456789-_", k=22))

    def token(self) -> str:
        return f"{self._random.getrandbits(32):08x}"


class PlentyOfTime:
    """A deadline that is always a minute off."""

    def remaining(self) -> float:
        return 60.0


class MemoryQueue:
    """Messages that wait to be taken, at once whatever their delay; `delays` has it for each."""

    def __init__(self) -> None:
        self.messages: list[Mapping[str, Any]] = []
        self.delays: list[int] = []

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delay: int | Sequence[int] = 0
    ) -> None:
        delays = [delay] * len(messages) if isinstance(delay, int) else delay
        assert len(delays) == len(messages)
        assert all(0 <= each <= 900 for each in delays)
        self.messages.extend(messages)
        self.delays.extend(delays)

    def backlog(self) -> int:
        return len(self.messages)


class MemoryBus:
    """Events that were published."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Mapping[str, Any]]] = []

    def publish(self, events: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        self.events.extend(events)


class MemoryMail:
    """Raw mail by key."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def fetch(self, key: str, *, limit: int) -> bytes | None:
        raw = self.objects.get(key)
        return raw if raw is None else raw[:limit]

    def forget(self, key: str) -> None:
        self.objects.pop(key, None)


class MemoryMailer:
    """SES: keeps what it accepts. `answers` are given first, then SUCCESS.

    It refuses to read a call that has one of the `unreadable` addresses.
    """

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.copies: list[Copy] = []
        self.calls: list[Bulk] = []
        self.answers: list[str | Exception] = []
        self.after_accepting: list[Exception] = []
        self.unreadable: set[str] = set()
        self.standing = SendingAccount(rate=50.0, room=None)

    def send(self, envelope: Envelope) -> None:
        answer = self.answers.pop(0) if self.answers else "SUCCESS"
        if isinstance(answer, Exception):
            raise answer
        self.envelopes.append(envelope)
        if self.after_accepting:
            raise self.after_accepting.pop(0)

    def send_bulk(self, bulk: Bulk) -> list[str]:
        self.calls.append(bulk)
        if self.answers and isinstance(self.answers[0], Exception):
            raise self.answers.pop(0)  # type: ignore[misc]
        if self.unreadable.intersection(copy.to for copy in bulk.copies):
            raise SendRefused("BadRequestException")
        statuses = [str(self.answers.pop(0)) if self.answers else "SUCCESS" for _ in bulk.copies]
        for copy, status in zip(bulk.copies, statuses, strict=True):
            if status == "SUCCESS":
                self.copies.append(copy)
        if self.after_accepting:
            raise self.after_accepting.pop(0)
        return statuses

    def account(self) -> SendingAccount:
        return self.standing


class MemoryWriter:
    """What the writer was told."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []

    def tell(self, subject: str, text: str) -> None:
        assert len(subject) < 100
        assert subject.isascii()
        self.mails.append((subject, text))


class MemoryWorld:
    """Everything by name, made when first asked for."""

    def __init__(self, now: datetime, seed: int = 0) -> None:
        self.clock = MemoryClock(now)
        self.chance = SeededChance(seed)
        self.tables: dict[str, MemoryTable] = {}
        self.queues: dict[str, MemoryQueue] = {}
        self.buses: dict[str, MemoryBus] = {}
        self.mail = MemoryMail()
        self.ses = MemoryMailer()
        self.mailbox = MemoryWriter()

    def table(self, name: str) -> MemoryTable:
        return self.tables.setdefault(name, MemoryTable(name))

    def queue(self, url: str) -> MemoryQueue:
        return self.queues.setdefault(url, MemoryQueue())

    def bus(self, name: str) -> MemoryBus:
        return self.buses.setdefault(name, MemoryBus())

    def raw_mail(self, bucket: str) -> MemoryMail:
        return self.mail

    def mailer(self, publication: Publication, configuration_set: str) -> MemoryMailer:
        return self.ses

    def writer(self, topic: str) -> MemoryWriter:
        return self.mailbox

    def parameter(self, name: str) -> str:
        return "https://letters.example"


ENVIRONMENT = {
    "PUBLICATION_NAME": "small hours",
    "TAGLINE": "a letter every morning",
    "WRITER_NAME": "Mina",
    "FROM_ADDRESS": "mina@news.example.com",
    "REPLY_DOMAIN": "reply.example.com",
    "POSTAL_LINE": "Box 1, 10115 Berlin",
    "TIME_ZONE": "Europe/Berlin",
    "SEND_HOUR": "7",
    "SEND_DAYS": "MON,TUE,WED,THU,FRI,SAT,SUN",
    "SUBSCRIBERS_TABLE": "subscribers",
    "POSTS_TABLE": "posts",
    "EDITIONS_TABLE": "editions",
    "IDEAS_TABLE": "ideas",
    "SCHEDULE_QUEUE": "schedule",
    "DELIVER_QUEUE": "deliver",
    "SETTLE_QUEUE": "settle",
    "FEEDBACK_QUEUE": "feedback",
    "FEEDBACK_DEAD_LETTERS": "feedback-dead-letters",
    "INVITE_QUEUE": "invite",
    "ALARM_TOPIC": "alarms",
    "BUS": "bus",
    "MAIL_BUCKET": "mail",
    "CONFIGURATION_SET": "letters",
    "SITE_PARAMETER": "/stack/site",
    "SALT": "a made-up salt for tests",
}


def app(world: MemoryWorld, **changed: str) -> App:
    """The app over a world in memory."""
    return App(Settings.from_environment({**ENVIRONMENT, **changed}), world)
