"""Batches are queued for when the send rate lets them go: nobody waits, and is paid for, idly."""

from datetime import timedelta
from itertools import accumulate
from typing import Any

import pytest

from dearreader.app import App
from dearreader.errors import TryLater
from dearreader.ports import SendingAccount
from dearreader.times import milliseconds
from tests.world.invoking import failures, invoke, messages, process
from tests.world.readers import TODAY, TOMORROW, audience, edition, prepare, queue, take, write
from tests.world.world import MemoryWorld, PlentyOfTime, app

READER = 0.505051
"""Seconds that one takes up at 2 a second, of which 1 % is kept back."""


def turn_of(number: int, readers: int = 2) -> float:
    """Seconds from the beginning to a batch's turn; the second turn is left out."""
    return (number + (number > 0)) * readers * READER


def seen(world: MemoryWorld) -> list[tuple[int, int, int]]:
    """Of each batch in deliver/'s queue its range and number, and after how long it is seen."""
    queue = world.queue("deliver")
    return [
        (message["range"], message["batch"], delay)
        for message, delay in zip(queue.messages, queue.delays, strict=True)
    ]


def test_each_batch_is_seen_when_the_rate_lets_it_go_range_after_range(world: MemoryWorld) -> None:
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
    batches = list(stack.editions.batches(tomorrow))
    first, *others = [len(batch.outcomes) for batch in batches]
    before = [0, *accumulate(others[:-1], initial=2 * first)]
    assert seen(world) == [
        (batch.name.range, batch.name.number, int(readers * READER))
        for batch, readers in zip(batches, before, strict=True)
    ]


def test_what_has_its_turn_too_late_for_a_delay_is_queued_later_and_in_its_turn(
    stack: App, world: MemoryWorld
) -> None:
    asked, _ = long_edition(stack, world, readers=2000)
    queue(stack)
    assert seen(world) == [(0, n, int(turn_of(n))) for n in range(890)]
    rest, delay = asked.pop(), world.queue("schedule").delays[-1]
    turn = milliseconds(world.clock.time + timedelta(seconds=turn_of(890)))
    asked_for = {"ask": "queue", "edition": TODAY, "range": 0, "token": rest["token"]}
    assert rest == asked_for | {"first": 890, "turn": turn}
    assert delay == 450
    world.clock.sleep(450)
    steps(stack, [rest])
    assert seen(world)[890:] == [(0, n, int(turn_of(n) - 450 + 0.0005)) for n in range(890, 1000)]


def test_what_comes_late_has_its_turn_at_once_and_the_rest_in_its_pace(
    stack: App, world: MemoryWorld
) -> None:
    long_edition(stack, world)
    queue(stack, turn=world.clock.time - timedelta(hours=1))
    assert seen(world) == [(0, n, int(2 * n * READER)) for n in range(50)]


def long_edition(stack: App, world: MemoryWorld, readers: int = 100) -> tuple[list[Any], list[Any]]:
    """An edition that has been started; what then waits for schedule/, and for deliver/.

    A batch is two readers, and has its turn every 1.01 s.
    """
    world.ses.standing = SendingAccount(rate=2, room=None)
    audience(stack, readers)
    write(stack)
    stack.opening.ask()
    stack.planning.plan(TODAY, 0, deadline=PlentyOfTime())
    world.queue("schedule").messages.clear()
    return world.queue("schedule").messages, world.queue("deliver").messages


def steps(stack: App, asked: list[Any]) -> None:
    """Take every step, and those that they ask for."""
    while asked:
        with process(stack, "schedule"):
            assert failures(invoke("schedule", messages(asked.pop(0)))) == []


def test_an_edition_that_two_planners_start_is_gone_on_from_once(
    stack: App, world: MemoryWorld
) -> None:
    asked, queued = long_edition(stack, world, readers=2000)
    for _ in range(2):
        queue(stack)
    assert len(asked) == 2
    assert len(queued) == 2 * 890
    queued.clear()
    world.clock.sleep(450)
    steps(stack, asked)
    assert [message["batch"] for message in queued] == list(range(890, 1000))


@pytest.mark.parametrize("first", [0, 1])
def test_a_step_that_is_taken_twice_is_gone_on_from_once(
    stack: App, world: MemoryWorld, first: int
) -> None:
    """By the queue's own doing, or because a process ended when it had asked for the next step."""
    asked, queued = long_edition(stack, world, readers=4000)
    queue(stack)
    world.clock.sleep(450)
    second = asked.pop()
    for _ in range(2):
        steps(stack, [second])
    world.clock.sleep(450)
    queued.clear()
    steps(stack, [asked[first], asked[1 - first]])
    assert len({message["batch"] for message in queued}) == len(queued) > 0


def test_a_step_whose_messages_are_refused_asks_for_no_next_one(
    stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is taken again itself: the batches that it named last have no message yet."""
    asked, _ = long_edition(stack, world, readers=2000)

    def refuse(*_: Any, **__: Any) -> None:
        raise TryLater("the queue takes nothing now")

    monkeypatch.setattr(world.queue("deliver"), "send", refuse)
    with pytest.raises(TryLater):
        queue(stack, token="", turn=world.clock.time + timedelta(seconds=850))
    assert asked == []


def test_an_edition_that_stopped_meanwhile_is_not_queued(stack: App, world: MemoryWorld) -> None:
    _, queued = long_edition(stack, world)
    stack.deciding.pause(TODAY)
    queue(stack)
    assert queued == []


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
    assert seen(world) == [(0, n, int(turn_of(turn))) for turn, n in enumerate(waiting)]
