"""The mail that SES makes of a call: a MIME message with SES's own Message-ID and Date."""

import base64
import binascii
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime

SES_OVERWRITES = frozenset({"message-id", "date", "return-path"})
NOT_SENT_ON = frozenset(
    {"bcc", "x-ses-configuration-set", "x-ses-message-tags", "x-ses-source-arn"}
)
LONGEST_LINE = 998


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is known of a mail before SES makes it."""

    sender: str
    to: Sequence[str]
    cc: Sequence[str] = ()
    reply_to: Sequence[str] = ()
    subject: str
    text: str
    html: str
    headers: Mapping[str, str]


def message_id_domain(region: str) -> str:
    """The right side of the Message-ID that SES gives in a Region."""
    return "email.amazonses.com" if region == "us-east-1" else f"{region}.amazonses.com"


def build(draft: Draft, message_id: str, at: datetime, region: str) -> bytes:
    """The message as it leaves SES."""
    lines = [
        f"Return-Path: <{message_id}@{message_id_domain(region)}>",
        f"Date: {format_datetime(at)}",
        f"From: {draft.sender}",
    ]
    if draft.reply_to:
        lines.append(f"Reply-To: {', '.join(draft.reply_to)}")
    lines.append(f"To: {', '.join(draft.to)}")
    if draft.cc:
        lines.append(f"Cc: {', '.join(draft.cc)}")
    lines += [
        f"Message-ID: <{message_id}@{message_id_domain(region)}>",
        f"Subject: {_unstructured(draft.subject)}",
        "MIME-Version: 1.0",
    ]
    lines += [
        f"{name}: {value}"
        for name, value in draft.headers.items()
        if name.lower() not in SES_OVERWRITES
    ]
    lines.append(f"X-SES-Outgoing: {at:%Y.%m.%d}-127.0.0.1")
    return "\r\n".join([*lines, *_body(draft.text, draft.html)]).encode()


def rebuild(raw: bytes, message_id: str, at: datetime, region: str) -> bytes:
    """A raw message with the headers that SES sets, or takes out, on the way."""
    head, blank, body = _split(raw)
    kept = [line for name, line in head if name not in SES_OVERWRITES and name not in NOT_SENT_ON]
    own = [
        f"Return-Path: <{message_id}@{message_id_domain(region)}>".encode(),
        f"Message-ID: <{message_id}@{message_id_domain(region)}>".encode(),
        f"Date: {format_datetime(at)}".encode(),
    ]
    return b"\r\n".join([*own, *kept]) + (blank or b"\r\n\r\n") + body


def _split(raw: bytes) -> tuple[list[tuple[str, bytes]], bytes, bytes]:
    """Header lines (each with its folded rest) by lower-case name; the gap; the body."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    if not gap:
        head, gap, body = raw.partition(b"\n\n")
    unfolded = re.split(rb"\r?\n(?![ \t])", head)
    return (
        [(line.partition(b":")[0].strip().lower().decode("latin-1"), line) for line in unfolded],
        b"\r\n\r\n",
        body,
    )


def _body(text: str, html: str) -> Iterable[str]:
    parts = [(kind, body) for kind, body in (("plain", text), ("html", html)) if body]
    if len(parts) == 1:
        yield from _part(*parts[0])
        return
    boundary = f"----=_Part_{secrets.token_hex(12)}"
    yield f'Content-Type: multipart/alternative; boundary="{boundary}"'
    yield ""
    for kind, body in parts:
        yield f"--{boundary}"
        yield from _part(kind, body)
    yield f"--{boundary}--"
    yield ""


def _part(kind: str, body: str) -> Iterable[str]:
    normal = body.replace("\r\n", "\n")
    plain = normal.isascii() and all(len(line) <= LONGEST_LINE for line in normal.split("\n"))
    yield f"Content-Type: text/{kind}; charset=UTF-8"
    yield f"Content-Transfer-Encoding: {'7bit' if plain else 'quoted-printable'}"
    yield ""
    written = normal if plain else binascii.b2a_qp(normal.encode(), istext=True).decode()
    yield written.replace("\n", "\r\n")


def _unstructured(value: str) -> str:
    value = " ".join(value.splitlines())
    return (
        value
        if value.isascii()
        else Header(value, "utf-8", maxlinelen=70).encode("; \t", 0, "\r\n")
    )


def decoded_blob(written: str | bytes) -> bytes:
    """A blob of a JSON body; raises ValueError where it is not base64."""
    return base64.b64decode(written, validate=True)
