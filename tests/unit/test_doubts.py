"""A call in doubt: receipts end it, or other readers' receipts, or names for the writer."""

from typing import Any

import pytest

from dearreader.app import App
from dearreader.editions.accounts import Tally, adds_up
from dearreader.errors import SendInDoubt
from tests.world.readers import (
    TODAY,
    addresses_of,
    deliver,
    edition,
    leave,
    members,
    received,
    tags,
    take,
)
from tests.world.sendings import (
    LEASE,
    QUARTER,
    batch,
    counts,
    fall_into_doubt,
    outcomes,
    receive,
    sending,
)
from tests.world.world import MemoryWorld, app

CANARY = {"RECEIPTS": "yes", "CANARY_MIN": "50"}


def test_a_doubt_of_which_every_receipt_came_ends_at_once(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 3)
    fall_into_doubt(stack, world)
    receive(stack, world, 0, [0, 1])
    stack.settling.settle()
    assert batch(stack).state == "doubtful"
    receive(stack, world, 0, [2])
    stack.settling.settle()
    assert counts(stack, accepted=3)
    assert received(world) == addresses_of(range(3))


def test_a_doubt_without_receipts_ends_in_names_after_a_quarter_of_an_hour(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 3)
    fall_into_doubt(stack, world)
    receive(stack, world, 0, [1])
    world.clock.sleep(QUARTER - 2)
    stack.settling.settle()
    assert batch(stack).state == "doubtful"
    world.clock.sleep(2)
    world.queue("feedback").messages.append({})
    stack.settling.settle()
    assert batch(stack).state == "doubtful"
    world.queue("feedback").messages.clear()
    stack.settling.settle()
    assert batch(stack).outcomes == "upu"
    assert counts(stack, accepted=1, unresolved=2)
    assert len(world.ses.calls) == 1


@pytest.mark.parametrize("receipts", [0, 2])
def test_who_left_before_a_doubtful_call_counts_as_left(
    stack: App, world: MemoryWorld, receipts: int
) -> None:
    sending(stack, world, 3)
    leave(stack, members(stack)[0])
    fall_into_doubt(stack, world)
    receive(stack, world, 0, range(receipts))
    if not receipts:
        world.clock.sleep(QUARTER)
    stack.settling.settle()
    assert counts(stack, left=1, **{"accepted" if receipts else "unresolved": 2})


def doubt_beside(world: MemoryWorld, stack: App, *, receipts: int) -> None:
    """Two batches: one accepted, of which so many receipts came, and one in doubt."""
    sending(stack, world, 100)
    second = world.queue("deliver").messages.pop()
    deliver(stack, world)
    receive(stack, world, 0, range(receipts))
    world.queue("deliver").messages.append(second)
    world.ses.answers = [SendInDoubt()]
    assert deliver(stack, world) == ["in doubt"]
    world.clock.sleep(LEASE + 1)
    stack.settling.settle()
    world.clock.sleep(QUARTER)
    stack.settling.settle()


def test_where_all_other_receipts_came_who_has_none_is_sent_another_copy(
    world: MemoryWorld,
) -> None:
    stack = app(world, **CANARY)
    doubt_beside(world, stack, receipts=50)
    assert batch(stack, 1).state == "frozen"
    stack.settling.settle()
    deliver(stack, world)
    stack.settling.settle()
    assert counts(stack, accepted=100)
    assert received(world) == addresses_of(range(100))


@pytest.mark.parametrize(
    ("receipts", "settings"),
    [
        (49, CANARY),
        (0, CANARY),
        (50, {**CANARY, "CANARY_MIN": "51"}),
        (50, {**CANARY, "RECEIPTS": "no"}),
    ],
)
def test_where_other_receipts_are_missing_too_nobody_is_mailed_again(
    world: MemoryWorld, receipts: int, settings: dict[str, str]
) -> None:
    stack = app(world, **settings)
    doubt_beside(world, stack, receipts=receipts)
    assert counts(stack, accepted=50, unresolved=50)
    assert len(world.ses.calls) == 2


