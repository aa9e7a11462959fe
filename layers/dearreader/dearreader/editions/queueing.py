"""Planned batches become messages, each to be seen in the second before its turn.

Else they would be taken at once by as many senders as there may be, which wait, and cost, until the
send rate lets them call. They are queued in their order, step by step: each step asks for the next,
and says when that one's first batch has its turn.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

from dearreader.editions.asking import AT_ONCE, TIME_TO_STOP
from dearreader.editions.model import Batch, BatchName, Edition
from dearreader.editions.pacing import Pacer
from dearreader.editions.steps import Step
from dearreader.editions.store import Editions
from dearreader.ports import Chance, Clock, Deadline, Queue

LONGEST_DELAY = 900
"""Seconds: SQS's limit. What has its turn later is queued later."""


class Queueing:
    """Queues the batches of editions that are being sent."""

    def __init__(
        self,
        *,
        editions: Editions,
        pacer: Pacer,
        schedule_queue: Queue,
        deliver_queue: Queue,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self._editions = editions
        self._pacer = pacer
        self._schedule_queue = schedule_queue
        self._deliver_queue = deliver_queue
        self._clock = clock
        self._chance = chance

    def queue(self, step: Step, *, deadline: Deadline) -> None:
        """Queue the batches that wait and whose turn is near enough; the rest is the next step's.

        That comes when half of what is queued is still to be delivered, or at once where only the
        time was up. A turn is left out after the very first: who has that may be a process that
        has yet to start, by which all the others would wait longer, until the end.
        """
        token = self._chance.token()
        edition = self._editions.queue_on(step.edition, step.token, token)
        if not edition:
            return
        now = self._clock.now()
        turn = max(step.turn or now, now)
        furthest = now + timedelta(seconds=LONGEST_DELAY)
        reader = timedelta(seconds=self._pacer.takes(1))
        turns: list[tuple[BatchName, datetime]] = []
        begins, rest = step.turn is None, None
        for looked_at, batch in enumerate(self._batches(edition, step)):
            ended = looked_at >= AT_ONCE and deadline.remaining() < TIME_TO_STOP
            if ended or turn > furthest:
                _, number, first = batch.name
                rest = replace(step, range=number, first=first, turn=turn, token=token)
                break
            if len(turns) >= AT_ONCE:
                self._send(turns)
                turns = []
            if batch.state == "frozen":
                turns.append((batch.name, turn))
                turn += reader * len(batch.waiting) * (2 if begins else 1)
                begins = False
        self._send(turns)
        if rest:  # last, for once the next step has begun this one cannot be taken again
            wait = LONGEST_DELAY // 2 if turn > furthest else 0
            self._schedule_queue.send([rest.message()], delay=wait)

    def _send(self, turns: list[tuple[BatchName, datetime]]) -> None:
        now = self._clock.now()
        delays = [max(0, int((turn - now).total_seconds())) for _, turn in turns]
        self._deliver_queue.send([name.message() for name, _ in turns], delay=delays)

    def _batches(self, edition: Edition, step: Step) -> Iterator[Batch]:
        """From the step's first on."""
        return chain(
            self._editions.batches(edition, ranges=[step.range], first=step.first),
            self._editions.batches(edition, ranges=range(step.range + 1, edition.ranges)),
        )
