"""Text taken apart into sentences and list items."""

import re

from dearreader.replies.courtesies import is_greeting
from dearreader.replies.patterns import pattern

_END = pattern(
    r"(?<=[.!?…])[\"'”’»)\]]{0,2}\s+(?=[\"'“‘«„¿¡(\[]?[^\W\d_a-zà-ÿа-я]|[\"'“‘«„¿¡(\[]|\d|[^\w\s])|(?<=[。！？!?])(?=[\u3000-\u9fff\uac00-\ud7af「『])|(?<=।)\s*"
)
_SMALL_END = pattern(
    r"(?:(?<=[^\W\d_][.!?…])|(?<=\s[?!])|(?<=[?!][?!]))\s+(?=[\"'“‘«„¿¡(\[]?[^\W\d_])"
    r"|(?<=[。！？])(?=[\u3000-\u9fff\uac00-\ud7af「『])|(?<=।)\s*"
)
# Where who writes as one chats ends a sentence: laughter, faces, three marks; blanks in Chinese
_CHAT_END = pattern(
    r"(?:(?<!\S)[:;=]-?[)(dp]{1,8}|\){2,8}|\^{2,8}|(?<!\S)xd{1,8}|[ㅋㅎㅠㅜ]{2,20}|[!?]{2,8}"
    r"|[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?"
    r"|(?<=[\u3040-\u30ff\u3400-\u9fff][wｗ笑])|(?<=[\u3040-\u30ff\u3400-\u9fff！？]))"
    r"[ \u3000]{1,4}(?=\w)",
    re.IGNORECASE,
)
_ASCII_SIGNS = tuple(")) !! ?? !? ?! ^^ :) ;) :- ;- =) :D :P :d :p :( xD XD xd Xd".split())  # noqa: SIM905
_ABBREVIATION = pattern(
    r"(?:\b(?:mr|mrs|ms|dr|st|vs|e\.g|i\.e|z\.\s?b|bzw|ca|nr|usw|d\.h|prof|sr|sra|jr|etc|p\.\s?ej|np|tzn|т\.\s?е|т\.\s?д)|(?<![^\W_])[^\W\d_])\.$",
    re.IGNORECASE,
)
_FIRST_TWO = (["1", "2"], ["a", "b"])
_PAUSE = pattern(r"[,，、!！]\s{0,3}")
_LONGEST_GREETING = 40
_LIST_MARK = pattern(r"(?:- |(\d{1,2})[.)、]\s?(?=\D))")
_INLINE = pattern(r"(?:^|(?<=[\s:：,;]))(?:\(?(\d)[.)、:]|\(([a-d])\))\s?(?=[^\W\d_\"'“«「])")


class Unit:
    """A sentence or a list item. ``paragraph`` counts the lines of the text.

    ``small`` says that it is small talk, once that was looked into.
    """

    __slots__ = ("item", "paragraph", "small", "text")

    def __init__(self, text: str, paragraph: int, *, item: bool = False) -> None:
        self.text = text
        self.paragraph = paragraph
        self.item = item
        self.small = False


def units(text: str) -> list[Unit]:
    """The sentences and items of a text, in order."""
    out: list[Unit] = []
    for number, row in enumerate(text.split("\n")):
        row = row.strip()  # noqa: PLW2901
        mark = _LIST_MARK.match(row)
        if mark:
            out.append(Unit(row[mark.end() :].strip(), number, item=True))
            continue
        listed = ("1" in row and "2" in row) or "(a)" in row
        numbers = list(_INLINE.finditer(row)) if listed else []
        if [found.group(1) or found.group(2) for found in numbers[:2]] in _FIRST_TWO:
            head = row[: numbers[0].start()].strip()
            out += [Unit(each, number) for each in split(head)]
            ends = [found.start() for found in numbers[1:]] + [len(row)]
            for found, end in zip(numbers, ends, strict=True):
                item, *more = split(row[found.end() : end].strip(" ,;")) or [""]
                out.append(Unit(item.rstrip("."), number, item=True))
                out += [Unit(each, number) for each in more]
            continue
        out += [Unit(each, number) for each in split(_past_greeting(row, out, number))]
    return [unit for unit in out if unit.text]


def _past_greeting(row: str, out: list[Unit], number: int) -> str:
    """The line without a greeting that a comma parts from it, which becomes a unit."""
    found = _PAUSE.search(row[:_LONGEST_GREETING])
    if found and is_greeting(row[: found.start()]):
        out.append(Unit(row[: found.end()].strip(), number))
        return row[found.end() :].strip()
    return row


def _is_chatty(row: str) -> bool:
    """Whether `_CHAT_END` may find anything: cheap, for it is asked of every line."""
    if row.isascii():
        return any(sign in row for sign in _ASCII_SIGNS)
    return "。" not in row and "।" not in row


def _where(found: re.Match[str]) -> int:
    return found.start()


def split(row: str) -> list[str]:
    """The sentences of one line. Who writes all in small letters begins sentences with them."""
    out: list[str] = []
    begin = 0
    ends = list((_SMALL_END if row.islower() else _END).finditer(row))
    if _is_chatty(row):
        ends = sorted([*ends, *_CHAT_END.finditer(row)], key=_where)
    for found in ends:
        piece = row[begin : found.start()]
        if found.start() < begin:
            continue
        if piece.endswith(".") and _ABBREVIATION.search(piece[-12:]):
            continue
        out.append(row[begin : found.end()].strip())
        begin = found.end()
    out.append(row[begin:].strip())
    return [each for each in out if each]
