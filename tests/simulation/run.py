"""One run: readers, a post or two, as many letters; then the account of it."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from dearreader import entry
from dearreader.entry import http, queue
from tests.simulation import people
from tests.simulation.cloud import Cloud
from tests.simulation.faults import Faults, draw
from tests.simulation.judge import Verdict, judge

LIMIT = 6 * people.DAY


class Unheard:
    """Stands in for Powertools, which costs more than all that is simulated; keeps the faults."""

    faults: ClassVar[list[str]] = []

    def exception(self, *_: object, **__: object) -> None:
        """A function failed in a way that nobody foresaw."""
        self.faults.append(traceback.format_exc(limit=-3))

    def unsaid(self, *_: object, **__: object) -> None:
        """What is said of outcomes, and counted, nobody reads here."""

    info = add_metric = flush_metrics = unsaid


@contextmanager
def unheard() -> Iterator[None]:
    """Let the handlers talk to nobody, for the time of a run."""
    told = [(module, vars(module)["logger"]) for module in (entry, queue, http)]
    counted = entry.metrics
    nobody = Unheard()
    for module, _ in told:
        vars(module).update(logger=lambda: nobody)
    vars(entry).update(metrics=lambda: nobody)
    try:
        yield
    finally:
        for module, logger in told:
            vars(module).update(logger=logger)
        vars(entry).update(metrics=counted)


def run(seed: int, readers: int, *, faults: Faults | None = None) -> Verdict:
    """Simulate a letter a day, for a day or two, from a seed."""
    cloud = Cloud(faults or draw(seed), seed=seed)
    ids = people.settle_in(cloud, readers)
    people.queue_posts(cloud)
    people.live(cloud, ids)
    with unheard():
        ended = cloud.hub.run(lambda: _is_over(cloud), LIMIT, every=120)
    failures, Unheard.faults[:] = Unheard.faults[:3], []
    return judge(cloud, seed, ended=ended, failures=failures)


def _is_over(cloud: Cloud) -> bool:
    """Both letters are closed, and nothing is on its way any more."""
    letters = cloud.faults.letters
    if cloud.since_first_slot() < max((letters - 1) * people.DAY, 2 * people.LATE):
        return False
    if cloud.queues["feedback"].messages:
        return False
    found = people.editions(cloud)
    return len(found) == letters and people.is_over(cloud, found)
