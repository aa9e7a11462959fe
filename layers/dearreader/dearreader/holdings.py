"""What is held on one reader: all of it, to be shown or erased.

What stays of an erased reader keeps them from being mailed again, and nothing else: the id, which
nobody can turn back into an address; that they left, and when; the ends of their old links, so that
each still leads out. What is left of their votes is empty and expires; so do batches, which hold
ids, and the tables' backups after 35 days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dearreader.ideas.asked import Asked, Asking
from dearreader.ideas.credit import Credits
from dearreader.ideas.replies import KeptReplies, KeptReply
from dearreader.links import Link
from dearreader.ports import RawMail
from dearreader.subscribers import Subscriber, Subscribers
from dearreader.times import from_milliseconds

MAIL = "mail/"
"""Under which SES puts what comes in: a reply's id is the rest of its key."""

_MOMENTS = (
    "asked_at",
    "confirmed_at",
    "mailed_at",
    "imported_at",
    "restored_at",
    "left_at",
    "erased_at",
)
_WORDS = ("status", "address", "confirmed_from")


@dataclass(frozen=True, kw_only=True)
class Held:
    """What is held on a reader. ``known`` has words, moments and lists by the table's names.

    ``asked`` are the ideas that they asked for, ``replies`` the mails that they wrote, ``name`` is
    how they may be named, or "".
    """

    reader: Subscriber
    known: Mapping[str, Any] = field(repr=False)
    asked: Sequence[Asked] = field(repr=False)
    replies: Sequence[KeptReply] = field(repr=False)
    name: str = field(repr=False)

    @property
    def is_erased(self) -> bool:
        """Whether there is no address any more."""
        return not self.reader.address

    def as_data(self) -> dict[str, Any]:
        """All of it, for programs, but the keys of links; times are ISO 8601."""
        replies = [
            {
                "received_at": reply.received_at.isoformat(),
                "to_the_letter_of": reply.letter_date,
                "words": reply.text,
                "topics": list(reply.ideas),
            }
            for reply in self.replies
        ]
        asked = [{"topic": each.text, "became": each.became} for each in self.asked]
        named = {"may_be_named": self.name} if self.name else {}
        return {"id": self.reader.id, **self.known, **named, "asked": asked, "replies": replies}


class Holdings:
    """Looks up what is held on readers, and erases it."""

    def __init__(
        self,
        *,
        subscribers: Subscribers,
        asking: Asking,
        replies: KeptReplies,
        credits: Credits,  # noqa: A002 - the field's word
        raw_mail: RawMail,
    ) -> None:
        self._subscribers = subscribers
        self._asking = asking
        self._replies = replies
        self._credits = credits
        self._raw_mail = raw_mail

    def of(self, subscriber: str) -> Held | None:
        """What is held on a reader, or None."""
        item = self._subscribers.item(subscriber)
        if not item:
            return None
        return Held(
            reader=Subscriber.from_item(item),
            known=_readable(item),
            asked=self._asking.of(subscriber),
            replies=self._replies.of(subscriber),
            name=self._credits.name(subscriber),
        )

    def show(self, link: Link) -> Held | None:
        """What is held on the reader whose present link it is; None for any other.

        Who has left has no present link: then any that was mailed to them will do. Letters are
        handed on, and an old one should not show who has come back.
        """
        reader = self._subscribers.get(link.id)
        if not reader or not (reader.has_link(link) or (not reader.key and reader.knows(link.key))):
            return None
        return self.of(link.id)

    def erase(self, subscriber: str, *, now: datetime) -> None:
        """Leave for good, and be forgotten. May be repeated, and goes on where it was cut short.

        They leave first, so that nobody mails them meanwhile.
        """
        self._subscribers.leave(subscriber, "unsubscribed", now=now)
        for mail in self._asking.forget(subscriber, now=now):
            self._raw_mail.forget(f"{MAIL}{mail}")
        self._subscribers.forget(subscriber, now=now)


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
