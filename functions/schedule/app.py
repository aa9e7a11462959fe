"""What is due becomes an edition, and the audience becomes batches."""

from datetime import datetime

from dearreader.app import App
from dearreader.editions.steps import Step
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages


@messages
def handler(message: Message, app: App, deadline: InvocationDeadline) -> str:
    """Asked by the schedule, the tick and the writer; ranges are asked for by ourselves."""
    ask = message["ask"]
    if ask == "due":
        at = message.get("at")
        opened = app.opening.ask(datetime.fromisoformat(at) if at else None)
        return "opened" if opened else "nothing due"
    if ask == "plan":
        app.planning.plan(message["edition"], message["range"], deadline=deadline)
        return "planned"
    app.queueing.queue(Step.from_message(message), deadline=deadline)
    return "queued"
