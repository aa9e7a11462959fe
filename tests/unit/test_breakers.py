"""So many bounces or complaints that SES would begin to look at the account hold the edition."""

from collections.abc import Iterable
from typing import Any

import pytest

from dearreader.app import App
from tests.world.readers import (
    TODAY,
    deliver,
    edition,
    members,
    prepare,
    reader,
    tags,
    take,
)
from tests.world.sendings import counts, finish, sending
from tests.world.world import MemoryWorld

BOUNCED, COMPLAINED = "Email Bounced", "Email Complaint Received"


def told(world: MemoryWorld, kind: str, place: int, **bounce: str) -> dict[str, Any]:
    """An event about the copy at that place of the edition."""
    detail: dict[str, Any] = {"mail": {"tags": tags(world, place // 50, place % 50)}}
    if kind == BOUNCED:
        detail["bounce"] = {"bounceType": "Permanent", **bounce}
    return {"detail-type": kind, "detail": detail}


def hear(stack: App, world: MemoryWorld, kind: str, places: Iterable[int], **bounce: str) -> None:
    stack.feedback.take(told(world, kind, place, **bounce) for place in places)


def with_one_batch_left(stack: App, world: MemoryWorld, accepted: int) -> dict[str, Any]:
    """So many have their letter and one batch waits, whose message is returned."""
    sending(stack, world, accepted + 10)
    last = world.queue("deliver").messages.pop()
    deliver(stack, world)
    world.queue("settle").messages.clear()
    return dict(last)


@pytest.mark.parametrize(
    ("kind", "count", "hold"),
    [(BOUNCED, 20, "bounces"), (COMPLAINED, 1, "complaints")],
)
def test_at_its_share_of_500_accepted_an_edition_is_held_and_resuming_overrules_it(
    stack: App, world: MemoryWorld, kind: str, count: int, hold: str
) -> None:
    last = with_one_batch_left(stack, world, 500)
    hear(stack, world, kind, range(count - 1))
    stack.settling.settle()
    assert edition(stack).state == "sending"
    assert world.queue("settle").messages == []
    hear(stack, world, kind, [count - 1])
    assert world.queue("settle").messages == [{"ask": "settle"}]
    stack.settling.settle()
    assert (edition(stack).state, edition(stack).hold) == ("held", hold)
    assert f"{count} of 500" in edition(stack).reason
    assert take(stack, last) == "not sending"
    since = edition(stack).held
    world.clock.sleep(300)
    stack.settling.settle()
    assert (edition(stack).state, edition(stack).held) == ("held", since)
    stack.deciding.resume(TODAY)
    finish(stack, world)
    assert counts(stack, accepted=510)


@pytest.mark.parametrize(("kind", "count"), [(BOUNCED, 100), (COMPLAINED, 9)])
def test_below_500_accepted_nothing_is_held(
    stack: App, world: MemoryWorld, kind: str, count: int
) -> None:
    sending(stack, world, 559)
    last = world.queue("deliver").messages.pop(-2)
    world.queue("deliver").messages.pop()
    world.ses.answers = ["INVALID_PARAMETER"]
    deliver(stack, world)
    hear(stack, world, kind, range(1, count + 1))
    stack.settling.settle()
    assert edition(stack).state == "sending"
    take(stack, last)
    stack.settling.settle()
    assert edition(stack).state == "held"


@pytest.mark.parametrize(
    ("bounce", "stays"),
    [
        ({"bounceSubType": "OnAccountSuppressionList"}, "bounced"),
        ({"bounceType": "Transient"}, "active"),
    ],
)
def test_what_ses_did_not_try_or_may_yet_deliver_is_no_bounce_of_the_account_s(
    stack: App, world: MemoryWorld, bounce: dict[str, str], stays: str
) -> None:
    last = with_one_batch_left(stack, world, 500)
    hear(stack, world, BOUNCED, range(100), **bounce)
    stack.settling.settle()
    assert edition(stack).state == "sending"
    assert {reader(stack, one).status for one in members(stack)[:100]} == {stays}
    assert take(stack, last) == "sent"


def test_an_event_that_comes_again_is_one_bounce(stack: App, world: MemoryWorld) -> None:
    with_one_batch_left(stack, world, 500)
    for _ in range(3):
        hear(stack, world, BOUNCED, range(19))
    stack.settling.settle()
    assert edition(stack).state == "sending"
    assert world.queue("settle").messages == []


def test_who_overrules_bounces_has_not_overruled_complaints(stack: App, world: MemoryWorld) -> None:
    with_one_batch_left(stack, world, 500)
    hear(stack, world, BOUNCED, range(20))
    stack.settling.settle()
    stack.deciding.resume(TODAY)
    prepare(stack, world)
    hear(stack, world, COMPLAINED, [30])
    stack.settling.settle()
    assert (edition(stack).state, edition(stack).hold) == ("held", "complaints")


def test_an_edition_that_the_writer_paused_stays_the_writer_s(
    stack: App, world: MemoryWorld
) -> None:
    with_one_batch_left(stack, world, 500)
    stack.deciding.pause(TODAY)
    hear(stack, world, BOUNCED, range(20))
    stack.settling.settle()
    assert edition(stack).hold == "writer"


def test_settle_is_asked_to_look_as_often_as_a_breaker_could_trip_and_not_more_often(
    stack: App, world: MemoryWorld
) -> None:
    with_one_batch_left(stack, world, 100)
    hear(stack, world, BOUNCED, range(45))
    hear(stack, world, COMPLAINED, range(50, 53))
    assert len(world.queue("settle").messages) == 2 + 3
