"""What the domain asks of the world. `dearreader.aws` answers on AWS, the tests' fakes in memory.

Every call here may be refused, may time out after it took effect, and every message may come twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from dearreader.conditions import Condition, Update

Item = dict[str, Any]
"""An item of a table: text, whole numbers, bytes, booleans, lists, maps and sets. No floats."""


@dataclass(frozen=True)
class Writing:
    """One write of a transaction: an update where ``update`` is given, else a put of ``item``."""

    table: "Table"
    item: Item
    update: Update | None = None
    when: Condition | None = None


class Table(Protocol):
    """A DynamoDB table with the keys ``pk`` and ``sk``. All reads but an index's are consistent."""

    name: str

    def get(self, pk: str, sk: str) -> Item | None:
        """The item, or None."""

    def get_all(self, keys: Sequence[tuple[str, str]]) -> list[Item | None]:
        """Several items by one call, each as `get` would find it then."""

    def put(self, item: Item, *, when: Condition | None = None) -> None:
        """Write the whole item. Raises ConditionFailed."""

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        """Change the item and return it as it is then. Raises ConditionFailed."""

    def delete(self, pk: str, sk: str, *, when: Condition | None = None) -> None:
        """Remove the item, if it is there. Raises ConditionFailed."""

    def query(
        self,
        pk: str,
        *,
        first: str | None = None,
        last: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        where: Condition | None = None,
        only: Sequence[str] = (),
    ) -> Iterator[Item]:
        """The items of a partition in the order of their sk, from ``first`` to ``last``.

        All of them, or those ``where`` a condition on other attributes holds; not with a limit.
        Of each all attributes, or ``only`` those of these names that it has.
        """

    def by_status(
        self,
        status: str,
        *,
        above: str | None = None,
        below: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[Item]:
        """The items of the index by-status in the order of their position; it may lag behind.

        Those whose position is more than ``above``, or less than ``below``, the two left out; one
        of the two at most.
        """

    def scan(self, *, only: Sequence[str] = ()) -> Iterator[Item]:
        """Every item, in no order, or of every item what it has of ``only``; it may lag behind.

        For the writer's command: it reads the whole table.
        """

    def transact(self, writings: Sequence[Writing]) -> None:
        """Write all, or nothing. Raises ConditionFailed with what the first to fail found."""


class Queue(Protocol):
    """An SQS queue."""

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delay: int | Sequence[int] = 0
    ) -> None:
        """Queue the messages, all of them, each to be seen after ``delay`` seconds (0 to 900).

        ``delay`` is one for all, or one for each.
        """

    def backlog(self) -> int:
        """About how many messages wait, are in flight or delayed."""


class Bus(Protocol):
    """The stack's event bus."""

    def publish(self, events: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        """Publish (detail-type, detail) pairs, all of them, or raise."""


class Writer(Protocol):
    """Who is mailed when something needs a person: the writer, by a way that is not SES."""

    def tell(self, subject: str, text: str) -> None:
        """Mail the writer. The subject is ASCII, of fewer than 100 characters (SNS)."""


class RawMail(Protocol):
    """The bucket in which SES puts what it receives."""

    def fetch(self, key: str, *, limit: int) -> bytes | None:
        """The first ``limit`` bytes of the object, or None where it is gone."""

    def forget(self, key: str) -> None:
        """Remove the object, if it is there."""


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """One mail to one reader, outside any edition."""

    to: str
    subject: str
    html: str = field(repr=False)
    text: str = field(repr=False)
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One reader's copy of a letter: the address, and what is the reader's own in it."""

    to: str
    values: Mapping[str, str] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    tags: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Bulk:
    """One SendBulkEmail: an inline template, its default values, and up to 50 copies."""

    subject: str
    html: str = field(repr=False)
    text: str = field(repr=False)
    reply_to: str
    values: Mapping[str, str]
    headers: Mapping[str, str]
    tags: Mapping[str, str]
    copies: Sequence[Copy]


@dataclass(frozen=True, kw_only=True)
class SendingAccount:
    """SES GetAccount and GetEmailIdentity, as far as they decide whether a letter may go out.

    ``rate`` is recipients a second; ``room`` how many more may be sent in the rolling 24 hours, or
    None where that is unlimited; ``fault`` a sentence that says why nothing may be sent, or "";
    ``production`` is false while SES keeps the account in its sandbox.
    """

    rate: float
    room: int | None
    fault: str = ""
    production: bool = True


SEND_TIMEOUT = 20
"""Seconds after which a call that sends is given up, in doubt."""


class Mailer(Protocol):
    """Amazon SES. Never repeats a call that sends by itself."""

    def send(self, envelope: Envelope) -> None:
        """Mail one. Raises SendRefused (nothing was accepted) or SendInDoubt."""

    def send_bulk(self, bulk: Bulk) -> list[str]:
        """Mail all copies; SES's status for each, in order. Raises SendRefused or SendInDoubt."""

    def account(self) -> SendingAccount:
        """What the account may send now."""


class Clock(Protocol):
    """Time, which only moves forward where it is handed in."""

    def now(self) -> datetime:
        """The time, in UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class Chance(Protocol):
    """Where keys and tokens come from."""

    def key(self) -> str:
        """22 characters of URL-safe base64: 128 random bits."""

    def token(self) -> str:
        """8 hex characters: tells one attempt from another."""


class Deadline(Protocol):
    """When the running invocation ends."""

    def remaining(self) -> float:
        """Seconds until then."""
