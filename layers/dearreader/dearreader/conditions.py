"""What a write expects to find, said so that a table, a fake and a person read it alike.

Conditions and updates are values: `dearreader.aws.dynamodb` turns them into DynamoDB's expressions,
the tests' tables evaluate them in memory, and one contract suite holds the two to each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Operator = Literal["=", "<>", "<", "<=", ">", ">=", "exists", "absent", "contains", "lacks"]


@dataclass(frozen=True)
class Test:
    """One attribute, compared with one value (`None` where the operator needs none).

    As in DynamoDB, a comparison with an attribute that is not there is false, also ``<>`` here:
    say `absent(name) | differs(name, value)` where absence is as good.
    """

    name: str
    operator: Operator
    value: Any = None

    def __and__(self, other: "Condition") -> "Both":
        return Both(self, other)

    def __or__(self, other: "Condition") -> "Either":
        return Either(self, other)


@dataclass(frozen=True)
class Both:
    """Both conditions hold."""

    left: "Condition"
    right: "Condition"

    def __and__(self, other: "Condition") -> "Both":
        return Both(self, other)

    def __or__(self, other: "Condition") -> "Either":
        return Either(self, other)


@dataclass(frozen=True)
class Either:
    """At least one of the conditions holds."""

    left: "Condition"
    right: "Condition"

    def __and__(self, other: "Condition") -> "Both":
        return Both(self, other)

    def __or__(self, other: "Condition") -> "Either":
        return Either(self, other)


Condition = Test | Both | Either


def exists(name: str) -> Test:
    """The attribute is there."""
    return Test(name, "exists")


def absent(name: str) -> Test:
    """The attribute is not there; of `pk`: there is no such item."""
    return Test(name, "absent")


def equals(name: str, value: Any) -> Test:
    """The attribute is there and equals the value."""
    return Test(name, "=", value)


def differs(name: str, value: Any) -> Test:
    """The attribute is there and does not equal the value."""
    return Test(name, "<>", value)


def below(name: str, value: Any) -> Test:
    """The attribute is there and less than the value."""
    return Test(name, "<", value)


def above(name: str, value: Any) -> Test:
    """The attribute is there and more than the value."""
    return Test(name, ">", value)


def at_least(name: str, value: Any) -> Test:
    """The attribute is there and not less than the value."""
    return Test(name, ">=", value)


def contains(name: str, member: Any) -> Test:
    """The attribute is a set that has the member."""
    return Test(name, "contains", member)


def lacks(name: str, member: Any) -> Test:
    """The attribute is not there, or is a set without the member."""
    return Test(name, "lacks", member)


NEW = absent("pk")
"""There is no such item yet."""


@dataclass(frozen=True, kw_only=True)
class Update:
    """What a write changes in one item; an item that is not there is made.

    ``put`` sets; ``default`` sets what is not there yet; ``add`` adds to numbers (from 0) and puts
    members into sets; ``drop`` removes. All see the item as it was
    before the write, and no attribute may be named twice.
    """

    put: Mapping[str, Any] = field(default_factory=dict)
    default: Mapping[str, Any] = field(default_factory=dict)
    add: Mapping[str, int | set[str] | set[int]] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
