"""Sign-ups: one address in, one conditional write, and the same answer for everyone."""

from dearreader import addresses
from dearreader.ports import Chance, Clock
from dearreader.subscribers import Subscribers

CONSENT = "sign-up form, version 1: letters by email, confirmed by link, until I unsubscribe"


class Signups:
    """Takes addresses from people."""

    def __init__(
        self, *, subscribers: Subscribers, salt: str, clock: Clock, chance: Chance
    ) -> None:
        self._subscribers = subscribers
        self._salt = salt
        self._clock = clock
        self._chance = chance

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
