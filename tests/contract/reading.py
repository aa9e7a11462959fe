"""The function that reads a queue or a stream, and does with what it gets what the test wants."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from dearreader.app import App, standing_in
from dearreader.entry import Handler
from dearreader.entry.queue import messages
from dearreader.entry.stream import changes
from dearreader.errors import TryLater
from dearreader.events import Change
from tests.simulation.hub import Died
from tests.world.invoking import Invocation

TAKE, LATER, DIE = "take", "later", "die"
Answer = Callable[[Any], str]


def _do(answer: str) -> str:
    if answer == LATER:
        raise TryLater("not yet")
    if answer == DIE:
        raise Died
    return "taken"


class MessageReader:
    """A function behind `dearreader.entry.queue`, as all of ours: ``taken`` are time and number."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.taken: list[tuple[float, int]] = []
        self.answer: Answer = lambda _: TAKE
        self._now = now
        self.handler: Handler = within(messages(self._take))

    def _take(self, message: Any, app: App, deadline: Any) -> str:
        number = int(message["number"])
        self.taken.append((self._now(), number))
        return _do(self.answer(number))


class ChangeReader:
    """A function behind `dearreader.entry.stream`: ``offered`` are all batches, in order."""

    def __init__(self) -> None:
        self.offered: list[list[Change]] = []
        self.taken: list[Change] = []
        self.answer: Answer = lambda _: TAKE
        self.handler: Handler = within(changes(self._take))

    def read(self, records: list[Change]) -> None:
        """Have taken these, and nothing else."""
        self.taken = records

    def _take(self, records: Sequence[Change], app: App) -> str:
        self.offered.append(list(records))
        outcome = _do(self.answer(len(self.offered)))
        self.taken += records
        return outcome


def within(handler: Handler) -> Handler:
    """The handler, in whatever thread, without a stack behind it."""

    def run(event: Any, context: Any = None) -> Any:
        with standing_in(cast("App", object())):
            return handler(event, Invocation())

    return run
