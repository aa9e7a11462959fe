"""Where the queueing of an edition's batches has come to, as schedule/'s messages say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from dearreader.times import from_milliseconds, milliseconds


@dataclass(frozen=True, kw_only=True)
class Step:
    """From which batch of an edition on to queue, and its turn; at once where it has none.

    ``token`` names the step, so that none is gone on from twice; the first of all has none.
    """

    edition: str
    range: int = 0
    first: int = 0
    turn: datetime | None = None
    token: str = ""

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Self:
        """The step that a message asks for."""
        return cls(
            edition=message["edition"],
            range=message.get("range", 0),
            first=message.get("first", 0),
            turn=from_milliseconds(message["turn"]) if "turn" in message else None,
            token=message.get("token", ""),
        )

    def message(self) -> dict[str, Any]:
        """What asks schedule/ for this step."""
        message = {
            "ask": "queue",
            "edition": self.edition,
            "range": self.range,
            "first": self.first,
            "token": self.token,
        }
        return message | ({"turn": milliseconds(self.turn)} if self.turn else {})
