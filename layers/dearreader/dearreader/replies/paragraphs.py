"""Lines put together again as paragraphs: what was only wrapped becomes one line."""

import re

from dearreader.replies.lines import Line
from dearreader.replies.patterns import pattern

ITEM = pattern(r"\s{0,12}(?:[-*+•·‣◦–—]\s{1,8}|[・•●○◆▪]|\(?(\d{1,2}|[a-z])[.)、]\s{0,8}(?=\D))")
_NUMBERED = pattern(r"\s{0,12}\(?(\d{1,2})[.)]\s{1,8}")
_NARROWEST = 52
_WIDE = 0x2E80  # from here on, scripts that are set without blanks
_USUAL = 71


def join(lines: list[Line]) -> str:
    """The lines as text, one paragraph a line; list items as ``- item`` and ``1. item``."""
    widest = max((len(line.text) for line in lines), default=0)
    out: list[str] = []
    previous: Line | None = None
    for line in lines:
        text = line.text.strip()
        if not text:
            previous = None
            continue
        if previous and _goes_on(previous, line, widest):
            out[-1] = _joined(out[-1], text)
        else:
            out.append(_item(text))
        previous = line
    return "\n".join(out)


def _goes_on(line: Line, following: Line, widest: int) -> bool:
    if line.soft:
        return True
    if ITEM.match(following.text) or len(line.text) < _NARROWEST or widest > 100:  # noqa: PLR2004
        return False
    word = following.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) > min(max(widest, _NARROWEST), _USUAL)


def _joined(text: str, more: str) -> str:
    """Wrapped Chinese and Japanese lines go together without a blank; Korean has blanks."""
    wide = all(ord(sign) >= _WIDE and not "가" <= sign <= "힣" for sign in (text[-1], more[0]))
    return f"{text}{more}" if wide else f"{text} {more}"


def _item(text: str) -> str:
    number = _NUMBERED.match(text)
    if number:
        return f"{number.group(1)}. {text[number.end() :].lstrip()}"
    bullet = re.match(r"(?:[*+•·‣◦]\s{1,8}|[・•●○◆▪]\s{0,8})", text)
    return f"- {text[bullet.end() :]}" if bullet else re.sub(r"^-\s+", "- ", text)
