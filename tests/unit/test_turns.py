"""Batches are queued for when the send rate lets them go: nobody waits, and is paid for, idly."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from dearreader.app import App
from dearreader.ports import SendingAccount
from dearreader.times import milliseconds
from tests.world.invoking import failures, invoke, messages, process
from tests.world.readers import TODAY, TOMORROW, audience, edition, prepare, queue, take, write
from tests.world.world import MemoryWorld, PlentyOfTime, app

READER = 0.505051
"""Seconds that one takes up at 2 a second, of which 1 % is kept back."""


def seen(world: MemoryWorld) -> list[tuple[int, int, int]]:
    """Of each batch in deliver/'s queue its range and number, and after how long it is seen."""
    queue = world.queue("deliver")
    return [
        (message["range"], message["batch"], delay)
        for message, delay in zip(queue.messages, queue.delays, strict=True)
    ]


def test_each_batch_is_seen_when_the_rate_lets_it_go_and_all_ranges_end_together(
    world: MemoryWorld,
) -> None:
    world.ses.standing = SendingAccount(rate=2, room=None)
    stack = app(world)
    write(stack)
    prepare(stack, world)
    stack.settling.settle()
    world.table("editions").items["edition", TODAY]["intended"] = 1_000_000
    audience(stack, 150)
    world.clock.sleep(24 * 3600)
    write(stack, "the-land")
    prepare(stack, world)
    tomorrow = edition(stack, TOMORROW)
    assert tomorrow.ranges == 64
    sizes: Counter[int] = Counter()
    for batch in stack.editions.batches(tomorrow):
        sizes[batch.name.range] += len(batch.outcomes)
    assert len(set(sizes.values())) > 2
    for number, place, delay in seen(world):
        before = number * 2 * READER
        pace = (150 * READER - before) / sizes[number]
        assert delay == int(before + pace * 2 * place + 0.001)


def test_what_has_its_turn_too_late_for_a_delay_is_queued_later_and_in_its_turn(
    world: MemoryWorld,
) -> None:
    world.ses.standing = SendingAccount(rate=2, room=None)
    stack = app(world)
    audience(stack, 40)
    write(stack)
    prepare(stack, world)
    for name in ("deliver", "schedule"):
        world.queue(name).messages.clear()
        world.queue(name).delays.clear()
    begun = world.clock.time
    queue(stack, turn=begun, pace=timedelta(minutes=1))
    assert seen(world) == [(0, n, 120 * n) for n in range(8)]
    (rest,), (delay,) = world.queue("schedule").messages, world.queue("schedule").delays
    turn = milliseconds(begun + timedelta(seconds=960))
    asked = {"ask": "queue", "edition": TODAY, "range": 0, "token": rest["token"]}
    assert rest == asked | {"first": 8, "turn": turn, "pace": 60_000_000}
    assert delay == 450
    world.clock.sleep(450)
    with process(stack, "schedule"):
        assert failures(invoke("schedule", messages(rest))) == []
    assert seen(world)[8:] == [(0, n, 120 * n - 450) for n in range(8, 12)]


def long_edition(stack: App, world: MemoryWorld) -> tuple[list[Any], list[Any]]:
    """An edition of 50 batches that has been started; what then waits for schedule/, and deliver/.

    A batch has its turn every 1.01 s, so that 45 of them are queued by the first step.
    """
    world.ses.standing = SendingAccount(rate=2, room=None)
    audience(stack, 100)
    write(stack)
    stack.opening.ask()
    stack.planning.plan(TODAY, 0, deadline=PlentyOfTime())
    return world.queue("schedule").messages, world.queue("deliver").messages


def steps(stack: App, asked: list[Any]) -> None:
    """Take every step, and those that they ask for."""
    while asked:
        with process(stack, "schedule"):
            assert failures(invoke("schedule", messages(asked.pop(0)))) == []


def test_each_range_begins_before_any_is_queued_to_its_end(stack: App, world: MemoryWorld) -> None:
    asked, queued = long_edition(stack, world)
    asked.clear()
    queue(stack)
    assert len(queued) == 45
    assert world.queue("schedule").delays[-1] == 0
    steps(stack, asked)
    assert [message["batch"] for message in queued] == list(range(50))


def test_an_edition_that_two_planners_start_is_queued_once_but_for_the_first_step(
    stack: App, world: MemoryWorld
) -> None:
    asked, queued = long_edition(stack, world)
    started = asked.pop()
    again = {**started, "begins": started["begins"] + 98}
    steps(stack, [started, again])
    steps(stack, asked)
    assert Counter(message["batch"] for message in queued) == Counter([*range(50), *range(45)])


@pytest.mark.parametrize("first", [0, 1])
def test_a_step_that_is_taken_twice_is_gone_on_from_once(
    stack: App, world: MemoryWorld, first: int
) -> None:
    asked, queued = long_edition(stack, world)
    asked.clear()
    queue(stack)
    (second,) = asked
    for _ in range(2):
        queue(
            stack,
            first=second["first"],
            token=second["token"],
            turn=world.clock.time + timedelta(seconds=600),
            pace=timedelta(seconds=100),
        )
    _, *both = asked
    world.clock.sleep(600)
    queued.clear()
    steps(stack, [both[first], both[1 - first]])
    assert [message["batch"] for message in queued] == [47, 48, 49]


def test_ranges_that_are_queued_late_keep_to_their_turns(stack: App, world: MemoryWorld) -> None:
    audience(stack, 130)
    write(stack)
    prepare(stack, world)
    world.queue("deliver").delays.clear()
    queue(stack, begins=world.clock.time - timedelta(seconds=2))
    assert world.queue("deliver").delays == [0, 0, 0]


def test_after_a_hold_the_batches_that_wait_have_the_first_turns(
    stack: App, world: MemoryWorld
) -> None:
    world.ses.standing = SendingAccount(rate=2, room=None)
    audience(stack, 20)
    write(stack)
    prepare(stack, world)
    queued = world.queue("deliver")
    take(stack, queued.messages[0])
    take(stack, queued.messages[4])
    queued.messages.clear()
    queued.delays.clear()
    queue(stack)
    waiting = [1, 2, 3, 5, 6, 7, 8, 9]
    assert seen(world) == [(0, n, int(turn * 2 * READER)) for turn, n in enumerate(waiting)]


@pytest.mark.parametrize(
    ("rate", "readers", "ranges"),
    [(50, 49_999, 1), (50, 50_000, 64), (49, 499_999, 1), (49, 500_000, 64)],
)
def test_where_a_call_a_second_is_all_there_is_one_range_keeps_ahead(
    stack: App, world: MemoryWorld, rate: float, readers: int, ranges: int
) -> None:
    write(stack)
    prepare(stack, world)
    stack.settling.settle()
    world.table("editions").items["edition", TODAY]["intended"] = readers
    world.clock.sleep(24 * 3600)
    world.ses.standing = SendingAccount(rate=rate, room=None)
    write(stack, "the-land")
    stack.opening.ask()
    assert edition(stack, TOMORROW).ranges == ranges
