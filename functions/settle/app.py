"""Finds what is unfinished or in doubt, and closes editions; finds invitations that were lost."""

from dearreader.app import App
from dearreader.editions.accounts import adds_up
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages


@messages
def handler(message: Message, app: App, deadline: InvocationDeadline) -> str:
    """Asked by the tick, and by who knows that an edition should be through."""
    closed = app.settling.settle()
    app.owed.ask_again()
    if not all(adds_up(account) for account in closed):
        return "does not add up"
    return "closed" if closed else "looked"
