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
        heapq.heappush(self._waiting, (max(when, self.time), next(self._order), action))

    def spawn(self, when: float, run: Callable[[], Any]) -> None:
        """Begin a task at a time."""
        self.at(when, lambda: greenlet(run, self._main).switch())

    def pause(self, seconds: float) -> None:
        """Let the running task wait."""
        self.at(self.time + seconds, getcurrent().switch)
        self._main.switch()

    def run(self, until: Callable[[], bool], limit: float) -> bool:
        """Go on until something holds; False where it does not by the time `limit`."""
        while self._waiting and self._waiting[0][0] <= limit:
            if until():
                return True
            self.time, _, action = heapq.heappop(self._waiting)
            action()
        return until()
