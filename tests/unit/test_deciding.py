"""The writer's decisions: asked for twice they do no more, and where they can't be they say why."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from dearreader.app import App
from dearreader.conditions import Condition, Update
from dearreader.errors import BadInput, SendInDoubt
from dearreader.ports import Item
from tests.unit.conftest import MORNING
from tests.world.readers import (
    TODAY,
    TOMORROW,
    addresses_of,
    deliver,
    edition,
    members,
    prepare,
    reader,
    received,
    write,
)
from tests.world.sendings import (
    LEASE,
    QUARTER,
    batch,
    counts,
    finish,
    outcomes,
    sending,
)
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, app


def with_unresolved(stack: App, world: MemoryWorld, readers: int = 60) -> None:
    """A closed edition, of whose first batch nobody can tell who has it."""
    sending(stack, world, readers)
    world.ses.answers = [SendInDoubt()]
    deliver(stack, world)
    for seconds in (LEASE + 1, QUARTER, 1):
        world.clock.sleep(seconds)
        stack.settling.settle()
    assert edition(stack).state == "closed"


class Died(Exception):
    """The command's process ended."""


class Changing(MemoryTable):
    """Editions, in which something happens before the next change of an edition's own item."""

    before: Callable[[], object] | None = None

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        if pk == "edition":
            before, self.before = self.before, None
            if before:
                before()
        return super().update(pk, sk, update, when=when)


@pytest.fixture
def editions(world: MemoryWorld) -> Changing:
    table = Changing("editions")
    world.tables["editions"] = table
    return table


def die() -> None:
    raise Died


DECISIONS = ["pause", "resume", "resend", "leave"]


def decide(stack: App, decision: str, key: str = TODAY) -> None:
    getattr(stack.deciding, decision)(key)


@pytest.mark.parametrize("decision", DECISIONS)
def test_of_an_edition_that_is_not_there_it_says_where_they_all_are(
    stack: App, decision: str
) -> None:
    with pytest.raises(BadInput, match="dearreader edition list"):
        decide(stack, decision, "2020-01-01.daily")


def test_a_paused_edition_mails_nobody_and_resumed_it_mails_everybody_once(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 120)
    last = world.queue("deliver").messages.pop()
    deliver(stack, world)
    stack.deciding.pause(TODAY)
    held = edition(stack)
    assert (held.state, held.hold) == ("held", "writer")
    world.clock.sleep(60)
    stack.deciding.pause(TODAY)
    assert edition(stack).held == held.held
    world.queue("deliver").messages[:] = [last]
    assert deliver(stack, world) == ["not sending"]
    for _ in range(3):
        prepare(stack, world)
        stack.settling.settle()
    assert (edition(stack).state, len(received(world))) == ("held", 100)
    for _ in range(2):
        stack.deciding.resume(TODAY)
    assert {"ask": "due"} in world.queue("schedule").messages
    finish(stack, world)
    assert counts(stack, accepted=120)
    assert received(world) == addresses_of(range(120))


def test_an_edition_is_paused_while_it_is_planned_and_planned_when_it_is_resumed(
    stack: App, world: MemoryWorld
) -> None:
    write(stack)
    stack.opening.ask()
    stack.deciding.pause(TODAY)
    prepare(stack, world)
    assert (edition(stack).state, members(stack)) == ("held", [])
    stack.deciding.resume(TODAY)
    finish(stack, world)
    assert edition(stack).state == "closed"


def test_pausing_takes_over_a_hold_that_would_end_by_itself(stack: App, world: MemoryWorld) -> None:
    world.ses.standing = type(world.ses.standing)(rate=50, room=0)
    sending(stack, world, 3)
    assert edition(stack).hold == "quota"
    stack.deciding.pause(TODAY)
    world.ses.standing = type(world.ses.standing)(rate=50, room=None)
    finish(stack, world)
    assert edition(stack).hold == "writer"


@pytest.mark.parametrize(
    ("decision", "says"),
    [("pause", "closed: there is nothing left to pause"), ("resume", "closed, not held")],
)
def test_a_closed_edition_is_neither_paused_nor_resumed(
    stack: App, world: MemoryWorld, decision: str, says: str
) -> None:
    sending(stack, world, 1)
    finish(stack, world)
    with pytest.raises(BadInput, match=says):
        decide(stack, decision)
    assert edition(stack).state == "closed"


def test_resuming_what_is_not_held_only_asks(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 1)
    stack.deciding.resume(TODAY)
    assert edition(stack).state == "sending"
    finish(stack, world)
    assert counts(stack, accepted=1)


@pytest.mark.parametrize("state", ["sending", "held"])
def test_what_is_unresolved_is_known_only_of_a_closed_edition(
    stack: App, world: MemoryWorld, state: str
) -> None:
    sending(stack, world, 1)
    if state == "held":
        stack.deciding.pause(TODAY)
    with pytest.raises(BadInput, match=f"is {state}.*dearreader edition show {TODAY}"):
        stack.deciding.resend(TODAY)


def test_resending_mails_another_copy_to_the_unresolved_and_to_nobody_else(
    stack: App, world: MemoryWorld
) -> None:
    with_unresolved(stack, world)
    assert counts(stack, accepted=10, unresolved=50)
    named = {reader(stack, one).address for one in members(stack)[:50]}
    first = len(world.ses.copies)
    assert stack.deciding.resend(TODAY) == 50
    assert world.queue("schedule").messages == [{"ask": "due"}]
    finish(stack, world)
    assert counts(stack, accepted=60)
    assert {copy.to for copy in world.ses.copies[first:]} == named
    assert len(world.ses.copies) == first + 50
    post = stack.posts.get("the-sea")
    assert post
    assert post.status == "sent"
    with pytest.raises(BadInput, match="Nobody is unresolved"):
        stack.deciding.resend(TODAY)


