"""Conditions and updates in DynamoDB's expression language."""

from collections.abc import Sequence
from typing import Any

from dearreader.conditions import Both, Condition, Either, Test, Update


class Expressions:
    """The expressions of one request; ``names`` and ``values`` fill their placeholders."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.values: dict[str, Any] = {}

    def condition(self, condition: Condition) -> str:
        """A ConditionExpression."""
        if isinstance(condition, Test):
            return self._test(condition)
        word = {Both: "AND", Either: "OR"}[type(condition)]
        return f"({self.condition(condition.left)} {word} {self.condition(condition.right)})"

    def update(self, update: Update) -> str:
        """An UpdateExpression. Its values are what the item held before."""
        assigned = [
            *(f"{self._name(name)} = {self._value(value)}" for name, value in update.put.items()),
            *(self._default(name, value) for name, value in update.default.items()),
        ]
        added = [f"{self._name(name)} {self._value(value)}" for name, value in update.add.items()]
        dropped = [self._name(name) for name in update.drop]
        clauses = (("SET", assigned), ("ADD", added), ("REMOVE", dropped))
        return " ".join(f"{word} {', '.join(parts)}" for word, parts in clauses if parts)

    def names_of(self, names: Sequence[str]) -> str:
        """A ProjectionExpression."""
        return ", ".join(map(self._name, names))

    def _test(self, test: Test) -> str:
        name = self._name(test.name)
        match test.operator:
            case "exists":
                return f"attribute_exists({name})"
            case "absent":
                return f"attribute_not_exists({name})"
            case "contains":
                return f"contains({name}, {self._value(test.value)})"
            case "lacks":
                return f"(NOT contains({name}, {self._value(test.value)}))"
            case "<>":
                # DynamoDB finds that what is not there differs from everything; we don't.
                return f"(attribute_exists({name}) AND {name} <> {self._value(test.value)})"
            case operator:
                return f"{name} {operator} {self._value(test.value)}"

    def _default(self, name: str, value: Any) -> str:
        placeholder = self._name(name)
        return f"{placeholder} = if_not_exists({placeholder}, {self._value(value)})"

    def _name(self, name: str) -> str:
        placeholder = f"#{name}"
        self.names[placeholder] = name
        return placeholder

    def _value(self, value: Any) -> str:
        placeholder = f":{len(self.values)}"
        self.values[placeholder] = value
        return placeholder
