"""Addresses: who writes, and what the address that was written to says."""

import re
from datetime import date
from typing import NamedTuple

from dearreader.replies.bounds import one_line
from dearreader.replies.headers import Headers, decoded
from dearreader.replies.patterns import pattern

_LIMIT = 2048
_ADDRESS = pattern(r"[^\s<>()\[\]\",;:@]{1,128}@[^\s<>()\[\]\",;:@]{1,255}")
# As nearly all are: a name, in quotes or not, and the address in brackets
_USUAL = pattern(
    r"\s*(?:\"([^\"\\()<>@\x00-\x1f]*)\"|([^\"\\()<>@,;:\x00-\x1f]*))\s*<([a-zA-Z0-9._+-]{1,128})@([a-zA-Z0-9.-]{1,255})>\s*"
)
_TAGGED = pattern(r"([\w.-]{1,64})\+([\w.-]{1,80})@[\w.-]{1,255}", re.ASCII)
_LETTER = pattern(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_LINK = pattern(r"[0-9a-f]{32}\.[\w-]{16,64}", re.ASCII)
_LEAVING = ("leave", "unsubscribe")
_RECIPIENTS = ("x-original-to", "delivered-to", "to", "cc", "x-forwarded-to")


class Mailbox(NamedTuple):
    """An address with its display name. ``only`` says that the header held no other."""

    address: str = ""
    name: str = ""
    only: bool = True

    @property
    def domain(self) -> str:
        """What follows the @, in lower case."""
        return self.address.rpartition("@")[2]


def mailbox(header: str) -> Mailbox:
    """The first address in a From header.

    ``"bank@example.com" <eve@example.net>`` is Eve: what is quoted or in brackets is a name.
    """
    header = header[:_LIMIT]
    usual = _USUAL.fullmatch(header)
    if usual:
        quoted, name, local, domain = usual.groups()
        return Mailbox(f"{local}@{domain.lower().rstrip('.')}", decoded(quoted or name or "", 200))
    bare = _without_comments(header)
    angled = [part.partition(">")[0] for part in bare.split("<")[1:]]
    found = [a.group() for part in angled if (a := _ADDRESS.fullmatch(part.strip()))]
    if not found:
        found = _ADDRESS.findall(bare)
    if not found:
        return Mailbox(name=decoded(re.sub(r'["<>]', "", header), 200))
    local, _, domain = found[0].rpartition("@")
    address = f"{local}@{domain.lower().rstrip('.')}"
    name = header.partition("<")[0] if angled else ""
    if not name.strip():
        comment = re.search(r"\(([^()]{1,200})\)", header)
        name = comment.group(1) if comment and not angled else ""
    name = decoded(re.sub(r"\\(.)", r"\1", name.replace('"', "")), 200)
    return Mailbox(one_line(address), name, only=len({a.lower() for a in found}) == 1)


def _without_comments(header: str) -> str:
    """The header without quoted strings and comments, which may look like addresses."""
    out: list[str] = []
    depth = 0
    quoted = False
    escaped = False
    for sign in header:
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif sign == '"' and not depth:
            quoted = not quoted
        elif quoted:
            continue
        elif sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
        elif not depth:
            out.append(sign)
    return "".join(out)


def addressed(headers: Headers) -> tuple[date | None, str]:
    """What the address that the mail was sent to says: the letter's date, and a link's ID.KEY.

    Of ``hello+2026-09-24@…`` and ``leave+ID.KEY@…``; None and "" where it says neither.
    """
    day: date | None = None
    leaving = ""
    for name in _RECIPIENTS:
        for value in headers.all(name)[:5]:
            for box, tag in _TAGGED.findall(value[: 4 * _LIMIT]):
                found = _LETTER.fullmatch(tag)
                if found and day is None:
                    day = _day(*found.groups())
                if box.lower() in _LEAVING and not leaving and _LINK.fullmatch(tag):
                    leaving = tag
    return day, leaving


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
