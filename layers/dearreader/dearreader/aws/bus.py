"""The stack's event bus in EventBridge."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dearreader.errors import TryLater
from dearreader.events import SOURCE

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient

AT_ONCE = 10
"""PutEvents' limit."""


class EventBus:
    """A `dearreader.ports.Bus`."""

    def __init__(self, client: "EventBridgeClient", name: str) -> None:
        self._client = client
        self._name = name

    def publish(self, events: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        """See `dearreader.ports.Bus`. Raises TryLater where EventBridge took only some."""
        for start in range(0, len(events), AT_ONCE):
            entries: list[Any] = [
                {
                    "EventBusName": self._name,
                    "Source": SOURCE,
                    "DetailType": detail_type,
                    "Detail": json.dumps(detail),
                }
                for detail_type, detail in events[start : start + AT_ONCE]
            ]
            answer = self._client.put_events(Entries=entries)
            if answer["FailedEntryCount"]:
                raise TryLater(f"EventBridge did not take {answer['FailedEntryCount']} events")
