"""What is unfinished is found and finished, and the account adds up."""

import gc
from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from dearreader.app import App
from dearreader.editions.model import Batch, BatchName
from dearreader.editions.pacing import LEAD
from dearreader.errors import SendInDoubt, SendRefused
from dearreader.ports import Item, SendingAccount, Writing
from dearreader.times import from_milliseconds, milliseconds
from tests.unit.conftest import MORNING
from tests.world.readers import (
    TODAY,
    TOMORROW,
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
from tests.world.sendings import (
    LEASE,
    QUARTER,
    batch,
    counts,
    fall_into_doubt,
    receive,
    sending,
)
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, app


def test_an_edition_whose_batches_are_done_is_closed_and_its_post_is_sent(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 51)
    assert stack.settling.settle() == []
    deliver(stack, world)
    assert stack.settling.settle() == [edition(stack).account]
    assert stack.settling.settle() == []
    assert counts(stack, accepted=51)
    assert edition(stack).closed == from_milliseconds(milliseconds(world.clock.now()))
    post = stack.posts.get("the-sea")
    assert post
    assert (post.status, post.sent_on, post.edition) == ("sent", MORNING, TODAY)


def test_all_that_can_become_of_readers_is_in_the_account(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 120)
    leave(stack, members(stack)[3])
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
    stack.deciding.pause(TODAY)
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
    world.clock.sleep(LEASE - LEAD)
    stack.settling.settle()
    assert batch(stack).state == "claimed"
    world.clock.sleep(0.001)
    stack.settling.settle()
    assert batch(stack).state == "doubtful"


@pytest.mark.parametrize(
    ("asked", "after", "noticed"),
    [({"tick": True}, 301, False), ({}, 301, True), ({"tick": True}, 901, True)],
)
def test_while_deliver_has_work_the_tick_looks_for_doubt_every_quarter_of_an_hour(
    stack: App, world: MemoryWorld, asked: dict[str, bool], after: float, *, noticed: bool
) -> None:
    sending(stack, world, 51)
    waits = world.queue("deliver").messages.pop()
    world.ses.after_accepting = [SendInDoubt()]
    deliver(stack, world)
    world.queue("deliver").messages.append(waits)
    world.clock.sleep(after)
    stack.settling.settle(**asked)
    assert (batch(stack).state == "doubtful") is noticed


def test_a_message_that_is_lost_is_made_up_for_by_the_next_tick(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 51)
    lost = list(world.queue("deliver").messages)
    world.queue("deliver").messages.clear()
    world.clock.sleep(301)
    stack.settling.settle(tick=True)
    assert world.queue("deliver").messages == lost


@pytest.mark.parametrize("planned", [0, 50])
def test_an_edition_that_cannot_be_planned_expires_and_the_next_goes_out(
    stack: App, world: MemoryWorld, planned: int
) -> None:
    audience(stack, planned)
    write(stack)
    opened = stack.opening.ask()
    assert opened
    stack.editions.freeze(BatchName(TODAY, 0, 0), audience(stack, planned), (63, "f"), now=MORNING)
    world.clock.time = MORNING + timedelta(hours=19, minutes=59)
    stack.settling.settle()
    assert edition(stack).state == "planning"
    world.clock.sleep(60)
    stack.settling.settle()
    assert (edition(stack).state, edition(stack).account["expired"]) == ("closed", planned)
    assert received(world) == []
    write(stack, "tomorrow")
    world.clock.time = MORNING + timedelta(days=1)
    world.queue("schedule").messages.clear()
    prepare(stack, world)
    deliver(stack, world)
    assert len(received(world)) == planned
    assert edition(stack, TOMORROW).slug == "tomorrow"


@pytest.mark.parametrize("state", ["sending", "held"])
def test_what_is_unsent_after_20_hours_expires_however_it_came_so_far(
    stack: App, world: MemoryWorld, state: str
) -> None:
    sending(stack, world, 60)
    waiting = world.queue("deliver").messages
    waiting.pop()
    deliver(stack, world)
    if state == "held":
        stack.deciding.pause(TODAY)
    world.clock.time = MORNING + timedelta(hours=20)
    stack.settling.settle()
    assert counts(stack, accepted=50, expired=10)


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
            stack.deciding.resume(TODAY)
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


class Watched(MemoryTable):
    """Editions; at the end of each reading it is seen how many batches are held."""

    held = 0
    before = 0

    def query(self, pk: str, **bounds: Any) -> Iterator[Item]:
        yield from super().query(pk, **bounds)
        if "#" in pk:
            self.held = max(self.held, alive() - self.before)


def alive() -> int:
    """How many batches there are in this process, those of other tests included."""
    return sum(isinstance(each, Batch) for each in gc.get_objects())


def test_however_many_batches_there_are_few_are_held_at_once(world: MemoryWorld) -> None:
    """A million readers are 20,000 batches, of which a function's memory holds a part."""
    watched = world.tables["editions"] = Watched("editions")
    world.ses.standing = SendingAccount(rate=2, room=None)
    stack = app(world)
    audience(stack, 24)
    write(stack)
    prepare(stack, world)
    world.queue("deliver").messages.clear()
    gc.collect()
    watched.held, watched.before = 0, alive()
    stack.settling.settle()
    assert len(world.queue("deliver").messages) == 12
    deliver(stack, world)
    stack.settling.settle()
    assert counts(stack, accepted=24)
    assert 0 < watched.held <= 3
