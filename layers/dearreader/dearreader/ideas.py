"""Ideas: topics that readers asked for. Its votes are distinct readers.

Items: ideas under pk `idea`; an idea's votes under pk `idea#ID`; replies under pk `reply`. A topic
that two readers put alike, small words and order aside, is one idea: its id is a hash of the words.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from dearreader.conditions import NEW, Update
from dearreader.errors import ConditionFailed
from dearreader.ports import Table, Writing
from dearreader.times import from_milliseconds, milliseconds

IDEA, REPLY = "idea", "reply"

LONGEST = 300
"""Characters of an idea; more is a story, and stays in the reply."""

_SMALL_WORDS = (
    "a an and the of on in to for from with at by or is are it its about how what when why "
    "who my your our their his her you we i me us do does one some"
)
SMALL_WORDS = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, kw_only=True)
class Idea:
    """A topic in a reader's own words, and how many readers want it."""

    id: str
    text: str
    votes: int
    status: str
    opened_at: datetime

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The idea that a table's item describes."""
        return cls(
            id=item["sk"],
            text=item["text"],
            votes=item["votes"],
            status=item["status"],
            opened_at=from_milliseconds(item["opened_at"]),
        )


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


class Ideas:
    """The table of ideas, votes and replies."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def want(self, text: str, subscriber: str, *, reply: str, now: datetime) -> str:
        """Open the idea or join it, and count the reader's one vote; returns the idea's id.

        Wanting it again, by whatever mail, changes nothing.
        """
        text = text[:LONGEST]
        idea = identity(text)
        at = milliseconds(now)
        opened = {
            "pk": IDEA,
            "sk": idea,
            "text": text,
            "votes": 0,
            "status": "open",
            "opened_at": at,
        }
        vote = {
            "pk": f"{IDEA}#{idea}",
            "sk": subscriber,
            "text": text,
            "reply": reply,
            "at": at,
        }
        counted = Update(put={"wanted_at": at}, add={"votes": 1})
        with suppress(ConditionFailed):  # somebody wanted it before
            self.table.put(opened, when=NEW)
        with suppress(ConditionFailed):  # this reader's vote is counted
            self.table.transact(
                [
                    Writing(self.table, vote, when=NEW),
                    Writing(self.table, {"pk": IDEA, "sk": idea}, counted),
                ]
            )
        return idea

    def board(self) -> list[Idea]:
        """All ideas, most wanted first, then oldest first."""
        ideas = [Idea.from_item(item) for item in self.table.query(IDEA)]
        return sorted(ideas, key=lambda idea: (-idea.votes, idea.opened_at, idea.id))

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
            self.table.put(item, when=NEW)
        except ConditionFailed:
            return

    def replies(self) -> list[KeptReply]:
        """All replies, newest first."""
        found = [KeptReply.from_item(item) for item in self.table.query(REPLY)]
        return sorted(found, key=lambda reply: reply.received_at, reverse=True)


def identity(text: str) -> str:
    """The id of the idea that a text names: 16 hex characters, the same for the same words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = re.findall(r"\w+", plain)
    telling = sorted({word for word in words if word not in SMALL_WORDS}) or sorted(set(words))
    return hashlib.sha256(" ".join(telling or [plain]).encode()).hexdigest()[:16]
