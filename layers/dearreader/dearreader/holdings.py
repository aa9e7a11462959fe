"""What is held on one reader, and how it is erased.

What stays of an erased reader keeps them from being mailed again, and nothing else: the id, which
nobody can turn back into an address; that they left, and when; the ends of their old links, so that
each still leads out. Votes stay as numbers under the id. Batches, which hold ids, expire with their
editions, and the tables' backups after 35 days.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dearreader.conditions import Update, exists
from dearreader.errors import ConditionFailed
from dearreader.ideas import IDEA, REPLY, Ideas, KeptReply, identity
from dearreader.links import Link
from dearreader.ports import RawMail
from dearreader.subscribers import Subscriber, Subscribers
from dearreader.times import from_milliseconds, seconds

MAIL = "mail/"
"""Under which SES puts what comes in: a reply's id is the rest of its key."""

_MOMENTS = ("asked_at", "confirmed_at", "mailed_at", "left_at")
_WORDS = ("status", "address", "confirmed_from")


@dataclass(frozen=True)
class Held:
    """What is held on a reader. ``known`` has words, moments and lists by the table's names."""

    reader: Subscriber
    known: Mapping[str, Any] = field(repr=False)
    replies: Sequence[KeptReply] = field(repr=False)

    @property
    def is_erased(self) -> bool:
        """Whether there is no address any more."""
        return not self.reader.address

    def as_data(self) -> dict[str, Any]:
        """All of it, for programs; times are ISO 8601."""
        replies = [
            {
                "received_at": reply.received_at.isoformat(),
                "to_the_letter_of": reply.letter_date,
                "words": reply.text,
                "topics": list(reply.ideas),
            }
            for reply in self.replies
        ]
        return {"id": self.reader.id, **self.known, "replies": replies}


class Holdings:
    """Looks up what is held on readers, and erases it."""

    def __init__(self, *, subscribers: Subscribers, ideas: Ideas, raw_mail: RawMail) -> None:
        self._subscribers = subscribers
        self._ideas = ideas
        self._raw_mail = raw_mail

    def show(self, link: Link) -> Held | None:
        """What is held on the reader whose present link it is; None for any other.

        Who has left has no present link: then any that was mailed to them will do. Letters are
        handed on, and an old one should not show who has come back.
        """
        reader = self._subscribers.get(link.id)
        if not reader or not (reader.has_link(link) or (not reader.key and reader.knows(link.key))):
            return None
        item = self._subscribers.item(reader.id) or {}
        return Held(reader, _readable(item), self._replies(reader.id) if reader.address else [])

    def erase(self, reader: Subscriber, now: datetime) -> None:
        """Leave for good, and be forgotten. May be repeated, and goes on where it was cut short."""
        self._subscribers.leave(reader.id, "unsubscribed", now=now)
        self._subscribers.forget(reader.id, now=now)
        for reply in self._replies(reader.id):
            for idea in reply.ideas:
                with suppress(ConditionFailed):  # merged into another, or never counted
                    self._ideas.table.update(
                        f"{IDEA}#{identity(idea)}",
                        reader.id,
                        Update(put={"text": "", "reply": ""}),
                        when=exists("pk"),
                    )
            self._raw_mail.forget(f"{MAIL}{reply.id}")
            gone = {
                "text": "",
                "ideas": [],
                "subscriber": "",
                "expires": seconds(now + timedelta(days=90)),
            }
            self._ideas.table.update(REPLY, reply.id, Update(put=gone))

    def _replies(self, subscriber: str) -> list[KeptReply]:
        return [reply for reply in self._ideas.replies() if reply.subscriber == subscriber]


def _readable(item: Mapping[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {name: item[name] for name in _WORDS if name in item}
    known |= {name: _iso(item[name]) for name in _MOMENTS if name in item}
    if "consent" in item:
        known["consent"] = dict(item["consent"])
    if "invited_at" in item:
        known["confirmation_mails"] = [_iso(at) for at in item["invited_at"]]
    if "transient_bounces" in item:
        known["bounced"] = sorted(item["transient_bounces"])
    return known


def _iso(moment: int) -> str:
    return from_milliseconds(moment).isoformat(timespec="seconds")
