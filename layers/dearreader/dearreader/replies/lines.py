"""A body as lines: the one form in which plain text and HTML are looked at."""

import re
from itertools import pairwise

from dearreader.replies import bounds
from dearreader.replies.bounds import Bounds, clean
from dearreader.replies.folding import lowered
from dearreader.replies.patterns import pattern

# A quoted line begins with brackets; ">>> http://… <<<" is decoration.
_QUOTED = pattern(r"[ \t]{0,3}((?:>[ \t]?){1,40})(.*)", re.DOTALL)
_INITIALS = pattern(r"\s?[A-Z][A-Za-z]{0,11}>")
_DECORATION = pattern(r"(?:>[ \t]?){2,}.*<<")


class Line:
    """A line without its quote marks.

    ``depth`` is how many quotes it stands in. ``mark`` is what the mail program says about it:
    "quote", "attribution" and "signature" are that and no more; from a line that is "history",
    all that follows is the earlier mail. ``soft`` says that it goes on in the next line.
    Its text stays what it is.
    """

    __slots__ = ("_low", "blank", "depth", "mark", "soft", "text")

    def __init__(self, text: str, depth: int = 0, mark: str = "", *, soft: bool = False) -> None:
        self.text = text
        self.blank = not text or text.isspace()
        self.depth = depth
        self.mark = mark
        self.soft = soft
        self._low = ""

    @property
    def seen(self) -> str:
        """The part of it that is held against patterns."""
        return self.text[: bounds.PATTERN]

    @property
    def low(self) -> str:
        """The same in small letters: patterns for either case take Python three times as long."""
        self._low = self._low or lowered(self.text[: bounds.PATTERN])
        return self._low

    @property
    def quoted(self) -> bool:
        """Whether it is somebody else's by its marks alone."""
        return self.depth > 0 or self.mark == "quote"


def bounded(lines: list[Line], limits: Bounds) -> list[Line]:
    """At most so many lines: the first ones and the last ones, for some answer below."""
    if len(lines) <= bounds.LINES:
        return lines
    limits.note("lines")
    head = bounds.LINES * 4 // 5
    return lines[:head] + lines[head - bounds.LINES :]


def from_text(text: str, *, flowed: bool = False) -> list[Line]:
    """Plain text as lines, quote marks counted and taken off."""
    out: list[Line] = []
    opened = 0
    text = clean(text)
    if not flowed and "<" not in text and ">" not in text:
        return [Line(row.rstrip()) for row in text.split("\n")]
    for row in text.split("\n"):
        if row.startswith("> ") and row[2:3] != ">" and not opened and not flowed:
            out.append(Line(row[2:].rstrip(), 1))  # as nearly all are
            continue
        depth = 0
        rest = row
        found = _QUOTED.match(row) if row.lstrip()[:1] == ">" else None
        if found and opened:
            found = None  # the bracket that closes an address: "<ana@example.org\n> wrote:"
        if found and not _DECORATION.match(row[: bounds.PATTERN].lstrip()):
            depth = found.group(1).count(">")
            rest = found.group(2)
        if opened or "<" in row or ">" in row:
            opened = 0 if depth else _opened(rest, opened)
        soft = flowed and rest.endswith(" ") and rest.rstrip() not in {"--", ""}
        if flowed and not depth and rest.startswith(" "):
            rest = rest[1:]  # space-stuffed (RFC 3676, 4.4)
        out.append(Line(rest.rstrip(), depth, soft=soft))
    _mark_initials(out)
    _mark_torn(out)
    return out


def _opened(row: str, before: int) -> int:
    """For how many lines to wait for the bracket that closes an address left open here."""
    head = row[: bounds.PATTERN]
    if "<" not in head and ">" not in head:
        return max(before - 1, 0)
    if head.rstrip().endswith("<") or (head.rfind("<") > head.rfind(">") and "@" in head):
        return 3
    return 0 if head.count(">") > head.count("<") else max(before - 1, 0)


def _mark_initials(lines: list[Line]) -> None:
    """Lines that are quoted the old way, ``AB> text``, two of them or more."""
    for line, following in pairwise(lines):
        found = _INITIALS.match(line.text) if ">" in line.text[:14] else None
        if found and not line.depth and following.text.startswith(found.group()):
            line.depth = following.depth = 1


def _mark_torn(lines: list[Line]) -> None:
    """Lines torn off a quoted one when a long link in it was wrapped."""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if before.depth and after.depth and not line.depth and line.text:
            head = before.seen
            open_link = head.rfind("(") > head.rfind(")") or head.rfind("<") > head.rfind(">")
            if open_link or line.text.lstrip().startswith(("(http", "<http", "http")):
                line.depth = 1
