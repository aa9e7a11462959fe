"""The index by-status of each table, as template.yaml has it: an index shows what it projects."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from samtranslator.yaml_helper import yaml_parse

from dearreader.ports import Item

TEMPLATE = Path(__file__).resolve().parents[2] / "template.yaml"
KEYS = frozenset({"pk", "sk", "status", "position"})


@dataclass(frozen=True)
class Index:
    """``attributes`` are what an entry holds of its item; None stands for all."""

    attributes: frozenset[str] | None

    @classmethod
    def from_projection(cls, projection: Mapping[str, Any]) -> Self:
        """What a template, or CreateTable, calls Projection."""
        if projection["ProjectionType"] == "ALL":
            return cls(None)
        return cls(KEYS | set(projection.get("NonKeyAttributes", ())))

    def entry(self, item: Item) -> Item | None:
        """What the index holds of an item; None where the item is not in it."""
        if "status" not in item or "position" not in item:
            return None
        if self.attributes is None:
            return item
        return {name: value for name, value in item.items() if name in self.attributes}


@cache
def of_table(name: str) -> Index | None:
    """The index by-status of a table of ours by its short name (`posts`), or None."""
    definition = definitions().get(f"{name.title()}Table", {})
    for index in definition.get("GlobalSecondaryIndexes", ()):
        if index["IndexName"] == "by-status":
            return Index.from_projection(index["Projection"])
    return None


@cache
def definitions() -> dict[str, dict[str, Any]]:
    """The properties of each table, by logical id."""
    return {
        name: resource["Properties"]
        for name, resource in yaml_parse(TEMPLATE.read_text())["Resources"].items()
        if resource["Type"] == "AWS::DynamoDB::Table"
    }
