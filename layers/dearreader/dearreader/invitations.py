"""Invitations: the mail with the link by which a reader confirms."""

from datetime import timedelta
from itertools import islice

from dearreader.editions.pacing import Pacer
from dearreader.errors import SendInDoubt, SendRefused, TryLater
from dearreader.events import message, pending
from dearreader.letters.invitation import invitation
from dearreader.letters.mail import NO_AUTOMATIC_ANSWERS
from dearreader.ports import SEND_TIMEOUT, Chance, Clock, Deadline, Envelope, Mailer, Queue
from dearreader.publication import Publication
from dearreader.subscribers import INVITATION_PAUSE, Subscribers
from dearreader.times import milliseconds

LOST_AFTER = INVITATION_PAUSE + timedelta(minutes=5)
"""So long after a sign-up its mail is lost, and no earlier one pauses it any more."""

READERS_FAULT = frozenset({"MessageRejected", "BadRequestException"})

AT_ONCE = 100
"""Readers that one tick looks after."""


class Invitations:
    """Mails invitations to pending readers, within the limits on mails to one address."""

    def __init__(
        self,
        *,
        publication: Publication,
        site: str,
        subscribers: Subscribers,
        mailer: Mailer,
        pacer: Pacer,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self._publication = publication
        self._site = site
        self._subscribers = subscribers
        self._mailer = mailer
        self._pacer = pacer
        self._clock = clock
        self._chance = chance

    def invite(self, subscriber: str, *, deadline: Deadline) -> str:
        """Mail the link to a reader who still waits for it, and say in a word what came of it.

        Counted before it is sent, so that a doubled message mails once. After a call in doubt the
        tick asks again (`Owed`): better that a reader is invited twice than never. Raises TryLater
        where SES took nothing, which does not count unless it may be the reader's own address.
        """
        found = self._subscribers.get(subscriber)
        now = self._clock.now()
        if not found or not found.is_owed_an_invitation(now) or not found.may_be_invited(now):
            return "not now"
        begun = self._pacer.wait(1, deadline=deadline, keep=SEND_TIMEOUT + 2)
        now = self._clock.now()
        if not self._subscribers.invited(found, now, owner=self._chance.token()):
            return "invited by another"
        mail = invitation(self._publication, f"{self._site}/confirm/{found.link}")
        envelope = Envelope(
            to=found.address,
            subject=mail.subject,
            html=mail.html,
            text=mail.text,
            headers={
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": NO_AUTOMATIC_ANSWERS,
            },
            tags={"kind": "invite", "subscriber": found.id},
        )
        self._pacer.until_call(begun)
        try:
            self._mailer.send(envelope)
        except SendInDoubt:
            return "in doubt"
        except SendRefused as refusal:
            if refusal.code not in READERS_FAULT:
                self._subscribers.uninvited(found, now)
            raise TryLater(f"SES took nothing: {refusal.code}") from refusal
        self._subscribers.mailed(found, now)
        return "sent"


class Owed:
    """Finds readers whose invitation was lost on its way: a message, or a function that died."""

    def __init__(self, *, subscribers: Subscribers, invite_queue: Queue, clock: Clock) -> None:
        self._subscribers = subscribers
        self._invite_queue = invite_queue
        self._clock = clock

    def ask_again(self) -> None:
        """Ask for each of them; who has had a mail is not asked for again."""
        now = self._clock.now()
        messages = []
        for found in islice(self._subscribers.unmailed(asked_before=now - LOST_AFTER), AT_ONCE):
            if not found.is_owed_an_invitation(now):
                self._subscribers.let_be(found)
            elif not found.may_be_invited(now):
                self._subscribers.look_after_later(found, now)
            else:
                messages.append(message(pending(found.id, milliseconds(found.asked_at or now))))
        if messages and self._invite_queue.backlog() == 0:
            self._invite_queue.send(messages)
