"""The bar of `make dev`: a strip on every page of the local site, with buttons to make things go.

It is laid over the pages at the front door; no function and no template knows of it. Its forms are
plain HTML, it has no script, and its one style is let in by its hash, as the pages' own is.
"""

import base64
import hashlib
from contextlib import suppress
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from dearreader import addresses
from dearreader.app import App
from dearreader.errors import BadInput
from dearreader.pages.frame import HEADERS
from local.board import board
from local.buttons import FAULTS, MORE_READERS, Buttons
from local.cloud import Cloud
from local.loopback import Answer, Request
from local.sample.readers import is_sample

if TYPE_CHECKING:
    from collections.abc import Callable

PREFIX = "/-/"
BOARD = f"{PREFIX}board"

_STYLE = (
    ".bar{margin:-2rem 0 1.5rem;padding:.75rem 0 .5rem;font:.875rem/1.4 system-ui,sans-serif;"
    "background:#26302b;color:#e9f2ec;"
    "border-image:conic-gradient(#26302b 0 0) fill 0/0/0 100vmax}"
    ".bar p{margin:0 0 .5rem}"
    ".bar form{display:flex;flex-wrap:wrap;gap:.5rem}"
    ".bar button{width:auto;flex:1 1 auto;min-height:44px;margin:0;padding:0 .5rem;"
    "font-size:.875rem;background:#a9e5c3;color:#16211b;border:0}"
    ".bar a{display:inline-block;padding:.6rem 0;margin-right:1.25rem;color:#a9e5c3}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()


class LocalBar:
    """The bar over one cloud's site. What a button did is told on the next page, once."""

    def __init__(self, cloud: Cloud, app: App) -> None:
        self._cloud = cloud
        self._app = app
        self._buttons = Buttons(cloud, app)
        self._said = ""
        self._you = ""
        self._acts: dict[str, Callable[[], str]] = {
            "due": self._buttons.send_due,
            "next": self._buttons.send_next,
            "readers": self._buttons.sign_up_more,
        }

    def answer(self, request: Request) -> Answer | None:
        """The board, or what a button does; None for what is the site's own."""
        if not request.path.startswith(PREFIX):
            return None
        name = request.path.removeprefix(PREFIX)
        if request.method == "GET" and request.path == BOARD:
            return Answer(headers=HEADERS, body=board(self._cloud, self._app).encode())
        if request.method == "POST" and name in self._acts:
            try:
                self._said = self._acts[name]()
            except FAULTS as error:
                self._said = f"That did not work: {error} The terminal of make dev may say why."
            return Answer(
                status=HTTPStatus.SEE_OTHER,
                headers={"Location": _back(request), "Cache-Control": "no-store"},
            )
        return Answer(status=HTTPStatus.NOT_FOUND, body=b"The bar has no such button.\n")

    def dress(self, answer: Answer, request: Request) -> Answer:
        """The answer with the bar on it where it is a page; nothing is kept by the browser."""
        headers = {name.lower(): value for name, value in answer.headers.items()}
        headers["cache-control"] = "no-store"
        body = answer.body
        if not headers.get("content-type", "").startswith("text/html") or not isinstance(
            body, bytes
        ):
            return Answer(status=answer.status, headers=headers, body=body)
        policy = headers.get("content-security-policy", "")
        headers["content-security-policy"] = policy.replace(
            "style-src ", f"style-src 'sha256-{_HASH}' ", 1
        )
        if (request.method, request.path) == ("POST", "/subscribe"):
            self._meet(request)
        strip = self._strip(request).encode()
        return Answer(status=answer.status, headers=headers, body=body.replace(b"<main>", strip, 1))

    def _meet(self, request: Request) -> None:
        """Know from now on whose mail the person at the keyboard looks for."""
        try:
            address = addresses.parse(_field(request, "email"))
        except BadInput:
            return
        if not is_sample(address):
            self._you = address
            self._said = f"Nothing leaves this laptop: “Mail for {address}” shows what was sent."

    def _strip(self, request: Request) -> str:
        """The bar, before all that the page has to say."""
        back = request.path if request.method == "GET" else "/"
        inbox = self._cloud.inbox.url
        links = [("Board", BOARD), ("Archive", "/posts"), ("Inbox", inbox)]
        if self._you:
            query = urlencode({"query": f"to:{self._you}"})
            links.append((f"Mail for {self._you}", f"{inbox}/?{query}"))
        listed = "".join(f'<a href="{escape(to)}">{escape(name)}</a>' for name, to in links)
        return (
            f'<style>{_STYLE}</style><aside class="bar" aria-label="The laptop’s cloud">'
            f"{self._news()}"
            f'<form method="post"><input type="hidden" name="back" value="{escape(back)}">'
            '<button formaction="/-/due">Send what is due now</button>'
            '<button formaction="/-/next">Go to the next slot</button>'
            f'<button formaction="/-/readers">Sign up {MORE_READERS} readers</button></form>'
            f'<nav aria-label="Beside the site">{listed}</nav></aside><main>'
        )

    def _news(self) -> str:
        """What the last button did, or what the next would do."""
        said, self._said = self._said, ""
        if said:
            return f'<p role="status">{escape(said)}</p>'
        with suppress(*FAULTS):
            return f"<p>{escape(self._buttons.outlook())}</p>"
        return ""


def _back(request: Request) -> str:
    """Where the button was pressed: a path of this site, whatever the form says."""
    found = _field(request, "back") or "/"
    return found if found.startswith("/") and found[1:2] not in {"/", "\\"} else "/"


def _field(request: Request, name: str) -> str:
    """A field of a form, or ""."""
    return parse_qs(request.body.decode(errors="replace")).get(name, [""])[0]
