"""Conditions and updates, as DynamoDB evaluates what `dearreader.aws.expressions` asks of it."""

import operator
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

from dearreader.conditions import Both, Condition, Either, Test, Update
from dearreader.ports import Item
from tests.world.values import Refused, same, stored

KEYS = ("pk", "sk")
ORDERED = frozenset({str, int, bytes})

ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def holds(condition: Condition, item: Mapping[str, Any]) -> bool:
    """Whether an item, or none (an empty one), meets a condition."""
    kind = type(condition)
    if kind is Test:
        return _holds(condition, item)  # type: ignore[arg-type] # its type was asked for
    return _both_or_either(condition, item)  # type: ignore[arg-type] # as above


def _both_or_either(condition: Both | Either, item: Mapping[str, Any]) -> bool:
    left = holds(condition.left, item)
    return holds(condition.right, item) if left == isinstance(condition, Both) else left


def _holds(test: Test, item: Mapping[str, Any]) -> bool:
    name, compared = test.name, test.operator
    there = name in item
    if compared == "absent":
        return not there
    if compared == "exists":
        return there
    value, wanted = item.get(name), test.value
    if type(wanted) is not str:
        wanted = stored(wanted)
    if compared == "=":
        return there and same(value, wanted)
    if compared == "<>":
        return there and not same(value, wanted)
    if compared in {"contains", "lacks"}:
        return _contains(value, wanted) == (compared == "contains")
    if type(wanted) not in ORDERED:
        raise Refused(f"what a {type(wanted).__name__} is compared with has no order")
    return type(value) is type(wanted) and ORDERS[compared](value, wanted)


def _contains(value: Any, member: Any) -> bool:
    if isinstance(value, str):
        return isinstance(member, str) and member in value
    if isinstance(value, set | list):
        return any(same(each, member) for each in value)
    return False


def updated(item: Mapping[str, Any], update: Update) -> Item:
    """A stored item after an update: stored, too. Raises Refused."""
    named = list(chain(update.put, update.default, update.add, update.drop))
    if len(named) != len({*named, *KEYS}) - len(KEYS):
        raise Refused("an update names an attribute once, and no key")
    if not named:
        raise Refused("an update names at least one attribute")
    new = {name: value for name, value in item.items() if name not in update.drop}
    new |= stored(update.put)
    for name, value in update.default.items():
        new.setdefault(name, stored(value))
    for name, added in update.add.items():
        new[name] = _sum(item.get(name), stored(added))
    return new


def _sum(before: Any, added: Any) -> Any:
    if isinstance(added, set):
        old = before if before is not None else set()
        if not isinstance(old, set) or {type(each) for each in old | added} != {
            type(each) for each in added
        }:
            raise Refused("members are added to a set of their type")
        return old | added
    if type(added) is not int or type(before) not in {int, type(None)}:
        raise Refused("a number is added to a number")
    return (before or 0) + added
