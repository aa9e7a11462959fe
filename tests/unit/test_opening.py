"""What is due becomes an edition, once, and starts when the account allows it."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from dearreader.app import App
from dearreader.editions.pacing import USE
from dearreader.ports import Writing
from dearreader.times import milliseconds
from tests.unit.conftest import MORNING
from tests.world.readers import (
    TODAY,
    TOMORROW,
    audience,
    deliver,
    edition,
    prepare,
    received,
    work_schedule,
    write,
)
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, app

DAY = timedelta(days=1).total_seconds()


class Overtaken(MemoryTable):
    """A table in which something else happens just before the next transaction."""

    before: Callable[[], object] | None = None

    def transact(self, writings: Sequence[Writing]) -> None:
        before, self.before = self.before, None
        if before:
            before()
        super().transact(writings)


@pytest.fixture
def editions(world: MemoryWorld) -> Overtaken:
    table = Overtaken("editions")
    world.tables["editions"] = table
    return table


def status(stack: App, slug: str) -> str:
    post = stack.posts.get(slug)
    assert post
    return post.status


def a_second(world: MemoryWorld) -> float:
    """How many recipients a second the pacer hands out."""
    return float(1_000_000 / world.table("editions").items["pacer", "pacer"]["gap"])


def all_of(world: MemoryWorld, stack: App) -> None:
    """Send and close whatever is open."""
    prepare(stack, world)
    deliver(stack, world)
    stack.settling.settle()


def test_asking_often_opens_one_edition_of_the_first_post(stack: App, world: MemoryWorld) -> None:
    audience(stack, 3)
    write(stack, "first")
    write(stack, "second")
    opened = [stack.opening.ask() for _ in range(5)]
    assert [one.key for one in opened if one] == [TODAY]
    assert edition(stack).slug == "first"
    assert (status(stack, "first"), status(stack, "second")) == ("sending", "queued")
    work_schedule(stack, world)
    assert edition(stack).intended == 3
    assert edition(stack).batches == 1


def test_two_queued_posts_go_out_on_two_days(stack: App, world: MemoryWorld) -> None:
    audience(stack, 2)
    write(stack, "first")
    write(stack, "second")
    all_of(world, stack)
    for _ in range(4):
        world.clock.sleep(3 * 3600)
        all_of(world, stack)
    assert status(stack, "second") == "queued"
    assert len(received(world)) == 2
    world.clock.sleep(DAY / 2)
    all_of(world, stack)
    assert edition(stack, TOMORROW).slug == "second"
    assert (status(stack, "first"), status(stack, "second")) == ("sent", "sent")
    assert len(received(world)) == 4


def test_nothing_queued_opens_nothing(stack: App, world: MemoryWorld) -> None:
    audience(stack, 1)
    assert stack.opening.ask() is None
    assert stack.editions.latest() == []
    assert world.queue("schedule").messages == []


def test_before_its_hour_nothing_is_due(stack: App, world: MemoryWorld) -> None:
    world.clock.time = MORNING - timedelta(minutes=1)
    write(stack)
    assert stack.opening.ask() is None
    world.clock.time = MORNING
    assert stack.opening.ask() is not None


def test_the_next_edition_waits_for_the_one_that_is_open(stack: App, world: MemoryWorld) -> None:
    audience(stack, 2)
    write(stack, "first")
    write(stack, "second")
    prepare(stack, world)
    world.clock.sleep(DAY)
    assert stack.opening.ask() is None
    assert status(stack, "second") == "queued"
    deliver(stack, world)
    stack.settling.settle()
    assert stack.opening.ask() is not None
    assert edition(stack, TOMORROW).slug == "second"


def test_of_two_who_ask_at_once_one_opens(
    stack: App, world: MemoryWorld, editions: Overtaken
) -> None:
    write(stack, "first")
    write(stack, "second")
    editions.before = app(world).opening.ask
    assert stack.opening.ask() is None
    assert [one.slug for one in stack.editions.latest()] == ["first"]
    assert status(stack, "second") == "queued"


def test_of_two_who_ask_about_different_days_one_opens(
    stack: App, world: MemoryWorld, editions: Overtaken
) -> None:
    write(stack)
    editions.before = app(world).opening.ask
    assert stack.opening.ask(MORNING + timedelta(days=1)) is None
    assert [one.key for one in stack.editions.latest()] == [TODAY]


def test_of_two_who_see_different_posts_one_opens(
    stack: App, world: MemoryWorld, editions: Overtaken
) -> None:
    write(stack, "second")

    def another() -> None:
        world.clock.sleep(-60)
        write(stack, "first")
        world.clock.sleep(60)
        app(world).opening.ask()

    editions.before = another
    assert stack.opening.ask() is None
    assert [one.slug for one in stack.editions.latest()] == ["first"]
    assert status(stack, "second") == "queued"


def test_a_letter_that_the_writer_replaces_meanwhile_is_not_the_old_one(
    stack: App, world: MemoryWorld, editions: Overtaken
) -> None:
    write(stack, version="old")
    editions.before = lambda: write(stack, version="new")
    assert stack.opening.ask() is None
    assert stack.editions.latest() == []
    opened = stack.opening.ask()
    assert opened
    assert opened.letter == "new"


def test_at_stands_in_for_the_moment_only_where_the_slot_is_looked_for(
    stack: App, world: MemoryWorld
) -> None:
    write(stack)
    opened = stack.opening.ask(MORNING + timedelta(days=3, hours=2))
    assert opened
    assert opened.key == "2026-11-27.daily"
    assert opened.slot == MORNING + timedelta(days=3)
    assert opened.opened == world.clock.now()
    assert opened.unsent_after == world.clock.now() + timedelta(hours=18)


def test_a_question_that_was_lost_is_asked_again(stack: App, world: MemoryWorld) -> None:
    audience(stack, 1)
    write(stack)
    stack.opening.ask()
    world.queue("schedule").messages.clear()
    stack.opening.ask()
    work_schedule(stack, world)
    assert edition(stack).state == "sending"
    assert len(world.queue("deliver").messages) == 1


def test_a_planned_edition_that_nobody_started_is_started(stack: App, world: MemoryWorld) -> None:
    audience(stack, 1)
    write(stack)
    stack.opening.ask()
    stack.editions.planned(TODAY, 0, batches=0, intended=0)
    stack.opening.ask()
    assert edition(stack).state == "sending"


def test_an_edition_without_readers_is_closed_with_zeros(stack: App, world: MemoryWorld) -> None:
    write(stack)
    all_of(world, stack)
    assert edition(stack).state == "closed"
    assert set(edition(stack).account.values()) == {0}
    assert status(stack, "the-sea") == "sent"


def test_what_is_reserved_for_others_is_left_to_them(world: MemoryWorld) -> None:
    stack = app(world, RESERVE="40")
    write(stack)
    stack.opening.ask()
    assert edition(stack).size == 10
    assert a_second(world) == pytest.approx(10 * USE, rel=1e-4)


def test_a_reserve_above_the_rate_leaves_one_a_second(world: MemoryWorld) -> None:
    stack = app(world, RESERVE="80")
    write(stack)
    stack.opening.ask()
    assert edition(stack).size == 1
    assert a_second(world) == pytest.approx(1 * USE, rel=1e-4)


@pytest.mark.parametrize(("intended", "ranges"), [(49_999, 1), (50_000, 64)])
def test_a_large_audience_is_planned_in_many_ranges(
    stack: App, world: MemoryWorld, intended: int, ranges: int
) -> None:
    write(stack)
    all_of(world, stack)
    world.table("editions").items["edition", TODAY]["intended"] = intended
    write(stack, "another")
    world.clock.sleep(DAY)
    stack.opening.ask()
    assert edition(stack, TOMORROW).ranges == ranges
    asked = [message["range"] for message in world.queue("schedule").messages]
    assert asked == list(range(ranges))


def test_an_edition_tells_when_its_unsent_expires(stack: App, world: MemoryWorld) -> None:
    world.clock.sleep(3600)
    write(stack)
    stack.opening.ask()
    item = world.table("editions").items["edition", TODAY]
    assert item["unsent_after"] == milliseconds(MORNING + timedelta(hours=20))
