"""Acts as the reader of a mail: confirms, leaves, answers, opens every link. Loopback only."""

import http.client
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit

from local.inbox.reading import (
    addresses,
    confirmation_link,
    links,
    one_click_link,
    reply_address,
)
from local.loopback import HOST, LOOPBACK_NAMES
from local.mails import Mail, address_of

PATIENCE = 20.0
LARGEST_PAGE = 1024 * 1024
FORM = "application/x-www-form-urlencoded"


class CannotDo(Exception):
    """The mail does not offer what the reader wants to do; the message says so to a person."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What was done as the reader, and what came back."""

    did: str
    status: int = 0
    said: str = ""
    details: tuple[Mapping[str, object], ...] = ()


def confirm(mail: Mail) -> Deed:
    """Press the button on the page behind the confirmation link."""
    link = confirmation_link(mail)
    if not link:
        raise CannotDo("This mail has no confirmation link.")
    status, body = _ask("POST", link, b"")
    return Deed(did="Pressed the button behind the confirmation link.", status=status, said=body)


def unsubscribe(mail: Mail) -> Deed:
    """What a mail client's own unsubscribe button does (RFC 8058 §3.2)."""
    link = one_click_link(mail)
    if not link:
        raise CannotDo("This mail offers no one-click unsubscribe.")
    status, body = _ask("POST", link, b"List-Unsubscribe=One-Click")
    return Deed(did="Unsubscribed with one click.", status=status, said=body)


def scan(mail: Mail) -> Deed:
    """What a mail scanner does: open every link, twice, and submit nothing."""
    found: list[Mapping[str, object]] = []
    for link in links(mail):
        if not _is_loopback(link):
            found.append({"link": link, "opened": False})
            continue
        answers = [_ask("GET", link), _ask("GET", link)]
        found.append(
            {
                "link": link,
                "opened": True,
                "statuses": [status for status, _ in answers],
                "same": answers[0] == answers[1],
            }
        )
    opened = [each for each in found if each["opened"]]
    same = all(each["same"] for each in opened)
    result = "nothing changed" if same else "a second visit was answered differently"
    outside = len(found) - len(opened)
    beside = f" {outside} outside this machine left alone." if outside else ""
    count = "1 link" if len(opened) == 1 else f"{len(opened)} links"
    return Deed(
        did=f"Opened {count} twice, submitted nothing: {result}.{beside}",
        status=200,
        details=tuple(found),
    )


def reply(mail: Mail, text: str, smtp_port: int) -> Deed:
    """Answer the mail by SMTP, composed as a webmail does it: both parts, the letter quoted."""
    to = reply_address(mail)
    if not to:
        raise CannotDo("This mail names nobody to answer.")
    if not text.strip():
        raise CannotDo("An empty reply says nothing.")
    answer = compose_reply(mail, text, datetime.now(UTC))
    sender = str(answer["From"])
    with smtplib.SMTP(HOST, smtp_port, timeout=PATIENCE) as server:
        server.sendmail(address_of(sender), [to], answer.as_bytes())
    return Deed(did=f"Replied to {to}.", status=250)


def compose_reply(mail: Mail, text: str, at: datetime) -> EmailMessage:
    """The reply as a webmail writes it: text on top, attribution, quote, in plain and HTML."""
    reader = mail.to[0] if mail.to else "reader@example.com"
    author = (addresses(mail.header("From")) or addresses(mail.sender))[0]
    who = f"{author.name} <{author.address}>" if author.name else f"<{author.address}>"
    attribution = f"On {mail.at:%a, %b} {mail.at.day}, {mail.at:%Y at %H:%M}, {who} wrote:"
    quoted = "\n".join(f"> {line}".rstrip() for line in mail.text.splitlines())
    answer = EmailMessage(policy=SMTP_POLICY)
    answer["MIME-Version"] = "1.0"
    answer["Date"] = format_datetime(at)
    answer["From"] = reader
    answer["To"] = reply_address(mail)
    answer["Subject"] = mail.subject if _is_reply(mail.subject) else f"Re: {mail.subject}"
    message_id = mail.header("Message-ID")
    if message_id:
        answer["In-Reply-To"] = message_id
        answer["References"] = f"{mail.header('References')} {message_id}".strip()
    answer["Message-ID"] = f"<{at:%Y%m%d%H%M%S%f}@mail.example.com>"
    answer.set_content(f"{text.rstrip()}\n\n{attribution}\n\n{quoted}\n")
    answer.add_alternative(_html(text, attribution, mail), subtype="html")
    return answer


def _html(text: str, attribution: str, mail: Mail) -> str:
    own = "<br>\n".join(escape(line) for line in text.rstrip().splitlines())
    quoted = mail.html or f"<pre>{escape(mail.text)}</pre>"
    return (
        f'<div dir="ltr">{own}</div><br>\n'
        f'<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
        f"{escape(attribution)}<br></div>\n"
        f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;'
        f'border-left:1px solid #ccc;padding-left:1ex">{quoted}</blockquote></div>\n'
    )


def _is_reply(subject: str) -> bool:
    return subject.lower().startswith("re:")


def _is_loopback(link: str) -> bool:
    parts = urlsplit(link)
    return parts.scheme == "http" and parts.hostname in LOOPBACK_NAMES


def _ask(method: str, link: str, body: bytes | None = None) -> tuple[int, str]:
    """One request, no redirect followed, nobody but this machine asked."""
    if not _is_loopback(link):
        raise CannotDo("The link leads away from this machine, where the inbox does not go.")
    parts = urlsplit(link)
    connection = http.client.HTTPConnection(HOST, parts.port or 80, timeout=PATIENCE)
    path = parts.path or "/"
    target = f"{path}?{parts.query}" if parts.query else path
    headers = {"Host": parts.netloc, "User-Agent": "Dear Reader inbox"}
    if body is not None:
        headers["Content-Type"] = FORM
    try:
        connection.request(method, target, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(LARGEST_PAGE).decode("utf-8", "replace")
    except OSError as error:
        raise CannotDo(f"The site did not answer: {error.strerror or error}.") from None
    finally:
        connection.close()
