"""The replies that came in, as they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from dearreader.conditions import NEW
from dearreader.errors import ConditionFailed
from dearreader.ideas.model import of_reader
from dearreader.ports import Table, Writing
from dearreader.times import from_milliseconds, milliseconds

REPLY = "reply"


@dataclass(frozen=True, kw_only=True)
class KeptReply:
    """A mail that came in, as it is kept. ``subscriber`` is empty where no reader is proven."""

    id: str
    kind: str
    text: str = field(repr=False)
    ideas: tuple[str, ...] = field(repr=False)
    verified: bool
    subscriber: str
    letter_date: str
    received_at: datetime

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The reply that a table's item describes."""
        return cls(
            id=item["sk"],
            kind=item["kind"],
            text=item["text"],
            ideas=tuple(item["ideas"]),
            verified=item["verified"],
            subscriber=item["subscriber"],
            letter_date=item["letter_date"],
            received_at=from_milliseconds(item["received_at"]),
        )


class KeptReplies:
    """The replies of the Ideas table, each also under its reader."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def keep(self, reply: KeptReply) -> None:
        """Keep a reply; the same again changes nothing."""
        item = {
            "pk": REPLY,
            "sk": reply.id,
            "kind": reply.kind,
            "text": reply.text,
            "ideas": list(reply.ideas),
            "verified": reply.verified,
            "subscriber": reply.subscriber,
            "letter_date": reply.letter_date,
            "received_at": milliseconds(reply.received_at),
        }
        try:
            if reply.subscriber:
                of_them = {"pk": of_reader(reply.subscriber), "sk": f"{REPLY}#{reply.id}"}
                kept = Writing(self.table, item, when=NEW)
                self.table.transact([kept, Writing(self.table, of_them)])
            else:
                self.table.put(item, when=NEW)
        except ConditionFailed:
            return

    def get(self, reply: str) -> KeptReply | None:
        """The reply, or None."""
        item = self.table.get(REPLY, reply)
        return KeptReply.from_item(item) if item else None

    def newest(self) -> list[KeptReply]:
        """All replies, newest first. One that was erased is none, until what is left expires."""
        items = (item for item in self.table.query(REPLY) if "expires" not in item)
        found = [KeptReply.from_item(item) for item in items]
        return sorted(found, key=lambda reply: reply.received_at, reverse=True)

    def of(self, subscriber: str) -> list[KeptReply]:
        """What one reader wrote, newest first: one query, and one read a reply."""
        pk = of_reader(subscriber)
        pointers = self.table.query(pk, first=f"{REPLY}#", last=f"{REPLY}#\uffff")
        names = [pointer["sk"].partition("#")[2] for pointer in pointers]
        found = [kept for name in names if (kept := self.get(name)) and kept.subscriber]
        return sorted(found, key=lambda reply: reply.received_at, reverse=True)

    def beginning(self, letters: str) -> list[KeptReply]:
        """The replies whose ids begin like that."""
        found = self.table.query(REPLY, first=letters, last=f"{letters}\uffff")
        return [KeptReply.from_item(item) for item in found]
