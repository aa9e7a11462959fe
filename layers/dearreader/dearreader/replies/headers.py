"""A mail's headers, read with bounds and without trust."""

import binascii
import re
from collections.abc import Iterable

from dearreader.replies import bounds
from dearreader.replies.bounds import Bounds, one_line
from dearreader.replies.charsets import to_text
from dearreader.replies.patterns import pattern

# =?utf-8?B?SGVsbG8=?= (RFC 2047); with blanks inside, as some programs write it
_ENCODED = pattern(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]{0,1024})\?=")
_BETWEEN = pattern(r"(\?=)\s{1,40}(?==\?)")
_BLANKS = " \t\x0b\x0c"
_NAME = pattern(rb"[!-9;-~]{1,100}[ \t]*:")
# A header with the lines that it goes on in, which begin with blanks (RFC 5322, 2.2)
_FIELD = pattern(r"^([!-9;-~]{1,100})[ \t]*:(.*(?:\n[ \t].*)*)", re.MULTILINE)

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(range(256)).translate(None, _BASE64)


class Headers:
    """The headers of a mail or of a part, topmost first, with lower-case names, unfolded."""

    __slots__ = ("_named",)

    def __init__(self, fields: Iterable[tuple[str, str]] = ()) -> None:
        """Of each header its name and its folded value, a sign a byte; most are never asked for."""
        self._named: dict[str, list[str]] = {}
        for name, value in fields:
            self._named.setdefault(name.lower(), []).append(value)

    def first(self, name: str) -> str:
        """The topmost header of that name, or ""."""
        return _unfolded(self._named[name][0]) if name in self._named else ""

    def all(self, name: str) -> list[str]:
        """All headers of that name, topmost first."""
        return [_unfolded(rows) for rows in self._named.get(name, ())]

    def has(self, *names: str) -> bool:
        """Whether there is a header of one of these names."""
        return not self._named.keys().isdisjoint(names)


def split(raw: bytes, limits: Bounds) -> tuple[Headers, bytes]:
    """The headers, and the body after the first empty line.

    Sample (what SES writes first, then the sender's side)::

        Return-Path: <ana@example.org>
        X-SES-Spam-Verdict: PASS
        Authentication-Results: amazonses.com;
         spf=pass (…) client-ip=203.0.113.9; envelope-from=ana@example.org; …
    """
    end, body = _end_of_headers(raw)
    if end > bounds.HEADER_BYTES:
        limits.note("headers")
        end = bounds.HEADER_BYTES
    text = raw[:end].decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
    fields = _FIELD.findall(text)
    if len(fields) > bounds.HEADERS:
        limits.note("headers")
    return Headers(fields[: bounds.HEADERS]), raw[body:]


def _end_of_headers(raw: bytes) -> tuple[int, int]:
    """Where the headers end and where the body begins."""
    start = 0
    while raw[start : start + 1] in (b"\n", b"\r") and start < 8:  # noqa: PLR2004
        start += 1
    first = raw[start : start + 120].split(b"\n", 1)[0]
    if not _NAME.match(first) and not first.startswith(b"From "):
        return start, start  # a body with no headers at all
    marks = [(raw.find(mark, start), len(mark)) for mark in (b"\r\n\r\n", b"\n\n", b"\r\r")]
    found = min((mark for mark in marks if mark[0] >= 0), default=(len(raw), 0))
    return found[0], found[0] + found[1]


def _unfolded(value: str) -> str:
    if "\n" not in value:
        return _text(value.strip(_BLANKS))
    first, *more = (row.strip(_BLANKS) for row in value.split("\n"))
    return " ".join([_text(first), *(_text(row) for row in more if row)])


def _text(row: str) -> str:
    return row if row.isascii() else to_text(row.encode("latin-1"), "utf-8")


def decoded(value: str, limit: int = bounds.SUBJECT) -> str:
    """A header's text with its encoded words read, on one line, of at most `limit` characters."""
    value = value[: limit * 8]
    if "=?" in value:
        value = _runs(_BETWEEN.sub(r"\1", value))
    return one_line(value)[:limit]


def _runs(value: str) -> str:
    """Encoded words read; neighbours of one charset together, for some split a character."""
    out: list[str] = []
    held = b""
    charset = ""
    place = 0
    for found in _ENCODED.finditer(value):
        between = value[place : found.start()]
        if held and (between or found.group(1).lower() != charset):
            out.append(to_text(held, charset))
            held = b""
        out.append(between)
        charset = found.group(1).lower()
        held += _bytes_of(found.group(2), found.group(3))
        place = found.end()
    if held:
        out.append(to_text(held, charset))
    out.append(value[place:])
    return "".join(out)


def _bytes_of(way: str, text: str) -> bytes:
    data = text.encode("utf-8", "replace")
    if way in "qQ":
        return binascii.a2b_qp(data, header=True)
    return from_base64(data)


def from_base64(data: bytes) -> bytes:
    """Base64 undone, as much of it as can be."""
    data = data.translate(None, _NOT_BASE64)
    return binascii.a2b_base64(data[: len(data) - (len(data) % 4 == 1)] + b"==")
