"""The pacer: one item that hands out slots, so that all senders together keep to SES's rate.

The item holds ``next``, the moment of the next free slot, and ``gap``, the time that one recipient
takes up, both in microseconds; and ``most``, how many recipients a call may have at that rate. Who
sends n mails takes n gaps and waits for their beginning.
"""

import math
from collections.abc import Mapping
from typing import Any

from dearreader.conditions import Update, absent, at_least, below, differs, equals
from dearreader.errors import ConditionFailed, TryLater
from dearreader.ports import Clock, Deadline, Table

AHEAD = 5_000_000
"""No slot is handed out further ahead than this: 5 s."""

UNKNOWN_GAP = 1_000_000
"""Before schedule/ has asked SES for the account's rate: one a second, the sandbox's."""

USE = 0.99
"""Of the rate: calls follow their slots by unequal times, and no second may exceed it."""

LEAD = 0.1
"""Seconds from a slot to its call, in which who still waits is read and claimed: alike for all."""

KEY = "pacer"


class Pacer:
    """Slots of the account's send rate, shared by every function that sends."""

    def __init__(self, table: Table, clock: Clock) -> None:
        self._table = table
        self._clock = clock
        self._gap: int | None = None
        self._most = 1
        self._asked = False
        self._idle = False

    def set_rate(self, rate: float) -> None:
        """Hand out ``rate`` recipients a second from now on."""
        gap = math.ceil(1_000_000 / (rate * USE))
        rated = Update(put={"gap": gap, "most": max(1, math.floor(rate))})
        try:
            self._table.update(KEY, KEY, rated, when=absent("gap") | differs("gap", gap))
        except ConditionFailed:
            return

    def most(self) -> int:
        """How many recipients a call may have: SES takes no more at once than its rate a second."""
        if not self._asked:
            self._learn(self._table.get(KEY, KEY) or {})
        return self._most

    def takes(self, recipients: int) -> float:
        """Seconds that so many take up at the rate that is handed out now."""
        found = self._table.get(KEY, KEY) or {}
        return recipients * int(found.get("gap", UNKNOWN_GAP)) / 1_000_000

    def wait(self, recipients: int, *, deadline: Deadline, keep: float) -> float:
        """Take a slot, sleep until it begins, and say when that was, for `until_call`.

        ``keep`` is how many seconds must remain to the invocation afterwards; raises TryLater,
        before a slot is taken, where they would not.
        """
        while True:
            if deadline.remaining() < AHEAD / 1_000_000 + LEAD + keep:
                raise TryLater("too little time is left to wait for a slot of the send rate")
            begins = self._take(recipients)
            if begins is not None:
                self._sleep_until(begins / 1_000_000)
                return begins / 1_000_000
            self._clock.sleep(1)

    def until_call(self, begun: float) -> None:
        """Sleep until a call may go out whose slot began then."""
        self._sleep_until(begun + LEAD)

    def _sleep_until(self, moment: float) -> None:
        self._clock.sleep(max(0.0, moment - self._now() / 1_000_000))

    def _take(self, recipients: int) -> int | None:
        """The beginning of our slot, or None where the slots of the next 5 s are all taken.

        Two writes could be right: after the last slot, or at once where that is over. What was
        right the last time is tried first, for a write that is refused is paid for as well.
        """
        while True:
            now = self._now()
            takes = recipients * (self._gap or UNKNOWN_GAP)
            in_step = absent("gap") if self._gap is None else equals("gap", self._gap)
            try:
                if self._idle:
                    idle = absent("next") | below("next", now)
                    self._table.update(
                        KEY, KEY, Update(put={"next": now + takes}), when=in_step & idle
                    )
                    return now
                soon = at_least("next", now) & below("next", now + AHEAD)
                taken = self._table.update(
                    KEY, KEY, Update(add={"next": takes}), when=in_step & soon
                )
                return int(taken["next"]) - takes
            except ConditionFailed as refusal:
                found = refusal.found or {}
            self._learn(found)
            self._idle = found.get("next", 0) < now
            if found.get("next", 0) >= now + AHEAD:
                return None

    def _learn(self, found: Mapping[str, Any]) -> None:
        self._asked = True
        self._gap = found.get("gap")
        self._most = found.get("most", 1)

    def _now(self) -> int:
        return round(self._clock.now().timestamp() * 1_000_000)
