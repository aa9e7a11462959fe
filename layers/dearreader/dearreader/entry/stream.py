"""Handlers of a table's stream.

Powertools reads its records as well, in four times the time, and numbers as decimals.
"""

from collections.abc import Callable, Sequence
from typing import Any

from dearreader.app import App, current
from dearreader.aws.wire import from_wire
from dearreader.entry import Context, Handler, tell
from dearreader.events import Change


def changes(take: Callable[[Sequence[Change], App], str]) -> Handler:
    """A handler that takes all records at once; what it raises brings all of them back."""

    def handler(event: Any, context: Context) -> None:
        changed = [record["dynamodb"] for record in event["Records"]]
        records = [
            Change(from_wire(images.get("OldImage", {})), from_wire(images.get("NewImage", {})))
            for images in changed
        ]
        outcome = take(records, current())
        tell(outcome, context, count=len(records))

    return handler
