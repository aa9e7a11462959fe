"""A running edition as the writer watches it, in memory, where time passes by sleeping."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from cli.standing import standing
from cli.watching import pause, watch
from dearreader.app import App
from dearreader.errors import SendInDoubt
from tests.unit.conftest import MORNING
from tests.world.readers import TODAY, audience, edition, prepare, take, write
from tests.world.world import MemoryClock, MemoryWorld


class Passing(MemoryClock):
    """A clock whose sleep lets others work meanwhile."""

    def __init__(self) -> None:
        super().__init__(MORNING)
        self.meanwhile: Callable[[], None] = lambda: None

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        assert self.now() < MORNING + timedelta(hours=1), "it does not end"
        self.meanwhile()


@pytest.fixture
def clock() -> Passing:
    return Passing()


@pytest.fixture
def world(clock: Passing) -> MemoryWorld:
    world = MemoryWorld(MORNING)
    world.clock = clock
    return world


def sending(stack: App, world: MemoryWorld, readers: int) -> list[Mapping[str, Any]]:
    """An edition that goes out; returns the messages that ask for its batches."""
    audience(stack, readers)
    write(stack)
    prepare(stack, world)
    waiting = list(world.queue("deliver").messages)
    world.queue("deliver").messages.clear()
    return waiting


def goes_out(
    stack: App, world: MemoryWorld, clock: Passing, waiting: list[Mapping[str, Any]], *, every: int
) -> None:
    """Let a batch go out each so many seconds, and settle/ look when it is asked to."""
    due = [MORNING + timedelta(seconds=every * number) for number in range(1, len(waiting) + 1)]

    def meanwhile() -> None:
        clock.meanwhile = lambda: None
        while due and clock.now() >= due[0]:
            due.pop(0)
            take(stack, waiting.pop(0))
        asked = world.queue("settle").messages
        if asked and not waiting:
            asked.clear()
            stack.settling.settle()
        clock.meanwhile = meanwhile

    world.queue("settle").messages.clear()
    clock.meanwhile = meanwhile


def test_lines_say_what_is_sent_how_fast_and_how_long_it_still_takes(
    stack: App, world: MemoryWorld, clock: Passing, capsys: pytest.CaptureFixture[str]
) -> None:
    goes_out(stack, world, clock, sending(stack, world, 400), every=20)
    watch(stack, TODAY)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        "07:00:00  0 of 400 sent · 400 wait",
        "07:00:20  50 of 400 sent · 2.5 a second · about 2 min left · 350 wait",
        "07:00:40  100 of 400 sent · 2.5 a second · about 2 min left · 300 wait",
        "07:01:00  150 of 400 sent · 2.5 a second · about 2 min left · 250 wait",
    ]
    assert lines[7].startswith("07:02:20  350 of 400 sent · ")
    assert lines[7].endswith(" a second · under a minute left · 50 wait")
    assert lines[8:] == ["07:02:40  400 of 400 sent"]


def test_it_ends_with_the_edition_which_does_not_wait_for_the_tick(
    stack: App, world: MemoryWorld, clock: Passing
) -> None:
    goes_out(stack, world, clock, sending(stack, world, 100), every=10)
    found = watch(stack, TODAY)
    assert (found.edition.state, found.account["accepted"]) == ("closed", 100)
    assert clock.now() < MORNING + timedelta(seconds=25)


def test_it_ends_where_the_edition_is_held(
    stack: App, world: MemoryWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    sending(stack, world, 10)
    stack.deciding.pause(TODAY)
    assert watch(stack, TODAY).edition.hold == "writer"
    assert capsys.readouterr().out == ""


def test_lines_come_when_something_is_new_and_not_more_often_than_every_ten_seconds(
    stack: App, world: MemoryWorld, clock: Passing, capsys: pytest.CaptureFixture[str]
) -> None:
    goes_out(stack, world, clock, sending(stack, world, 800), every=3)
    watch(stack, TODAY)
    quick = capsys.readouterr().out.splitlines()
    moments = [int(line[3:5]) * 60 + int(line[6:8]) for line in quick]
    assert all(after - before >= 10 for before, after in pairwise(moments))
    assert len(set(quick)) == len(quick) == 5


@pytest.mark.parametrize(("batches", "seconds"), [(0, 0.5), (2, 0.5), (440, 2.2), (20_000, 30.0)])
def test_a_large_edition_is_looked_at_less_often(batches: int, seconds: float) -> None:
    assert pause(batches) == seconds


def test_what_is_in_a_call_is_under_way_and_then_in_doubt(
    stack: App, world: MemoryWorld, clock: Passing
) -> None:
    lost, *_ = sending(stack, world, 120)
    world.ses.after_accepting = [SendInDoubt()]
    take(stack, lost)
    found = standing(stack, edition(stack))
    assert (found.waiting, found.under_way, found.in_doubt) == (70, 50, 0)
    clock.time += timedelta(minutes=5)
    found = standing(stack, edition(stack))
    assert (found.waiting, found.under_way, found.in_doubt) == (70, 0, 50)
