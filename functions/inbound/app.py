"""A mail has come in: read it, and file its ideas."""

from dearreader.app import App
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages

SETUP = "AMAZON_SES_SETUP_NOTIFICATION"
"""SES writes an object of this name when a receipt rule is made; it is no mail."""


@messages
def handler(message: Message, app: App, deadline: InvocationDeadline) -> str:
    """The message is S3's event "Object Created"."""
    key = message["detail"]["object"]["key"]
    return "set-up notice" if key.endswith(SETUP) else app.mailbag.open(key)
