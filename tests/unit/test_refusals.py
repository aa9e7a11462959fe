"""What SES refuses: put off, the recipient's own fault, or the sender's, and then it is held."""

import pytest

from dearreader.app import App
from dearreader.errors import UNREACHABLE, SendRefused
from dearreader.ports import SendingAccount
from tests.world.readers import (
    TODAY,
    addresses_of,
    deliver,
    edition,
    leave,
    members,
    prepare,
    reader,
    received,
    take,
)
from tests.world.sendings import batch, counts, finish, sending
from tests.world.world import MemoryWorld

LATER = "later"
REJECTED, TRANSIENT = "MESSAGE_REJECTED", "TRANSIENT_FAILURE"


def test_a_throttled_call_frees_its_batch_for_later(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 3)
    world.ses.answers = [SendRefused("TooManyRequestsException")]
    assert deliver(stack, world) == [LATER]
    assert (batch(stack).state, batch(stack).outcomes, batch(stack).owner) == ("frozen", "...", "")
    assert edition(stack).state == "sending"
    assert deliver(stack, world) == ["sent"]
    assert received(world) == addresses_of(range(3))


def test_a_call_that_never_reached_ses_frees_its_batch_for_later(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 3)
    for _ in range(4):
        world.ses.answers = [SendRefused(UNREACHABLE)]
        assert deliver(stack, world) == [LATER]
    assert edition(stack).state == "sending"
    assert deliver(stack, world) == ["sent"]
    assert received(world) == addresses_of(range(3))


def test_who_is_put_off_is_tried_again_and_nobody_else(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 4)
    world.ses.answers = ["SUCCESS", TRANSIENT, "SUCCESS", "ACCOUNT_THROTTLED"]
    assert deliver(stack, world) == [LATER]
    assert batch(stack).outcomes == "a.a."
    assert deliver(stack, world) == ["sent"]
    assert [len(call.copies) for call in world.ses.calls] == [4, 2]
    assert [copy.tags["index"] for copy in world.ses.calls[1].copies] == ["1", "3"]
    assert received(world) == addresses_of(range(4))
    attempts = {call.tags["attempt"] for call in world.ses.calls}
    assert len(attempts) == 2


def test_who_is_put_off_five_times_is_refused(stack: App, world: MemoryWorld) -> None:
    readers = sending(stack, world, 3)
    world.ses.answers = ["SUCCESS", TRANSIENT, "SUCCESS", *[TRANSIENT] * 10]
    outcomes = [deliver(stack, world) for _ in range(5)]
    assert outcomes == [[LATER]] * 4 + [["sent"]]
    assert (batch(stack).state, batch(stack).outcomes) == ("done", "ara")
    assert len(world.ses.calls) == 5
    assert {reader(stack, one).status for one in readers} == {"active"}
    assert world.queue("deliver").delays[1:] == [30, 60, 120, 240]


def test_calls_that_ses_never_looked_into_use_up_no_tries(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 3)
    for _ in range(9):
        world.ses.answers = [SendRefused("TooManyRequestsException")]
        assert deliver(stack, world) == [LATER]
    world.ses.answers = [TRANSIENT]
    assert deliver(stack, world) == [LATER]
    assert deliver(stack, world) == ["sent"]
    assert received(world) == addresses_of(range(3))


def test_many_who_are_still_put_off_at_the_last_try_are_not_refused_but_wait(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 50)
    world.ses.answers = [TRANSIENT] * 250
    for _ in range(5):
        deliver(stack, world)
    assert edition(stack).state == "held"
    assert TRANSIENT in edition(stack).reason
    assert batch(stack).outcomes == "." * 50
    stack.deciding.resume(TODAY)
    prepare(stack, world)
    assert deliver(stack, world) == ["sent"]
    assert received(world) == addresses_of(range(50))


