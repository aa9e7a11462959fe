"""Answers that are owed to readers who wrote: what inbound/ puts down, invite/ mails.

An answer is owed once a mail, under `owed`; it is the table's change that brings it about. How
often a reader is answered at all is kept under the reader (`Owed.may_go`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Self

from dearreader.conditions import NEW, Update, absent, below, equals
from dearreader.errors import ConditionFailed
from dearreader.ideas.model import of_reader
from dearreader.ports import Table
from dearreader.times import milliseconds, seconds

OWED = "owed"

Answer = Literal["thanks", "way-out"]

PAUSES: dict[Answer, timedelta] = {"thanks": timedelta(days=3), "way-out": timedelta(days=7)}
"""A reader is sent one such answer at most within it (RFC 3834 §2: limit what responds)."""

KEPT = timedelta(days=14)

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,120}@[A-Za-z0-9.\-\[\]:]{1,120}>")


@dataclass(frozen=True, kw_only=True)
class OwedAnswer:
    """One answer: to whom, what for. ``ideas`` are those that were understood, by their ids."""

    id: str
    answer: Answer
    subscriber: str
    message_id: str
    ideas: tuple[str, ...]

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The answer that a table's item describes."""
        return cls(
            id=item["sk"],
            answer=item["answer"],
            subscriber=item["subscriber"],
            message_id=item["message_id"],
            ideas=tuple(item["ideas"]),
        )


class Owed:
    """The answers that are owed."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def owe(
        self,
        answer: Answer,
        subscriber: str,
        *,
        mail: str,
        message_id: str,
        ideas: Sequence[str] = (),
        now: datetime,
    ) -> None:
        """Put down that a mail is to be answered; the same again changes nothing."""
        item = {
            "pk": OWED,
            "sk": f"{answer}.{mail}",
            "answer": answer,
            "subscriber": subscriber,
            "message_id": message_id if _MESSAGE_ID.fullmatch(message_id) else "",
            "ideas": list(ideas),
            "at": milliseconds(now),
            "expires": seconds(now + KEPT),
        }
        try:
            self.table.put(item, when=NEW)
        except ConditionFailed:
            return

    def get(self, owed: str) -> OwedAnswer | None:
        """The answer, or None."""
        item = self.table.get(OWED, owed)
        return OwedAnswer.from_item(item) if item else None

    def may_go(self, owed: OwedAnswer, *, owner: str, now: datetime) -> bool:
        """Count the answer before it is mailed; False where the reader had one of late.

        Or where this very one was counted before: better none than two.
        """
        pause = milliseconds(now - PAUSES[owed.answer])
        counted = Update(put={"at": milliseconds(now), "owner": owner, "owed": owed.id})
        try:
            self.table.update(
                of_reader(owed.subscriber),
                f"had#{owed.answer}",
                counted,
                when=absent("at") | below("at", pause),
            )
        except ConditionFailed as refusal:
            # The SDK repeats a write whose answer was lost: it then fails against itself.
            return (refusal.found or {}).get("owner") == owner
        return True

    def did_not_go(self, owed: OwedAnswer, *, owner: str) -> None:
        """Take back what `may_go` counted: SES accepted nothing."""
        try:
            self.table.update(
                of_reader(owed.subscriber),
                f"had#{owed.answer}",
                Update(put={"at": 0}),
                when=equals("owner", owner),
            )
        except ConditionFailed:
            return
