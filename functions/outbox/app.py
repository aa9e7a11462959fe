"""Changes of the tables become events on the bus."""

from collections.abc import Sequence

from dearreader.app import App
from dearreader.entry.stream import changes
from dearreader.events import Change, of_change


@changes
def handler(records: Sequence[Change], app: App) -> str:
    """Any failure brings all of them again: consumers are idempotent."""
    app.bus.publish([event for change in records for event in of_change(change)])
    return "published"
