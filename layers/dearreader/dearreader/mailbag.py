"""The mailbag: raw mail comes in, replies, ideas and departures come out."""

from collections.abc import Callable
from datetime import date

from dearreader import addresses, links
from dearreader.editions.store import Editions
from dearreader.errors import BadInput
from dearreader.ideas import Ideas, KeptReplies, KeptReply, credit
from dearreader.ideas.credit import Credits
from dearreader.ideas.limits import Limits
from dearreader.ideas.owed import Owed
from dearreader.ports import Clock, RawMail
from dearreader.posts import Posts
from dearreader.publication import Publication
from dearreader.replies import Reply, read
from dearreader.subscribers import Subscribers

LARGEST = 10_000_000
"""Bytes of a mail that are read; more of it stays in the bucket."""


class Mailbag:
    """Reads what readers answered. Opening the same mail twice changes nothing.

    ``thanks`` says that readers are thanked for their ideas.
    """

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
        owed: Owed,
        credits: Credits,  # noqa: A002 - it is the word
        limits: Limits,
        thanks: bool,
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
        self._owed = owed
        self._credits = credits
        self._limits = limits
        self._thanks = thanks
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
        within = self._limits.admit(name, subscriber, now=self._clock.now())
        if reply.kind == "unsubscribe":
            self._let_go(reply, subscriber, mail=name)
        if reply.kind == "reply" and subscriber and within:
            self._file(reply, subscriber, mail=name)
        if subscriber or within:
            self._keep(reply, subscriber, mail=name)
        return reply.kind

    def _file(self, reply: Reply, subscriber: str, *, mail: str) -> None:
        """Count what a reader asks for, or take down how the reader wants to be named."""
        now = self._clock.now()
        named = credit.said(reply.text)
        if named:
            self._credits.give(subscriber, named.name, now=now)
            return
        ideas = [self._ideas.want(idea, subscriber, reply=mail, now=now) for idea in reply.ideas]
        if ideas and reply.answerable and self._thanks:
            self._owed.owe(
                "thanks",
                subscriber,
                mail=mail,
                message_id=reply.message_id,
                ideas=list(dict.fromkeys(ideas)),
                now=now,
            )

    def _let_go(self, reply: Reply, subscriber: str, *, mail: str) -> None:
        """A proven wish to leave is done, a key suffices; else the way out is mailed to whom it is.

        Mailing it does no harm where the mail was forged: it goes to the reader, and seldom.
        """
        now = self._clock.now()
        link = links.parse(reply.leaving)
        holder = self._subscribers.get(link.id) if link else None
        if link and holder and holder.knows(link.key):
            self._subscribers.leave(holder.id, "unsubscribed", now=now)
        elif subscriber:
            self._subscribers.leave(subscriber, "unsubscribed", now=now)
        elif reply.answerable and not reply.verified and (said := self._active(reply.sender)):
            self._owed.owe("way-out", said, mail=mail, message_id=reply.message_id, now=now)

    def _keep(self, reply: Reply, subscriber: str, *, mail: str) -> None:
        self._replies.keep(
            KeptReply(
                id=mail,
                kind=reply.kind,
                text=reply.text,
                ideas=reply.ideas,
                verified=reply.verified,
                subscriber=subscriber,
                letter_date=reply.letter_date.isoformat() if reply.letter_date else "",
                received_at=self._clock.now(),
            )
        )

    def _reader(self, reply: Reply) -> str:
        """The id of the active reader who provably wrote it, or ""."""
        return self._active(reply.sender) if reply.verified else ""

    def _active(self, sender: str) -> str:
        """The id of the active reader at an address, or ""."""
        try:
            address = addresses.parse(sender)
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
