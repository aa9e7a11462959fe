"""All senders together keep to the account's rate, however they are interleaved."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dearreader.conditions import Condition, Update
from dearreader.editions.pacing import LEAD, USE, Pacer
from dearreader.errors import TryLater
from dearreader.ports import Item
from tests.unit.conftest import MORNING
from tests.world.tables import MemoryTable
from tests.world.world import MemoryClock, PlentyOfTime

SECOND = 1_000_000


class Stage:
    """Takers that run one at a time, and change over wherever they look at the table or sleep."""

    def __init__(self, seed: int) -> None:
        self.time = MORNING
        self._random = Random(seed)
        self._takers: list[Taker] = []

    def cast(self, arrives: float, act: Callable[["Taker"], None]) -> None:
        self._takers.append(Taker(self, MORNING + timedelta(seconds=arrives), act))

    def play(self) -> None:
        while playing := [taker for taker in self._takers if not taker.ended]:
            ready = [taker for taker in playing if taker.wakes <= self.time]
            if ready:
                self._random.choice(ready).go_on()
            else:
                self.time = min(taker.wakes for taker in playing)


class Taker:
    """One process: the clock and the turn that its pacer gets."""

    def __init__(self, stage: Stage, wakes: datetime, act: Callable[["Taker"], None]) -> None:
        self.wakes = wakes
        self.ended = False
        self._stage = stage
        self._turn, self._done = threading.Semaphore(0), threading.Semaphore(0)
        self._act = act
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def go_on(self) -> None:
        self._turn.release()
        self._done.acquire()

    def change_over(self) -> None:
        self._done.release()
        self._turn.acquire()

    def now(self) -> datetime:
        return self._stage.time

    def sleep(self, seconds: float) -> None:
        self.wakes = self._stage.time + timedelta(seconds=seconds)
        self.change_over()

    def _run(self) -> None:
        self._turn.acquire()
        try:
            self._act(self)
        finally:
            self.ended = True
            self._done.release()


class Shared:
    """The table of the pacer, as one taker sees it: others act before each of its writes."""

    def __init__(self, table: MemoryTable, taker: Taker) -> None:
        self._table = table
        self._taker = taker

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        self._taker.change_over()
        return self._table.update(pk, sk, update, when=when)


def sendings(
    rate: float, takers: list[tuple[float, list[int]]], seed: int
) -> list[tuple[int, int]]:
    """When, in microseconds, each sending began, and how many recipients it had."""
    stage, table, begun = Stage(seed), MemoryTable("editions"), list[tuple[int, int]]()
    Pacer(table, MemoryClock(MORNING)).set_rate(rate / USE)

    def acting(sizes: list[int]) -> Callable[[Taker], None]:
        def act(taker: Taker) -> None:
            shared: Any = Shared(table, taker)
            pacer = Pacer(shared, taker)
            for size in sizes:
                pacer.wait(size, deadline=PlentyOfTime(), keep=1)
                begun.append((round(taker.now().timestamp() * SECOND), size))

        return act

    for arrives, sizes in takers:
        stage.cast(arrives, acting(sizes))
    stage.play()
    return sorted(begun)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_second_holds_more_than_the_rate_and_one_batch(data: st.DataObject) -> None:
    rate = data.draw(st.sampled_from([1, 3, 14, 50, 200]))
    batch = min(50, rate)
    some = st.tuples(
        st.floats(0, 3, allow_nan=False),
        st.lists(st.integers(1, batch), min_size=1, max_size=4),
    )
    takers = data.draw(st.lists(some, min_size=2, max_size=8))
    begun = sendings(rate, takers, data.draw(st.integers(0, 1000)))
    assert sum(size for _, size in begun) == sum(sum(sizes) for _, sizes in takers)
    for start, _ in begun:
        within = [size for at, size in begun if start <= at < start + SECOND]
        assert sum(within) <= rate + batch


@pytest.mark.parametrize("seed", range(5))
def test_the_rate_is_used_while_there_is_work(seed: int) -> None:
    begun = sendings(50, [(0, [50] * 5) for _ in range(6)], seed)
    assert begun[-1][0] - begun[0][0] == 29 * SECOND


def test_a_new_rate_holds_for_those_who_are_already_at_work() -> None:
    clock, table = MemoryClock(MORNING), MemoryTable("editions")
    pacer = Pacer(table, clock)
    pacer.set_rate(50 / USE)
    pacer.wait(50, deadline=PlentyOfTime(), keep=1)
    Pacer(table, clock).set_rate(5 / USE)
    pacer.wait(5, deadline=PlentyOfTime(), keep=1)
    pacer.wait(5, deadline=PlentyOfTime(), keep=1)
    assert clock.now() == MORNING + timedelta(seconds=2)


def test_before_the_rate_is_known_one_a_second_goes_out() -> None:
    clock = MemoryClock(MORNING)
    pacer = Pacer(MemoryTable("editions"), clock)
    for _ in range(3):
        pacer.wait(1, deadline=PlentyOfTime(), keep=1)
    assert clock.now() == MORNING + timedelta(seconds=2)


def test_after_a_pause_nobody_makes_up_for_lost_time() -> None:
    clock = MemoryClock(MORNING)
    pacer = Pacer(MemoryTable("editions"), clock)
    pacer.set_rate(10 / USE)
    pacer.wait(10, deadline=PlentyOfTime(), keep=1)
    clock.sleep(3600)
    again = clock.now()
    pacer.wait(10, deadline=PlentyOfTime(), keep=1)
    assert clock.now() == again
    pacer.wait(10, deadline=PlentyOfTime(), keep=1)
    assert clock.now() == again + timedelta(seconds=1)


class Counted(MemoryTable):
    """A table that counts the writes that are asked of it."""

    writes = 0

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        self.writes += 1
        return super().update(pk, sk, update, when=when)


@pytest.mark.parametrize("pause", [0, 2], ids=["slot by slot", "with pauses"])
def test_a_slot_takes_one_write_while_things_go_on_as_they_did(pause: int) -> None:
    """Refused writes are paid for as well."""
    clock, table = MemoryClock(MORNING), Counted("editions")
    pacer = Pacer(table, clock)
    pacer.set_rate(10 / USE)
    for _ in range(3):
        pacer.wait(10, deadline=PlentyOfTime(), keep=1)
        clock.sleep(pause)
    before = table.writes
    for _ in range(20):
        pacer.wait(10, deadline=PlentyOfTime(), keep=1)
        clock.sleep(pause)
    assert table.writes - before == 20


def test_a_call_follows_its_slot_by_the_same_time_whatever_was_read_in_between() -> None:
    clock = MemoryClock(MORNING)
    pacer = Pacer(MemoryTable("editions"), clock)
    pacer.set_rate(10 / USE)
    called = []
    for reading in (0.0, 0.09, 0.03):
        begun = pacer.wait(5, deadline=PlentyOfTime(), keep=1)
        clock.sleep(reading)
        pacer.until_call(begun)
        called.append(clock.now() - MORNING)
    assert called == [timedelta(seconds=slot + LEAD) for slot in (0, 0.5, 1)]


def test_a_call_whose_slot_is_long_past_is_not_kept_waiting() -> None:
    clock = MemoryClock(MORNING)
    pacer = Pacer(MemoryTable("editions"), clock)
    begun = pacer.wait(1, deadline=PlentyOfTime(), keep=1)
    clock.sleep(7)
    pacer.until_call(begun)
    assert clock.now() == MORNING + timedelta(seconds=7)


@pytest.mark.parametrize(("rate", "most"), [(0.5, 1), (1, 1), (7.9, 7), (14, 14), (80, 80)])
def test_a_call_has_no_more_recipients_than_the_rate_a_second(rate: float, most: int) -> None:
    clock, table = MemoryClock(MORNING), MemoryTable("editions")
    old = Pacer(table, clock)
    assert old.most() == 1
    Pacer(table, clock).set_rate(rate)
    assert Pacer(table, clock).most() == most
    old.wait(1, deadline=PlentyOfTime(), keep=1)
    assert old.most() == most


class Countdown:
    """A deadline on a clock."""

    def __init__(self, clock: MemoryClock, seconds: float) -> None:
        self._clock = clock
        self._end = clock.now() + timedelta(seconds=seconds)

    def remaining(self) -> float:
        return (self._end - self._clock.now()).total_seconds()


def test_who_has_too_little_time_takes_no_slot() -> None:
    clock, table = MemoryClock(datetime(2026, 1, 1, tzinfo=UTC)), MemoryTable("editions")
    pacer = Pacer(table, clock)
    pacer.set_rate(1)
    with pytest.raises(TryLater):
        pacer.wait(1, deadline=Countdown(clock, 24.9), keep=20)
    assert "next" not in table.items["pacer", "pacer"]
    pacer.wait(50, deadline=PlentyOfTime(), keep=1)
    taken = table.items["pacer", "pacer"]["next"]
    with pytest.raises(TryLater):
        pacer.wait(1, deadline=Countdown(clock, 30), keep=20)
    assert table.items["pacer", "pacer"]["next"] == taken


def test_a_slot_leaves_the_time_that_its_sender_asked_to_keep() -> None:
    clock = MemoryClock(MORNING)
    pacer = Pacer(MemoryTable("editions"), clock)
    pacer.set_rate(10)
    for _ in range(30):
        pacer.wait(1, deadline=PlentyOfTime(), keep=1)
    deadline = Countdown(clock, 30)
    pacer.wait(40, deadline=PlentyOfTime(), keep=1)
    pacer.wait(1, deadline=deadline, keep=20)
    assert deadline.remaining() >= 20
