"""Answers to readers who wrote: mailed one by one, by RFC 3834's rules, and seldom.

Only what a person wrote to us directly is answered (`dearreader.replies` says what is), at the
address that we know, once in some days, with headers that no machine answers: two who answer by
these rules have nothing to say to each other.
"""

from dearreader.editions.pacing import Pacer
from dearreader.errors import SendInDoubt, SendRefused, TryLater
from dearreader.ideas.credit import Credits
from dearreader.ideas.owed import Owed, OwedAnswer
from dearreader.ideas.store import Ideas
from dearreader.letters.answers import Understood, thanks, way_out
from dearreader.letters.mail import Mail
from dearreader.ports import SEND_TIMEOUT, Chance, Clock, Deadline, Envelope, Mailer
from dearreader.publication import Publication
from dearreader.subscribers import Subscriber, Subscribers


class Answering:
    """Mails the answers that are owed."""

    def __init__(
        self,
        *,
        publication: Publication,
        site: str,
        subscribers: Subscribers,
        ideas: Ideas,
        owed: Owed,
        credits: Credits,  # noqa: A002 - it is the word
        mailer: Mailer,
        pacer: Pacer,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self._publication = publication
        self._site = site
        self._subscribers = subscribers
        self._ideas = ideas
        self._owed = owed
        self._credits = credits
        self._mailer = mailer
        self._pacer = pacer
        self._clock = clock
        self._chance = chance

    def answer(self, owed_id: str, *, deadline: Deadline) -> str:
        """Mail an answer that is owed, and say in a word what came of it.

        Counted before it is sent, so that a doubled message mails once; after a call in doubt it is
        not sent again. Raises TryLater where SES took nothing.
        """
        owed = self._owed.get(owed_id)
        reader = self._subscribers.get(owed.subscriber) if owed else None
        if not owed or not reader or reader.status != "active":
            return "nobody to answer"
        begun = self._pacer.wait(1, deadline=deadline, keep=SEND_TIMEOUT + 2)
        owner = self._chance.token()
        if not self._owed.may_go(owed, owner=owner, now=self._clock.now()):
            return "answered of late"
        mail = self._mail(owed, reader)
        if not mail:
            return "nothing to say"
        self._pacer.until_call(begun)
        try:
            self._mailer.send(self._envelope(owed, reader, mail))
        except SendInDoubt:
            return "in doubt"
        except SendRefused as refusal:
            self._owed.did_not_go(owed, owner=owner)
            raise TryLater(f"SES took nothing: {refusal.code}") from refusal
        return "answered"

    def _mail(self, owed: OwedAnswer, reader: Subscriber) -> Mail | None:
        if owed.answer == "way-out":
            return way_out(self._publication, f"{self._site}/unsubscribe/{reader.link}")
        understood = [found for name in owed.ideas if (found := self._understood(name, reader.id))]
        if not understood:
            return None
        ask = self._credits.ask(reader.id, owed=owed.id, now=self._clock.now())
        return thanks(self._publication, understood, ask=ask)

    def _understood(self, name: str, subscriber: str) -> Understood | None:
        vote = self._ideas.votes.get(name, subscriber)
        idea = self._ideas.standing(name)
        if not vote or vote.gone or not vote.text or not idea:
            return None
        return Understood(vote.text, max(0, idea.votes - 1))

    def _envelope(self, owed: OwedAnswer, reader: Subscriber, mail: Mail) -> Envelope:
        headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
        if owed.message_id:
            headers |= {"In-Reply-To": owed.message_id, "References": owed.message_id}
        return Envelope(
            to=reader.address,
            reply_to=f"hello@{self._publication.reply_domain}",
            subject=mail.subject,
            html=mail.html,
            text=mail.text,
            headers=headers,
            tags={"kind": owed.answer, "subscriber": reader.id},
        )
