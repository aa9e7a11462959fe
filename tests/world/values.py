"""What an item may hold: DynamoDB's types and limits, and a value as it comes back from a table."""

import marshal
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from dearreader.ports import Item

LARGEST_ITEM = 400 * 1024
"""Bytes."""

LONGEST_KEYS = {"pk": 2048, "sk": 1024}
"""Bytes of a partition key and of a sort key."""

SURELY_SHORT = min(LONGEST_KEYS.values()) // 4
"""Characters of a key that is short enough whatever they are: UTF-8 has at most 4 bytes for one."""

WITHOUT_REFERENCES = 2
"""A version of marshal that writes what stands twice twice."""

LARGEST_NUMBER = 10**38
"""DynamoDB keeps 38 digits."""


class Refused(Exception):
    """DynamoDB takes no such request (ValidationException): no retry mends it."""


def stored(value: Any) -> Any:
    """The value as a table gives it back, a copy of its own. Raises Refused."""
    kind = type(value)
    if kind in {str, bool, bytes} or value is None:
        return value
    if kind is int:
        return _number(value)
    if kind is dict or isinstance(value, Mapping):
        return {
            name: each if each.__class__ in AS_THEY_ARE else stored(each)
            for name, each in value.items()
        }
    if kind is list or kind is tuple:
        return [stored(each) for each in value]
    if isinstance(value, AbstractSet):
        return _members(value)
    if isinstance(value, str):
        return str.__str__(value)
    raise Refused(f"a table holds no {kind.__name__}")


def copied(value: Any) -> Any:
    """A copy of what `stored` made."""
    if isinstance(value, dict):
        return {
            name: each if each.__class__ in PLAIN else copied(each) for name, each in value.items()
        }
    if isinstance(value, list):
        return [copied(each) for each in value]
    return set(value) if isinstance(value, set) else value


PLAIN = frozenset({str, int, bytes, bool})
AS_THEY_ARE = PLAIN - {int}
"""What is kept as it comes; a number may have too many digits."""


def _number(value: int) -> int:
    if abs(value) >= LARGEST_NUMBER:
        raise Refused("a number has at most 38 digits")
    return value


def _members(value: AbstractSet[Any]) -> set[Any]:
    kinds = {type(member) for member in value}
    if len(kinds) != 1:
        raise Refused("a set has members, all of one type")
    if not kinds <= {str, int, bytes}:
        raise Refused("a set's members are texts, numbers or bytes")
    return {stored(member) for member in value} if int in kinds else set(value)


def place(keys: Mapping[str, Any]) -> tuple[str, str]:
    """Where an item with these keys is. Raises Refused."""
    return placed(keys.get("pk"), keys.get("sk"))


def placed(pk: Any, sk: Any) -> tuple[str, str]:
    """Where the item with this partition key and this sort key is. Raises Refused."""
    if type(pk) is type(sk) is str and 0 < len(pk) <= SURELY_SHORT and 0 < len(sk) <= SURELY_SHORT:
        return pk, sk
    for (name, longest), key in zip(LONGEST_KEYS.items(), (pk, sk), strict=True):
        if not isinstance(key, str) or not 0 < len(key.encode()) <= longest:
            raise Refused(f"{name} is a text of 1 to {longest} bytes")
    return pk, sk


def checked(item: Mapping[str, Any]) -> Item:
    """The item as a table keeps it, a copy of its own. Raises Refused."""
    place(item)
    return fitting(stored(item))


def fitting(item: Item) -> Item:
    """An item of what is `stored`. Raises Refused where it is too large for a table."""
    if weight(item) > LARGEST_ITEM // 4 and size(item) > LARGEST_ITEM:
        raise Refused(f"the item has {size(item)} bytes, more than {LARGEST_ITEM}")
    return item


def weight(item: Item) -> int:
    """About how many bytes it has, at least a quarter of `size`, and told at once."""
    return len(marshal.dumps(item, WITHOUT_REFERENCES))


def size(value: Any) -> int:
    """Bytes, as DynamoDB counts what an item takes up (its documentation on item sizes)."""
    if isinstance(value, str):
        return len(value) if value.isascii() else len(value.encode())
    if isinstance(value, bytes):
        return len(value)
    if value is None or isinstance(value, bool):
        return 1
    if isinstance(value, int):
        return len(str(abs(value))) // 2 + 2
    if isinstance(value, dict):
        return sum(size(name) + size(each) for name, each in value.items())
    return sum(size(each) for each in value)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal in DynamoDB, where no number is a truth value."""
    if type(one) is not type(other):
        return False
    if type(one) is str:
        return bool(one == other)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
