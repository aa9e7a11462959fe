"""The pacer: one item that hands out slots, so that all senders together keep to SES's rate.

The item holds ``next``, the moment of the next free slot, and ``gap``, the time that one recipient
takes up, both in microseconds. Who sends n mails takes n gaps and waits for their beginning.
"""

import math

from dearreader.conditions import Update, absent, at_least, below, differs, equals
from dearreader.errors import ConditionFailed, TryLater
from dearreader.ports import Clock, Deadline, Table

AHEAD = 5_000_000
"""No slot is handed out further ahead than this: 5 s."""

UNKNOWN_GAP = 1_000_000
"""Before schedule/ has asked SES for the account's rate: one a second, the sandbox's."""

KEY = "pacer"


class Pacer:
    """Slots of the account's send rate, shared by every function that sends."""

    def __init__(self, table: Table, clock: Clock) -> None:
        self._table = table
        self._clock = clock
        self._gap: int | None = None

    def set_rate(self, rate: float) -> None:
        """Hand out ``rate`` recipients a second from now on."""
        gap = math.ceil(1_000_000 / rate)
        try:
            self._table.update(
                KEY, KEY, Update(put={"gap": gap}), when=absent("gap") | differs("gap", gap)
            )
        except ConditionFailed:
            return

    def wait(self, recipients: int, *, deadline: Deadline, keep: float) -> None:
        """Take a slot and sleep until it begins.

        ``keep`` is how many seconds must remain to the invocation afterwards; raises TryLater,
        before a slot is taken, where they would not.
        """
        while True:
            if deadline.remaining() < AHEAD / 1_000_000 + keep:
                raise TryLater("too little time is left to wait for a slot of the send rate")
            begins = self._take(recipients)
            if begins is not None:
                self._clock.sleep(max(0.0, (begins - self._now()) / 1_000_000))
                return
            self._clock.sleep(1)

    def _take(self, recipients: int) -> int | None:
        """The beginning of our slot, or None where the slots of the next 5 s are all taken."""
        while True:
            now = self._now()
            takes = recipients * (self._gap or UNKNOWN_GAP)
            in_step = absent("gap") if self._gap is None else equals("gap", self._gap)
            soon = at_least("next", now) & below("next", now + AHEAD)
            idle = absent("next") | below("next", now)
            try:
                taken = self._table.update(
                    KEY, KEY, Update(add={"next": takes}), when=in_step & soon
                )
                return int(taken["next"]) - takes
            except ConditionFailed as refusal:
                found = refusal.found or {}
            if found.get("gap") == self._gap and found.get("next", 0) < now:
                try:
                    self._table.update(
                        KEY, KEY, Update(put={"next": now + takes}), when=in_step & idle
                    )
                except ConditionFailed:
                    continue
                return now
            self._gap = found.get("gap")
            if found.get("next", 0) >= now + AHEAD:
                return None

    def _now(self) -> int:
        return round(self._clock.now().timestamp() * 1_000_000)
