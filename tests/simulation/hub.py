"""Virtual time: tasks that wait for it, and go on in its order."""

import heapq
from collections.abc import Callable
from itertools import count
from typing import Any

from greenlet import getcurrent, greenlet


class Died(BaseException):
    """The process ended here: nothing after this line happens. No handler may catch it."""


class Hub:
    """Runs tasks one at a time, each until it waits; ``time`` is seconds since the beginning."""

    def __init__(self) -> None:
        self.time = 0.0
        self._waiting: list[tuple[float, int, Callable[[], Any]]] = []
        self._order = count()
        self._main = getcurrent()

    def at(self, when: float, action: Callable[[], Any]) -> None:
        """Do something at a time; at once where that has passed."""
        heapq.heappush(self._waiting, (max(self.time, when), next(self._order), action))

    def spawn(self, when: float, run: Callable[[], Any]) -> None:
        """Begin a task at a time."""
        self.at(when, lambda: greenlet(run, self._main).switch())

    def pause(self, seconds: float) -> None:
        """Let the running task wait."""
        self.at(self.time + seconds, getcurrent().switch)
        self._main.switch()

    def run(self, until: Callable[[], bool], limit: float, *, every: float) -> bool:
        """Go on until something holds, which is looked at every so many seconds.

        False where it does not hold by the time `limit`.
        """
        waiting, pop, look = self._waiting, heapq.heappop, 0.0
        while waiting and waiting[0][0] <= limit:
            self.time, _, action = pop(waiting)
            if self.time >= look:
                look = self.time + every
                if until():
                    return True
            action()
        return until()
