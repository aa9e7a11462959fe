"""deliver/ is asked for batches, as they are read: an edition may have more than memory holds."""

from collections.abc import Iterable
from itertools import islice

from dearreader.editions.model import BatchName
from dearreader.ports import Queue

AT_ONCE = 100
"""Messages: some calls of the queue's, between two looks at what is left of the time."""

TIME_TO_STOP = 10.0
"""Seconds before its end at which who plans or queues hands what is left to the next."""


def ask_for(names: Iterable[BatchName], queue: Queue) -> None:
    """Queue a message for each batch."""
    read = iter(names)
    while some := [name.message() for name in islice(read, AT_ONCE)]:
        queue.send(some)
