"""Planned batches become messages, each to be seen in the second before its turn.

Else they would be taken at once by as many senders as there may be, which wait, and cost, until the
send rate lets them call. A large range is queued step by step: each asks for the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from dearreader.editions.asking import AT_ONCE
from dearreader.editions.model import BatchName, Edition
from dearreader.editions.pacing import Pacer
from dearreader.editions.planning import TIME_TO_STOP
from dearreader.editions.store import Editions
from dearreader.ports import Chance, Clock, Deadline, Queue
from dearreader.times import from_milliseconds, milliseconds

LONGEST_DELAY = 900
"""Seconds: SQS's limit. What has its turn later is queued later."""

FIRST = 45
"""Seconds of turns that a range's first step queues: so all ranges begin before any goes on."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What to queue of a range: its batches from the number ``first`` on.

    The first of all says when all ranges ``begin``, each later one which ``turn`` its first batch
    has, and which ``pace`` the range, for a reader. ``token`` names a step, so that none is gone on
    from twice; the first of all has none.
    """

    edition: str
    range: int
    first: int = 0
    begins: datetime | None = None
    turn: datetime | None = None
    pace: timedelta | None = None
    token: str = ""

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> Self:
        """The step that a message of schedule/'s queue asks for."""
        return cls(
            edition=message["edition"],
            range=message["range"],
            first=message.get("first", 0),
            begins=_moment(message, "begins"),
            turn=_moment(message, "turn"),
            pace=timedelta(microseconds=message["pace"]) if "pace" in message else None,
            token=message.get("token", ""),
        )


class Queueing:
    """Queues the batches of ranges that are planned."""

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
        """Queue the batches of a range that wait, and whose turn is near enough.

        All ranges take turns, from when they begin through all the time that it takes. What has its
        turn too late for a delay, or is not come to in time, is the next step's.
        """
        edition = self._editions.get(step.edition)
        if not edition or edition.state != "sending":
            return
        token = self._chance.token()
        if not self._editions.go_on(step.edition, step.range, step.token, token):
            return
        now = self._clock.now()
        turn, pace, furthest, wait = step.turn, step.pace, LONGEST_DELAY, LONGEST_DELAY // 2
        if turn is None or pace is None:
            turn, pace = self._turns(edition, step.range, step.begins or now)
            furthest, wait = FIRST, 0
        messages: list[dict[str, Any]] = []
        delays: list[int] = []
        for batch in self._editions.batches(edition, ranges=[step.range], first=step.first):
            delay = (turn - now).total_seconds()
            ended = len(messages) >= AT_ONCE and deadline.remaining() < TIME_TO_STOP
            if ended or delay > furthest:
                self._ask(batch.name, turn, pace, token, delay=0 if ended else wait)
                break
            if len(messages) >= AT_ONCE:
                self._deliver_queue.send(messages, delay=delays)
                messages, delays = [], []
            if batch.state == "frozen":
                messages.append(batch.name.message())
                delays.append(int(max(0.0, delay)))
                turn += pace * len(batch.waiting)
        self._deliver_queue.send(messages, delay=delays)

    def _turns(self, edition: Edition, number: int, begins: datetime) -> tuple[datetime, timedelta]:
        """A range's first turn, and its pace: they begin one after the other, and end together."""
        reader = timedelta(seconds=self._pacer.takes(1))
        if edition.ranges == 1:
            return begins, reader
        batches = self._editions.batches(edition, ranges=[number])
        readers = sum(len(batch.outcomes) for batch in batches)
        before = number * min(edition.size, edition.intended // edition.ranges) * reader
        return begins + before, (edition.intended * reader - before) / max(1, readers)

    def _ask(
        self, name: BatchName, turn: datetime, pace: timedelta, token: str, *, delay: int
    ) -> None:
        """The next step comes while half of what is queued is still to be delivered, or at once."""
        step = {
            "ask": "queue",
            "edition": name.edition,
            "range": name.range,
            "first": name.number,
            "turn": milliseconds(turn),
            "pace": pace // timedelta(microseconds=1),
            "token": token,
        }
        self._schedule_queue.send([step], delay=delay)


def _moment(message: Mapping[str, Any], name: str) -> datetime | None:
    return from_milliseconds(message[name]) if name in message else None
