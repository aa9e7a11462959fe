"""A letter kept in reserve goes out once, on a day for which nothing is queued, and never again."""

from datetime import timedelta

import pytest

from dearreader.app import App
from dearreader.errors import BadInput
from dearreader.events import Change, of_change
from tests.unit.conftest import MORNING
from tests.world.readers import audience, deliver, letter, prepare, received, write
from tests.world.world import MemoryWorld


def day(stack: App, world: MemoryWorld, number: int) -> list[str]:
    """Live through the morning of a day; returns whose letter went out on which day so far."""
    world.clock.time = MORNING + timedelta(days=number)
    for _ in range(3):
        prepare(stack, world)
        deliver(stack, world)
        stack.settling.settle()
        world.clock.sleep(300)
    return [edition.slug for edition in reversed(stack.editions.latest())]


def status(stack: App, slug: str) -> str:
    post = stack.posts.get(slug)
    assert post
    return post.status


def test_it_goes_out_when_nothing_is_queued_and_only_once(stack: App, world: MemoryWorld) -> None:
    audience(stack, 2)
    write(stack, "in-reserve", status="fallback")
    write(stack, "today")
    assert day(stack, world, 0) == ["today"]
    assert status(stack, "in-reserve") == "fallback"
    assert day(stack, world, 1) == ["today", "in-reserve"]
    assert status(stack, "in-reserve") == "sent"
    assert day(stack, world, 2) == ["today", "in-reserve"]
    assert len(received(world)) == 4
    with pytest.raises(BadInput, match="has gone out"):
        stack.posts.queue(letter("in-reserve"), now=stack.clock.now(), status="fallback")


def test_of_several_the_first_goes_first(stack: App, world: MemoryWorld) -> None:
    for slug in ("b", "a"):
        write(stack, slug, status="fallback")
        world.clock.sleep(60)
    assert day(stack, world, 0) == ["b"]
    assert day(stack, world, 1) == ["b", "a"]


@pytest.mark.parametrize(
    ("before", "after", "goes"), [("fallback", "queued", "moved"), ("queued", "fallback", "other")]
)
def test_the_writer_moves_it_into_the_queue_and_out_of_it(
    stack: App, world: MemoryWorld, before: str, after: str, goes: str
) -> None:
    write(stack, "moved", status="fallback" if before == "fallback" else "queued")
    world.clock.sleep(60)
    write(stack, "other", status="fallback" if after == "queued" else "queued")
    write(stack, "moved", status="queued" if after == "queued" else "fallback")
    assert status(stack, "moved") == after
    assert day(stack, world, 0) == [goes]


def test_queued_again_in_a_new_version_it_keeps_its_place(stack: App, world: MemoryWorld) -> None:
    write(stack, "first", "old", status="fallback")
    world.clock.sleep(60)
    write(stack, "second", status="fallback")
    world.clock.sleep(60)
    write(stack, "first", "new", status="fallback")
    (found, _) = stack.posts.with_status("fallback")
    assert (found.slug, status(stack, "first")) == ("first", "fallback")
    post = stack.posts.next_due()
    assert post
    assert (post.slug, post.letter) == ("first", "new")


def test_a_fallback_is_not_told_as_queued_but_as_sent(stack: App, world: MemoryWorld) -> None:
    write(stack, "in-reserve", status="fallback")
    day(stack, world, 0)
    told = [
        name for old, new in world.table("posts").changes for name, _ in of_change(Change(old, new))
    ]
    assert told == ["Post Sent"]
