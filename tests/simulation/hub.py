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
        self._looks = 0.0
        self._order = count()
        self._main = getcurrent()

    def at(self, when: float, action: Callable[[], Any]) -> None:
        """Do something at a time; at once where that has passed."""
        heapq.heappush(self._waiting, (max(self.time, when), next(self._order), action))

    def spawn(self, when: float, run: Callable[[], Any]) -> None:
        """Begin a task at a time."""
        self.at(when, lambda: greenlet(run, self._main).switch())

    def pause(self, seconds: float) -> None:
        """Let the running task wait; it goes right on where nothing else happens meanwhile."""
        when, waiting = self.time + max(0.0, seconds), self._waiting
        if when < self._looks and (not waiting or when < waiting[0][0]):
            self.time = when
            return
        heapq.heappush(waiting, (when, next(self._order), getcurrent().switch))
        self._main.switch()

    def run(self, until: Callable[[], bool], limit: float, *, every: float) -> bool:
        """Go on until something holds, which is looked at every so many seconds.

        False where it does not hold by the time `limit`.
        """
        waiting, pop, looks = self._waiting, heapq.heappop, 0.0
        while waiting and waiting[0][0] <= limit:
            self.time, _, action = pop(waiting)
            if self.time >= looks:
                looks = self.time + every
                self._looks = min(looks, limit)
                if until():
                    return True
            action()
        return until()
