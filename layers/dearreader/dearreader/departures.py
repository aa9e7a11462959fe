"""Who has left, noted beside the readers: so that no restore of their table revives anybody.

Notes hold ids and moments, and lie in the table of editions, which has backups of its own. They are
made of events, so they may come late, twice and out of order: the latest counts. They outlast the
35 days that a table can be restored from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dearreader.conditions import Update, absent, below
from dearreader.errors import ConditionFailed
from dearreader.events import SUBSCRIBER_ERASED
from dearreader.ports import Clock, Table
from dearreader.times import milliseconds, seconds

DEPARTURE = "departure"
KEPT = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Noted:
    """That a reader left, and how, or was erased. Moments are milliseconds, 0 where it was not."""

    id: str
    how: str
    left_at: int
    erased_at: int


class Departures:
    """The notes."""

    def __init__(self, table: Table, clock: Clock) -> None:
        self._table = table
        self._clock = clock

    def note(self, detail_type: str, detail: Mapping[str, Any]) -> None:
        """Keep what an event of ours says; one that is noted already, or older, changes nothing."""
        at = milliseconds(datetime.fromisoformat(detail["at"]))
        name = "erased_at" if detail_type == SUBSCRIBER_ERASED else "left_at"
        told = {"how": detail["how"]} if "how" in detail else {}
        noted = Update(put={name: at, "expires": seconds(self._clock.now() + KEPT), **told})
        try:
            self._table.update(DEPARTURE, detail["id"], noted, when=absent(name) | below(name, at))
        except ConditionFailed:
            return

    def all(self) -> Iterator[Noted]:
        """All of them, in no order."""
        for item in self._table.query(DEPARTURE):
            yield Noted(
                id=item["sk"],
                how=item.get("how", "unsubscribed"),
                left_at=item.get("left_at", 0),
                erased_at=item.get("erased_at", 0),
            )
