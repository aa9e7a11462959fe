"""Long work that may be stopped: asked for first, done in parts, and told while it lasts."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import click

PART = 100
"""Of so many items a part is: what one transaction takes."""

LINE_EVERY = 10.0
"""Seconds, where there is no terminal to redraw on."""

T = TypeVar("T")
R = TypeVar("R")


def agreed(command: str, *, yes: bool) -> bool:
    """Whether the writer wants it; where nobody can be asked, she is told how to say so."""
    if yes:
        return True
    if not sys.stdin.isatty():
        click.echo(f"To take it: dearreader {command} --yes")
        return False
    return click.confirm("Take it?")


def in_parts(
    take: Callable[[Sequence[T]], R], items: Sequence[T], *, together: int
) -> Iterator[tuple[int, R]]:
    """Hand the items on, part by part; how many were handed on so far, and what came of the part.

    Several parts are under way ``together``. Who stops it waits for those, and no other is begun.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    progress = Progress(len(items))
    parts = [items[start : start + PART] for start in range(0, len(items), PART)]
    pool, done = ThreadPoolExecutor(together), 0
    try:
        for start in range(0, len(parts), together):
            some = parts[start : start + together]
            for part, result in zip(some, pool.map(take, some), strict=True):
                done += len(part)
                yield done, result
            progress.show(done)
    finally:
        pool.shutdown(cancel_futures=True)
        progress.end()


class Progress:
    """How far it is: a line that is redrawn, or one every ten seconds where nobody watches."""

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._live = sys.stderr.isatty()
        self._began = self._told = time.monotonic()

    def show(self, done: int) -> None:
        """Tell, if it is time to."""
        now = time.monotonic()
        if not self._live and now - self._told < LINE_EVERY:
            return
        self._told = now
        rate = done / max(now - self._began, 0.001)
        left = (self._whole - done) / max(rate, 0.001)
        line = (
            f"{done:,} of {self._whole:,}, {rate:,.0f} a second, "
            f"{left // 60:.0f} min {left % 60:02.0f} s to go"
        )
        click.echo(f"\r{line:70}" if self._live else line, err=True, nl=not self._live)

    def end(self) -> None:
        """Leave the line."""
        if self._live:
            click.echo("", err=True)
