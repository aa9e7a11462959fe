"""What the writer is told by mail: once each, with the one command that settles it."""

import re
from datetime import timedelta

import pytest

from dearreader.app import App
from dearreader.errors import SendInDoubt, SendRefused
from tests.unit.conftest import MORNING
from tests.world.readers import (
    TODAY,
    audience,
    deliver,
    edition,
    prepare,
    write,
)
from tests.world.sendings import LEASE, QUARTER, finish, sending
from tests.world.world import MemoryWorld


def tell(stack: App, world: MemoryWorld, times: int = 3) -> list[tuple[str, str]]:
    """Ask nudge/ so often, a tick apart; returns what the writer was told meanwhile."""
    before = len(world.mailbox.mails)
    for _ in range(times):
        stack.nudges.tell()
        world.clock.sleep(300)
    return world.mailbox.mails[before:]


def with_unresolved(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 3)
    write(stack, "tomorrow")
    world.ses.answers = [SendInDoubt()]
    deliver(stack, world)
    for seconds in (LEASE + 1, QUARTER):
        world.clock.sleep(seconds)
        stack.settling.settle()


def commands(text: str) -> list[str]:
    return re.findall(r"^  (dearreader .+)$", text, re.MULTILINE)


def test_where_all_is_well_nothing_is_told(stack: App, world: MemoryWorld) -> None:
    assert tell(stack, world) == []
    sending(stack, world, 3)
    write(stack, "tomorrow")
    assert tell(stack, world) == []
    finish(stack, world)
    assert tell(stack, world) == []


def test_a_held_edition_is_told_once_with_the_command_that_lets_it_go_on(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 3)
    write(stack, "tomorrow")
    world.ses.answers = [SendRefused("SendingPausedException")]
    deliver(stack, world)
    ((subject, text),) = tell(stack, world)
    assert "2026-11-24 waits" in subject
    assert "sending is paused for the account" in text
    assert "“the-sea”" in text
    assert "03:00 on 25 November" in text
    assert commands(text) == [f"dearreader edition resume {TODAY}"]


def test_held_again_it_is_told_again(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 3)
    write(stack, "tomorrow")
    for _ in range(2):
        stack.deciding.pause(TODAY)
        assert len(tell(stack, world)) == 1
        stack.deciding.resume(TODAY)
        prepare(stack, world)
    assert tell(stack, world) == []


def test_a_hold_that_ends_by_itself_asks_nothing_of_the_writer(
    stack: App, world: MemoryWorld
) -> None:
    world.ses.standing = type(world.ses.standing)(rate=50, room=0)
    sending(stack, world, 3)
    write(stack, "tomorrow")
    ((_, text),) = tell(stack, world)
    assert commands(text) == [f"dearreader edition show {TODAY}"]
    assert "by itself" in text


@pytest.mark.parametrize("hold", ["quota", "doubt"])
def test_a_hold_that_comes_and_goes_by_itself_is_told_the_first_time(
    stack: App, world: MemoryWorld, hold: str
) -> None:
    world.ses.standing = type(world.ses.standing)(rate=1, room=None)
    sending(stack, world, 20)
    write(stack, "tomorrow")
    fault = ["ACCOUNT_DAILY_QUOTA_EXCEEDED"] if hold == "quota" else [SendInDoubt()] * 3
    for _ in range(3):
        world.ses.answers = list(fault)
        deliver(stack, world)
        assert edition(stack).hold == hold
        tell(stack, world)
        for _ in range(3):
            prepare(stack, world)
            stack.settling.settle()
            take = world.queue("deliver").messages
            if edition(stack).state == "held":
                deliver(stack, world)
        assert (edition(stack).state, bool(take)) == ("sending", True)
    assert len(world.mailbox.mails) == 1


def test_the_unresolved_are_told_by_number_with_what_can_be_done(
    stack: App, world: MemoryWorld
) -> None:
    with_unresolved(stack, world)
    ((subject, text),) = tell(stack, world)
    assert "3 may not have got it" in subject
    assert "3 of 3" in text
    assert commands(text) == [
        f"dearreader edition {what} {TODAY}" for what in ("show", "resend", "leave")
    ]


def test_what_the_writer_has_decided_already_is_not_told(stack: App, world: MemoryWorld) -> None:
    with_unresolved(stack, world)
    stack.deciding.leave(TODAY)
    assert tell(stack, world) == []


