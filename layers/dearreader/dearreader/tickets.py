"""Signed moments: how long ago a form was handed out, with nothing kept anywhere."""

import hashlib
import hmac
import re
from datetime import timedelta

from dearreader.ports import Clock
from dearreader.times import from_milliseconds, milliseconds

_TICKET = re.compile(r"([0-9a-z]{1,12})\.([0-9a-f]{24})", re.ASCII)


class Tickets:
    """Issues tickets, and reads those that it has issued: an HMAC under the stack's salt.

    A ticket may be used many times: it says when, not who.
    """

    def __init__(self, *, salt: str, clock: Clock) -> None:
        self._salt = salt.encode()
        self._clock = clock

    def issue(self) -> str:
        """A ticket of this moment."""
        moment = f"{milliseconds(self._clock.now()):x}"
        return f"{moment}.{self._signature(moment)}"

    def age(self, ticket: str) -> timedelta | None:
        """How long ago the ticket was issued; None for what is none of ours."""
        found = _TICKET.fullmatch(ticket)
        if not found or not hmac.compare_digest(found[2], self._signature(found[1])):
            return None
        return self._clock.now() - from_milliseconds(int(found[1], 16))

    def _signature(self, moment: str) -> str:
        # No address begins so: a ticket's signature is never anybody's id.
        said = f"a form handed out at {moment}".encode()
        return hmac.new(self._salt, said, hashlib.sha256).hexdigest()[:24]
