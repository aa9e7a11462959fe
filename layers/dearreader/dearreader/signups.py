"""Sign-ups: one address in, one conditional write, and the same answer for everyone.

What tells robots from people asks nothing of people, runs nothing in their browser and keeps
nothing of them: a field that only robots fill in, a signed moment that says how fast the form came
back, and a count for each network.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from dearreader import addresses
from dearreader.errors import OnceMore, TooMany
from dearreader.networks import Networks
from dearreader.ports import Chance, Clock
from dearreader.subscribers import Subscribers
from dearreader.tickets import Tickets

CONSENT = "sign-up form, version 1: letters by email, confirmed by link, until I unsubscribe"

QUICKEST = timedelta(seconds=2)
"""What reading the form and typing an address takes at least."""

TICKET_FOR = timedelta(days=1)

WITHOUT_TICKET = 5
"""Points of a sign-up by a form elsewhere, or by one that is a day old: six an hour a network."""


@dataclass(frozen=True)
class Form:
    """What somebody sent. ``trap`` is the field that people leave empty."""

    email: str = field(repr=False)
    ticket: str = ""
    trap: str = ""


class Signups:
    """Takes addresses from people."""

    def __init__(
        self,
        *,
        subscribers: Subscribers,
        networks: Networks,
        tickets: Tickets,
        salt: str,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self._subscribers = subscribers
        self._networks = networks
        self._salt = salt
        self._clock = clock
        self._chance = chance
        self.tickets = tickets

    def take(self, form: Form, *, where: str) -> None:
        """Take what a form holds, as `ask` does, unless it looks like a robot's.

        Known and unknown addresses take the same way, to the same number of writes. Raises
        BadInput; OnceMore, where the form should be shown again; TooMany.
        """
        addresses.parse(form.email)
        age = self.tickets.age(form.ticket)
        if form.trap or (age is not None and age < QUICKEST):
            raise OnceMore
        fresh = age is not None and age < TICKET_FOR
        if not self._networks.count(where, 1 if fresh else WITHOUT_TICKET):
            raise TooMany
        self.ask(form.email, where=where)

    def ask(self, text: str, *, where: str) -> None:
        """Take an address; new, pending and active readers get the same answer.

        ``where`` is the network address that asked: consent's evidence. Raises BadInput.
        """
        address = addresses.parse(text)
        self._subscribers.ask(
            addresses.identity(address, salt=self._salt),
            address,
            key=self._chance.key(),
            now=self._clock.now(),
            consent={"from": where, "text": CONSENT},
        )
