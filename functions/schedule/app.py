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
    app.planning.queue(
        message["edition"],
        message["range"],
        deadline=deadline,
        first=message.get("first", 0),
        begins=_moment(message, "begins"),
        turn=_moment(message, "turn"),
        pace=timedelta(microseconds=message["pace"]) if "pace" in message else None,
    )
    return "queued"


def _moment(message: Message, name: str) -> datetime | None:
    return from_milliseconds(message[name]) if name in message else None
