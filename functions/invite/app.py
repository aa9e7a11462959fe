"""Mails to one reader: the link that confirms, and answers to who wrote."""

from dearreader.app import App
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages
from dearreader.events import ANSWER_OWED


@messages
def handler(message: Message, app: App, deadline: InvocationDeadline) -> str:
    """The message is our event "Subscriber Pending", or "Answer Owed"."""
    if message["detail-type"] == ANSWER_OWED:
        return app.answering.answer(message["detail"]["id"], deadline=deadline)
    return app.invitations.invite(message["detail"]["id"], deadline=deadline)