def test_while_feedback_has_given_up_on_receipts_nobody_is_mailed_again(
    world: MemoryWorld,
) -> None:
    """Simulated seed 101130: so many deaths that receipts ended among the dead letters."""
    stack = app(world, **CANARY)
    world.queue("feedback-dead-letters").messages.append({})
    doubt_beside(world, stack, receipts=50)
    assert counts(stack, accepted=50, unresolved=50)
    assert len(world.ses.calls) == 2


def test_a_doubt_waits_for_those_who_are_called_again_at_the_end_of_another(
    world: MemoryWorld,
) -> None:
    """Simulated seed 100813: readers were named though the next minutes would have told of them."""
    stack = app(world, **CANARY)
    sending(stack, world, 150)
    *_, second, third = world.queue("deliver").messages
    del world.queue("deliver").messages[1:]
    deliver(stack, world)
    receive(stack, world, 0, range(50))
    for message, later in ((second, 40 * 60), (third, LEASE + 1)):
        world.ses.answers = [SendInDoubt()]
        assert take(stack, message) == "in doubt"
        world.clock.sleep(later)
    stack.settling.settle()
    world.clock.sleep(QUARTER)
    stack.settling.settle()
    assert [batch(stack, number).state for number in range(3)] == ["done", "frozen", "doubtful"]


def test_a_receipt_that_comes_before_the_other_copy_saves_it(world: MemoryWorld) -> None:
    stack = app(world, **CANARY)
    doubt_beside(world, stack, receipts=50)
    receive(stack, world, 1, range(50))
    stack.settling.settle()
    deliver(stack, world)
    stack.settling.settle()
    assert counts(stack, accepted=100)
    assert len(world.ses.calls) == 2


def test_who_is_known_accepted_by_a_receipt_alone_says_nothing_of_other_receipts(
    world: MemoryWorld,
) -> None:
    stack = app(world, **CANARY)
    sending(stack, world, 100)
    world.ses.after_accepting = [SendInDoubt()]
    world.ses.answers = []
    first, second = world.queue("deliver").messages
    world.queue("deliver").messages[:] = [first]
    deliver(stack, world)
    world.queue("deliver").messages[:] = [second]
    world.ses.after_accepting = [SendInDoubt()]
    deliver(stack, world)
    receive(stack, world, 0, range(50))
    world.clock.sleep(LEASE + 1)
    for wait in (0, 0, QUARTER):
        world.clock.sleep(wait)
        stack.settling.settle()
    assert outcomes(stack) == "p" * 50 + "u" * 50
    assert len(world.ses.calls) == 2


def test_a_receipt_of_the_first_copy_after_the_other_was_sent_is_counted_as_a_duplicate(
    world: MemoryWorld,
) -> None:
    stack = app(world, **CANARY)
    doubt_beside(world, stack, receipts=50)
    stack.settling.settle()
    deliver(stack, world)
    receive(stack, world, 1, [0, 7])
    stack.settling.settle()
    assert counts(stack, accepted=100)
    assert edition(stack).duplicates == 2


@pytest.mark.parametrize("second", ["accepted", "in doubt, too"])
def test_receipts_of_both_copies_are_one_duplicate_each(world: MemoryWorld, second: str) -> None:
    stack = app(world, **CANARY)
    doubt_beside(world, stack, receipts=50)
    stack.settling.settle()
    if second != "accepted":
        world.ses.after_accepting = [SendInDoubt()]
    deliver(stack, world)
    world.clock.sleep(LEASE + 1)
    for call in (1, 2):
        receive(stack, world, call, [0, 7, 9])
    found = list(stack.editions.batches(edition(stack)))
    stack.editions.doubt(found[1], now=world.clock.now())
    assert Tally(stack.editions.batches(edition(stack))).duplicates == 3


def test_without_a_receipt_of_the_first_copy_nothing_is_a_duplicate(world: MemoryWorld) -> None:
    stack = app(world, **CANARY)
    doubt_beside(world, stack, receipts=50)
    stack.settling.settle()
    deliver(stack, world)
    receive(stack, world, 2, range(50))
    stack.settling.settle()
    assert edition(stack).duplicates == 0


