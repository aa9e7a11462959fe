"""Functions, invoked as Lambda invokes them: with a trigger's event, over a stack in memory."""

import base64
import gzip
import importlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dearreader import entry
from dearreader.app import App, standing_in
from dearreader.links import Link
from dearreader.subscribers import Subscriber
from tests.world.readers import audience, prepare, reader, write
from tests.world.world import MemoryWorld

ADA = Link("5f0c9d1be0a84a7c8e1d2f3a4b5c6d7e", "q1w2e3r4t5y6u7i8o9p0AA")
"""The reader of the samples."""

SAMPLES = Path(__file__).parents[2] / "events" / "samples"


class Invocation:
    """Lambda's context."""

    aws_request_id = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"

    def get_remaining_time_in_millis(self) -> int:
        return 60_000


@contextmanager
def process(stack: App, name: str) -> Iterator[None]:
    """The process of a function, over a stack, with a log of its own."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("POWERTOOLS_SERVICE_NAME", name)
        environment.setenv("POWERTOOLS_METRICS_NAMESPACE", "DearReader")
        entry.logger.cache_clear()
        entry.metrics.cache_clear()
        with standing_in(stack):
            yield


def sample(name: str) -> dict[str, Any]:
    """A real event of events/samples."""
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text())
    return found


def invoke(name: str, event: Mapping[str, Any] | None = None) -> Any:
    """Run the function of a sample with the sample, or with another event.

    The body of an answer is as a browser shows it.
    """
    function = importlib.import_module(f"functions.{name.partition('.')[0]}.app")
    answer = function.handler(sample(name) if event is None else event, Invocation())
    if answer and answer.get("isBase64Encoded"):
        return {**answer, "body": gzip.decompress(base64.b64decode(answer["body"])).decode()}
    return answer


def messages(*bodies: Mapping[str, Any]) -> dict[str, Any]:
    """SQS's event with several messages, numbered from 0."""
    record = sample("settle")["Records"][0]
    return {
        "Records": [
            {**record, "messageId": str(number), "body": json.dumps(body)}
            for number, body in enumerate(bodies)
        ]
    }


def failures(answer: Mapping[str, Any]) -> Sequence[str]:
    """The numbers of the messages that come back."""
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def ask(stack: App) -> Subscriber:
    """The reader of the samples waits to be confirmed."""
    evidence = {"from": "192.0.2.1", "text": "yes"}
    now = stack.clock.now()
    stack.subscribers.ask(ADA.id, "ada@example.net", key=ADA.key, now=now, consent=evidence)
    return reader(stack, ADA.id)


def four_batches(stack: App, world: MemoryWorld) -> None:
    """The edition of the samples, of which they name the last of 20 in the fourth batch."""
    audience(stack, 170)
    write(stack)
    prepare(stack, world)
