"""The mailbag: raw mail comes in, replies, ideas and departures come out."""

from collections.abc import Callable
from datetime import date

from dearreader import addresses
from dearreader.editions.store import Editions
from dearreader.errors import BadInput
from dearreader.ideas import Ideas, KeptReplies, KeptReply
from dearreader.ports import Clock, RawMail
from dearreader.posts import Posts
from dearreader.publication import Publication
from dearreader.replies import Reply, read
from dearreader.subscribers import Subscribers

LARGEST = 10_000_000
"""Bytes of a mail that are read; more of it stays in the bucket."""


class Mailbag:
    """Reads what readers answered. Opening the same mail twice changes nothing."""

    def __init__(
        self,
        *,
        publication: Publication,
        raw_mail: RawMail,
        subscribers: Subscribers,
        editions: Editions,
        posts: Posts,
        ideas: Ideas,
        replies: KeptReplies,
        salt: str,
        clock: Clock,
    ) -> None:
        self._publication = publication
        self._raw_mail = raw_mail
        self._subscribers = subscribers
        self._editions = editions
        self._posts = posts
        self._ideas = ideas
        self._replies = replies
        self._salt = salt
        self._clock = clock

    def open(self, key: str) -> str:
        """Read the mail under a key of the bucket and act on it; returns its kind, or "gone"."""
        raw = self._raw_mail.fetch(key, limit=LARGEST)
        if raw is None:
            return "gone"
        reply = read(
            raw,
            list_id=self._publication.list_id,
            from_address=self._publication.from_address,
            letter=self._letter(),
        )
        subscriber = self._reader(reply)
        name = key.rpartition("/")[2]
        if reply.kind == "unsubscribe" and subscriber:
            self._subscribers.leave(subscriber, "unsubscribed", now=self._clock.now())
        if reply.kind == "reply" and subscriber:
            for idea in reply.ideas:
                self._ideas.want(idea, subscriber, reply=name, now=self._clock.now())
        self._replies.keep(
            KeptReply(
                id=name,
                kind=reply.kind,
                text=reply.text,
                ideas=reply.ideas,
                verified=reply.verified,
                subscriber=subscriber,
                letter_date=reply.letter_date.isoformat() if reply.letter_date else "",
                received_at=self._clock.now(),
            )
        )
        return reply.kind

    def _reader(self, reply: Reply) -> str:
        """The id of the active reader who provably wrote it, or ""."""
        if not reply.verified:
            return ""
        try:
            address = addresses.parse(reply.sender)
        except BadInput:
            return ""
        found = self._subscribers.get(addresses.identity(address, salt=self._salt))
        return found.id if found and found.status == "active" else ""

    def _letter(self) -> Callable[[date], str | None]:
        def text_of(day: date) -> str | None:
            edition = self._editions.get(f"{day.isoformat()}.daily")
            letter = self._posts.letter(edition.slug, edition.letter) if edition else None
            return letter.text if letter else None

        return text_of