def test_resending_a_day_later_has_some_hours_and_the_next_letter_waits(
    stack: App, world: MemoryWorld
) -> None:
    with_unresolved(stack, world)
    world.clock.time = MORNING + timedelta(days=1)
    write(stack, "tomorrow")
    stack.deciding.resend(TODAY)
    assert edition(stack).unsent_after == MORNING + timedelta(days=1, hours=4)
    finish(stack, world)
    assert counts(stack, accepted=60)
    assert stack.editions.get(TOMORROW) is None
    prepare(stack, world)
    assert edition(stack, TOMORROW).slug == "tomorrow"


def test_whose_receipt_came_late_is_not_mailed_again(stack: App, world: MemoryWorld) -> None:
    with_unresolved(stack, world)
    attempt = world.ses.calls[0].tags["attempt"]
    stack.editions.receive(batch(stack).name, attempt, set(range(48)))
    assert stack.deciding.resend(TODAY) == 2
    finish(stack, world)
    assert [len(call.copies) for call in world.ses.calls] == [50, 10, 2]
    assert counts(stack, accepted=60)


def test_a_resend_that_died_is_finished_by_asking_again(
    stack: App, world: MemoryWorld, editions: Changing
) -> None:
    with_unresolved(stack, world)
    editions.before = die
    with pytest.raises(Died):
        stack.deciding.resend(TODAY)
    stack.settling.settle()
    assert deliver(stack, world) == []
    assert stack.deciding.resend(TODAY) == 50
    finish(stack, world)
    assert counts(stack, accepted=60)
    assert len(world.ses.copies) == 10 + 50


def test_leaving_it_at_that_keeps_the_unresolved_and_mails_nobody(
    stack: App, world: MemoryWorld
) -> None:
    with_unresolved(stack, world)
    for _ in range(2):
        stack.deciding.leave(TODAY)
    assert edition(stack).decided is not None
    finish(stack, world)
    assert counts(stack, accepted=10, unresolved=50)
    assert len(world.ses.calls) == 2


def test_leaving_after_a_resend_that_died_names_the_unresolved_again(
    stack: App, world: MemoryWorld, editions: Changing
) -> None:
    with_unresolved(stack, world)
    editions.before = die
    with pytest.raises(Died):
        stack.deciding.resend(TODAY)
    stack.deciding.leave(TODAY)
    assert outcomes(stack) == "u" * 50 + "a" * 10


def test_who_left_it_at_that_may_still_resend(stack: App, world: MemoryWorld) -> None:
    with_unresolved(stack, world)
    stack.deciding.leave(TODAY)
    assert stack.deciding.resend(TODAY) == 50
    assert edition(stack).decided is None
    finish(stack, world)
    assert counts(stack, accepted=60)


def test_leaving_a_held_edition_lets_the_unsent_expire_and_the_next_go_out(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 60)
    world.queue("deliver").messages.pop()
    deliver(stack, world)
    stack.deciding.pause(TODAY)
    for _ in range(2):
        stack.deciding.leave(TODAY)
    assert {"ask": "settle"} in world.queue("settle").messages
    stack.settling.settle()
    assert counts(stack, accepted=50, expired=10)
    world.clock.time = MORNING + timedelta(days=1)
    write(stack, "tomorrow")
    prepare(stack, world)
    assert edition(stack, TOMORROW).state == "sending"


def test_an_edition_on_its_way_is_stopped_before_it_is_left(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 1)
    with pytest.raises(BadInput, match=f"dearreader edition pause {TODAY}"):
        stack.deciding.leave(TODAY)
    finish(stack, world)
    assert counts(stack, accepted=1)


@pytest.mark.parametrize(
    ("decision", "meanwhile"), [("pause", "close"), ("resume", "leave"), ("resume", "hold anew")]
)
def test_an_edition_that_changes_meanwhile_is_looked_at_again(
    stack: App, world: MemoryWorld, editions: Changing, decision: str, meanwhile: str
) -> None:
    sending(stack, world, 1)
    deliver(stack, world)
    if decision == "resume":
        stack.deciding.pause(TODAY)

    def another() -> None:
        other = app(world)
        if meanwhile == "hold anew":
            other.deciding.resume(TODAY)
            world.clock.sleep(1)
            other.deciding.pause(TODAY)
        if meanwhile == "leave":
            other.deciding.leave(TODAY)
        other.settling.settle()

    editions.before = another
    with pytest.raises(BadInput, match=f"has changed meanwhile.*dearreader edition show {TODAY}"):
        decide(stack, decision)
    assert edition(stack).state == ("held" if meanwhile == "hold anew" else "closed")


def test_what_is_sent_again_does_not_wait_for_the_messages_of_a_newer_edition(
    stack: App, world: MemoryWorld
) -> None:
    """Simulated seed 5111: an edition that was sent again expired while a newer one was slow."""
    with_unresolved(stack, world, 50)
    world.clock.sleep(timedelta(days=1).total_seconds())
    write(stack, "tomorrow")
    prepare(stack, world)
    assert edition(stack, TOMORROW).state == "sending"
    stack.deciding.resend(TODAY)
    prepare(stack, world)
    world.queue("deliver").messages.clear()
    stack.settling.settle()
    asked = {message["edition"] for message in world.queue("deliver").messages}
    assert asked == {TODAY, TOMORROW}
