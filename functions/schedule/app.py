"""What is due becomes an edition, and the audience becomes batches."""

from datetime import datetime, timedelta

from dearreader.app import App
from dearreader.entry import InvocationDeadline
from dearreader.entry.queue import Message, messages
from dearreader.times import from_milliseconds


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
    if "turn" in message:
        app.planning.queue(
            message["edition"],
            message["range"],
            first=message["first"],
            turn=from_milliseconds(message["turn"]),
            pace=timedelta(microseconds=message["pace"]),
        )
    else:
        begins = from_milliseconds(message["begins"]) if "begins" in message else None
        app.planning.queue(message["edition"], message["range"], begins=begins)
    return "queued"
