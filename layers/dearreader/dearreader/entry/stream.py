"""Handlers of a table's stream."""

from collections.abc import Callable, Sequence
from typing import Any

from aws_lambda_powertools.utilities.data_classes import DynamoDBStreamEvent

from dearreader.app import App, current
from dearreader.entry import Context, Handler, tell
from dearreader.events import Change


def changes(take: Callable[[Sequence[Change], App], str]) -> Handler:
    """A handler that takes all records at once; what it raises brings all of them back."""

    def handler(event: Any, context: Context) -> None:
        records = []
        for record in DynamoDBStreamEvent(event).records:
            images = record.dynamodb
            if images:
                records.append(Change(images.old_image or {}, images.new_image or {}))
        outcome = take(records, current())
        tell(outcome, context, count=len(records))

    return handler
