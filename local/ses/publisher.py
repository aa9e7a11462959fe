"""Puts SES's events on the default bus, from a thread of its own: never in the request's way."""

import heapq
import json
import sys
import threading
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.ses.events import Event
from local.ses.faults import FaultPlan

MOST_ENTRIES = 10
MOST_BYTES = 900_000
MOST_TRIES = 5
KEPT = 20_000


class Publisher:
    """Best effort, as SES's own: an event that the bus refuses five times is dropped."""

    def __init__(
        self, plan: FaultPlan, client: Callable[[], Any] | None, stopping: threading.Event
    ) -> None:
        self._plan = plan
        self._client = client
        self._stopping = stopping
        self._wake = threading.Condition()
        self._waiting: list[tuple[float, int, int, Event]] = []
        self._kept: list[Event] = []
        self._order = count()
        self._busy = False
        self._complained = False
        self._thread: threading.Thread | None = None
        self.published: list[Event] = []
        self.dropped = 0

    def start(self) -> None:
        """Begin to publish."""
        self._thread = threading.Thread(target=self._work, name="ses-events", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; what has not been published is lost."""
        with self._wake:
            self._wake.notify_all()
        if self._thread:
            self._thread.join(5)

    def publish(self, event: Event, to: str, after: float = 0.0) -> None:
        """Hand an event over, subject to the fault plan; it goes out after so many seconds."""
        fault = self._plan.for_event(event.detail_type, to)
        if fault and fault.do == "lose":
            return
        if fault and fault.do == "keep":
            with self._wake:
                self._kept.append(event)
            return
        if fault and fault.do == "delay":
            after += fault.seconds
        copies = 2 if fault and fault.do == "double" else 1
        with self._wake:
            for _ in range(copies):
                self._queue(time.monotonic() + after, 1, event)
            self._wake.notify_all()

    def release(self) -> int:
        """Let out what the fault plan kept back; returns how many events that are."""
        with self._wake:
            kept, self._kept = self._kept, []
            for event in kept:
                self._queue(time.monotonic(), 1, event)
            self._wake.notify_all()
        return len(kept)

    def drain(self, timeout: float = 30.0) -> bool:
        """Wait until everything that was handed over has gone out; False when time is up."""
        with self._wake:
            return self._wake.wait_for(lambda: not self._waiting and not self._busy, timeout)

    def _queue(self, due: float, attempt: int, event: Event) -> None:
        heapq.heappush(self._waiting, (due, next(self._order), attempt, event))

    def _work(self) -> None:
        while batch := self._next_batch():
            self._put(batch)
            with self._wake:
                self._busy = False
                self._wake.notify_all()

    def _next_batch(self) -> list[tuple[int, Event]]:
        """The next events to go out, as soon as one is due; none when it is time to stop."""
        with self._wake:
            while not self._stopping.is_set():
                now = time.monotonic()
                if self._waiting and self._waiting[0][0] <= now:
                    break
                self._wake.wait(self._waiting[0][0] - now if self._waiting else None)
            else:
                return []
            batch: list[tuple[int, Event]] = []
            size = 0
            while self._waiting and self._waiting[0][0] <= now and len(batch) < MOST_ENTRIES:
                size += len(json.dumps(self._waiting[0][3].detail))
                if batch and size > MOST_BYTES:
                    break
                _, _, attempt, event = heapq.heappop(self._waiting)
                batch.append((attempt, event))
            self._busy = True
            return batch

    def _put(self, batch: list[tuple[int, Event]]) -> None:
        failed = [False] * len(batch)
        if self._client:
            entries = [_entry(event) for _, event in batch]
            try:
                answer = self._client().put_events(Entries=entries)
                failed = ["ErrorCode" in entry for entry in answer["Entries"]]
            except (BotoCoreError, ClientError) as error:
                failed = [True] * len(batch)
                self._complain(error)
        with self._wake:
            for (attempt, event), again in zip(batch, failed, strict=True):
                if not again:
                    self.published.append(event)
                elif attempt < MOST_TRIES:
                    self._queue(time.monotonic() + 0.2 * 2**attempt, attempt + 1, event)
                else:
                    self.dropped += 1
            del self.published[:-KEPT]

    def _complain(self, error: Exception) -> None:
        """Say once what keeps events off the bus; a stopping emulator is no news."""
        if self._complained or self._stopping.is_set():
            return
        self._complained = True
        print(f"The local SES cannot put its events on the bus: {error}", file=sys.stderr)


def _entry(event: Event) -> dict[str, Any]:
    return {
        "Source": "aws.ses",
        "DetailType": event.detail_type,
        "Detail": json.dumps(event.detail),
        "Resources": list(event.resources),
        "Time": event.at,
    }
