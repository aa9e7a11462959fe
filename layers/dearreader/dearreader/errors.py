"""What can go wrong, and what to do about it.

DearReaderError
├── BadInput          the caller's: says what to do; 400, or exit code 2
│   └── NoLetter      a post's text; carries all that keeps it from being a letter
├── OnceMore          a form that a robot may have sent: shown again, to be sent once more
├── TooMany           one network's sign-ups of an hour are used up: 429
├── ConditionFailed   a conditional write found something else; carries what it found
├── TryLater          nothing is wrong, but not now: the queue brings the message back
├── SendRefused       SES said no, definitely: nothing was accepted
└── SendInDoubt       SES may or may not have accepted: never repeat blindly
"""

from collections.abc import Mapping, Sequence
from typing import Any


class DearReaderError(Exception):
    """The root of all our errors."""


class BadInput(DearReaderError):
    """What came from outside cannot be used; the message says, to a person, what to do."""


class NoLetter(BadInput):
    """A post's text can be no letter. ``faults`` has all the reasons; the message is the first."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(faults[0])
        self.faults = tuple(faults)


class OnceMore(DearReaderError):
    """A form came back faster than people are, or with the field filled in that is for robots."""


class TooMany(DearReaderError):
    """One network has asked for too much within an hour."""


class ConditionFailed(DearReaderError):
    """A conditional write was refused.

    ``found`` is the item as it stands (DynamoDB's ALL_OLD), or None where there is none.
    """

    def __init__(self, found: Mapping[str, Any] | None = None) -> None:
        super().__init__("the item is not in the state that this write expects")
        self.found = found


class TryLater(DearReaderError):
    """The work cannot be done yet; a later delivery of the same message will do it."""


UNREACHABLE = "Unreachable"
"""In place of SES's code where no connection came about: the call never left."""


class SendRefused(DearReaderError):
    """SES definitely accepted nothing. ``code`` is SES's own name for the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(f"SES refused the call: {code}")
        self.code = code


class SendInDoubt(DearReaderError):
    """The call timed out, broke or met a 5xx: SES may have accepted some or all of it."""
