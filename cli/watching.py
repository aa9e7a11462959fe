"""A running edition, live: redrawn on a terminal, a line now and then where there is none.

It reads the edition and its batches, the less often the more there are, and changes nothing:
whoever stops looking stops nothing.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import NamedTuple
from zoneinfo import ZoneInfo

import click

from cli.standing import Standing, standing
from cli.telling import readers
from dearreader.app import App
from dearreader.editions.model import Edition

LOOK_AGAIN = (0.5, 30.0)
"""Seconds between two looks: at least, and at most."""

BATCHES_A_SECOND = 200
"""How many batches are read, on an average: the looks of a large edition are the further apart."""

MEASURED_OVER = timedelta(minutes=1)
LINE_EVERY = timedelta(seconds=10)

Show = Callable[[Standing, "Pace"], None]


class _Look(NamedTuple):
    at: datetime
    accepted: int
    open: int


class Pace:
    """How fast it goes: by the last looks, of a minute and of two at least."""

    def __init__(self) -> None:
        self._looks: deque[_Look] = deque()

    def see(self, now: datetime, found: Standing) -> None:
        """Take in a look."""
        self._looks.append(_Look(now, found.account["accepted"], found.open))
        while len(self._looks) > 2 and now - self._looks[1].at >= MEASURED_OVER:  # noqa: PLR2004
            self._looks.popleft()

    @property
    def rate(self) -> float | None:
        """How many a second were accepted; None before the second look."""
        first, last = self._looks[0], self._looks[-1]
        seconds = (last.at - first.at).total_seconds()
        return (last.accepted - first.accepted) / seconds if seconds > 0 else None

    @property
    def left(self) -> timedelta | None:
        """How long the rest takes at the pace at which outcomes come; None where none come."""
        first, last = self._looks[0], self._looks[-1]
        came = first.open - last.open
        return (last.at - first.at) * last.open / came if came > 0 else None


def watch(app: App, key: str) -> Standing:
    """Follow an edition until it is closed or held; returns how it stands then."""
    clock, pace, through = app.clock, Pace(), count(1)
    with _shown(app) as show:
        while True:
            found = standing(app, app.deciding.edition(key))
            pace.see(clock.now(), found)
            show(found, pace)
            if found.edition.state == "closed" or _is_held(found.edition, clock.now()):
                return found
            if (
                found.edition.state == "sending"
                and not found.open
                and _is_power_of_2(next(through))
            ):
                app.settle_queue.send([{"ask": "settle"}])  # or it closes with the next tick
            clock.sleep(pause(found.batches))


def _is_held(edition: Edition, now: datetime) -> bool:
    """Whether it stands still; where its unsent has expired, it is closed in a moment."""
    return edition.state == "held" and now < edition.unsent_after


def pause(batches: int) -> float:
    """How many seconds to wait between two looks at so many batches."""
    least, most = LOOK_AGAIN
    return min(max(batches / BATCHES_A_SECOND, least), most)


@contextmanager
def _shown(app: App) -> Iterator[Show]:
    """What shows a look, where standard output leads."""
    if sys.stdout.isatty() and os.environ.get("TERM") not in {None, "", "dumb"}:
        with _live() as show:
            yield show
    else:
        yield _Lines(app).show


class _Lines:
    """A line for each look that found something new, not more often than every 10 seconds."""

    def __init__(self, app: App) -> None:
        self._clock = app.clock
        self._zone = ZoneInfo(app.publication.time_zone)
        self._last: tuple[datetime, tuple[object, ...]] | None = None

    def show(self, found: Standing, pace: Pace) -> None:
        if found.edition.state in {"closed", "held"}:
            return  # which is told in full
        now = self._clock.now()
        news = (found.edition.state, found.account, found.waiting, found.in_doubt)
        if self._last and (news == self._last[1] or now - self._last[0] < LINE_EVERY):
            return
        self._last = (now, news)
        click.echo(f"{now.astimezone(self._zone):%H:%M:%S}  {' · '.join(progress(found, pace))}")


@contextmanager
def _live() -> Iterator[Show]:
    """A block that is drawn again with each look, and is gone at the end."""
    from rich.console import Console, Group  # noqa: PLC0415 - only a terminal pays for it
    from rich.live import Live  # noqa: PLC0415
    from rich.padding import Padding  # noqa: PLC0415
    from rich.progress_bar import ProgressBar  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    with Live(console=Console(highlight=False), auto_refresh=False, transient=True) as live:

        def show(found: Standing, pace: Pace) -> None:
            intended = found.account["intended"]
            bar = ProgressBar(total=max(intended, 1), completed=intended - found.open, width=78)
            block = Group(
                Text(f"{found.edition.key}  “{found.edition.slug}”"),
                Padding(bar, 0),
                Text(" · ".join(progress(found, pace))),
                Text("Ctrl-C ends only this view."),
            )
            live.update(block, refresh=True)

        yield show


def progress(found: Standing, pace: Pace) -> Iterator[str]:
    """Sent of intended, the rate, the time left, and what is not as it should be."""
    counts = found.account
    if found.edition.state == "planning":
        so_far = counts["intended"]
        yield f"being planned: {readers(so_far)} so far" if so_far else "being planned"
        return
    yield f"{counts['accepted']:,} of {counts['intended']:,} sent"
    if found.open and counts["accepted"] and pace.rate is not None:
        yield f"{pace.rate:.{0 if pace.rate >= 10 else 1}f} a second"  # noqa: PLR2004
        if pace.left:
            yield f"{_roughly(pace.left)} left"
    for number, word in (
        (found.waiting, "wait"),
        (found.in_doubt, "in doubt"),
        (counts["refused"], "refused"),
        (counts["unresolved"], "unresolved"),
    ):
        if number:
            yield f"{number:,} {word}"


def _roughly(time: timedelta) -> str:
    minutes = time.total_seconds() / 60
    if minutes < 1:
        return "under a minute"
    if minutes < 90:  # noqa: PLR2004
        return f"about {minutes:.0f} min"
    return f"about {minutes / 60:.0f} h"


def _is_power_of_2(number: int) -> bool:
    return number.bit_count() == 1
