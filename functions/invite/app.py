"""A reader waits to be confirmed: mail them the link."""

from dearreader.app import App
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages


@messages
def handler(message: Message, app: App, deadline: InvocationDeadline) -> str:
    """The message is our event "Subscriber Pending"."""
    return app.invitations.invite(message["detail"]["id"], deadline=deadline)
