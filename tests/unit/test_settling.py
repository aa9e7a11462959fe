"""What is unfinished is found and finished, doubt ends, and the account adds up."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest

from dearreader.app import App
from dearreader.editions.model import Batch, BatchName
from dearreader.errors import SendInDoubt, SendRefused
from dearreader.ports import Writing
from tests.unit.conftest import MORNING
from tests.world.readers import (
    TODAY,
    addresses_of,
    audience,
    deliver,
    edition,
    leave,
    members,
    prepare,
    received,
    tags,
    write,
)
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, app

LEASE = timedelta(seconds=120).total_seconds()
QUARTER = timedelta(minutes=15).total_seconds()
CANARY = {"RECEIPTS": "yes", "CANARY_MIN": "50"}


def sending(stack: App, world: MemoryWorld, count: int) -> list[str]:
    """An edition whose batches wait; returns its readers in the order of the batches."""
    audience(stack, count)
    write(stack)
    prepare(stack, world)
    return members(stack)


def batch(stack: App, number: int = 0) -> Batch:
    found = stack.editions.batch(BatchName(TODAY, 0, number))
    assert found
    return found


def receive(stack: App, world: MemoryWorld, call: int, copies: Sequence[int]) -> None:
    """Receipts for some copies of a call."""
    stack.feedback.take(
        {"detail-type": "Email Sent", "detail": {"mail": {"tags": tags(world, call, copy)}}}
        for copy in copies
    )


def fall_into_doubt(stack: App, world: MemoryWorld) -> None:
    """Deliver with a call whose answer is lost, and let its lease end."""
    world.ses.after_accepting = [SendInDoubt()]
    assert "in doubt" in deliver(stack, world)
    world.clock.sleep(LEASE + 1)
    stack.settling.settle()


def counts(stack: App, **expected: int) -> bool:
    """Whether the edition is closed with these counts, no others, and they add up."""
    closed = edition(stack)
    found = dict(closed.account)
    intended = found.pop("intended", -1)
    assert closed.state == "closed"
    assert intended == sum(found.values()) == closed.intended
    return {name: count for name, count in found.items() if count} == expected


def test_an_edition_whose_batches_are_done_is_closed_and_its_post_is_sent(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 51)
    assert stack.settling.settle() == []
    deliver(stack, world)
    assert [one.key for one in stack.settling.settle()] == [TODAY]
    assert stack.settling.settle() == []
    assert counts(stack, accepted=51)
    assert edition(stack).closed == world.clock.now()
    post = stack.posts.get("the-sea")
    assert post
    assert (post.status, post.sent_on, post.edition) == ("sent", MORNING, TODAY)


def test_all_that_can_become_of_readers_is_in_the_account(stack: App, world: MemoryWorld) -> None:
    readers = sending(stack, world, 120)
    leave(stack, readers[3])
    late = world.queue("deliver").messages.pop()
    doubted = world.queue("deliver").messages.pop()
    world.ses.answers = ["MESSAGE_REJECTED", "INVALID_PARAMETER"]
    deliver(stack, world)
    stack.feedback.take(
        [{"detail-type": "Email Rejected", "detail": {"mail": {"tags": tags(world, 0, 5)}}}]
    )
    world.queue("deliver").messages.append(doubted)
    fall_into_doubt(stack, world)
    receive(stack, world, 1, range(40))
    world.clock.sleep(QUARTER)
    stack.settling.settle()
    assert edition(stack).state == "sending"
    world.queue("deliver").messages[:] = [late]
    world.clock.time = MORNING + timedelta(hours=20)
    stack.settling.settle()
    assert counts(stack, accepted=46 + 40, left=1, refused=3, unresolved=10, expired=20)


def test_batches_that_wait_are_queued_again_when_the_queue_is_empty(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 120)
    lost = list(world.queue("deliver").messages)
    world.queue("deliver").messages.clear()
    stack.settling.settle()
    assert world.queue("deliver").messages == lost
    stack.settling.settle()
    assert world.queue("deliver").messages == lost
    deliver(stack, world)
    stack.settling.settle()
    assert counts(stack, accepted=120)


def test_a_held_edition_is_left_alone_until_its_unsent_expires(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 60)
    stack.editions.hold(edition(stack), "a pause", now=world.clock.now())
    world.queue("deliver").messages.clear()
    world.clock.time = MORNING + timedelta(hours=19, minutes=59)
    stack.settling.settle()
    assert edition(stack).state == "held"
    assert world.queue("deliver").messages == []
    world.clock.sleep(60)
    stack.settling.settle()
    assert counts(stack, expired=60)
    assert world.queue("deliver").messages == []


def test_a_claim_is_not_doubted_before_its_lease_has_ended(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 2)
    world.ses.after_accepting = [SendInDoubt()]
    deliver(stack, world)
    world.clock.sleep(LEASE)
    stack.settling.settle()
    assert batch(stack).state == "claimed"
    world.clock.sleep(0.001)
    stack.settling.settle()
    assert batch(stack).state == "doubtful"


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
    assert batch(stack).outcomes == "uau"
    assert counts(stack, accepted=1, unresolved=2)
    assert len(world.ses.calls) == 1


@pytest.mark.parametrize("receipts", [0, 2])
def test_who_left_before_a_doubtful_call_counts_as_left(
    stack: App, world: MemoryWorld, receipts: int
) -> None:
    readers = sending(stack, world, 3)
    leave(stack, readers[0])
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


def test_a_receipt_that_comes_before_the_other_copy_saves_it(world: MemoryWorld) -> None:
    stack = app(world, **CANARY)
    doubt_beside(world, stack, receipts=50)
    receive(stack, world, 1, range(50))
    stack.settling.settle()
    deliver(stack, world)
    stack.settling.settle()
    assert counts(stack, accepted=100)
    assert len(world.ses.calls) == 2


class Overtaken(MemoryTable):
    """A table in which another settles just before a transaction."""

    other: App | None = None

    def transact(self, writings: Sequence[Writing]) -> None:
        other, self.other = self.other, None
        if other:
            other.settling.settle()
        super().transact(writings)


def test_of_two_who_settle_at_once_one_closes() -> None:
    world, table = MemoryWorld(MORNING), Overtaken("editions")
    world.tables["editions"] = table
    stack = app(world)
    sending(stack, world, 2)
    deliver(stack, world)
    table.other = app(world)
    assert stack.settling.settle() == []
    assert counts(stack, accepted=2)


def faults(random: Random) -> list[str | Exception]:
    """What SES might answer to one call."""
    return random.choice(
        [
            [],
            ["MESSAGE_REJECTED"] * random.randint(1, 4),
            ["TRANSIENT_FAILURE"] * random.randint(1, 9),
            ["ACCOUNT_DAILY_QUOTA_EXCEEDED"],
            [SendRefused("TooManyRequestsException")],
            [SendRefused("SendingPausedException")],
            [SendInDoubt()],
        ]
    )


@pytest.mark.parametrize("seed", range(40))
def test_whatever_ses_answers_the_account_adds_up_and_nobody_is_mailed_twice(seed: int) -> None:
    random, world = Random(seed), MemoryWorld(MORNING, seed)
    stack = app(world)
    world.ses.standing = type(world.ses.standing)(rate=random.choice([7, 20, 50]), room=None)
    readers = sending(stack, world, 60)
    for _ in range(40):
        world.ses.answers = faults(random)
        if random.random() < 0.2:
            world.ses.after_accepting = [SendInDoubt()]
        if random.random() < 0.2:
            leave(stack, random.choice(readers))
        if world.queue("deliver").messages:
            messages = world.queue("deliver").messages
            messages.append(random.choice(messages))
            deliver(stack, world)
        if edition(stack).state == "held" and random.random() < 0.8:
            stack.editions.resume(edition(stack))
        prepare(stack, world)
        world.clock.sleep(random.choice([1, 60, 600]))
        stack.settling.settle()
    world.clock.time = max(world.clock.time, MORNING + timedelta(hours=20))
    for _ in range(3):
        stack.settling.settle()
        world.clock.sleep(LEASE + QUARTER)
    assert edition(stack).state == "closed"
    found = dict(edition(stack).account)
    assert found.pop("intended") == sum(found.values()) == 60
    assert len(set(received(world))) == len(received(world))
    assert found["accepted"] <= len(received(world)) <= found["accepted"] + found["unresolved"]
