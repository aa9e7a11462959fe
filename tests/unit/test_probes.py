"""Three calls in doubt in a row stop an edition; then one batch at a time tries SES again."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from dearreader.app import App
from dearreader.conditions import Condition, Update
from dearreader.errors import UNREACHABLE, SendInDoubt, SendRefused
from dearreader.ports import Item, SendingAccount
from tests.unit.conftest import MORNING
from tests.world.readers import (
    TODAY,
    addresses_of,
    deliver,
    edition,
    received,
    take,
)
from tests.world.sendings import LEASE, QUARTER, counts, finish, receive, sending
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, app

MINUTE = 60


def in_twos(stack: App, world: MemoryWorld, readers: int) -> None:
    """An edition in batches of two."""
    world.ses.standing = SendingAccount(rate=2, room=None)
    sending(stack, world, readers)


def stopped(stack: App, world: MemoryWorld, readers: int = 20) -> None:
    """An edition that three calls in doubt have stopped."""
    in_twos(stack, world, readers)
    world.ses.answers = [SendInDoubt()] * 3
    assert deliver(stack, world)[:4] == ["in doubt"] * 3 + ["not sending"]


def look(stack: App, world: MemoryWorld) -> Mapping[str, Any]:
    """What settle/ asks of deliver/, which is one message."""
    world.queue("deliver").messages.clear()
    stack.settling.settle()
    (message,) = world.queue("deliver").messages
    return message


def test_three_calls_in_doubt_in_a_row_stop_the_edition(stack: App, world: MemoryWorld) -> None:
    stopped(stack, world)
    held = edition(stack)
    assert (held.state, held.hold) == ("held", "doubt")
    assert "no answer" in held.reason
    assert len(world.ses.calls) == 3


@pytest.mark.parametrize(
    "between",
    [
        ["SUCCESS", "SUCCESS"],
        ["MESSAGE_REJECTED", "SUCCESS"],
        [SendRefused("TooManyRequestsException")],
    ],
)
def test_an_answer_between_them_begins_the_row_anew(
    stack: App, world: MemoryWorld, between: list[str | Exception]
) -> None:
    in_twos(stack, world, 12)
    doubt = SendInDoubt()
    world.ses.answers = [doubt, doubt, *between, doubt, doubt]
    deliver(stack, world)
    assert edition(stack).state == "sending"
    assert world.ses.answers == []


def test_a_call_that_never_reached_ses_is_no_answer(stack: App, world: MemoryWorld) -> None:
    in_twos(stack, world, 12)
    doubt = SendInDoubt()
    world.ses.answers = [doubt, doubt, SendRefused(UNREACHABLE), doubt]
    deliver(stack, world)
    assert edition(stack).hold == "doubt"


def test_one_batch_tries_again_after_1_2_4_8_and_then_every_15_minutes(
    stack: App, world: MemoryWorld
) -> None:
    stopped(stack, world, 40)
    stopped_at = world.clock.now()
    settle, tried, due = world.queue("settle"), [], [0.0]
    world.ses.answers = [SendInDoubt()] * 9
    for second in range(80 * MINUTE):
        world.clock.time = max(world.clock.time, stopped_at + timedelta(seconds=second))
        if second % 300 and second < min(due):
            continue
        due = [moment for moment in due if moment > second] or [2.0**31]
        settle.delays.clear()
        stack.settling.settle()
        due += [second + delay for delay in settle.delays]
        calls = len(world.ses.calls)
        deliver(stack, world)
        tried += [second / MINUTE] * (len(world.ses.calls) - calls)
    waits = [after - before for before, after in zip([0.0, *tried], tried, strict=False)]
    assert waits[:5] == pytest.approx([1, 2, 4, 8, 15], abs=0.3)
    assert all(15 <= wait <= 20 for wait in waits[5:])
    assert len(waits) == 8


def test_an_answered_try_frees_the_edition_and_everybody_gets_it(
    stack: App, world: MemoryWorld
) -> None:
    stopped(stack, world)
    world.clock.sleep(MINUTE)
    message = look(stack, world)
    world.queue("settle").messages.clear()
    assert take(stack, message) == "sent"
    assert edition(stack).state == "sending"
    assert {"ask": "settle"} in world.queue("settle").messages
    world.clock.sleep(LEASE + QUARTER)
    stack.settling.settle()
    finish(stack, world)
    world.clock.sleep(QUARTER)
    stack.settling.settle()
    assert counts(stack, accepted=14, unresolved=6)
    assert len(received(world)) == 14


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (SendRefused("TooManyRequestsException"), "sending"),
        (SendRefused("BadRequestException"), "sending"),
        (SendRefused(UNREACHABLE), "held"),
        (SendInDoubt(), "held"),
    ],
)
def test_a_refusal_is_an_answer_too_and_silence_is_none(
    stack: App, world: MemoryWorld, answer: Exception, state: str
) -> None:
    stopped(stack, world)
    world.clock.sleep(MINUTE)
    message = look(stack, world)
    world.ses.answers = [answer]
    take(stack, message)
    assert edition(stack).state == state
    assert edition(stack).probes == (1 if state == "held" else 0)


def test_of_two_tries_of_one_number_one_calls(stack: App, world: MemoryWorld) -> None:
    stopped(stack, world)
    world.clock.sleep(MINUTE)
    message = look(stack, world)
    another = {**message, "batch": message["batch"] + 1}
    world.ses.answers = [SendInDoubt(), SendInDoubt()]
    assert take(stack, message) == "in doubt"
    assert take(app(world), message) == "not sending"
    assert take(app(world), another) == "not sending"
    assert len(world.ses.calls) == 4


class Overtaken(MemoryTable):
    """Editions, in which another takes the try just before."""

    before: Callable[[], object] | None = None

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        if "probes" in update.put:
            before, self.before = self.before, None
            if before:
                before()
        return super().update(pk, sk, update, when=when)


@pytest.mark.parametrize("first", [SendInDoubt(), SendRefused(UNREACHABLE), "SUCCESS"])
def test_of_two_tries_at_once_one_calls(world: MemoryWorld, first: str | Exception) -> None:
    table = Overtaken("editions")
    world.tables["editions"] = table
    stack = app(world)
    stopped(stack, world)
    world.clock.sleep(MINUTE)
    message = look(stack, world)
    another = {**message, "batch": message["batch"] + 1}
    world.ses.answers = [first]
    table.before = lambda: take(app(world), another)
    assert take(stack, message) == "not sending"
    assert len(world.ses.calls) == 4


def test_a_try_before_its_time_or_of_an_edition_held_for_other_reasons_is_none(
    stack: App, world: MemoryWorld
) -> None:
    stopped(stack, world)
    world.queue("deliver").messages.clear()
    stack.settling.settle()
    assert world.queue("deliver").messages == []
    world.clock.sleep(MINUTE)
    message = look(stack, world)
    stack.deciding.pause(TODAY)
    assert take(stack, message) == "not sending"
    assert len(world.ses.calls) == 3


def test_a_try_whose_message_was_lost_is_made_up_for_by_the_tick(
    stack: App, world: MemoryWorld
) -> None:
    stopped(stack, world)
    world.clock.sleep(MINUTE)
    lost = look(stack, world)
    world.clock.sleep(300)
    again = look(stack, world)
    assert again == lost
    assert take(stack, again) == "sent"
    assert edition(stack).state == "sending"


def test_a_try_is_still_made_every_quarter_of_an_hour_at_the_end_of_20_hours(
    stack: App, world: MemoryWorld
) -> None:
    stopped(stack, world)
    tries: list[datetime] = []
    while world.clock.now() < MORNING + timedelta(hours=20):
        world.ses.answers = [SendRefused(UNREACHABLE)]
        stack.settling.settle()
        if deliver(stack, world) != ["not sending"]:
            tries += [world.clock.now()] * (len(world.ses.calls) - 3 - len(tries))
        world.clock.sleep(300)
    assert tries[-1] >= MORNING + timedelta(hours=19, minutes=35)
    stack.settling.settle()
    assert counts(stack, expired=14, unresolved=6)


def test_doubts_of_a_stopped_edition_are_settled_and_it_is_closed_if_nothing_else_is_left(
    stack: App, world: MemoryWorld
) -> None:
    in_twos(stack, world, 6)
    world.ses.after_accepting = [SendInDoubt()] * 3
    assert deliver(stack, world) == ["in doubt"] * 3
    assert edition(stack).hold == "doubt"
    world.clock.sleep(LEASE + 1)
    stack.settling.settle()
    for call in range(3):
        receive(stack, world, call, [0, 1])
    stack.settling.settle()
    assert counts(stack, accepted=6)
    assert received(world) == addresses_of(range(6))


@pytest.mark.parametrize("hold", ["the writer", "the account"])
def test_doubts_of_an_edition_that_is_held_for_other_reasons_are_settled_too(
    stack: App, world: MemoryWorld, hold: str
) -> None:
    in_twos(stack, world, 6)
    world.ses.after_accepting = [SendInDoubt()]
    last = world.queue("deliver").messages.pop()
    deliver(stack, world)
    if hold == "the writer":
        stack.deciding.pause(TODAY)
    else:
        world.ses.standing = SendingAccount(rate=2, room=None, fault="switched off")
        stack.opening.ask()
    world.clock.sleep(LEASE + 1)
    for wait in (0, QUARTER, 300):
        world.clock.sleep(wait)
        stack.settling.settle()
    assert edition(stack).state == "held"
    assert [one.outcomes for one in stack.editions.batches(edition(stack))] == ["uu", "aa", ".."]
    world.ses.standing = SendingAccount(rate=2, room=None)
    stack.deciding.resume(TODAY)
    finish(stack, world)
    assert counts(stack, accepted=4, unresolved=2)
    assert last not in world.queue("deliver").messages
