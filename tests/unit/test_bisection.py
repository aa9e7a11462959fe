"""A call that SES cannot read is made again for ever fewer, until it is known for whose sake."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import pytest

from dearreader.app import App
from dearreader.conditions import Condition, Update
from dearreader.errors import SendInDoubt, SendRefused
from dearreader.ports import Bulk, Item
from tests.unit.conftest import MORNING
from tests.world.readers import (
    TODAY,
    deliver,
    edition,
    leave,
    members,
    reader,
    received,
)
from tests.world.sendings import (
    LEASE,
    QUARTER,
    batch,
    counts,
    finish,
    outcomes,
    receive,
    sending,
)
from tests.world.tables import MemoryTable
from tests.world.world import MemoryMailer, MemoryWorld, app

UNREADABLE = "BadRequestException"


class Died(Exception):
    """The function's process ended."""


class Deadly(MemoryTable):
    """Editions, where the process dies at one of its reads and writes, done or not."""

    fatal = -1
    takes_effect = False

    def get(self, pk: str, sk: str) -> Item | None:
        self._live_on()
        return super().get(pk, sk)

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        if self.takes_effect:
            item = super().update(pk, sk, update, when=when)
            self._live_on()
            return item
        self._live_on()
        return super().update(pk, sk, update, when=when)

    def _live_on(self) -> None:
        self.fatal -= 1
        if self.fatal == 0:
            raise Died


class Watched(MemoryMailer):
    """SES, that notes when each call came."""

    def __init__(self, world: MemoryWorld) -> None:
        super().__init__()
        self.world = world
        self.times: list[float] = []

    def send_bulk(self, bulk: Bulk) -> list[str]:
        self.times.append(self.world.clock.now().timestamp())
        return super().send_bulk(bulk)


def spoil(stack: App, world: MemoryWorld, places: Iterable[int]) -> set[str]:
    """SES cannot read the addresses at these places of the edition; returns them."""
    everyone = members(stack)
    world.ses.unreadable = {reader(stack, everyone[place]).address for place in places}
    return world.ses.unreadable


def everyone(stack: App) -> set[str]:
    return {reader(stack, one).address for one in members(stack)}


@pytest.mark.parametrize("place", [0, 1, 24, 25, 37, 49])
def test_of_50_only_the_one_whom_ses_cannot_read_goes_without(
    stack: App, world: MemoryWorld, place: int
) -> None:
    readers = sending(stack, world, 50)
    spoilt = spoil(stack, world, [place])
    assert deliver(stack, world) == ["sent"]
    assert received(world) == sorted(everyone(stack) - spoilt)
    assert batch(stack).outcomes == "a" * place + "r" + "a" * (49 - place)
    assert {reader(stack, one).status for one in readers} == {"active"}
    assert len(world.ses.calls) <= 20
    stack.settling.settle()
    assert counts(stack, accepted=49, refused=1)


@pytest.mark.parametrize(
    ("readers", "places"), [(1, [0]), (2, [1]), (3, [0, 2]), (49, [7, 8, 48]), (50, range(10))]
)
def test_those_whom_ses_cannot_read_are_refused_and_nobody_else(
    stack: App, world: MemoryWorld, readers: int, places: Iterable[int]
) -> None:
    sending(stack, world, readers)
    spoilt = spoil(stack, world, places)
    deliver(stack, world)
    assert received(world) == sorted(everyone(stack) - spoilt)
    refused = [index for index, code in enumerate(batch(stack).outcomes) if code == "r"]
    assert refused == list(places)


def test_each_part_has_an_attempt_and_a_slot_of_its_own(world: MemoryWorld) -> None:
    world.ses = Watched(world)
    stack = app(world)
    sending(stack, world, 50)
    spoil(stack, world, [10])
    deliver(stack, world)
    attempts = [call.tags["attempt"] for call in world.ses.calls]
    assert len(set(attempts)) == len(attempts) > 5
    sizes = [len(call.copies) for call in world.ses.calls]
    for (before, after), size in zip(pairwise(world.ses.times), sizes, strict=False):
        assert after - before >= size / 50
    copies = Counter(copy.to for copy in world.ses.copies)
    assert set(copies.values()) == {1}


