"""The edge of Lambda: what all handlers have in common, so that each says only what is its own.

Every invocation writes one structured line, of ids and outcomes only, and counts its outcomes as
CloudWatch metrics. What a retry can mend is raised, and the queue or stream brings it back.
"""

# What every function loads is loaded here, while Lambda starts it on a whole core, and without
# the garbage collector, which would look through all of it several times and find nothing.
# ruff: noqa: E402
import gc

gc.disable()

from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

import boto3  # noqa: F401
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

gc.freeze()
gc.enable()

Handler = Callable[[Any, Any], Any]


class Context(Protocol):
    """Lambda's context, as far as it is used here."""

    aws_request_id: str

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the invocation is ended."""


class InvocationDeadline:
    """A `dearreader.ports.Deadline`: the end of this invocation."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def remaining(self) -> float:
        """Seconds until then."""
        return self._context.get_remaining_time_in_millis() / 1000


@cache
def logger() -> Logger:
    """The function's log: JSON lines, named by POWERTOOLS_SERVICE_NAME."""
    return Logger()


@cache
def metrics() -> Metrics:
    """The function's metrics, in the namespace DearReader, by service."""
    return Metrics()


def tell(outcome: str, context: Context, *, count: int = 1, **keys: str) -> None:
    """Log and count what came of an invocation, or of one message of it."""
    logger().info(outcome, extra={"request": context.aws_request_id, **keys})
    metrics().add_metric(outcome, MetricUnit.Count, count)
    metrics().flush_metrics()
