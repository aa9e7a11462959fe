"""Handlers of a queue's messages, with partial-batch answers: what fails comes back, alone.

Powertools' batch processor would do the same, and would import all of asyncio to do it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dearreader.app import App, current
from dearreader.entry import Context, Handler, InvocationDeadline, logger, tell
from dearreader.errors import TryLater

Message = Mapping[str, Any]
Take = Callable[[Message, App, InvocationDeadline], str]
TakeMany = Callable[[Sequence[Message], App, InvocationDeadline], str]


def messages(take: Take) -> Handler:
    """A handler that takes message by message. ``take`` says in a word what came of each."""

    def handler(event: Any, context: Context) -> Any:
        came_back = []
        for record in event["Records"]:
            name = record["messageId"]
            try:
                outcome = take(json.loads(record["body"]), current(), InvocationDeadline(context))
            except TryLater as delay:
                logger().info("later", message_id=name, reason=str(delay))
                came_back.append(name)
            except Exception:  # noqa: BLE001 - the queue brings it back, and then its alarm tells
                logger().exception("failed", message_id=name)
                came_back.append(name)
            else:
                tell(outcome, context, message_id=name)
        return {"batchItemFailures": [{"itemIdentifier": name} for name in came_back]}

    return handler


def many_messages(take: TakeMany) -> Handler:
    """A handler that takes all messages at once, and each alone where that fails."""

    def alone(message: Message, app: App, deadline: InvocationDeadline) -> str:
        return take([message], app, deadline)

    one_by_one = messages(alone)

    def handler(event: Any, context: Context) -> Any:
        records = event["Records"]
        try:
            taken = [json.loads(record["body"]) for record in records]
            outcome = take(taken, current(), InvocationDeadline(context))
        except Exception as error:  # noqa: BLE001 - each is told of alone, below
            logger().info("one by one", reason=type(error).__name__)
            return one_by_one(event, context)
        tell(outcome, context, count=len(records))
        return {"batchItemFailures": []}

    return handler
