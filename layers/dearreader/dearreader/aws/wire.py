"""Items as DynamoDB's API has them: every value under the name of its type.

boto3 brings such a module along; this one is for whole numbers only, and several times as fast,
which counts where fifty readers are read for each call to SES.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from dearreader.ports import Item

TOO_LARGE = 10**38
"""DynamoDB keeps 38 digits, and rounds what has more."""


def to_wire(item: Mapping[str, Any]) -> dict[str, Any]:
    """The item as DynamoDB's API takes it. Raises TypeError for what a table cannot hold."""
    return {name: _typed(value) for name, value in item.items()}


def from_wire(wire: Mapping[str, Mapping[str, Any]]) -> Item:
    """The item that DynamoDB's API gave."""
    return {name: _plain(typed) for name, typed in wire.items()}


def _typed(value: Any) -> dict[str, Any]:
    if value.__class__ in _OFTEN:
        return _OFTEN[value.__class__](value)
    if isinstance(value, str):
        return {"S": value}
    for kind, write in _WRITTEN:
        if isinstance(value, kind):
            return write(value)
    raise TypeError(f"a table holds no {type(value).__name__}")


def _set(members: AbstractSet[Any]) -> dict[str, Any]:
    kinds = {type(each) for each in members}
    if kinds == {str}:
        return {"SS": list(members)}
    if kinds == {int}:
        return {"NS": [_digits(each) for each in members]}
    if kinds == {bytes}:
        return {"BS": list(members)}
    raise TypeError("a set is of texts, of whole numbers or of bytes, and not empty")


def _digits(number: int) -> str:
    if abs(number) >= TOO_LARGE:
        raise TypeError("a number has at most 38 digits")
    return str(number)


_WRITTEN: tuple[tuple[Any, Callable[[Any], dict[str, Any]]], ...] = (
    (bool, lambda value: {"BOOL": value}),  # before int, of which it is a kind
    (int, lambda value: {"N": _digits(value)}),
    (bytes, lambda value: {"B": value}),
    (Mapping, lambda value: {"M": to_wire(value)}),
    ((list, tuple), lambda value: {"L": [_typed(each) for each in value]}),
    (AbstractSet, _set),
    (type(None), lambda _: {"NULL": True}),
)

_OFTEN: dict[type, Callable[[Any], dict[str, Any]]] = {
    str: lambda value: {"S": value},
    int: lambda value: {"N": _digits(value)},
    bytes: lambda value: {"B": value},
}


def _plain(typed: Mapping[str, Any]) -> Any:
    ((kind, value),) = typed.items()
    if kind in _AS_IT_IS:
        return value
    return _READ[kind](value)


_AS_IT_IS = frozenset({"S", "B", "BOOL"})

_READ: dict[str, Callable[[Any], Any]] = {
    "N": int,
    "M": from_wire,
    "L": lambda values: [_plain(each) for each in values],
    "SS": set,
    "NS": lambda values: {int(each) for each in values},
    "BS": set,
    "NULL": lambda _: None,
}
