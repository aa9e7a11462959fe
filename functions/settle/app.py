"""Finds what open editions still lack, and closes those that lack nothing."""

from dearreader.app import App
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages


@messages
def handler(message: Message, app: App, deadline: InvocationDeadline) -> str:
    """Asked by the tick, and by schedule/ when an edition should be through."""
    return "closed" if app.settling.settle() else "looked"
