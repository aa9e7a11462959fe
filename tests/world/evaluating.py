"""Conditions and updates, as DynamoDB evaluates what `dearreader.aws.expressions` asks of it."""

import operator
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

from dearreader.conditions import Both, Condition, Either, Test, Update
from dearreader.ports import Item
from tests.world.values import Refused, same, stored

KEYS = ("pk", "sk")

ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def holds(condition: Condition, item: Mapping[str, Any]) -> bool:
    """Whether an item, or none (an empty one), meets a condition."""
    if isinstance(condition, Both):
        return holds(condition.left, item) and holds(condition.right, item)
    if isinstance(condition, Either):
        return holds(condition.left, item) or holds(condition.right, item)
    return _holds(condition, item)


def _holds(test: Test, item: Mapping[str, Any]) -> bool:
    there = test.name in item
    if test.operator in {"exists", "absent"}:
        return there == (test.operator == "exists")
    value, wanted = item.get(test.name), stored(test.value)
    if test.operator in {"contains", "lacks"}:
        return _contains(value, wanted) == (test.operator == "contains")
    if test.operator in {"=", "<>"}:
        return there and same(value, wanted) == (test.operator == "=")
    if type(wanted) not in {str, int, bytes}:
        raise Refused(f"what a {type(wanted).__name__} is compared with has no order")
    return type(value) is type(wanted) and ORDERS[test.operator](value, wanted)


def _contains(value: Any, member: Any) -> bool:
    if isinstance(value, str):
        return isinstance(member, str) and member in value
    if isinstance(value, set | list):
        return any(same(each, member) for each in value)
    return False


def updated(item: Mapping[str, Any], update: Update) -> Item:
    """The item after an update. Raises Refused."""
    named = list(chain(update.put, update.default, update.add, update.drop))
    if len(named) != len({*named, *KEYS}) - len(KEYS):
        raise Refused("an update names an attribute once, and no key")
    if not named:
        raise Refused("an update names at least one attribute")
    new = {name: value for name, value in item.items() if name not in update.drop}
    new |= update.put
    for name, value in update.default.items():
        new.setdefault(name, value)
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
