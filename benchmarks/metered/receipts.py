"""The way of SES's events: by a rule into feedback/'s queue, and in batches to the function."""

from collections import deque
from typing import TYPE_CHECKING, Any

from benchmarks.metered.queues import CONCURRENCY, Function, records
from tests.simulation.queues import template

if TYPE_CHECKING:
    from benchmarks.metered.cloud import Cloud

AT_ONCE = 10
"""Messages that a ReceiveMessage brings, or a DeleteMessageBatch removes, at most."""

ROUND_TRIP = 0.02
"""Seconds between two polls of one reader of the queue. Assumed."""

QUANTUM = 0.01
"""Seconds within which events count as having come together."""


class FeedbackQueue:
    """The queue, and those who read it: each polls, fills a batch, and lets it be taken.

    As many read as may be working: five, or the source's cap. Lambda documents no more than that.
    """

    def __init__(self, cloud: "Cloud") -> None:
        source = template()["Resources"]["FeedbackSource"]["Properties"]
        readers = source.get("ScalingConfig", {}).get("MaximumConcurrency", CONCURRENCY)
        self._cloud = cloud
        self._function = Function(cloud, "feedback")
        self._size = int(source["BatchSize"])
        self._window = float(source["MaximumBatchingWindowInSeconds"])
        self._visible: deque[str] = deque()
        self._coming: dict[int, list[str]] = {}
        self._readers = [_Reader() for _ in range(readers)]
        self.held = 0
        self.last_taken = 0.0

    def put(self, body: str, *, delay: float = 0) -> None:
        """An event that SES publishes after a while; EventBridge's request is ours to pay."""
        self.held += 1
        self._cloud.meter.request("feedback", "SendMessage")
        quantum = int((self._cloud.hub.time + delay) / QUANTUM) + 1
        coming = self._coming.get(quantum)
        if coming is None:
            coming = self._coming[quantum] = []
            self._cloud.hub.at(quantum * QUANTUM, lambda: self._come(quantum))
        coming.append(body)

    def _come(self, quantum: int) -> None:
        self._visible.extend(self._coming.pop(quantum))
        waiting = [reader for reader in self._readers if reader.waits]
        self._cloud.random.shuffle(waiting)
        for reader in waiting:
            if not self._visible:
                return
            self._poll(reader)

    def _poll(self, reader: "_Reader") -> None:
        """What is there, up to ten; where nothing is, the reader waits until something comes."""
        hub = self._cloud.hub
        reader.waits = not self._visible
        if reader.waits or reader.works:
            return
        self._cloud.meter.request("feedback", "ReceiveMessage")
        if not reader.batch:
            batch = reader.number
            hub.at(hub.time + self._window, lambda: self._close(reader, batch))
        take = min(AT_ONCE, len(self._visible), self._size - len(reader.batch))
        reader.batch.extend(self._visible.popleft() for _ in range(take))
        if len(reader.batch) == self._size:
            self._close(reader, reader.number)
        else:
            hub.at(hub.time + ROUND_TRIP, lambda: self._poll(reader))

    def _close(self, reader: "_Reader", number: int) -> None:
        if reader.number != number or not reader.batch:
            return
        batch, reader.batch = reader.batch, []
        reader.number += 1
        reader.waits, reader.works = False, True
        self._cloud.hub.spawn(self._cloud.hub.time, lambda: self._take(reader, batch))

    def _take(self, reader: "_Reader", batch: list[str]) -> None:
        answer = self._function.invoke(records(batch), events=len(batch))
        assert answer == {"batchItemFailures": []}
        self._cloud.meter.request("feedback", "DeleteMessageBatch", -(-len(batch) // AT_ONCE))
        self.held -= len(batch)
        self.last_taken = self._cloud.hub.time
        reader.works = False
        self._poll(reader)


class _Reader:
    """One who reads the queue. ``number`` counts its batches."""

    def __init__(self) -> None:
        self.batch: list[str] = []
        self.number = 0
        self.waits = True
        self.works = False


def body(tags: dict[str, Any], index: int) -> str:
    """An event of SES's, as far as it is read."""
    own = "".join(f', "{name}": ["{value}"]' for name, value in tags.items())
    mail = f'{{"tags": {{"index": ["{index}"]{own}}}}}'
    return f'{{"detail-type": "Email Sent", "detail": {{"mail": {mail}}}}}'
