"""What a mail looks like to the one who gets it: preheader, links, addresses, size."""

import re
from dataclasses import dataclass
from email.utils import getaddresses
from html.parser import HTMLParser
from urllib.parse import urlsplit

from local.mails import Mail

SNIPPET = 200
CLIPPED_AT = 102 * 1024
"""Gmail cuts a message whose HTML is longer than about this."""

MOST_HTML = 1024 * 1024
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\ufeff]"
)
URL = re.compile(r"https?://[^\s<>\"'\\)\]]+")
UNREAD_TAGS = frozenset({"style", "script", "title", "head"})


@dataclass(frozen=True)
class Address:
    """A name, which may be empty, and an address."""

    name: str
    address: str


class _Flattener(HTMLParser):
    """Collects the text that a client's list would show, and the links."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD_TAGS:
            self._unread += 1
        if tag == "a":
            self.links += [value for name, value in attrs if name == "href" and value]
        if tag in {"p", "div", "br", "td", "li", "h1", "h2", "h3"}:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD_TAGS and self._unread:
            self._unread -= 1

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.words.append(data)


def _flatten(html: str) -> _Flattener:
    flat = _Flattener()
    flat.feed(html[:MOST_HTML])
    return flat


def snippet(mail: Mail) -> str:
    """The preheader: the first words of the HTML (hidden ones too), else of the text."""
    return flat(mail.html) if mail.html else _shown(mail.text)


def flat(html: str) -> str:
    """The first words of an HTML document."""
    return _shown("".join(_flatten(html).words))


def _shown(body: str) -> str:
    shown = INVISIBLE.sub("", body).replace("\u00a0", " ")
    return " ".join(shown.split())[:SNIPPET]


def links(mail: Mail) -> list[str]:
    """Every web link of a mail, each once, in order: HTML, text, List-Unsubscribe."""
    found = [*_flatten(mail.html).links, *URL.findall(mail.text)]
    found += list_unsubscribe(mail)
    web = [link.rstrip(".,;!?") for link in found if urlsplit(link).scheme in {"http", "https"}]
    return list(dict.fromkeys(web))


def confirmation_link(mail: Mail) -> str:
    """The link that confirms a sign-up; empty where the mail has none."""
    return next((link for link in links(mail) if "/confirm/" in urlsplit(link).path), "")


def list_unsubscribe(mail: Mail) -> list[str]:
    """The web links of List-Unsubscribe (RFC 2369)."""
    listed: list[str] = re.findall(r"<\s*(https?://[^>\s]+)\s*>", mail.header("List-Unsubscribe"))
    return listed


def one_click_link(mail: Mail) -> str:
    """The one-click link (RFC 8058 §3.1); empty where the mail offers none."""
    post = mail.header("List-Unsubscribe-Post").replace(" ", "")
    offered = list_unsubscribe(mail)
    return offered[0] if offered and post.lower() == "list-unsubscribe=one-click" else ""


def addresses(value: str) -> list[Address]:
    """The addresses of a header."""
    return [Address(name, address) for name, address in getaddresses([value]) if address]


def reply_address(mail: Mail) -> str:
    """Where an answer goes: Reply-To, else From."""
    found = addresses(mail.header("Reply-To")) or addresses(mail.header("From"))
    return found[0].address if found else ""


def html_size(mail: Mail) -> int:
    """The bytes of the HTML, which mailbox providers count."""
    return len(mail.html.encode())
