"""The writer is told each thing once, whoever tells it and whoever dies over it."""

from collections.abc import Callable

import pytest

from dearreader.app import App
from dearreader.conditions import Condition, Update
from dearreader.ports import Item
from tests.world.readers import TODAY, write
from tests.world.sendings import sending
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, MemoryWriter, app


class Died(Exception):
    """The function's process ended."""


def held(stack: App, world: MemoryWorld) -> None:
    """There is one thing to tell."""
    sending(stack, world, 3)
    write(stack, "tomorrow")
    stack.deciding.pause(TODAY)


def tell(stack: App, world: MemoryWorld, times: int) -> int:
    """Ask nudge/ so often, a tick apart; returns how many mails came of it."""
    before = len(world.mailbox.mails)
    for _ in range(times):
        stack.nudges.tell()
        world.clock.sleep(300)
    return len(world.mailbox.mails) - before


class Between(MemoryWriter):
    """A writer whose mail gives others time to act, and the teller to die."""

    meanwhile: Callable[[], object] | None = None

    def tell(self, subject: str, text: str) -> None:
        super().tell(subject, text)
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()


class Mortal(MemoryTable):
    """Editions, where the process dies before or after it keeps something as told."""

    fatal = ""

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        if pk == "told" and self.fatal in update.put:
            self.fatal = ""
            raise Died
        return super().update(pk, sk, update, when=when)


def test_of_two_who_tell_at_once_one_does(stack: App, world: MemoryWorld) -> None:
    world.mailbox = mailbox = Between()
    held(stack, world)
    mailbox.meanwhile = app(world).nudges.tell
    assert stack.nudges.tell() == 1
    assert len(mailbox.mails) == 1


def test_who_dies_before_telling_leaves_it_to_the_next(world: MemoryWorld) -> None:
    class Deaf(MemoryWriter):
        def tell(self, subject: str, text: str) -> None:
            raise Died

    stack = app(world)
    held(stack, world)
    listening, world.mailbox = world.mailbox, Deaf()
    with pytest.raises(Died):
        app(world).nudges.tell()
    world.mailbox = listening
    assert app(world).nudges.tell() == 0
    world.clock.sleep(61)
    assert tell(app(world), world, 9) == 1


def test_who_dies_between_telling_and_keeping_it_tells_it_once_more_and_never_again(
    world: MemoryWorld,
) -> None:
    table = Mortal("editions")
    world.tables["editions"] = table
    stack = app(world)
    held(stack, world)
    table.fatal = "told"
    with pytest.raises(Died):
        stack.nudges.tell()
    assert len(world.mailbox.mails) == 1
    assert tell(stack, world, 1) == 0
    assert tell(stack, world, 9) == 1
