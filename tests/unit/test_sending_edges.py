"""What happens at the edges of the protocol: of a list, of a moment, of an edition's life."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from dearreader.app import App
from dearreader.errors import BadInput, SendInDoubt
from dearreader.feedback import BOUNCED
from dearreader.ports import Item, SendingAccount
from tests.unit.conftest import MORNING
from tests.unit.test_breakers import hear
from tests.unit.test_nudges import tell
from tests.world.readers import TODAY, address, deliver, edition, prepare, write
from tests.world.sendings import LEASE, QUARTER, batch, counts, finish, sending
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, app


class Lively(MemoryTable):
    """A table in which something happens just before its index is read."""

    before: Callable[[], object] | None = None

    def by_status(self, status: str, **more: Any) -> Iterator[Item]:
        before, self.before = self.before, None
        if before:
            before()
        return super().by_status(status, **more)


def in_doubt_to_the_end(stack: App, world: MemoryWorld) -> None:
    deliver(stack, world)
    for seconds in (LEASE + 1, QUARTER, 1):
        world.clock.sleep(seconds)
        stack.settling.settle()


def test_a_letter_that_is_opened_while_nudge_looks_is_not_told_as_missed(
    world: MemoryWorld,
) -> None:
    world.tables["posts"] = table = Lively("posts")
    stack = app(world)
    sending(stack, world, 1)
    finish(stack, world)
    write(stack, "tomorrow")
    world.clock.time = MORNING + timedelta(days=1)
    table.before = app(world).opening.ask
    stack.nudges.tell()
    assert [subject for subject, _ in world.mailbox.mails if "No letter went out" in subject] == []


def test_what_the_writer_left_while_it_was_held_is_not_told_as_too_late(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 3)
    write(stack, "tomorrow")
    stack.deciding.pause(TODAY)
    tell(stack, world)
    stack.deciding.leave(TODAY)
    stack.settling.settle()
    assert edition(stack).state == "closed"
    assert tell(stack, world) == []


def test_an_edition_of_two_weeks_ago_is_not_mailed_again(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 1)
    world.ses.answers = [SendInDoubt()]
    in_doubt_to_the_end(stack, world)
    for day in range(1, 13):
        world.clock.time = MORNING + timedelta(days=day)
        write(stack, f"day-{day}")
        for _ in range(3):
            prepare(stack, world)
            deliver(stack, world)
            stack.settling.settle()
    with pytest.raises(BadInput, match="too long ago"):
        stack.deciding.resend(TODAY)
    assert edition(stack).state == "closed"


def test_who_is_put_off_for_the_first_time_after_a_resume_is_not_refused_at_once(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 50)
    world.ses.answers = ["TRANSIENT_FAILURE"] * 250
    for _ in range(5):
        deliver(stack, world)
    assert edition(stack).state == "held"
    stack.deciding.resume(TODAY)
    prepare(stack, world)
    world.ses.answers = ["TRANSIENT_FAILURE"] * 4
    deliver(stack, world)
    assert "r" not in batch(stack).outcomes


@pytest.mark.parametrize("readers", [2, 4])
def test_a_letter_that_ses_cannot_read_for_anybody_of_a_short_list_is_held(
    stack: App, world: MemoryWorld, readers: int
) -> None:
    sending(stack, world, readers)
    world.ses.unreadable = {address(number) for number in range(readers)}
    deliver(stack, world)
    assert edition(stack).state == "held"
    assert batch(stack).outcomes == "." * readers


def test_what_was_in_a_row_does_not_outlive_the_editions_close(
    stack: App, world: MemoryWorld
) -> None:
    world.ses.standing = SendingAccount(rate=2, room=None)
    sending(stack, world, 4)
    world.ses.answers = [SendInDoubt()] * 2
    in_doubt_to_the_end(stack, world)
    assert counts(stack, unresolved=4)
    stack.deciding.resend(TODAY)
    prepare(stack, world)
    world.ses.answers = [SendInDoubt()]
    deliver(stack, world)
    assert edition(stack).state == "sending"


def test_an_edition_with_nothing_left_to_send_is_closed_though_many_bounced(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 500)
    deliver(stack, world)
    hear(stack, world, BOUNCED, range(20))
    stack.settling.settle()
    assert edition(stack).state == "closed"


def test_what_newer_code_wrote_goes_back_to_the_queue_and_in_the_end_to_its_dead_letters(
    stack: App, world: MemoryWorld
) -> None:
    """Not round and round in fresh messages, which nobody would ever hear of."""
    sending(stack, world, 1)
    world.table("editions").items["edition", TODAY]["v"] = 3
    before = list(world.queue("deliver").delays)
    with pytest.raises(Exception, match="newer version"):
        deliver(stack, world)
    assert world.queue("deliver").delays == before
