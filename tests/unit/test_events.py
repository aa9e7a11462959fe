"""Changes of the tables become events, once each, and nothing that is only our own business."""

import json
from typing import Any

import pytest

from dearreader import events
from dearreader.app import App
from dearreader.events import Change
from dearreader.posts import Manuscript
from tests.world.readers import (
    TODAY,
    audience,
    deliver,
    identity,
    join,
    leave,
    prepare,
    reader,
    write,
)
from tests.world.world import MemoryWorld

ADA = identity("ada@example.com")


def told(world: MemoryWorld, table: str) -> list[tuple[str, dict[str, Any]]]:
    changes = [Change(*change) for change in world.table(table).changes]
    return [
        (detail_type, dict(detail))
        for change in changes
        for detail_type, detail in events.of_change(change)
    ]


def test_a_reader_s_way_is_told_step_by_step(stack: App, world: MemoryWorld) -> None:
    join(stack, "ada@example.com")
    leave(stack, ADA)
    at = world.clock.now().isoformat()
    assert told(world, "subscribers") == [
        ("Subscriber Pending", {"version": 1, "id": ADA, "at": at}),
        ("Subscriber Confirmed", {"version": 1, "id": ADA, "at": at}),
        ("Subscriber Left", {"version": 1, "id": ADA, "at": at, "how": "unsubscribed"}),
    ]


def test_asking_again_is_told_again_so_that_another_mail_goes_out(
    stack: App, world: MemoryWorld
) -> None:
    for _ in range(2):
        stack.signups.ask("ada@example.com", where="192.0.2.1")
        world.clock.sleep(1)
    assert [detail_type for detail_type, _ in told(world, "subscribers")] == [
        "Subscriber Pending",
        "Subscriber Pending",
    ]


def test_what_is_only_counted_is_not_told(stack: App, world: MemoryWorld) -> None:
    stack.signups.ask("ada@example.com", where="192.0.2.1")
    stack.subscribers.invited(reader(stack, ADA), world.clock.now(), owner="one")
    join(stack, "ada@example.com")
    stack.subscribers.bounced_for_now(ADA, TODAY, now=world.clock.now())
    write(stack)
    stack.posts.add(Manuscript(slug="the-sea", title="other", body=""), "", now=world.clock.now())
    assert [detail_type for detail_type, _ in told(world, "subscribers")] == [
        "Subscriber Pending",
        "Subscriber Confirmed",
    ]
    assert [detail_type for detail_type, _ in told(world, "posts")] == ["Post Queued"]


def test_a_post_is_told_when_it_is_queued_changed_and_sent(stack: App, world: MemoryWorld) -> None:
    write(stack, version="old")
    write(stack, version="old")
    write(stack, version="new")
    at = world.clock.now().isoformat()
    audience(stack, 1)
    prepare(stack, world)
    deliver(stack, world)
    stack.settling.settle()
    assert told(world, "posts") == [
        ("Post Queued", {"version": 1, "slug": "the-sea", "letter": "old", "at": at}),
        ("Post Queued", {"version": 1, "slug": "the-sea", "letter": "new", "at": at}),
        ("Post Sent", {"version": 1, "slug": "the-sea", "edition": TODAY, "at": at}),
    ]


def test_what_expires_from_a_table_is_not_told(stack: App, world: MemoryWorld) -> None:
    stack.signups.ask("ada@example.com", where="192.0.2.1")
    table = world.table("subscribers")
    ((pk, sk),) = table.items
    table.changes.clear()
    table.delete(pk, sk)
    assert table.changes
    assert told(world, "subscribers") == []


@pytest.mark.parametrize(
    "item", [{}, {"pk": "pacer"}, {"pk": "idea#1", "sk": "a"}, {"sk": "post#"}]
)
def test_other_items_are_not_told(item: dict[str, Any]) -> None:
    assert events.of_change(Change({}, item)) == []


def test_no_event_holds_an_address_a_key_or_a_reader_s_words(
    stack: App, world: MemoryWorld
) -> None:
    join(stack, "ada@example.com")
    key = reader(stack, ADA).key
    stack.ideas.want("how whales sleep", ADA, reply="mail", now=world.clock.now())
    everything = json.dumps([told(world, table) for table in ("subscribers", "ideas")])
    assert "Idea Wanted" in everything
    assert not [secret for secret in ("ada@", key, "whales") if secret in everything]
