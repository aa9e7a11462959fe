"""One edition from its slot to its account, and what it took."""

import multiprocessing
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.metered import cpu
from benchmarks.metered.cloud import Case, Cloud
from benchmarks.metered.meter import Meter
from dearreader.editions.model import VERSION, Edition
from dearreader.editions.store import EDITION, Editions
from dearreader.posts import Letter, Posts
from dearreader.times import milliseconds
from tests.simulation.run import unheard

TICK = 300.0
LIMIT = 30 * 3600.0
SLUG = "letter"


@dataclass(frozen=True)
class Measured:
    """What came of a case.

    ``use`` is the share of the rate that was used from the first call to the last, ``busiest`` how
    many recipients its fullest second had, ``took`` seconds from the slot to the close;
    ``timed_out`` counts invocations that were cut off, ``receipts_late`` is how many seconds after
    the last call the last receipt was taken in.
    """

    case: Case
    meter: Meter
    account: Mapping[str, int]
    use: float
    busiest: int
    largest_call: int
    took: float
    timed_out: int
    receipts_late: float

    @property
    def over(self) -> float:
        """Recipients in the fullest second beyond the rate and one call."""
        return max(0.0, self.busiest - self.case.rate - self.largest_call)


_known: dict[Case, Measured] = {}


def measure(cases: Iterable[Case]) -> dict[Case, Measured]:
    """Run what has not been run yet, as many at a time as there are processors."""
    missing = sorted({*cases} - _known.keys(), key=lambda case: -case.readers / case.rate)
    if len(missing) > 1:
        spawn = multiprocessing.get_context("spawn")
        jobs, own = os.cpu_count() or 1, (cpu.measured(),)
        with ProcessPoolExecutor(jobs, spawn, initializer=cpu.take, initargs=own) as pool:
            _known.update(zip(missing, pool.map(run, missing), strict=True))
    elif missing:
        _known[missing[0]] = run(missing[0])
    return {case: _known[case] for case in cases}


def run(case: Case) -> Measured:
    """Let the slot come, tick every five minutes, and go on until all is closed and taken."""
    cpu.measured()  # while nothing is simulated
    cloud = Cloud(case)
    _prepare(cloud)
    tick(cloud)
    closed: list[float] = []

    def over() -> bool:
        edition = _edition(cloud)
        if not closed and edition.slug == SLUG and edition.state == "closed":
            closed.append(cloud.hub.time)
        return bool(closed) and not cloud.feedback.held

    with unheard():
        assert cloud.hub.run(over, LIMIT, every=1), "the edition was not closed in time"
    calls = cloud.ses.calls
    return Measured(
        case=case,
        meter=cloud.meter,
        account=_edition(cloud).account,
        use=_use(calls, case.rate),
        busiest=_busiest(calls),
        largest_call=max(count for _, count in calls),
        took=closed[0],
        timed_out=sum(n for (_, call), n in cloud.meter.calls.items() if call == "timed out"),
        receipts_late=max(0.0, cloud.feedback.last_taken - calls[-1][0]),
    )


def _prepare(cloud: Cloud) -> None:
    """A post is queued, and yesterday's edition had as many readers as today's will have."""
    posts = Posts(cloud.table("posts"))
    text = "letter {{site}}/unsubscribe/{{link}}" + " word" * 1_000
    letter = Letter(
        slug=SLUG,
        version="1f2e3d4c",
        title="Letter",
        subtitle="",
        tags=(),
        subject="Letter",
        html=text,
        text=text,
        page=text,
    )
    posts.table.put({"pk": SLUG, "sk": "post", "status": "draft", "title": "Letter"})
    posts.queue(letter, now=cloud.beginning - timedelta(hours=9))
    yesterday = milliseconds(cloud.beginning - timedelta(days=1))
    cloud.table("editions").put(
        {
            "pk": EDITION,
            "sk": f"{cloud.beginning - timedelta(days=1):%Y-%m-%d}.daily",
            "v": VERSION,
            "state": "closed",
            "slot": yesterday,
            "opened": yesterday,
            "unsent_after": yesterday,
            "slug": "yesterdays",
            "letter": "v",
            "size": 50,
            "ranges": 1,
            "intended": cloud.case.readers,
            "account": {"intended": 1, "accepted": 1, "unresolved": 0, "expired": 0},
            "closed": yesterday,
        }
    )
    cloud.table("posts").changes.clear()


def tick(cloud: Cloud) -> None:
    """What Scheduler asks every five minutes, from now on."""
    cloud.ask("schedule", ask="due")
    cloud.ask("settle", ask="settle", by="tick")
    cloud.ask("nudge", ask="tell")
    cloud.hub.at(cloud.hub.time + TICK, lambda: tick(cloud))


def _edition(cloud: Cloud) -> Edition:
    return Editions(cloud.table("editions")).latest(1)[0]


def _use(calls: list[tuple[float, int]], rate: float) -> float:
    """Of the rate, from the first call until the last one."""
    took = calls[-1][0] - calls[0][0]
    return sum(count for _, count in calls[:-1]) / (took * rate) if took else 1.0


def _busiest(calls: list[tuple[float, int]]) -> int:
    """The most recipients in any second."""
    most = first = window = 0
    for time, count in calls:
        window += count
        while calls[first][0] <= time - 1.0:
            window -= calls[first][1]
            first += 1
        most = max(most, window)
    return most
