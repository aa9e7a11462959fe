"""What an edition uses of AWS, from its counts alone: how many readers, batches and ranges.

The numbers in here are those that `make bench` counts call by call (docs/performance.md); a test
holds them to it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dearreader.editions.opening import LARGEST_BATCH, MOST_RANGES
from dearreader.editions.pacing import USE
from dearreader.editions.slots import SENT_WITHIN

ONE_RANGE_BELOW = 50_000
"""As `dearreader.settings` has it."""

READER = 302
"""Bytes of a reader's item."""

READ_UNIT = 4096
DELIVER, SCHEDULE, FEEDBACK = 0.25, 0.5, 0.25
"""GB of memory, as the template has it."""

BATCH_WRITES = 4
"""Of a batch: frozen, its slot of the rate, claimed, its outcome."""

IDLE = {
    "queue requests": 2_706_840,
    "invocations": 26_280,
    "GB-seconds": 2_140,
    "read units": 48_200,
    "write units": 8_760,
    "log bytes": 29_200_000,
    "schedules": 26_280,
    "alarms": 21,
    "metrics": 3,
    "dashboards": 1,
}
"""A stack that sends nothing, for a month: the polling of its queues, ticks, and who watches."""

ONCE = {
    "write units": 20,
    "read units": 100,
    "queue requests": 35,
    "invocations": 12,
    "GB-seconds": 3.0,
    "log bytes": 13_000,
    "events": 1,
    "schedules": 3,
}
"""What an edition takes however few it is for: opened, closed, and functions that start cold."""


@dataclass(frozen=True, kw_only=True)
class Sending:
    """An edition by its counts: ``mails`` that SES accepted, ``rate`` recipients a second."""

    readers: int
    mails: int
    batches: int
    ranges: int
    rate: float
    receipts: bool

    @property
    def seconds(self) -> float:
        """From the first call to the last."""
        return self.readers / (self.rate * USE)

    @property
    def in_time(self) -> int:
        """How many get theirs within the 20 hours that an edition may take."""
        return min(self.readers, int(SENT_WITHIN.total_seconds() * self.rate * USE))


def imagined(readers: int, *, rate: float, receipts: bool) -> Sending:
    """An edition for so many, before there is any."""
    size = min(LARGEST_BATCH, max(1, int(rate)))
    ranges = 1 if readers < ONE_RANGE_BELOW else MOST_RANGES
    batches = -(-readers // size) + (ranges - 1) // 2  # half a batch more where a range ends
    return Sending(
        readers=readers,
        mails=readers,
        batches=batches,
        ranges=ranges,
        rate=rate,
        receipts=receipts,
    )


def usage(sending: Sending) -> dict[str, float]:
    """AWS's units, as `cli.prices` has prices of."""
    used: Counter[str] = Counter(ONCE)
    used.update({"mails": sending.mails})
    used.update(_planned(sending))
    used.update(_delivered(sending))
    if sending.receipts:
        used.update(_heard(sending))
    return dict(used)


def _planned(sending: Sending) -> Mapping[str, float]:
    """The audience is read once, and each batch when it is counted, queued, and settled."""
    batch = _batch_size(sending)
    read = (READER * sending.readers + 2 * batch * sending.batches) / READ_UNIT
    settled = batch * sending.batches / READ_UNIT * (2 + sending.seconds / 300)
    messages = sending.ranges + sending.seconds / 450
    return {
        "read units": read + settled,
        "queue requests": 2.1 * messages,
        "invocations": messages,
        "log bytes": 1_110 * messages,
        "GB-seconds": SCHEDULE * (0.012 * sending.batches + 0.1 * messages),
    }


def _delivered(sending: Sending) -> Mapping[str, float]:
    """A batch takes about a second: half of it until its turn, a quarter until SES answers."""
    size = sending.readers / max(1, sending.batches)
    took = 0.95
    return {
        "write units": BATCH_WRITES * sending.batches,
        "read units": sending.batches * (3 + READER * size / READ_UNIT),
        "queue requests": 2.12 * sending.batches,
        "invocations": sending.batches,
        "log bytes": 1_110 * sending.batches,
        "GB-seconds": DELIVER * took * sending.batches,
    }


def _heard(sending: Sending) -> Mapping[str, float]:
    """A receipt is a request to the queue; it is received with up to nine others, and removed."""
    received = max(0.1, min(0.94, 84 / sending.rate))
    invocations = sending.mails * max(0.001, 0.1 / sending.rate)
    writes = sending.batches * (2 + 0.4 * min(1.0, sending.rate / 500))
    full = 2 if _batch_size(sending) > 900 else 1  # noqa: PLR2004 - with receipts beyond 1 KB
    return {
        "queue requests": sending.mails * (1.1 + received),
        "invocations": invocations,
        "log bytes": 1_110 * invocations,
        "write units": writes * full,
        "GB-seconds": FEEDBACK * (0.018 * writes + 0.0002 * sending.mails),
    }


def _batch_size(sending: Sending) -> float:
    """Bytes of a batch's item."""
    return 200 + 17 * sending.readers / max(1, sending.batches)
