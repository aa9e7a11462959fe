"""What a check finds: a line, and its cure where one is needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "bad"]

EXIT_CODES: dict[Level, int] = {"ok": 0, "warn": 1, "bad": 2}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """``bad`` keeps letters or replies from arriving, ``warn`` may one day, or costs something."""

    level: Level
    said: str
    cure: str = ""
    check: str = ""


def ok(said: str) -> Finding:
    """All is well."""
    return Finding(level="ok", said=said)


def warn(said: str, cure: str) -> Finding:
    """It works, but not as well as it could, or not for long."""
    return Finding(level="warn", said=said, cure=cure)


def bad(said: str, cure: str) -> Finding:
    """It does not work."""
    return Finding(level="bad", said=said, cure=cure)


def worst(findings: Iterable[Finding]) -> Level:
    """The worst of all."""
    return max((each.level for each in findings), key=EXIT_CODES.__getitem__, default="ok")
