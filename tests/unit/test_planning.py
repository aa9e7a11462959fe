"""The audience becomes frozen batches, everyone in exactly one, whatever dies meanwhile."""

from collections.abc import Callable
from datetime import timedelta
from math import ceil
from typing import Any

import pytest

from dearreader.app import App
from dearreader.conditions import Condition
from dearreader.editions.steps import Step
from dearreader.ports import Item, SendingAccount
from dearreader.subscribers import shard
from tests.unit.conftest import MORNING
from tests.world.readers import (
    TODAY,
    TOMORROW,
    audience,
    deliver,
    edition,
    identity,
    join,
    leave,
    members,
    prepare,
    queue,
    work_schedule,
    write,
)
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, PlentyOfTime, app


class Died(Exception):
    """The planner's process ended."""


class Deadly(MemoryTable):
    """Editions, where the process dies around the write of one batch."""

    fatal = -1
    takes_effect = False
    before: Callable[[], object] | None = None

    def put(self, item: Item, *, when: Condition | None = None) -> None:
        before, self.before = self.before, None
        if before:
            before()
        self.fatal -= 1
        if self.fatal == 0 and not self.takes_effect:
            raise Died
        super().put(item, when=when)
        if self.fatal == 0:
            raise Died


class Ending:
    """A deadline at which the planner must soon stop."""

    def remaining(self) -> float:
        return 9.0


def deadly(world: MemoryWorld) -> Deadly:
    table = Deadly("editions")
    world.tables["editions"] = table
    return table


def small_batches(world: MemoryWorld, size: int = 7) -> None:
    world.ses.standing = SendingAccount(rate=size, room=None)


def plan(stack: App, number: int = 0) -> None:
    stack.planning.plan(TODAY, number, deadline=PlentyOfTime())


def in_many_ranges(stack: App, world: MemoryWorld) -> None:
    """An edition of 64 ranges is open, because yesterday's was large."""
    world.clock.time = MORNING - timedelta(days=1)
    write(stack, "yesterday")
    prepare(stack, world)
    stack.settling.settle()
    world.table("editions").items["edition", "2026-11-23.daily"]["intended"] = 50_000
    world.clock.time = MORNING
    write(stack)
    stack.opening.ask()


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 120])
def test_everyone_is_in_exactly_one_batch_of_at_most_50(
    stack: App, world: MemoryWorld, count: int
) -> None:
    readers = audience(stack, count)
    write(stack)
    planned = prepare(stack, world)
    sizes = [len(batch.members) for batch in stack.editions.batches(planned)]
    assert sorted(members(stack)) == sorted(readers)
    assert len(sizes) == ceil(count / 50)
    assert all(size == 50 for size in sizes[:-1])
    assert (planned.state, planned.intended, planned.batches) == ("sending", count, len(sizes))
    assert len(world.queue("deliver").messages) == len(sizes)


def test_a_batch_reaches_across_the_borders_of_shards_in_order(
    stack: App, world: MemoryWorld
) -> None:
    audience(stack, 120)
    write(stack)
    batches = list(stack.editions.batches(prepare(stack, world)))
    for batch in batches:
        places = [(shard(member), member) for member in batch.members]
        assert places == sorted(places)
        assert len({number for number, _ in places}) > 1
        assert batch.until == (places[-1] if batch is not batches[-1] else (64, ""))


@pytest.mark.parametrize("batch", ["lost", "kept"])
@pytest.mark.parametrize("fatal", range(1, 7))
def test_a_planner_that_dies_at_any_batch_is_gone_on_from(
    world: MemoryWorld, fatal: int, batch: str
) -> None:
    table, stack = deadly(world), app(world)
    small_batches(world)
    readers = audience(stack, 40)
    write(stack)
    stack.opening.ask()
    table.fatal, table.takes_effect = fatal, batch == "kept"
    with pytest.raises(Died):
        plan(stack)
    frozen = members(stack)
    world.queue("schedule").messages.clear()
    planned = prepare(app(world), world)
    assert members(stack)[: len(frozen)] == frozen
    assert sorted(members(stack)) == sorted(readers)
    assert (planned.intended, planned.batches) == (40, 6)


def test_a_planner_that_goes_on_meets_a_reader_who_left_meanwhile_no_more(
    world: MemoryWorld,
) -> None:
    table, stack = deadly(world), app(world)
    small_batches(world)
    readers = audience(stack, 20)
    write(stack)
    stack.opening.ask()
    table.fatal = 2
    with pytest.raises(Died):
        plan(stack)
    early, late = members(stack)[0], next(one for one in readers if one not in members(stack))
    leave(stack, early)
    leave(stack, late)
    prepare(stack, world)
    assert sorted(members(stack)) == sorted(set(readers) - {late})


@pytest.mark.parametrize("leavers", [0, 1])
def test_two_planners_of_a_range_make_one_plan(world: MemoryWorld, leavers: int) -> None:
    table, stack = deadly(world), app(world)
    small_batches(world)
    readers = audience(stack, 20)
    write(stack)
    stack.opening.ask()
    world.queue("schedule").messages.clear()
    first = min(readers, key=lambda one: (shard(one), one))

    def another() -> None:
        if leavers:
            leave(stack, first)
        plan(app(world))

    table.before = another
    plan(stack)
    expected = readers if not leavers else [one for one in readers if one != first]
    assert sorted(members(stack)) == sorted(expected)
    assert edition(stack).intended == len(expected)
    assert edition(stack).batches == 3


