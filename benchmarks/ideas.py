"""Matching: what a wish costs, and what it would cost to hold it against a whole board."""

import time
from collections.abc import Callable, Iterator

from benchmarks.figure import Figure
from dearreader.ideas.matching import identity, is_slip, nearest
from dearreader.ideas.words import words

IDEAS = 10_000
ROUNDS = 3

_THINGS = "friends letters tides bread moths clocks rivers trains gardens winters".split()  # noqa: SIM905
_SHADES = "old quiet borrowed last first noisy broken shared secret slow".split()  # noqa: SIM905
_PLACES = "village office kitchen harbour school attic market island tunnel museum".split()  # noqa: SIM905
_TIMES = "autumn childhood midnight retirement spring holidays war lunch rain exams".split()  # noqa: SIM905


def figures() -> Iterator[Figure]:
    """CPU seconds for 10,000 ideas, told apart and compared."""
    board = [
        f"the {shade} {thing} of the {place} in {when}"
        for shade in _SHADES
        for thing in _THINGS
        for place in _PLACES
        for when in _TIMES
    ]
    known = {text: words(text) for text in board}
    wish = words("how to keep old friends in the harbour after midnight")

    def compare() -> None:
        nearest(wish, known.items(), most=3)
        any(is_slip(wish, other) for other in known.values())

    how = f"least of {ROUNDS}, one core"
    for name, work, most in (
        ("10,000 wishes find their ids", lambda: [identity(words(text)) for text in board], None),
        ("a wish against 10,000 ideas, all of them read", compare, 1.0),
    ):
        yield Figure(name=name, value=_least(work), unit="s of CPU", how=how, most=most)


def _least(work: Callable[[], object]) -> float:
    def once() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return round(min(once() for _ in range(ROUNDS)), 3)
