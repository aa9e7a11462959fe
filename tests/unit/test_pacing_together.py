"""Whoever asks, whenever, and however the rate changes: slots follow one another at the rate."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dearreader.editions.pacing import Pacer
from tests.unit.conftest import MORNING
from tests.world.turns import Actor, SharedTable, change_over
from tests.world.world import PlentyOfTime

SECOND = 1_000_000
AHEAD = 5 * SECOND
SANDBOX = 1.0
"""Recipients a second, before the pacer knows any rate."""

WASTE = 1.05
"""A slot may take a little longer than its recipients need, not more."""

LITTLE = 1
"""Microseconds by which a time may be off that has been a float in between."""

senders = st.integers(0, 3)
rates = st.sampled_from([1.0, 3.0, 14.0, 50.0, 500.0]) | st.floats(0.5, 1000.0)
pauses = st.sampled_from([0.001, 0.004, 0.1, 0.3, 1.0, 1.0, 4.999, 5.0, 5.001, 3600.0])
orders = st.lists(senders, max_size=24)


@dataclass
class Slot:
    """What a sender got: times in microseconds, and the rate that held when it was taken."""

    recipients: int
    rate: float
    taken: int
    ends: int
    begins: int = 0


class Sender:
    """A function that sends, and its clock."""

    def __init__(self, stage: "SendersTogether") -> None:
        self._stage = stage
        self.pacer = Pacer(stage.table, self)
        self.wakes = stage.time
        self.actor: Actor | None = None
        self.recipients = 0
        self.slot: Slot | None = None

    def now(self) -> datetime:
        return self._stage.time

    def sleep(self, seconds: float) -> None:
        self.wakes = self._stage.time + timedelta(seconds=seconds)
        change_over()

    def ask(self, recipients: int) -> None:
        """Want a slot."""
        self.recipients, self.wakes = recipients, self._stage.time
        self.actor = Actor(self._take)

    def _take(self) -> None:
        asked = self._stage.now
        begins = round(self.pacer.wait(self.recipients, deadline=PlentyOfTime(), keep=1) * SECOND)
        assert self.slot
        self.slot.begins = begins
        assert begins >= asked - LITTLE, "time that was idle is made up for"
        assert begins <= self._stage.now + LITTLE, "the sender did not wait for its slot"
        self._stage.given.append(self.slot)
        self.actor = None


class SendersTogether(RuleBasedStateMachine):
    """Senders take turns at the pacer's item, while time passes and the rate changes."""

    def __init__(self) -> None:
        super().__init__()
        self.time = MORNING
        self.rate = SANDBOX
        self.table = SharedTable("editions")
        self.senders = [Sender(self) for _ in range(4)]
        self.given: list[Slot] = []

    @property
    def now(self) -> int:
        """Microseconds."""
        return round(self.time.timestamp() * SECOND)

    @rule(rate=rates)
    def change_the_rate(self, rate: float) -> None:
        Pacer(self.table, self.senders[0]).set_rate(rate)
        self.rate = rate

    @rule(wanted=st.lists(st.integers(1, 50), min_size=4, max_size=4), order=orders)
    def send(self, wanted: list[int], order: list[int]) -> None:
        """Whoever has nothing to do wants a slot; some get on with it."""
        for sender, recipients in zip(self.senders, wanted, strict=True):
            if sender.actor is None:
                sender.ask(recipients)
        self.take_turns(order)

    @rule(order=orders)
    def take_turns(self, order: list[int]) -> None:
        for number in order:
            sender = self.senders[number]
            if sender.actor is None or sender.wakes > self.time:
                continue
            seen = len(self.table.changes)
            sender.actor.go_on()
            for _, new in self.table.changes[seen:]:
                sender.slot = Slot(sender.recipients, self.rate, self.now, new["next"])

    @rule(number=senders)
    def replace(self, number: int) -> None:
        """The process ends, wherever it is; a slot that it has taken stays empty."""
        actor = self.senders[number].actor
        if actor is not None:
            actor.die()
        self.senders[number] = Sender(self)

    @rule(seconds=pauses)
    def pass_time(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)

    @invariant()
    def slots_follow_one_another(self) -> None:
        slots = sorted(self.given, key=lambda slot: slot.begins)
        for one, after in pairwise(slots):
            assert one.ends <= after.begins + LITTLE, "two slots overlap"
        for slot in slots:
            needed = slot.recipients * SECOND / slot.rate
            assert needed <= slot.ends - slot.begins + LITTLE, "a slot is too short for the rate"
            assert slot.ends - slot.begins <= needed * WASTE + slot.recipients + LITTLE
            assert slot.begins < slot.taken + AHEAD + LITTLE, "a slot is more than 5 s ahead"

    @invariant()
    def no_second_holds_more_than_the_rate_and_one_batch(self) -> None:
        for first in self.given:
            second = [
                slot for slot in self.given if 0 <= slot.begins - first.begins < SECOND - LITTLE
            ]
            most = max(slot.rate for slot in second)
            largest = max(slot.recipients for slot in second)
            assert sum(slot.recipients for slot in second) <= most + largest

    @rule()
    def finish(self) -> None:
        """Time passes until everyone who asked has had a slot."""
        for _ in range(20_000):
            waiting = [sender for sender in self.senders if sender.actor is not None]
            if not waiting:
                return
            self.time = max(self.time, min(sender.wakes for sender in waiting))
            self.take_turns([0, 1, 2, 3])
        raise AssertionError("a sender waits for ever")

    def teardown(self) -> None:
        self.finish()
        self.slots_follow_one_another()
        self.no_second_holds_more_than_the_rate_and_one_batch()


TestSendersTogether = SendersTogether.TestCase
TestSendersTogether.settings = settings(max_examples=150, stateful_step_count=25)
