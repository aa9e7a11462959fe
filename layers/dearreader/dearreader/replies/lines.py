"""A body as lines: the one form in which plain text and HTML are looked at."""

import re
from dataclasses import dataclass

from dearreader.replies import bounds
from dearreader.replies.bounds import Bounds, clean

# "> > text", ">> text"; not ">>> http://… <<<", which is decoration
_QUOTED = re.compile(r"[ \t]{0,3}((?:>[ \t]?){1,40})(.*)", re.DOTALL)
_DECORATION = re.compile(r"(?:>[ \t]?){2,}.*<<")


@dataclass(slots=True)
class Line:
    """A line without its quote marks.

    ``depth`` is how many quotes it stands in. ``mark`` is what the mail program says about it:
    "quote", "attribution" and "signature" are that and no more; from a line that is "history",
    all that follows is the earlier mail. ``soft`` says that it goes on in the next line.
    """

    text: str
    depth: int = 0
    mark: str = ""
    soft: bool = False

    @property
    def seen(self) -> str:
        """The part of it that is held against patterns."""
        return self.text[: bounds.PATTERN]

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text or self.text.isspace()

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
    for row in clean(text).split("\n"):
        depth = 0
        rest = row
        found = _QUOTED.match(row) if row.lstrip()[:1] == ">" else None
        if found and not _DECORATION.match(row[: bounds.PATTERN].lstrip()):
            depth = found.group(1).count(">")
            rest = found.group(2)
        soft = flowed and rest.endswith(" ") and rest.rstrip() not in {"--", ""}
        if flowed and not depth and rest.startswith(" "):
            rest = rest[1:]  # space-stuffed (RFC 3676, 4.4)
        out.append(Line(rest.rstrip(), depth, soft=soft))
    return out