def test_a_planner_keeps_to_the_plan_of_another_that_died_after_it(world: MemoryWorld) -> None:
    table, stack = deadly(world), app(world)
    small_batches(world)
    readers = audience(stack, 20)
    write(stack)
    stack.opening.ask()
    first = min(readers, key=lambda one: (shard(one), one))

    def another() -> None:
        leave(stack, first)
        table.fatal, table.takes_effect = 1, True
        with pytest.raises(Died):
            plan(app(world))

    table.before = another
    plan(stack)
    assert sorted(members(stack)) == sorted(set(readers) - {first})
    assert (edition(stack).intended, edition(stack).batches) == (19, 3)


def test_two_planners_of_one_of_many_ranges_count_it_once(world: MemoryWorld) -> None:
    table, stack = deadly(world), app(world)
    audience(stack, 100)
    in_many_ranges(stack, world)
    table.before = lambda: plan(app(world), 7)
    plan(stack, 7)
    assert edition(stack).intended == len(members(stack)) > 0


def test_a_range_that_is_asked_for_twice_is_counted_once(stack: App, world: MemoryWorld) -> None:
    audience(stack, 51)
    write(stack)
    prepare(stack, world)
    plan(stack)
    work_schedule(stack, world)
    assert (edition(stack).intended, edition(stack).batches) == (51, 2)
    assert len(world.queue("deliver").messages) == 2


def test_ranges_share_the_audience_and_the_last_to_be_planned_starts_it(
    stack: App, world: MemoryWorld
) -> None:
    readers = audience(stack, 100)
    in_many_ranges(stack, world)
    world.queue("schedule").messages.clear()
    plan(stack, 64)
    order = [*range(63, 0, -1), 5, 0]
    for number in order:
        assert edition(stack).state == "planning"
        plan(stack, number)
    started = edition(stack)
    assert (started.state, started.planned) == ("sending", frozenset(range(64)))
    assert sorted(members(stack)) == sorted(readers)
    assert started.intended == 100
    assert started.batches == len(list(stack.editions.batches(started)))
    work_schedule(stack, world)
    assert len(world.queue("deliver").messages) == started.batches


def test_only_ranges_that_are_not_planned_are_asked_for_again(
    stack: App, world: MemoryWorld
) -> None:
    in_many_ranges(stack, world)
    plan(stack, 0)
    plan(stack, 63)
    world.queue("schedule").messages.clear()
    stack.opening.ask()
    asked = [message["range"] for message in world.queue("schedule").messages]
    assert asked == list(range(1, 63))


def test_a_planner_whose_time_is_up_hands_what_is_left_to_the_next(
    stack: App, world: MemoryWorld
) -> None:
    small_batches(world)
    readers = audience(stack, 20)
    write(stack)
    stack.opening.ask()
    waiting = world.queue("schedule").messages
    rounds = 0
    while waiting and waiting[0]["ask"] == "plan":
        message = waiting.pop(0)
        stack.planning.plan(message["edition"], message["range"], deadline=Ending())
        rounds += 1
    assert rounds == 3
    assert edition(stack).state == "sending"
    assert sorted(members(stack)) == sorted(readers)


def test_who_queues_batches_hands_what_is_left_to_the_next(stack: App, world: MemoryWorld) -> None:
    """A hundred thousand batches are more than one invocation has time to queue."""
    small_batches(world, 1)
    audience(stack, 205)
    write(stack)
    prepare(stack, world)
    queued = list(world.queue("deliver").messages)
    world.queue("deliver").messages.clear()
    asked: list[Any] = [{"ask": "queue", "edition": TODAY, "range": 0}]
    rounds = 0
    while asked:
        stack.queueing.queue(Step.from_message(asked.pop()), deadline=Ending())
        asked += world.queue("schedule").messages
        world.queue("schedule").messages.clear()
        rounds += 1
    assert rounds == 3
    assert world.queue("deliver").messages == queued


def test_who_confirms_after_opening_waits_for_tomorrow(stack: App, world: MemoryWorld) -> None:
    early = audience(stack, 2)
    write(stack)
    stack.opening.ask()
    world.clock.sleep(1)
    late = join(stack, "late@example.com")
    prepare(stack, world)
    assert sorted(members(stack)) == sorted(early)
    deliver(stack, world)
    stack.settling.settle()
    write(stack, "tomorrow")
    world.clock.sleep(24 * 3600)
    prepare(stack, world)
    assert sorted(members(stack, TOMORROW)) == sorted([*early, late])


def test_only_active_readers_are_in_the_audience(stack: App, world: MemoryWorld) -> None:
    stayed, left = audience(stack, 2)
    leave(stack, left)
    stack.signups.ask("pending@example.com", where="192.0.2.1")
    returned = join(stack, "returned@example.com")
    leave(stack, returned)
    stack.signups.ask("returned@example.com", where="192.0.2.1")
    write(stack)
    prepare(stack, world)
    assert members(stack) == [stayed]
    assert identity("pending@example.com") not in members(stack)


@pytest.mark.parametrize("ask", ["plan", "queue"])
def test_a_message_about_no_edition_does_nothing(stack: App, world: MemoryWorld, ask: str) -> None:
    calls: dict[str, Callable[[], Any]] = {
        "plan": lambda: plan(stack),
        "queue": lambda: queue(stack),
    }
    calls[ask]()
    assert not world.table("editions").items
    assert world.queue("deliver").messages == []


def test_only_batches_that_wait_are_queued(stack: App, world: MemoryWorld) -> None:
    audience(stack, 51)
    write(stack)
    prepare(stack, world)
    later = world.queue("deliver").messages.pop()
    deliver(stack, world)
    queue(stack)
    assert world.queue("deliver").messages == [later]
