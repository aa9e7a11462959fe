"""Waiting for what happens by itself: never longer than it takes, and never for ever."""

import time
from collections.abc import Callable

LIMIT = 90.0
"""Seconds: a guard against hanging, for what takes one or two on a machine of one's own."""


def eventually(true: Callable[[], bool], limit: float = LIMIT) -> None:
    """Wait until it is true, for so many seconds at most."""
    end = time.monotonic() + limit
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


def eventually_all(wanted: Callable[[], int]) -> None:
    """Wait until nothing is wanted any more; as long as it becomes less, it is no hang."""
    left = wanted()
    while left:
        before = left
        eventually(lambda before=before: wanted() < before)  # type: ignore[misc]
        left = wanted()
