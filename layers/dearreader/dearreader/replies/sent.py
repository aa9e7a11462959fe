"""The letter that we sent, to know its lines by wherever a mail program put them."""

import re

from dearreader.replies import bounds
from dearreader.replies.lines import Line
from dearreader.replies.patterns import pattern

_WORD = pattern(r"\w+")
_LINK = pattern(r"https?://|www\.", re.IGNORECASE)
_SHORTEST = 24  # signs; "Yes." may be in any letter
_MOSTLY = 0.6


class SentLetter:
    """A letter's plain text, ready to be compared with."""

    def __init__(self, text: str) -> None:
        self._text = _even(text[: 4 * bounds.TEXT])

    def holds(self, line: Line) -> bool:
        """Whether a line is the letter's, however it was wrapped or marked up."""
        even = _even(line.seen)
        return len(even) >= _SHORTEST and even in self._text

    def answers_in(self, lines: list[Line]) -> list[Line]:
        """What the reader wrote between the letter's lines, where nothing marks those as quoted.

        Outlook quotes so. Trusted only where most of the lines are the letter's, and up to the
        last of them: what follows may be a footer that is new in every letter.
        """
        written = [line for line in lines if not line.blank]
        theirs = [self.holds(line) for line in written]
        signs = [len(line.text) for line in written]
        known = sum(size for size, held in zip(signs, theirs, strict=True) if held)
        if not written or known < _MOSTLY * sum(signs):
            return []
        first, last = theirs.index(True), len(theirs) - 1 - theirs[::-1].index(True)
        return [
            line
            for line, held in zip(written[first:last], theirs[first:last], strict=True)
            if not held and self._is_new(line)
        ]

    def _is_new(self, line: Line) -> bool:
        even = _even(line.seen)
        return len(even) > 1 and even not in self._text and not _LINK.search(line.seen)


def _even(text: str) -> str:
    """The words alone, casefolded, with single blanks."""
    return " ".join(_WORD.findall(text.casefold()))
