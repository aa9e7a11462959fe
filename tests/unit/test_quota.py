"""What the account may send: not at all, some of it now and the rest later, or more slowly."""

from datetime import timedelta

import pytest

from dearreader.app import App
from dearreader.ports import SendingAccount
from tests.unit.conftest import MORNING
from tests.world.readers import (
    TODAY,
    addresses_of,
    deliver,
    edition,
    prepare,
    received,
)
from tests.world.sendings import counts, finish, outcomes, sending
from tests.world.world import MemoryWorld, app

EXCEEDED = "ACCOUNT_DAILY_QUOTA_EXCEEDED"


def may_send(world: MemoryWorld, room: int | None, *, rate: float = 50) -> None:
    world.ses.standing = SendingAccount(rate=rate, room=room)


def tick(stack: App, world: MemoryWorld) -> None:
    """What happens every five minutes, and what comes of it."""
    prepare(stack, world)
    deliver(stack, world)
    stack.settling.settle()
    world.clock.sleep(300)


@pytest.mark.parametrize(("room", "readers"), [(0, 1), (2, 3), (49, 60)])
def test_without_room_for_one_call_an_edition_waits_and_goes_on_by_itself(
    stack: App, world: MemoryWorld, room: int, readers: int
) -> None:
    may_send(world, room)
    sending(stack, world, readers)
    for _ in range(3):
        tick(stack, world)
    held = edition(stack)
    assert (held.state, held.hold) == ("held", "quota")
    assert f"{room} more mails within 24 hours" in held.reason
    assert f"{readers} readers" in held.reason
    assert world.ses.calls == []
    may_send(world, readers)
    for _ in range(3):
        tick(stack, world)
    assert counts(stack, accepted=readers)
    assert received(world) == addresses_of(range(readers))


@pytest.mark.parametrize(("room", "state"), [(9, "held"), (10, "sending")])
def test_room_for_all_who_still_wait_is_enough_however_few_they_are(
    stack: App, world: MemoryWorld, room: int, state: str
) -> None:
    sending(stack, world, 60)
    later = world.queue("deliver").messages.pop()
    deliver(stack, world)
    may_send(world, room)
    prepare(stack, world)
    assert edition(stack).state == state
    world.queue("deliver").messages[:] = [later]
    assert deliver(stack, world) == ["sent" if state == "sending" else "not sending"]


def test_where_there_is_room_for_some_they_are_mailed_and_the_rest_when_there_is_more(
    stack: App, world: MemoryWorld
) -> None:
    may_send(world, 70)
    sending(stack, world, 120)
    assert edition(stack).state == "sending"
    world.ses.answers = [*["SUCCESS"] * 70, *[EXCEEDED] * 30]
    assert deliver(stack, world) == ["sent", "held", "not sending"]
    assert (edition(stack).hold, outcomes(stack)) == ("quota", "a" * 70 + "." * 50)
    may_send(world, 0)
    for _ in range(5):
        tick(stack, world)
    assert edition(stack).state == "held"
    assert len(received(world)) == 70
    may_send(world, 50)
    for _ in range(3):
        tick(stack, world)
    assert counts(stack, accepted=120)
    assert received(world) == addresses_of(range(120))


def test_what_finds_no_room_in_20_hours_expires(stack: App, world: MemoryWorld) -> None:
    may_send(world, 50)
    sending(stack, world, 60)
    world.ses.answers = [*["SUCCESS"] * 50, *[EXCEEDED] * 10]
    deliver(stack, world)
    may_send(world, 0)
    world.clock.time = MORNING + timedelta(hours=19, minutes=59)
    tick(stack, world)
    assert edition(stack).state == "held"
    tick(stack, world)
    assert counts(stack, accepted=50, expired=10)


@pytest.mark.parametrize("reason", ["sending is switched off", "SES has not verified example.com"])
@pytest.mark.parametrize("when", ["before it begins", "while it is sent"])
def test_an_account_that_may_not_send_stops_the_edition_until_the_writer_resumes(
    stack: App, world: MemoryWorld, reason: str, when: str
) -> None:
    broken = SendingAccount(rate=50, room=None, fault=reason)
    if when == "before it begins":
        world.ses.standing = broken
    sending(stack, world, 60)
    world.ses.standing = broken
    prepare(stack, world)
    assert set(deliver(stack, world)) <= {"not sending"}
    held = edition(stack)
    assert (held.state, held.hold, held.reason) == ("held", "account", reason)
    stack.deciding.resume(TODAY)
    prepare(stack, world)
    assert edition(stack).hold == "account"
    may_send(world, None)
    for _ in range(3):
        tick(stack, world)
    assert edition(stack).state == "held"
    stack.deciding.resume(TODAY)
    finish(stack, world)
    assert counts(stack, accepted=60)
    assert received(world) == addresses_of(range(60))


@pytest.mark.parametrize(("knows", "state"), [("no", "held"), ("yes", "sending")])
def test_in_the_sandbox_only_who_knows_of_it_sends(
    world: MemoryWorld, knows: str, state: str
) -> None:
    world.ses.standing = SendingAccount(rate=1, room=200, production=False)
    stack = app(world, SANDBOX=knows)
    sending(stack, world, 2)
    assert edition(stack).state == state
    assert ("sandbox" in edition(stack).reason) == (state == "held")
    assert deliver(stack, world) == ["sent"] * (2 if state == "sending" else 0)


@pytest.mark.parametrize("process", ["the same", "another"])
def test_where_the_rate_is_lowered_meanwhile_calls_are_no_larger_than_it(
    stack: App, world: MemoryWorld, process: str
) -> None:
    sending(stack, world, 150)
    waiting = world.queue("deliver").messages
    later = [waiting.pop(), waiting.pop()]
    deliver(stack, world)
    may_send(world, None, rate=7.5)
    stack.opening.ask()
    waiting[:] = later
    slow = stack if process == "the same" else app(world)
    began = world.clock.now()
    for _ in range(6):
        deliver(slow, world)
    sizes = [len(call.copies) for call in world.ses.calls]
    assert sizes[0] == 50
    assert max(sizes[1:]) == 7
    assert received(world) == addresses_of(range(150))
    assert (100 - 7) / 7.5 < (world.clock.now() - began).total_seconds() < 25
