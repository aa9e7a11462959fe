"""Finds what is unfinished or in doubt, and closes editions; finds invitations that were lost.

When a post is sent, the ideas that it answers are closed as well.
"""

from dearreader.app import App
from dearreader.editions.accounts import adds_up
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages
from dearreader.events import POST_SENT


@messages
def handler(message: Message, app: App, deadline: InvocationDeadline) -> str:
    """Asked by the tick, and by who knows that an edition should be through; or "Post Sent"."""
    if message.get("detail-type") == POST_SENT:
        return app.wrote(message["detail"]["slug"], message["detail"]["edition"])
    closed = app.settling.settle(tick=message.get("by") == "tick")
    app.owed.ask_again()
    if not all(adds_up(account) for account in closed):
        return "does not add up"
    return "closed" if closed else "looked"
