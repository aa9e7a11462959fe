"""What `dearreader edition show` says of an edition: its account, the names, the next command."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from cli.standing import standing
from cli.telling import ERASED, counted_as_json, in_a_line, told
from dearreader.app import App
from dearreader.errors import SendInDoubt
from dearreader.ports import SendingAccount
from tests.world.readers import (
    TODAY,
    audience,
    deliver,
    edition,
    leave,
    members,
    prepare,
    reader,
    tags,
    work_schedule,
    write,
)
from tests.world.world import MemoryWorld

RESEND = f"  dearreader edition resend {TODAY}"
LEAVE = f"  dearreader edition leave {TODAY}"
RESUME = f"  dearreader edition resume {TODAY}"


def shown(stack: App) -> list[str]:
    return list(told(stack, standing(stack, edition(stack))))


def account(stack: App) -> str:
    (line,) = [each for each in shown(stack) if each.startswith("  account  ")]
    return line.removeprefix("  account  ")


def receive(stack: App, world: MemoryWorld, copies: Sequence[int], call: int = 0) -> None:
    stack.feedback.take(
        {"detail-type": "Email Sent", "detail": {"mail": {"tags": tags(world, call, copy)}}}
        for copy in copies
    )


@pytest.fixture
def unresolved(stack: App, world: MemoryWorld) -> list[str]:
    """The ids of readers of a closed edition of whom nobody can tell."""
    audience(stack, 30)
    write(stack)
    prepare(stack, world)
    world.ses.after_accepting = [SendInDoubt()]
    deliver(stack, world)
    for minutes in (5, 20):
        world.clock.sleep(timedelta(minutes=minutes).total_seconds())
        stack.settling.settle()
    assert edition(stack).state == "closed"
    return members(stack)


def test_an_edition_that_went_well_is_told_in_five_lines(stack: App, world: MemoryWorld) -> None:
    everyone = audience(stack, 21)
    write(stack)
    prepare(stack, world)
    leave(stack, everyone[3])
    deliver(stack, world)
    stack.settling.settle()
    assert shown(stack) == [
        f"{TODAY}: “the-sea” is closed.",
        "  slot     07:00 on Tuesday, 24 November 2026 (Europe/Berlin)",
        "  letter   the-sea, version 1f2e3d4c",
        "  closed   07:00 on 24 November",
        "  account  21 intended: 20 accepted, 1 left meanwhile",
    ]
    assert in_a_line(edition(stack)) == f"{TODAY}  closed    the-sea                   20 of 21"


def test_who_is_unresolved_is_named_with_the_ways_to_settle_it(
    stack: App, world: MemoryWorld, unresolved: list[str]
) -> None:
    leave(stack, unresolved[0])
    stack.subscribers.leave(unresolved[1], "unsubscribed", now=stack.clock.now())
    stack.subscribers.forget(unresolved[1], now=stack.clock.now())
    lines = shown(stack)
    assert account(stack) == "30 intended: 0 accepted, 30 unresolved"
    begin = lines.index("Nobody can tell whether these 30 readers have a copy:")
    assert lines[begin + 1] == f"  {reader(stack, unresolved[0]).address} (has left)"
    assert lines[begin + 2] == f"  {ERASED}"
    assert lines[begin + 3] == f"  {reader(stack, unresolved[2]).address}"
    assert lines[begin + 26] == f"  and 5 more: dearreader edition show {TODAY} --json"
    assert RESEND in lines
    assert LEAVE in lines
    found = counted_as_json(stack, standing(stack, edition(stack)))
    named = found["unresolved"]
    assert isinstance(named, list)
    assert [each["id"] for each in named] == unresolved
    assert named[1]["address"] is None
    assert named[2]["address"] == reader(stack, unresolved[2]).address
    assert found["next"] == [RESEND.strip(), LEAVE.strip()]


def test_a_receipt_that_comes_late_makes_one_unresolved_less(
    stack: App, world: MemoryWorld, unresolved: list[str]
) -> None:
    receive(stack, world, range(28))
    assert account(stack) == "30 intended: 28 accepted, 2 unresolved"
    assert "Nobody can tell whether these 2 readers have a copy:" in shown(stack)
    receive(stack, world, range(28, 30))
    assert account(stack) == "30 intended: 30 accepted"
    assert shown(stack)[-1].startswith("  account  ")


def test_who_was_left_at_that_is_still_named_and_may_still_be_mailed(
    stack: App, unresolved: list[str]
) -> None:
    stack.deciding.leave(TODAY)
    lines = shown(stack)
    assert "You left it at that: 07:25 on 24 November." in lines
    assert RESEND in lines
    assert LEAVE not in lines


def test_second_copies_that_receipts_prove_are_told(
    stack: App, world: MemoryWorld, unresolved: list[str]
) -> None:
    stack.deciding.resend(TODAY)
    assert account(stack) == "30 intended: 0 accepted, 30 wait"
    work_schedule(stack, world)
    deliver(stack, world)
    stack.settling.settle()
    receive(stack, world, range(3))
    assert account(stack) == "30 intended: 30 accepted"
    assert "  twice    3 second copies, by the receipts of SES" in shown(stack)


def test_an_edition_whose_batches_are_gone_is_told_by_its_own_account(
    stack: App, unresolved: list[str]
) -> None:
    for batch in list(stack.editions.batches(edition(stack))):
        stack.editions.table.delete(batch.name.pk, batch.name.sk)
    assert account(stack) == "30 intended: 0 accepted, 30 unresolved"


def test_a_held_edition_says_why_since_when_and_what_to_do(stack: App, world: MemoryWorld) -> None:
    audience(stack, 60)
    write(stack)
    world.ses.standing = SendingAccount(rate=50.0, room=None, fault="sending is paused")
    prepare(stack, world)
    lines = shown(stack)
    assert lines[0] == f"{TODAY}: “the-sea” is held."
    assert lines[3] == "  held     since 07:00 on 24 November: sending is paused"
    assert lines[-4:] == [
        "When that is mended:",
        RESUME,
        "",
        "What is not out by 03:00 on 25 November is not mailed any more.",
    ]
    assert in_a_line(edition(stack)).endswith("  sending is paused")


def test_an_edition_held_for_its_quota_asks_nothing_of_the_writer(
    stack: App, world: MemoryWorld
) -> None:
    audience(stack, 60)
    write(stack)
    world.ses.standing = SendingAccount(rate=50.0, room=5)
    prepare(stack, world)
    assert "It goes on by itself as soon as it can. To try at once:" in shown(stack)
