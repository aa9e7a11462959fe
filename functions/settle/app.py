"""Finds what is unfinished or in doubt, and closes editions; finds invitations that were lost.

When a post is sent, the ideas that it answers are closed as well; that a reader left or was erased
is noted, for the day on which their table has to be restored.
"""

from dearreader.app import App
from dearreader.editions.accounts import adds_up
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages
from dearreader.events import POST_SENT, SUBSCRIBER_ERASED, SUBSCRIBER_LEFT


@messages
def handler(message: Message, app: App, deadline: InvocationDeadline) -> str:
    """Asked by the tick, and by who knows that an edition should be through; or told by the bus."""
    told = message.get("detail-type")
    if told == POST_SENT:
        return app.wrote(message["detail"]["slug"], message["detail"]["edition"])
    if told in {SUBSCRIBER_LEFT, SUBSCRIBER_ERASED}:
        app.departures.note(told, message["detail"])
        return "departure noted"
    closed = app.settling.settle(tick=message.get("by") == "tick")
    app.owed.ask_again()
    if not all(adds_up(account) for account in closed):
        return "does not add up"
    return "closed" if closed else "looked"
