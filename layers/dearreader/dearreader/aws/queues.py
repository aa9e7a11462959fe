"""Queues in SQS."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dearreader.errors import TryLater

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.literals import QueueAttributeNameType

AT_ONCE = 10
"""SendMessageBatch's limit."""

COUNTS: "tuple[QueueAttributeNameType, ...]" = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)


class SqsQueue:
    """A `dearreader.ports.Queue`, by its URL."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def send(
        self, messages: Sequence[Mapping[str, Any]], *, delay: int | Sequence[int] = 0
    ) -> None:
        """See `dearreader.ports.Queue`. Raises TryLater where SQS took only some."""
        delays = [delay] * len(messages) if isinstance(delay, int) else delay
        for start in range(0, len(messages), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            entries: list[Any] = [
                {"Id": str(index), "MessageBody": json.dumps(message), "DelaySeconds": wait}
                for index, (message, wait) in enumerate(
                    zip(messages[some], delays[some], strict=True)
                )
            ]
            answer = self._client.send_message_batch(QueueUrl=self._url, Entries=entries)
            if answer.get("Failed"):
                raise TryLater(f"SQS did not take {len(answer['Failed'])} messages")

    def backlog(self) -> int:
        """See `dearreader.ports.Queue`."""
        answer = self._client.get_queue_attributes(QueueUrl=self._url, AttributeNames=list(COUNTS))
        counts: dict[Any, str] = dict(answer["Attributes"])
        return sum(int(counts[name]) for name in COUNTS)