def test_a_receipt_after_the_close_counts_an_unresolved_one_as_accepted(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 3)
    fall_into_doubt(stack, world)
    world.clock.sleep(QUARTER)
    stack.settling.settle()
    assert counts(stack, unresolved=3)
    for _ in range(2):
        receive(stack, world, 0, [0, 2])
    batches = list(stack.editions.batches(edition(stack)))
    late = Tally(batches).account()
    assert (late["accepted"], late["unresolved"]) == (2, 1)
    assert adds_up(late)
    assert batches[0].unresolved == [1]
    assert Tally(batches).duplicates == 0


def test_a_copy_that_failed_after_its_receipt_is_refused_and_not_accepted(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 3)
    fall_into_doubt(stack, world)
    receive(stack, world, 0, [0, 1, 2])
    failed = {"detail-type": "Email Rendering Failed", "detail": {"mail": {"tags": tags(world)}}}
    for _ in range(2):
        stack.feedback.take([failed])
    stack.settling.settle()
    assert counts(stack, accepted=2, refused=1)


def in_doubt_first(world: MemoryWorld, stack: App) -> dict[str, Any]:
    """The first batch falls into doubt; the message of the second, which waits, is returned."""
    sending(stack, world, 100)
    second = world.queue("deliver").messages.pop()
    world.ses.answers = [SendInDoubt()]
    deliver(stack, world)
    return dict(second)


def settle_in(world: MemoryWorld, stack: App, seconds: float) -> str:
    """Settle after so long, twice; returns what became of the first batch."""
    world.clock.sleep(seconds)
    for _ in range(2):
        world.queue("deliver").messages.clear()
        stack.settling.settle()
    return batch(stack).outcomes


@pytest.mark.parametrize(("receipts", "again"), [(50, True), (0, False)])
def test_a_doubt_waits_for_calls_about_its_time_and_for_receipts_that_are_on_their_way(
    world: MemoryWorld, receipts: int, *, again: bool
) -> None:
    stack = app(world, **CANARY)
    second = in_doubt_first(world, stack)
    assert settle_in(world, stack, LEASE + QUARTER + 1) == "c" * 50
    assert take(stack, second) == "sent"
    assert settle_in(world, stack, QUARTER - 60) == "c" * 50
    receive(stack, world, 1, range(receipts))
    assert settle_in(world, stack, 61) == ("." if again else "u") * 50


def test_a_doubt_ends_in_names_in_three_quarters_of_an_hour_whatever_still_waits(
    world: MemoryWorld,
) -> None:
    stack = app(world, **CANARY)
    in_doubt_first(world, stack)
    stack.deciding.pause(TODAY)
    assert settle_in(world, stack, 3 * QUARTER - 5) == "c" * 50
    assert settle_in(world, stack, 5) == "u" * 50


def test_without_receipts_a_doubt_does_not_wait_for_what_it_cannot_learn(
    stack: App, world: MemoryWorld
) -> None:
    in_doubt_first(world, stack)
    assert settle_in(world, stack, LEASE + QUARTER) == "u" * 50


@pytest.mark.parametrize(("minutes", "ends"), [(29, "."), (31, "u")])
def test_what_arrived_half_an_hour_before_says_nothing_of_a_doubt(
    world: MemoryWorld, minutes: int, ends: str
) -> None:
    stack = app(world, **CANARY)
    sending(stack, world, 100)
    second = world.queue("deliver").messages.pop()
    deliver(stack, world)
    receive(stack, world, 0, range(50))
    world.clock.sleep(minutes * 60)
    world.ses.answers = [SendInDoubt()]
    take(stack, second)
    for wait in (LEASE + 1, QUARTER, QUARTER, QUARTER):
        world.clock.sleep(wait)
        world.queue("deliver").messages.clear()
        stack.settling.settle()
    assert batch(stack, 1).outcomes == ends * 50
