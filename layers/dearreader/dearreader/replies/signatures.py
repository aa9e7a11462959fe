"""What stands around the reader's words in their own part of a mail, and is not their words.

Device lines, signatures, legal notices, banners, list footers, placeholders of pictures. A typed
goodbye with a name stays: it is part of what the reader wrote.
"""

import re
from typing import Protocol

from dearreader.replies import courtesies, notices
from dearreader.replies.folding import lowered
from dearreader.replies.lines import Line
from dearreader.replies.patterns import pattern

_DEVICE = pattern(rf"\W{{0,3}}(?:{courtesies.DEVICES})")  # of small letters
_LONGEST_DEVICE = 120
_GOES_ON = pattern(r"[.!?]\s+\w+\s+\w+")
_EXCUSE = pattern(
    r"typo|brevity|excuse|forgive|pardon|short|kurz|fehler|tipp|erreur|faute|errores|breve|erros|errori|fouten",
    re.IGNORECASE,
)
_SEPARATOR = pattern(r"\s{0,3}(?:--|—|––|__)\s{0,3}$")
_RULE = pattern(r"[\s\-_=*~#+.—–―─━＝\u1427>|]{2,}$|[\u1427]$")
_LONG_RULE = pattern(r"_{5,}$|-{5,}$")
_DASHED_TEXT = pattern(r"[-_=*—–]{3,}[^-_=*—–]{2,60}[-_=*—–]{3,}$")
_PLACEHOLDER = pattern(
    r"\[(?:image|cid|inline image|bild|img|photo|foto|immagine|imagen|imagem|obraz|afbeelding|图片|画像)\b[^\[\]]{0,200}\]"
    r"|<(?:image|img|bild|photo|foto)[\w.@-]{0,80}>|\ufffc|\[[\w. -]{1,60}\.(?:jpe?g|png|gif|heic)\]",
    re.IGNORECASE,
)
_COMPANY = pattern(r"(?<!\w)\w{1,3}\.(?:\s?\w{1,3}\.)+$")  # "A.Ş.", "S. A."
_ROW = 100  # signs on a line of a card, at most
_CONTACT = pattern(
    r"(?:\+|00|\(0|\b0)\d[\d\s()./-]{5,}\d|\bwww\.|https?://|[\w.+-]{1,60}@[\w-]{1,60}\.\w|\s\|\s|\b(?:tel|phone|mobile?|fax|cell|t|m|tél|telefon\w*|"
    r"telef\w*|teléfono|telefone|cellulare|gsm|тел|моб|電話|전화|电话|手机|फ़ोन)\s?[.:+]|\b(?:gmbh|ltd|inc|llc|plc|s\.?a\.?r?\.?l|s\.?p\.?a|b\.?v|ag|kg|corp)\b\.?$",
    re.IGNORECASE,
)


class Cuts(Protocol):
    """Where cuts are recorded."""

    def cut(self, signal: str, lines: list[Line]) -> None:
        """Record that lines were left out."""


def trim(run: list[Line], cuts: Cuts, *, sender_name: str = "", first: bool = True) -> list[Line]:
    """The lines of a run that no quote interrupts, without what is not the reader's.

    ``first`` says that the run begins the mail, where banners stand.
    """
    lines = _without_placeholders(run, cuts)
    if first:
        begin = notices.banner(lines)
        cuts.cut("banner", lines[:begin])
        lines = lines[begin:]
    lines = _before(lines, notices.footer(lines), "list footer", cuts)
    lines = _before(lines, _marked(lines, first=first), "signature", cuts)
    lines = _without_devices(lines, cuts)
    lines = _before(lines, notices.notice(lines), "legal notice", cuts)
    lines = _before(lines, _business(lines, sender_name), "business card", cuts)
    while lines and (
        lines[-1].blank or _RULE.match(lines[-1].seen) or _DASHED_TEXT.match(lines[-1].seen)
    ):
        lines.pop()
    return lines


def _before(lines: list[Line], place: int, signal: str, cuts: Cuts) -> list[Line]:
    if place >= len(lines):
        return lines
    cuts.cut(signal, lines[place:])
    return lines[:place]


