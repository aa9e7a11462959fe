"""Tells the writer what needs a person, and when tomorrow has no post."""

from dearreader.app import App
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages


@messages
def handler(message: Message, app: App, deadline: InvocationDeadline) -> str:
    """Asked by the tick: what has been told already is not told again."""
    app.nudges.tell()
    return "silent" if app.nudges.is_silent() else "well"
