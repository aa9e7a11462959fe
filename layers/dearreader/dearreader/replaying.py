"""Departures, replayed before readers come back from an older state of their table.

What is in the table now is newer than whatever comes back, and stays as it is. Who is missing from
it and was noted as gone comes back as gone, and who was erased, as nothing but that.
"""

from collections.abc import Iterable, Mapping

from dearreader.conditions import NEW
from dearreader.departures import Noted
from dearreader.errors import ConditionFailed
from dearreader.ports import Clock, Item
from dearreader.subscribers import KEPT_OF_THE_ERASED, Departure, Subscribers
from dearreader.times import milliseconds

NO_MORE = frozenset({"key", "expires", "position", "invited_at", "inviter"})
"""What somebody who left has no longer."""

DEPARTURES: tuple[Departure, ...] = ("unsubscribed", "bounced", "complained")


class Replay:
    """Replays departures. May be repeated."""

    def __init__(self, subscribers: Subscribers, clock: Clock) -> None:
        self._subscribers = subscribers
        self._clock = clock

    def replay(self, noted: Iterable[Noted], older: Mapping[str, Item]) -> int:
        """Let everyone who was noted as gone be gone here; how many of them were not.

        ``older`` has the readers' items of the state that is to come back, by id.
        """
        return sum(self._one(each, older.get(each.id, {})) for each in noted)

    def _one(self, noted: Noted, older: Item) -> bool:
        gone_at = max(noted.left_at, noted.erased_at)
        found = self._subscribers.item(noted.id)
        if found:
            if found["status"] in DEPARTURES or gone_at <= _since(found):
                return False
            self._subscribers.leave(noted.id, _how(noted), now=self._clock.now())
            return True
        if gone_at <= _since(older):
            return False  # they came back before that state was kept
        try:
            self._subscribers.table.put(self._gone(noted, older), when=NEW)
        except ConditionFailed:
            return False
        return True

    def _gone(self, noted: Noted, older: Item) -> Item:
        """As leaving, and being erased, would have left them."""
        keys = {*older.get("old_keys", ()), *([older["key"]] if "key" in older else [])}
        item = {name: value for name, value in older.items() if name not in NO_MORE}
        item |= {
            "pk": self._subscribers.pk(noted.id),
            "sk": noted.id,
            "status": _how(noted),
            "left_at": noted.left_at or older.get("left_at") or noted.erased_at,
        }
        if keys:
            item["old_keys"] = keys
        if noted.erased_at > _since(older) or "address" not in item:
            item = {name: value for name, value in item.items() if name in KEPT_OF_THE_ERASED}
            item["erased_at"] = noted.erased_at or milliseconds(self._clock.now())
        return item


def _since(item: Item) -> int:
    """When they last said yes."""
    return int(item.get("confirmed_at") or item.get("asked_at") or 0)


def _how(noted: Noted) -> Departure:
    return next((each for each in DEPARTURES if each == noted.how), "unsubscribed")
