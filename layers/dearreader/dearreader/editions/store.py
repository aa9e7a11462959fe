"""The Editions table: every transition of an edition or a batch is one conditional write here.

Editions lie under pk `edition`; their batches under pk `KEY#RANGE`, so that no key is hot. Each
write may be repeated: an SDK that retries after a lost answer meets its own first success.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dearreader.conditions import NEW, Condition, Update, below, equals, exists, lacks
from dearreader.editions.model import (
    RECEIPTS,
    VERSION,
    WAITING,
    Batch,
    BatchName,
    Edition,
    pack,
)
from dearreader.errors import ConditionFailed
from dearreader.ports import Item, Table, Writing
from dearreader.times import milliseconds, seconds

if TYPE_CHECKING:
    from dearreader.editions.slots import Slot  # zoneinfo takes long to import

EDITION = "edition"
HELD = ("hold", "reason", "held", "doubts", "probes", "probe_at", "refused_whole")
"""What an item says of a hold, or of what may become one."""

BATCHES_KEPT = timedelta(days=90)

LOOKED_AT = 10
"""Editions that the tick looks at: the latest, which those that are open are among."""


class Editions:
    """Editions and their batches."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def get(self, key: str) -> Edition | None:
        """The edition, or None."""
        item = self.table.get(EDITION, key)
        return Edition.from_item(item) if item else None

    def latest(self, limit: int = LOOKED_AT) -> list[Edition]:
        """The latest editions, newest first."""
        found = self.table.query(EDITION, newest_first=True, limit=limit)
        return [Edition.from_item(item) for item in found]

    def opening(
        self,
        slot: "Slot",
        *,
        slug: str,
        letter: str,
        size: int,
        ranges: int,
        now: datetime,
        unsent_after: datetime,
    ) -> Writing:
        """The write that opens an edition: one, however often it is asked for."""
        item: Item = {
            "pk": EDITION,
            "sk": slot.key,
            "v": VERSION,
            "state": "planning",
            "slot": milliseconds(slot.at),
            "opened": milliseconds(now),
            "unsent_after": milliseconds(unsent_after),
            "slug": slug,
            "letter": letter,
            "size": size,
            "ranges": ranges,
            "intended": 0,
            "batches": 0,
        }
        return Writing(self.table, item, when=NEW)

    def freeze(
        self, name: BatchName, members: list[str], until: tuple[int, str], *, now: datetime
    ) -> bool:
        """Fix who is in a batch and where the next begins; False where that is already fixed."""
        outcomes = WAITING * len(members)
        item: Item = {
            "pk": name.pk,
            "sk": name.sk,
            "v": VERSION,
            "state": _ended(outcomes),
            "members": pack(members),
            "outcomes": outcomes,
            "until": list(until),
            "expires": seconds(now + BATCHES_KEPT),
        }
        try:
            self.table.put(item, when=NEW)
        except ConditionFailed as refusal:
            found = refusal.found or {}
            return all(found.get(name) == item[name] for name in ("members", "until", "state"))
        return True

    def last_frozen(self, edition: str, number: int) -> Batch | None:
        """Where the planner of a range has come to."""
        pk = BatchName(edition, number, 0).pk
        found = next(self.table.query(pk, newest_first=True, limit=1), None)
        return Batch.from_item(found) if found else None

    def planned(self, edition: str, number: int, *, batches: int, intended: int) -> Edition:
        """Count a range in, once."""
        try:
            item = self.table.update(
                EDITION,
                edition,
                Update(add={"planned": {number}, "batches": batches, "intended": intended}),
                when=equals("state", "planning") & lacks("planned", number),
            )
        except ConditionFailed as refusal:
            item = dict(refusal.found or {})
        return Edition.from_item(item)

    def start(self, edition: str) -> bool:
        """Planning → sending."""
        return self.move(edition, Update(put={"state": "sending"}), equals("state", "planning"))

    def queue_on(self, edition: str, token: str, next_token: str) -> Edition | None:
        """Let the step of that token, and none but it, queue on, and name the next one.

        A step may be repeated until the next has begun; the first of all has no token. None where
        another step has gone on instead, or the edition is not being sent.
        """
        its_turn: Condition = equals("queueing", token) | equals("queueing_before", token)
        sent = equals("state", "sending")
        step = Update(put={"queueing": next_token, "queueing_before": token})
        try:
            when = sent & its_turn if token else sent
            return Edition.from_item(self.table.update(EDITION, edition, step, when=when))
        except ConditionFailed:
            return None

    def closing(
        self, edition: Edition, account: Mapping[str, int], *, duplicates: int, now: datetime
    ) -> Writing:
        """The write that closes an edition, with its account."""
        closed = {
            "state": "closed",
            "account": dict(account),
            "duplicates": duplicates,
            "closed": milliseconds(now),
        }
        return Writing(
            self.table,
            {"pk": EDITION, "sk": edition.key},
            Update(put=closed, drop=HELD),
            when=equals("state", edition.state),
        )

    def move(self, edition: str, update: Update, when: Condition) -> bool:
        """Change the edition's own item; False where it is not, or no longer, as expected."""
        try:
            self.table.update(EDITION, edition, update, when=when)
        except ConditionFailed as refusal:
            return _is_done(update, refusal)
        return True

    def batch(self, name: BatchName) -> Batch | None:
        """The batch, or None."""
        item = self.table.get(name.pk, name.sk)
        return Batch.from_item(item) if item else None

    def with_batch(self, name: BatchName) -> tuple[Edition | None, Batch | None]:
        """The batch and its edition, each None where it is not there; read by one call."""
        edition, batch = self.table.get_all([(EDITION, name.edition), (name.pk, name.sk)])
        return (
            Edition.from_item(edition) if edition else None,
            Batch.from_item(batch) if batch else None,
        )

    def batches(
        self, edition: Edition, *, ranges: Iterable[int] | None = None, first: int = 0
    ) -> Iterator[Batch]:
        """The batches of the edition, or of some of its ranges, in order, that hold anyone.

        Of each range those from the number ``first`` on.
        """
        for number in range(edition.ranges) if ranges is None else ranges:
            begin = BatchName(edition.key, number, first)
            for item in self.table.query(begin.pk, first=begin.sk if first else None):
                batch = Batch.from_item(item)
                if batch.outcomes:
                    yield batch

    def sizes(self, edition: Edition, number: int) -> Iterator[int]:
        """How many readers each batch of a range holds, of those that hold anyone."""
        for item in self.table.query(BatchName(edition.key, number, 0).pk, only=("outcomes",)):
            if item["outcomes"]:
                yield len(item["outcomes"])

    def claim(
        self, batch: Batch, outcomes: str, *, owner: str, now: datetime, lease: datetime
    ) -> bool:
        """Frozen → claimed, by one owner; False where another was first.

        The outcomes name those who left and those who are called.
        """
        claimed = {"owner": owner, "claimed": milliseconds(now), "lease": milliseconds(lease)}
        claim = Update(put={"state": "claimed", "v": VERSION, "outcomes": outcomes, **claimed})
        expected = equals("state", "frozen") & equals("outcomes", batch.outcomes)
        return self._batch(batch, claim, expected)

    def record(self, batch: Batch, outcomes: str, *, owner: str, tries: int, step: int) -> bool:
        """Claimed → done, or → frozen where some still wait for another call."""
        put = {"state": _ended(outcomes), "outcomes": outcomes, "tries": tries, "step": step}
        outcome = Update(put=put, drop=("owner", "lease"))
        return self._batch(batch, outcome, equals("owner", owner) & equals("state", "claimed"))

    def settle(self, batch: Batch, outcomes: str) -> bool:
        """A batch that nobody has claimed, or a doubtful or done one, → done, or → frozen.

        By the outcomes: done where none waits for a call, frozen where some (again) do.
        """
        settled = Update(
            put={"state": _ended(outcomes), "outcomes": outcomes}, drop=("owner", "lease")
        )
        return self._batch(
            batch, settled, equals("state", batch.state) & equals("outcomes", batch.outcomes)
        )

    def doubt(self, batch: Batch, *, now: datetime) -> bool:
        """Claimed → doubtful, once its lease has ended without an outcome."""
        doubtful = Update(put={"state": "doubtful"}, add={"doubted": {batch.owner}})
        expired = equals("owner", batch.owner) & below("lease", milliseconds(now))
        return self._batch(batch, doubtful, equals("state", "claimed") & expired)

    def receive(self, name: BatchName, attempt: str, indices: set[int]) -> None:
        """Keep the receipts of an attempt."""
        self._note(name, Update(add={f"{RECEIPTS}{attempt}": indices}))

    def fall(self, name: BatchName, indices: set[int]) -> None:
        """Keep that SES could not send what it had accepted."""
        self._note(name, Update(add={"fell": indices}))

    def bounce(self, name: BatchName, index: int, how: str) -> bool:
        """Keep that a copy bounced or was complained of; True where that is new."""
        heard = Update(add={how: {index}})
        try:
            self.table.update(name.pk, name.sk, heard, when=exists("pk") & lacks(how, index))
        except ConditionFailed:
            return False
        return True

    def _note(self, name: BatchName, update: Update) -> None:
        try:
            self.table.update(name.pk, name.sk, update, when=exists("pk"))
        except ConditionFailed:
            return  # expired, or none of ours: there is no account left to change

    def _batch(self, batch: Batch, update: Update, when: Condition) -> bool:
        try:
            self.table.update(batch.name.pk, batch.name.sk, update, when=when)
        except ConditionFailed as refusal:
            return _is_done(update, refusal)
        return True


def _ended(outcomes: str) -> str:
    return "frozen" if WAITING in outcomes else "done"


def _is_done(update: Update, refusal: ConditionFailed) -> bool:
    """Whether a refused write finds its own doing: the SDK repeats what has no answer."""
    found = refusal.found or {}
    return bool(update.put) and all(found.get(name) == value for name, value in update.put.items())
