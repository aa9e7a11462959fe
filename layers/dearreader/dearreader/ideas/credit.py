"""Whether a reader may be named, and how: asked once, said by a reply, taken back at any time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dearreader.conditions import Update, absent
from dearreader.errors import ConditionFailed
from dearreader.ideas.model import of_reader
from dearreader.ports import Table
from dearreader.times import milliseconds

CREDIT = "credit"

_SHORT = 300
"""Characters: a mail that says it says little else."""

_YES = re.compile(
    r"(?:yes,? )?(?:please )?(?:you (?:may|can) )?(?:name|credit) me as:? [\"“]?(.{1,40}?)[\"”]?[.! ]*",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:please )?(?:do not|don't|dont|no longer|stop) (?:name|naming|credit|crediting) me"
    r"(?: any ?more| please)?[.! ]*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_](?:[^\W_]|[ .'’-])*")


@dataclass(frozen=True)
class Said:
    """What a reply says of it; ``name`` is "" where the reader is not to be named."""

    name: str


def said(text: str) -> Said | None:
    """What a reader's own words say of being named, where a line of them says just that."""
    if len(text) > _SHORT:
        return None
    for line in text.splitlines():
        plain = " ".join(line.replace("’", "'").split())
        if _NO.fullmatch(plain):
            return Said("")
        found = _YES.fullmatch(plain)
        if found and _NAME.fullmatch(found.group(1)):
            return Said(found.group(1))
    return None


class Credits:
    """Who may be named, in the Ideas table, each under the reader."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def give(self, subscriber: str, name: str, *, now: datetime) -> None:
        """The reader may be named so; "" takes it back. What was said last holds."""
        at = milliseconds(now)
        update = (
            Update(put={"name": name, "at": at}) if name else Update(put={"at": at}, drop=("name",))
        )
        self.table.update(of_reader(subscriber), CREDIT, update)

    def name(self, subscriber: str) -> str:
        """How the reader may be named, or ""."""
        item = self.table.get(of_reader(subscriber), CREDIT)
        return str(item.get("name", "")) if item else ""

    def names(self, subscribers: Iterable[str]) -> list[str]:
        """How those of them who may be named are."""
        return sorted(name for each in subscribers if (name := self.name(each)))

    def ask(self, subscriber: str, *, owed: str, now: datetime) -> bool:
        """Whether to ask now, by that answer: once, and nobody who has said it already."""
        asked = Update(put={"asked_at": milliseconds(now), "asked_by": owed})
        unasked = absent("asked_at") & absent("at")
        try:
            self.table.update(of_reader(subscriber), CREDIT, asked, when=unasked)
        except ConditionFailed as refusal:
            return (refusal.found or {}).get("asked_by") == owed
        return True
