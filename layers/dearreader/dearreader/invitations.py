"""Invitations: the mail with the link by which a reader confirms."""

from dearreader.editions.pacing import Pacer
from dearreader.errors import SendInDoubt, SendRefused
from dearreader.letters.invitation import invitation
from dearreader.ports import SEND_TIMEOUT, Clock, Deadline, Envelope, Mailer
from dearreader.publication import Publication
from dearreader.subscribers import Subscribers


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
    ) -> None:
        self._publication = publication
        self._site = site
        self._subscribers = subscribers
        self._mailer = mailer
        self._pacer = pacer
        self._clock = clock

    def invite(self, subscriber: str, *, deadline: Deadline) -> str:
        """Mail the link to a reader who still waits for it, and say in a word what came of it.

        Counted before it is sent, so that a doubled message mails once; a call in doubt counts as
        sent, for the reader can ask again. Raises SendRefused where SES took nothing: not counted.
        """
        found = self._subscribers.get(subscriber)
        if not found or not found.may_be_invited(self._clock.now()):
            return "not now"
        self._pacer.wait(1, deadline=deadline, keep=SEND_TIMEOUT + 2)
        now = self._clock.now()
        if not self._subscribers.invited(found, now):
            return "invited by another"
        mail = invitation(self._publication, f"{self._site}/confirm/{found.link}")
        envelope = Envelope(
            to=found.address,
            subject=mail.subject,
            html=mail.html,
            text=mail.text,
            headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
            tags={"kind": "invite", "subscriber": found.id},
        )
        try:
            self._mailer.send(envelope)
        except SendInDoubt:
            return "in doubt"
        except SendRefused:
            self._subscribers.uninvited(found, now)
            raise
        return "sent"
