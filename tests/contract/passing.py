"""How time passes: by itself, or only where it is let."""

import time
from collections.abc import Callable

from tests.e2e.waiting import eventually
from tests.simulation.hub import Hub

DAY = 86_400.0


class RealTime:
    """The machine's own."""

    def now(self) -> float:
        """Seconds."""
        return time.monotonic()

    def act(self, action: Callable[[], object]) -> None:
        """Do something as one of the stack's processes."""
        action()

    def until(self, true: Callable[[], bool]) -> None:
        """Let time pass until it is true."""
        eventually(true)


class VirtualTime:
    """The simulation's, which passes at once."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def now(self) -> float:
        """Seconds since the beginning."""
        return self._hub.time

    def act(self, action: Callable[[], object]) -> None:
        """Do something as one of the stack's processes."""
        done: list[object] = []
        self._hub.spawn(self.now(), lambda: done.append(action()))
        self.until(lambda: bool(done))

    def until(self, true: Callable[[], bool]) -> None:
        """Let time pass, half a second at a time, until it is true."""
        until = self.now()
        while not true():
            until += 0.5
            assert until < DAY
            self._hub.run(lambda: False, until, every=DAY)
