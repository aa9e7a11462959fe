"""SES's events: receipts, bounces, complaints, failures."""

from collections.abc import Sequence

from dearreader.app import App
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, many_messages


@many_messages
def handler(events: Sequence[Message], app: App, deadline: InvocationDeadline) -> str:
    """All together, so that the receipts of one call to SES are one write."""
    app.feedback.take(events)
    return "taken"