def _without_placeholders(run: list[Line], cuts: Cuts) -> list[Line]:
    out: list[Line] = []
    for line in run:
        seen = line.seen
        if "[" in seen or "<" in seen or "\ufffc" in seen:
            text = _PLACEHOLDER.sub("", seen) + line.text[len(seen) :]
            if text != line.text:
                cuts.cut("picture", [line])
                if text.strip():
                    out.append(Line(text, line.depth, line.mark, soft=line.soft))
                continue
        out.append(line)
    return out


def _marked(lines: list[Line], *, first: bool) -> int:
    """Where the signature begins that ``-- `` announces, or a rule above a few short lines."""
    written = 0 if first else 1
    for at, line in enumerate(lines):
        if _SEPARATOR.match(line.text) and (written or not any(not x.blank for x in lines[:at])):
            return at
        if written and _LONG_RULE.match(line.seen.strip()) and _few_and_short(lines[at + 1 :]):
            return at
        written += not line.blank
    return len(lines)


def _few_and_short(lines: list[Line]) -> bool:
    rest = [line for line in lines if not line.blank]
    return len(rest) <= 6 and all(len(line.text) <= 80 for line in rest)  # noqa: PLR2004


def _without_devices(lines: list[Line], cuts: Cuts) -> list[Line]:
    """Without ``Sent from my iPhone`` and its cousins, and what the program marks as signature."""
    out: list[Line] = []
    for line in lines:
        if is_device(line.seen):
            cuts.cut("mobile footer", [line])
        elif line.mark == "signature":
            cuts.cut("the program's signature", [line])
        else:
            out.append(line)
    return out


def is_device(text: str) -> bool:
    """Whether a line is what a phone or a mail program signs with, whatever its owner made of it.

    "Sent from my garden, where the beans are up. I loved this." is no signature: it goes on.
    """
    text = text.strip()
    if len(text) > _LONGEST_DEVICE or not _DEVICE.match(lowered(text)):
        return False
    return not _GOES_ON.search(text) or bool(_EXCUSE.search(text))


def _business(lines: list[Line], sender_name: str) -> int:
    """Where a closing formula begins that goes on with role, company, phone or web address.

    Sample::

        Kind regards,

        Daniel
        Regional Logistics Planner | Northfield Freight
        T +44 1632 960 123
    """
    rows = [at for at, line in enumerate(lines) if not line.blank]
    for back in range(2, min(len(rows), 14)):
        at = rows[-back]
        if not courtesies.is_goodbye(lines[at].seen):
            continue
        below = [lines[row].seen.strip() for row in rows[len(rows) - back + 1 :]]
        if _repeats(below) and _is_card(below[1:]):
            return rows[len(rows) - back + 2]
        if _is_card(below):
            return at
    return _bare_card(lines, rows, sender_name)


def _repeats(below: list[str]) -> bool:
    """Whether a typed name is followed by a card that begins with that name."""
    return len(below) > 2 and below[0].split()[:1] == below[1].split()[:1]  # noqa: PLR2004


def _is_card(below: list[str]) -> bool:
    """Whether the lines below a closing formula are a name and more: a business card."""
    if len(below) < 2 or any(len(row) > 100 for row in below):  # noqa: PLR2004
        return len(below) == 1 and bool(_CONTACT.search(below[0])) and len(below[0]) < 100  # noqa: PLR2004
    if any(_CONTACT.search(row) for row in below):
        return not any(row.casefold().startswith(("ps", "p.s", "p.s.", "nb")) for row in below)
    sober = all(
        len(row) <= 60  # noqa: PLR2004
        and (row[-1:] not in ".!?:)" or _COMPANY.search(row))
        and not row[:1].islower()
        for row in below
    )
    return sober and len(below[0].split()) <= 4  # noqa: PLR2004


def _bare_card(lines: list[Line], rows: list[int], sender_name: str) -> int:
    """A card without a formula: the sender's full name, and contacts below it, at the end."""
    name = sender_name.casefold().strip()
    if len(name) < 5:  # noqa: PLR2004
        return len(lines)
    for back in range(2, min(len(rows), 9)):
        row = lines[rows[-back]].seen.strip(" ,*").casefold()
        if row == name or (row.startswith(name) and len(row) < len(name) + 12):
            below = [lines[at].seen for at in rows[len(rows) - back + 1 :]]
            if any(_CONTACT.search(each) for each in below) and max(map(len, below)) <= _ROW:
                return rows[-back]
    return len(lines)
