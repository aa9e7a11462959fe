"""Whether two texts ask for the same: by themselves only where that is all but certain.

The same telling words, in whatever order, form and accents, are one idea: its id is a hash of
them, so that two replies that open it at one moment open one. A word mistyped joins as well.
What is only near is proposed to the writer (`likeness` of at least `NEAR`).
"""

import hashlib
from collections.abc import Iterable, Sequence

from dearreader.ideas.words import MOST, Words, folded

NEAR = 0.5
"""Of 1: from here two ideas are proposed as one."""

LONG_WORD = 7
"""Letters; in a shorter word one letter more or less makes another word too often."""

ENOUGH = 2
"""Telling words that make light ones beside them not matter."""

_LIGHT = 0.3
_TRIGRAMS = 0.9


def identity(words: Words) -> str:
    """The id of the idea that the words name: 16 hex characters."""
    telling = words.heavy if len(words.heavy) >= ENOUGH else words.all
    return _hashed(" ".join(sorted(telling)))


def wording(text: str) -> str:
    """The id of one wording: case, accents, blanks and signs aside, the very same words."""
    plain = "".join(sign if sign.isalnum() else " " for sign in folded(text))
    return _hashed("wording " + (" ".join(plain.split()) or text))


def likeness(one: Words, other: Words) -> float:
    """How much two texts have in common, from 0 to 1: of their words, or of their letters."""
    return max(_overlap(one, other), _TRIGRAMS * _letters(one, other))


def is_slip(one: Words, other: Words) -> bool:
    """Whether the two differ by one letter too few, too many or misplaced, in one long word."""
    mine, theirs = set(one.heavy), set(other.heavy)
    shared = mine & theirs
    lone, their_lone = mine - shared, theirs - shared
    if not shared or len(lone) != 1 or len(their_lone) != 1 or max(len(mine), len(theirs)) >= MOST:
        return False
    return _mistyped(lone.pop(), their_lone.pop())


def nearest(
    words: Words, candidates: Iterable[tuple[str, Words]], *, most: int
) -> Sequence[tuple[float, str]]:
    """The ids of those that are near, the nearest first."""
    scored = ((likeness(words, other), name) for name, other in candidates)
    return sorted((pair for pair in scored if pair[0] >= NEAR), reverse=True)[:most]


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _overlap(one: Words, other: Words) -> float:
    """Dice's coefficient of their words; light ones count little."""
    shared = _weight(set(one.heavy) & set(other.heavy), set(one.light) & set(other.light))
    both = _weight(one.heavy, one.light) + _weight(other.heavy, other.light)
    return 2 * shared / both if both else 0.0


def _weight(heavy: Iterable[str], light: Iterable[str]) -> float:
    return sum(1.0 for _ in heavy) + sum(_LIGHT for _ in light)


def _letters(one: Words, other: Words) -> float:
    mine, theirs = _trigrams(one.heavy), _trigrams(other.heavy)
    both = len(mine) + len(theirs)
    return 2 * len(mine & theirs) / both if both else 0.0


def _trigrams(words: Iterable[str]) -> set[str]:
    return {
        padded[at : at + 3]
        for word in words
        for padded in (f" {word} ",)
        for at in range(len(padded) - 2)
    }


def _mistyped(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) < LONG_WORD or short[0] != long[0] or not long.isalpha():
        return False
    if len(short) == len(long):
        apart = [at for at in range(len(long)) if short[at] != long[at]]
        return (
            len(apart) == ENOUGH
            and apart[1] == apart[0] + 1
            and short[apart[0]] == long[apart[1]]
            and short[apart[1]] == long[apart[0]]
        )
    if len(long) - len(short) != 1:
        return False
    at = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    return at < len(short) and short[at:] == long[at + 1 :]
