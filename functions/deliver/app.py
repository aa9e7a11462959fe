"""One batch to SES."""

from dearreader.app import App
from dearreader.editions.model import BatchName
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages


@messages
def handler(message: Message, app: App, deadline: InvocationDeadline) -> str:
    """A message that finds its batch claimed or done is taken as done: the tick finds the rest."""
    name = BatchName(message["edition"], message["range"], message["batch"])
    return app.delivery.deliver(name, deadline=deadline, probe=message.get("probe"))
