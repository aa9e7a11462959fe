"""Readers from a list that was kept elsewhere.

Nobody who left, here or there, is made active; who came by an import and left there afterwards
leaves here as well. Taking an entry is one conditional write on the reader's own key: a list that
is taken twice, or whose import was cut off, loses nobody and doubles nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from dearreader import addresses
from dearreader.conditions import NEW, absent, equals
from dearreader.errors import ConditionFailed, TryLater
from dearreader.ports import Chance, Clock, Item, Writing
from dearreader.subscribers import Departure, Subscribers
from dearreader.times import milliseconds

Outcome = Literal["new", "kept_away", "leaves", "known", "stays_away", "left_already"]
"""What becomes of an entry.

new           a reader from now on
kept_away     left there, and was never here: kept so that nobody mails them
leaves        came here by an import, and has left there since: leaves here as well
known         is a reader here already, or has been mailed the link
stays_away    has left here: stays so
left_already  has left there, and here
"""

LOOKS = 5
"""Times that a reader may change while they are taken."""

LEFT = ("unsubscribed", "bounced", "complained")
READ = ("sk", "status", "old_keys", "imported_at", "confirmed_at")
"""The attributes by which entries are judged."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One person of a list. ``address`` is as `dearreader.addresses.parse` gives it.

    ``consent`` is the evidence: ``from`` where, ``at`` when and to what ``text`` they agreed.
    ``left_at`` is when they left there, where the list says so.
    """

    address: str = field(repr=False)
    status: Literal["active"] | Departure
    consent: Mapping[str, str] = field(repr=False)
    left_at: datetime | None = None


class Imports:
    """Takes entries."""

    def __init__(
        self, *, subscribers: Subscribers, salt: str, clock: Clock, chance: Chance
    ) -> None:
        self._subscribers = subscribers
        self._salt = salt
        self._clock = clock
        self._chance = chance

    def identity(self, entry: Entry) -> str:
        """The id that the entry's reader has here."""
        return addresses.identity(entry.address, salt=self._salt)

    def known(self) -> dict[str, Item]:
        """Everyone who is or was a reader here, by id, as far as `judge` asks. May lag behind."""
        return {item["sk"]: item for item in self._subscribers.table.scan(only=READ)}

    def take_all(self, entries: Sequence[Entry]) -> list[Outcome]:
        """Take up to 100 entries, each of another reader: in one write where all are new.

        A transaction costs twice as much as single writes, some cents for 100,000 readers, and
        takes a fraction of the time.
        """
        table = self._subscribers.table
        items = [self._item(self.identity(each), each) for each in entries]
        try:
            table.transact([Writing(table, item, when=NEW) for item in items])
        except ConditionFailed:
            return [self.take(each) for each in entries]
        return [judge(each, None) for each in entries]

    def take(self, entry: Entry) -> Outcome:
        """Take one entry, and say what became of it. Raises TryLater."""
        subscriber = self.identity(entry)
        for _ in range(LOOKS):
            item = self._item(subscriber, entry)
            unconfirmed = equals("status", "pending") & absent("old_keys")
            when = NEW | unconfirmed if entry.status == "active" else NEW
            try:
                self._subscribers.table.put(item, when=when)
            except ConditionFailed as refusal:
                found = refusal.found or {}
            else:
                return judge(entry, None)
            if found.get("key", "") == item.get("key") != "":
                return "new"  # the SDK repeated a write whose answer was lost
            outcome = judge(entry, found)
            if outcome == "leaves" and entry.status != "active":
                self._subscribers.leave(subscriber, entry.status, now=self._clock.now())
            if outcome not in {"new", "kept_away"}:
                return outcome
        raise TryLater("a reader of the list changes all the time: import it again")

    def _item(self, subscriber: str, entry: Entry) -> Item:
        now = self._clock.now()
        item: Item = {
            "pk": self._subscribers.pk(subscriber),
            "sk": subscriber,
            "status": entry.status,
            "address": entry.address,
            "consent": dict(entry.consent),
            "imported_at": milliseconds(now),
        }
        if entry.status == "active":
            return item | {"key": self._chance.key(), "confirmed_at": milliseconds(now)}
        return item | {"left_at": milliseconds(entry.left_at or now)}


def judge(entry: Entry, found: Mapping[str, Any] | None) -> Outcome:
    """What becomes of an entry, where that is what is known of its reader."""
    active = entry.status == "active"
    if not found:
        return "new" if active else "kept_away"
    if found["status"] in LEFT:
        return "stays_away" if active else "left_already"
    if active:
        waits = found["status"] == "pending" and "old_keys" not in found
        return "new" if waits else "known"
    confirmed = found.get("confirmed_at")
    left = milliseconds(entry.left_at) if entry.left_at else None
    later = left is not None and confirmed is not None and left > confirmed
    return "leaves" if "imported_at" in found or later else "known"