def test_who_leaves_between_two_parts_gets_nothing(world: MemoryWorld) -> None:
    class Leaving(MemoryMailer):
        def send_bulk(self, bulk: Bulk) -> list[str]:
            leave(stack, last)
            return super().send_bulk(bulk)

    world.ses = Leaving()
    stack = app(world)
    sending(stack, world, 8)
    spoil(stack, world, [0])
    last = members(stack)[7]
    deliver(stack, world)
    assert batch(stack).outcomes == "raaaaaal"
    assert reader(stack, last).address not in received(world)


@pytest.mark.parametrize(("readers", "spoilt"), [(50, 50), (50, 11), (24, 5), (5, 5)])
def test_where_ses_cannot_read_many_it_is_the_letter_and_nobody_is_refused(
    stack: App, world: MemoryWorld, readers: int, spoilt: int
) -> None:
    sending(stack, world, readers)
    spoil(stack, world, range(spoilt))
    assert deliver(stack, world) == ["held"]
    held = edition(stack)
    assert (held.state, held.hold) == ("held", "sender")
    assert "could not read" in held.reason
    assert "r" not in outcomes(stack)
    world.ses.unreadable = set()
    stack.deciding.resume(TODAY)
    finish(stack, world)
    assert counts(stack, accepted=readers)
    assert received(world) == sorted(everyone(stack))


def test_small_batches_of_which_three_running_cannot_be_read_hold_the_edition(
    stack: App, world: MemoryWorld
) -> None:
    world.ses.standing = type(world.ses.standing)(rate=1, room=None)
    sending(stack, world, 10)
    spoil(stack, world, range(10))
    assert deliver(stack, world)[:3] == ["sent", "sent", "held"]
    world.ses.unreadable = set()
    stack.deciding.resume(TODAY)
    finish(stack, world)
    assert counts(stack, accepted=10)


@pytest.mark.parametrize("takes_effect", [False, True])
@pytest.mark.parametrize("fatal", range(1, 60))
def test_a_function_that_dies_anywhere_between_parts_is_gone_on_from(
    fatal: int, *, takes_effect: bool
) -> None:
    world = MemoryWorld(MORNING)
    table = Deadly("editions")
    world.tables["editions"] = table
    stack = app(world)
    sending(stack, world, 12)
    spoilt = spoil(stack, world, [4])
    table.fatal, table.takes_effect = fatal, takes_effect
    try:
        deliver(stack, world)
    except Died:
        asked_again = app(world)
    else:
        asked_again = stack
        table.fatal = -1
    for seconds in (LEASE + 1, QUARTER, 300, 300, 300):
        world.clock.sleep(seconds)
        asked_again.settling.settle()
        deliver(asked_again, world)
    assert edition(stack).state == "closed"
    copies = Counter(copy.to for copy in world.ses.copies)
    assert set(copies.values()) <= {1}
    account = edition(stack).account
    assert account["refused"] + account["unresolved"] + account["accepted"] == 12
    if not account["unresolved"]:
        assert account["refused"] == 1
        assert received(world) == sorted(everyone(stack) - spoilt)


def test_a_part_in_doubt_concerns_its_part_alone(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 8)
    world.ses.answers = [SendRefused(UNREADABLE), SendInDoubt()]
    assert deliver(stack, world) == ["in doubt"]
    assert batch(stack).outcomes == "cccc...."
    world.clock.sleep(LEASE + 1)
    stack.settling.settle()
    receive(stack, world, 1, [1])
    world.clock.sleep(QUARTER)
    stack.settling.settle()
    assert batch(stack).outcomes == "upuu...."
    stack.settling.settle()
    deliver(stack, world)
    stack.settling.settle()
    assert counts(stack, accepted=5, unresolved=3)
    assert [copy.tags["index"] for copy in world.ses.copies] == ["4", "5", "6", "7"]