def test_who_did_not_get_it_in_time_is_told_by_number(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 60)
    write(stack, "tomorrow")
    world.queue("deliver").messages.clear()
    world.clock.time = MORNING + timedelta(hours=20)
    stack.settling.settle()
    ((subject, text),) = tell(stack, world)
    assert "60 did not get it in time" in subject
    assert "60 of 60" in text
    assert commands(text) == [f"dearreader edition show {TODAY}"]


@pytest.mark.parametrize(("hours", "told"), [(9.9, 0), (10, 1), (23, 1)])
def test_in_the_evening_before_an_empty_queue_is_told_once(
    stack: App, world: MemoryWorld, hours: float, told: int
) -> None:
    sending(stack, world, 1)
    finish(stack, world)
    world.clock.time = MORNING + timedelta(hours=hours)
    found = tell(stack, world, times=1)
    assert len(found) == told
    if told:
        assert "Nothing is queued for 2026-11-25 yet" in found[0][0]
        assert commands(found[0][1]) == [
            "dearreader post queue SLUG",
            "dearreader post queue SLUG --fallback",
        ]
    assert tell(stack, world, times=3 if told else 0) == []


def test_a_day_without_a_letter_is_told_and_until_when_one_may_still_come(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 1)
    finish(stack, world)
    world.clock.time = MORNING + timedelta(days=1)
    ((subject, text),) = tell(stack, world)
    assert "No letter went out on 2026-11-25" in subject
    assert "19:00 on 25 November" in text
    assert commands(text) == ["dearreader post queue SLUG"]


@pytest.mark.parametrize("status", ["queued", "fallback"])
def test_where_a_letter_waits_or_is_kept_in_reserve_no_day_is_missed(
    stack: App, world: MemoryWorld, status: str
) -> None:
    sending(stack, world, 1)
    finish(stack, world)
    write(stack, "kept", status="queued" if status == "queued" else "fallback")
    world.clock.time = MORNING + timedelta(hours=20)
    assert tell(stack, world) == []


def test_before_the_first_letter_no_day_is_missed(stack: App, world: MemoryWorld) -> None:
    audience(stack, 1)
    assert tell(stack, world) == []
    for _ in range(2):
        world.clock.sleep(12 * 3600)
        assert tell(stack, world) == []


def test_no_text_holds_an_address(stack: App, world: MemoryWorld) -> None:
    with_unresolved(stack, world)
    tell(stack, world)
    world.clock.time = MORNING + timedelta(days=1)
    prepare(stack, world)
    stack.deciding.pause("2026-11-25.daily")
    tell(stack, world)
    world.clock.sleep(20 * 3600)
    stack.settling.settle()
    tell(stack, world)
    told = world.mailbox.mails
    assert len(told) == 4
    assert not [text for subject, text in told if "@" in subject + text]
    assert all(len(commands(text)) in {1, 2, 3} for _, text in told)
    assert all(text.endswith("Dear Reader\n") for _, text in told)


@pytest.mark.parametrize(
    ("hours", "opened", "queued", "silent"),
    [
        (1.9, False, True, False),
        (2, False, True, True),
        (13.9, False, True, True),
        (2, True, True, False),
        (2, False, False, False),
    ],
)
def test_silence_is_a_letter_that_is_queued_and_did_not_go_out(
    stack: App, world: MemoryWorld, hours: float, *, opened: bool, queued: bool, silent: bool
) -> None:
    sending(stack, world, 1)
    finish(stack, world)
    world.clock.time = MORNING + timedelta(days=1)
    if opened:
        write(stack, "opened")
        prepare(stack, world)
    if queued:
        write(stack, "waiting")
    world.clock.time = MORNING + timedelta(days=1, hours=hours)
    assert stack.nudges.is_silent() == silent


def test_a_letter_that_waits_for_a_held_one_is_silence_no_earlier_than_in_26_hours(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 1)
    write(stack, "tomorrow")
    stack.deciding.pause(TODAY)
    world.clock.time = MORNING + timedelta(hours=25.9)
    assert not stack.nudges.is_silent()
    world.clock.time = MORNING + timedelta(hours=26)
    assert stack.nudges.is_silent()
    assert edition(stack).state == "held"
