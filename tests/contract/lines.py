"""A queue and the function that reads it: simulated, on moto, on MiniStack.

moto has no Lambda that runs: there the test itself polls, so moto shows what the queue does and
nothing of what Lambda does with partial answers.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from random import Random
from typing import Any, Protocol

import pytest
from moto import mock_aws

from dearreader.aws.queues import SqsQueue
from dearreader.ports import Queue
from functions.feedback import app as feedback
from local.ministack import MiniStack
from tests.contract.lambdas import Lambda
from tests.contract.passing import RealTime, VirtualTime
from tests.contract.reading import MessageReader
from tests.simulation.cloud import Cloud
from tests.simulation.faults import Faults
from tests.simulation.hub import Died
from tests.simulation.queues import template

BATCH = 5
_numbers = count()


class Line(Protocol):
    """``visibility`` in seconds; ``most_receives`` until a message is given up."""

    kind: str
    queue: Queue
    reader: MessageReader
    time: RealTime | VirtualTime
    visibility: float
    most_receives: int

    def dead(self) -> list[int]:
        """The numbers of the messages that were given up."""


class SimulatedLine:
    """feedback/ and its queue, in the simulation: as the template sets them."""

    kind = "simulation"

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.reader = MessageReader(self._now)
        patch.setattr(feedback, "handler", self.reader.handler)
        self._cloud = Cloud(Faults(Random(0)), seed=0)
        self.time: RealTime | VirtualTime = VirtualTime(self._cloud.hub)
        self.queue: Queue = self._cloud.by_hand().world.queue("feedback")
        properties = template()["Resources"]["FeedbackQueue"]["Properties"]
        self.visibility = float(properties["VisibilityTimeout"])
        self.most_receives = int(properties["RedrivePolicy"]["maxReceiveCount"])

    def _now(self) -> float:
        return self.time.now()

    def dead(self) -> list[int]:
        return [
            json.loads(message.body)["number"] for message in self._cloud.queues["feedback"].dead
        ]


class SqsLine:
    """An SQS queue, and its dead-letter queue, as somebody has them."""

    most_receives = 2

    def __init__(self, kind: str, client: Any, visibility: int) -> None:
        self.kind = kind
        self.time: RealTime | VirtualTime = RealTime()
        self.visibility = float(visibility)
        self.reader = MessageReader(self.time.now)
        self._client = client
        number = next(_numbers)
        self._dead = client.create_queue(QueueName=f"dead{number}")["QueueUrl"]
        redrive = {"deadLetterTargetArn": self._arn(self._dead), "maxReceiveCount": 2}
        attributes = {"VisibilityTimeout": str(visibility), "RedrivePolicy": json.dumps(redrive)}
        self.url = client.create_queue(QueueName=f"line{number}", Attributes=attributes)["QueueUrl"]
        self.arn = self._arn(self.url)
        self.queue: Queue = SqsQueue(client, self.url)

    def dead(self) -> list[int]:
        answer = self._client.receive_message(
            QueueUrl=self._dead, MaxNumberOfMessages=10, VisibilityTimeout=0
        )
        return [json.loads(message["Body"])["number"] for message in answer.get("Messages", [])]

    def _arn(self, url: str) -> str:
        answer = self._client.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        return str(answer["Attributes"]["QueueArn"])


class Polling(RealTime):
    """Time in which somebody polls a queue."""

    def __init__(self, poll: Callable[[], None]) -> None:
        self._poll = poll

    def until(self, true: Callable[[], bool]) -> None:
        def polled() -> bool:
            self._poll()
            return true()

        super().until(polled)


class MotoLine(SqsLine):
    """moto's queue, which the test polls as Lambda would."""

    def __init__(self, client: Any) -> None:
        super().__init__("moto", client, visibility=1)
        self.time = Polling(self._poll)

    def _poll(self) -> None:
        answer = self._client.receive_message(QueueUrl=self.url, MaxNumberOfMessages=BATCH)
        received = {message["MessageId"]: message for message in answer.get("Messages", [])}
        records = [
            {"messageId": name, "body": message["Body"], "eventSource": "aws:sqs"}
            for name, message in received.items()
        ]
        if not records:
            return
        try:
            failures = self.reader.handler({"Records": records}, None)["batchItemFailures"]
        except Died:
            return
        failed = {failure["itemIdentifier"] for failure in failures}
        for name in received.keys() - failed:
            handle = received[name]["ReceiptHandle"]
            self._client.delete_message(QueueUrl=self.url, ReceiptHandle=handle)


@contextmanager
def on_moto(client: Any) -> Iterator[Line]:
    """A line on moto."""
    with mock_aws():
        yield MotoLine(client)


@contextmanager
def on_ministack(ministack: MiniStack, function: Lambda) -> Iterator[Line]:
    """A line on MiniStack, which a real function reads."""
    line = SqsLine("ministack", ministack.client("sqs"), visibility=2)
    settings = {"BatchSize": BATCH, "FunctionResponseTypes": ["ReportBatchItemFailures"]}
    with function.reading(line.arn, line.reader.handler, **settings):
        yield line
