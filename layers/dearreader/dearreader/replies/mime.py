"""The parts of a mail, taken apart with bounds: nothing in here recurses, opens or raises.

Attachments are never opened; mails inside mails (bounces bring ours back) are not entered.
"""

import binascii
import re
from typing import NamedTuple

from dearreader.replies import bounds
from dearreader.replies.bounds import Bounds
from dearreader.replies.charsets import to_text
from dearreader.replies.headers import Headers, from_base64, split
from dearreader.replies.patterns import pattern

_PARAMETER = pattern(
    r";\s{0,40}([\w*-]{1,40})\s{0,4}=\s{0,4}(?:\"((?:[^\"\\]|\\.){0,512})\"|([^\s;]{1,512}))"
)
_LOST_BOUNDARY = pattern(
    rb"(?:^|\n)--([^\s-][^\r\n]{0,200}?|-[^\r\n]{1,200}?)[ \t]*\r?\nContent-", re.IGNORECASE
)
_CHARSET_IN_HTML = pattern(
    rb"<meta[^>]{0,200}charset\s{0,4}=\s{0,4}[\"']?([\w-]{1,40})", re.IGNORECASE
)


class Part:
    """A part of a mail: its type in lower case, its headers, its body as sent, its parts."""

    __slots__ = ("body", "headers", "kind", "parameters", "parts")

    def __init__(
        self,
        kind: str,
        parameters: dict[str, str],
        headers: Headers,
        body: bytes,
        parts: "tuple[Part, ...]" = (),
    ) -> None:
        self.kind = kind
        self.parameters = parameters
        self.headers = headers
        self.body = body
        self.parts = parts

    @property
    def attached(self) -> bool:
        """Whether it is a file, not something to be read in its place."""
        way = self.headers.first("content-disposition").lower()
        return way.startswith("attachment") or "filename" in way or "name" in self.parameters


class Body(NamedTuple):
    """What there is to read: the HTML, the plain text, or both as alternatives."""

    plain: str = ""
    html: str = ""
    flowed: bool = False


def parse(raw: bytes, limits: Bounds) -> Part:
    """The mail as a tree of parts. Multiparts that lost their boundary get it back if they can."""
    if len(raw) > bounds.RAW:
        limits.note("raw")
        raw = raw[: bounds.RAW]
    if raw.startswith(b"From "):
        raw = raw.partition(b"\n")[2]
    return _Parser(limits).part(raw, depth=0, digest=False)


def walk(part: Part) -> list[Part]:
    """The part and all parts in it, in order."""
    out = [part]
    for inner in part.parts:
        out.extend(walk(inner))
    return out


class _Parser:
    def __init__(self, limits: Bounds) -> None:
        self.limits = limits
        self.count = 0

    def part(self, raw: bytes, *, depth: int, digest: bool) -> Part:
        self.count += 1
        headers, body = split(raw, self.limits)
        kind, parameters = _content_type(headers.first("content-type"))
        if not kind:
            kind = "message/rfc822" if digest else "text/plain"
        if not kind.startswith("multipart/"):
            return Part(kind, parameters, headers, body)
        boundary = parameters.get("boundary", "").encode("utf-8", "replace")
        if not boundary or b"--" + boundary not in body:
            lost = _LOST_BOUNDARY.search(body[: bounds.HEADER_BYTES])
            if not lost:
                return Part("text/plain", parameters, headers, body)
            boundary = lost.group(1)
        if depth >= bounds.DEPTH:
            self.limits.note("depth")
            return Part(kind, parameters, headers, body)
        parts: list[Part] = []
        for piece in self.pieces(body, boundary):
            if self.count >= bounds.PARTS:
                self.limits.note("parts")
                break
            parts.append(self.part(piece, depth=depth + 1, digest=kind == "multipart/digest"))
        return Part(kind, parameters, headers, body, tuple(parts))

    def pieces(self, body: bytes, boundary: bytes) -> list[bytes]:
        """The body between its boundary lines; a closing one may be missing."""
        mark = b"--" + boundary
        out: list[bytes] = []
        begin = -1
        place = body.find(mark)
        while place >= 0 and len(out) <= bounds.PARTS:
            after = place + len(mark)
            if place == 0 or body[place - 1 : place] in (b"\n", b"\r"):
                if begin >= 0:
                    out.append(body[begin:place].rstrip(b"\r\n") + b"\n")
                line_end = body.find(b"\n", after)
                begin = line_end + 1 if line_end >= 0 else len(body)
                if body[after : after + 2] == b"--":
                    return out
            place = body.find(mark, after)
        if begin >= 0:
            out.append(body[begin:])
        return out


def _content_type(value: str) -> tuple[str, dict[str, str]]:
    """``text/plain; charset="utf-8"; format=flowed`` as type and parameters."""
    value = value[:4096]
    kind = value.partition(";")[0].strip().lower()
    if not re.fullmatch(r"[\w.+-]{1,80}/[\w.+-]{1,80}", kind):
        kind = "text/plain" if kind in {"", "text"} else "application/octet-stream" * bool(kind)
    parameters: dict[str, str] = {}
    for name, quoted, bare in _PARAMETER.findall(value):
        parameters.setdefault(name.lower().rstrip("*"), quoted or bare)
    return kind, parameters


def body_of(part: Part, limits: Bounds) -> Body:
    """What a person would read of the mail, text files and other attachments apart."""
    plain, html, flowed = _read(part, limits, top=True)
    return Body(
        limits.cut("\n\n".join(plain), bounds.TEXT * 4, "text"),
        limits.cut("\n".join(html), bounds.HTML, "html"),
        flowed,
    )


def _read(part: Part, limits: Bounds, *, top: bool = False) -> tuple[list[str], list[str], bool]:
    """The plain texts, the HTML texts, and whether the plain text is flowed (RFC 3676).

    Parts of a ``multipart/mixed`` that stand in one form only are put into the other as well,
    so that no order is lost: a picture between two texts makes three parts of one reply.
    """
    if part.parts:
        read = [_read(inner, limits) for inner in part.parts]
        if part.kind == "multipart/report":
            read = read[:1]
        if part.kind == "multipart/alternative":
            plain = next((each[0] for each in read if each[0]), [])
            html = next((each[1] for each in reversed(read) if each[1]), [])
            return plain, html, any(each[2] for each in read)
        any_html = any(each[1] for each in read)
        plains = [text for each in read for text in each[0]]
        htmls = [text for each in read for text in (each[1] or [_as_html(t) for t in each[0]])]
        return plains, htmls if any_html else [], any(each[2] for each in read)
    if (part.attached and not top) or part.kind not in {"text/plain", "text/html"}:
        return [], [], False
    text = decoded_text(part, limits)
    if not text.strip():
        return [], [], False
    if part.kind == "text/html":
        return [], [text], False
    return [text], [], part.parameters.get("format", "").lower() == "flowed"


def _as_html(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<pre>{escaped}</pre>"


def decoded_text(part: Part, limits: Bounds) -> str:
    """A text part with its transfer encoding and charset undone."""
    data = part.body
    if len(data) > bounds.ENCODED:
        limits.note(part.kind)
        data = data[: bounds.ENCODED]
    way = part.headers.first("content-transfer-encoding").strip().lower()
    if way == "base64":
        try:
            data = from_base64(data)
        except binascii.Error:
            data = b""
    elif way == "quoted-printable":
        data = binascii.a2b_qp(data)
    charset = part.parameters.get("charset", "")
    if not charset and part.kind == "text/html":
        told = _CHARSET_IN_HTML.search(data[:2048])
        charset = told.group(1).decode("ascii") if told else ""
    return to_text(data, charset)