@pytest.mark.parametrize(
    ("refused", "of", "held"),
    [
        *[(1, 1, False), (4, 4, False), (4, 10, False), (5, 25, False), (10, 50, False)],
        *[(5, 5, True), (5, 24, True), (6, 25, True), (11, 50, True), (50, 50, True)],
    ],
)
def test_more_than_a_fifth_refused_alike_holds_the_edition_and_loses_nobody(
    stack: App, world: MemoryWorld, refused: int, of: int, *, held: bool
) -> None:
    readers = sending(stack, world, of)
    world.ses.answers = [*[REJECTED] * refused, *["SUCCESS"] * (of - refused)]
    assert deliver(stack, world) == ["held" if held else "sent"]
    assert batch(stack).outcomes == ("." if held else "r") * refused + "a" * (of - refused)
    assert edition(stack).state == ("held" if held else "sending")
    assert {reader(stack, one).status for one in readers} == {"active"}
    if held:
        assert REJECTED in edition(stack).reason
        stack.deciding.resume(TODAY)
        prepare(stack, world)
        deliver(stack, world)
        assert received(world) == addresses_of(range(of))


def test_refusals_that_differ_are_the_recipients_own(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 20)
    world.ses.answers = [*[REJECTED] * 4, *["INVALID_PARAMETER"] * 4]
    assert deliver(stack, world) == ["sent"]
    assert batch(stack).outcomes == "r" * 8 + "a" * 12


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("ACCOUNT_DAILY_QUOTA_EXCEEDED", "quota"),
        ("ACCOUNT_SENDING_PAUSED", "paused"),
        ("TEMPLATE_NOT_FOUND", "template"),
    ],
)
def test_one_answer_that_no_reader_can_help_holds_the_edition(
    stack: App, world: MemoryWorld, status: str, reason: str
) -> None:
    sending(stack, world, 3)
    world.ses.answers = ["SUCCESS", status, "SUCCESS"]
    assert deliver(stack, world) == ["held"]
    assert reason in edition(stack).reason
    assert batch(stack).outcomes == "a.a"
    assert take(stack, batch(stack).name.message()) == "not sending"
    assert len(world.ses.calls) == 1


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("SendingPausedException", "paused"),
        ("MessageRejected", "verified"),
        ("UnheardOfException", "UnheardOfException"),
    ],
)
def test_a_refused_call_holds_the_edition_and_loses_nobody(
    stack: App, world: MemoryWorld, code: str, reason: str
) -> None:
    sending(stack, world, 3)
    world.ses.answers = [SendRefused(code)]
    assert deliver(stack, world) == ["held"]
    assert reason in edition(stack).reason
    stack.deciding.resume(TODAY)
    prepare(stack, world)
    deliver(stack, world)
    assert received(world) == addresses_of(range(3))


def in_fours(world: MemoryWorld) -> None:
    world.ses.standing = SendingAccount(rate=4, room=None)


def test_three_batches_running_refused_whole_hold_it_and_resuming_calls_them_again(
    stack: App, world: MemoryWorld
) -> None:
    in_fours(world)
    readers = sending(stack, world, 20)
    world.ses.answers = [*[REJECTED] * 12]
    assert deliver(stack, world) == ["sent", "sent", "held", "not sending", "not sending"]
    assert edition(stack).hold == "sender"
    assert REJECTED in edition(stack).reason
    assert {reader(stack, one).status for one in readers} == {"active"}
    stack.settling.settle()
    assert edition(stack).state == "held"
    for _ in range(2):
        stack.deciding.resume(TODAY)
    finish(stack, world)
    assert counts(stack, accepted=20)
    assert received(world) == addresses_of(range(20))


def test_a_batch_between_of_which_one_was_accepted_begins_the_row_anew(
    stack: App, world: MemoryWorld
) -> None:
    in_fours(world)
    sending(stack, world, 24)
    world.ses.answers = [*[REJECTED] * 8, *[REJECTED] * 3, "SUCCESS", *[REJECTED] * 8]
    assert deliver(stack, world) == ["sent"] * 6
    finish(stack, world)
    assert counts(stack, accepted=5, refused=19)


def test_a_batch_of_which_everyone_left_is_not_refused(stack: App, world: MemoryWorld) -> None:
    in_fours(world)
    sending(stack, world, 16)
    for one in members(stack)[8:12]:
        leave(stack, one)
    world.ses.answers = [*[REJECTED] * 8]
    assert deliver(stack, world) == ["sent", "sent", "all left", "sent"]
    assert edition(stack).state == "sending"
