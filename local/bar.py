"""The bar of `make dev`: a strip on every page of the local site, with buttons to make things go.

It is laid over the pages at the front door; no function and no template knows of it. Its forms are
plain HTML, it has no script, and its one style is let in by its hash, as the pages' own is.
"""

import base64
import hashlib
from datetime import UTC, datetime
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from dearreader.app import App
from dearreader.editions.model import Edition
from dearreader.editions.slots import following
from dearreader.pages.frame import HEADERS, document
from local.acts import send_due, sign_up
from local.cloud import Cloud
from local.loopback import Answer, Request

if TYPE_CHECKING:
    from collections.abc import Callable

PREFIX = "/-/"
MORE_READERS = 10

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
        self._said = ""
        self._acts: dict[str, Callable[[], str]] = {
            "due": self._send_due,
            "next": self._send_next,
            "readers": self._sign_up_more,
        }

    def answer(self, request: Request) -> Answer | None:
        """The board, or what a button does; None for what is the site's own."""
        if not request.path.startswith(PREFIX):
            return None
        name = request.path.removeprefix(PREFIX)
        if request.method == "GET" and name == "board":
            return Answer(headers=HEADERS, body=self._board().encode())
        if request.method == "POST" and name in self._acts:
            try:
                self._said = self._acts[name]()
            except (TimeoutError, OSError) as error:
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
        strip = self._strip(request).encode()
        return Answer(status=answer.status, headers=headers, body=body.replace(b"<main>", strip, 1))

    def _strip(self, request: Request) -> str:
        """The bar, before all that the page has to say."""
        said, self._said = self._said, ""
        news = f'<p role="status">{escape(said)}</p>' if said else ""
        back = request.path if request.method == "GET" else "/"
        return (
            f'<style>{_STYLE}</style><aside class="bar" aria-label="The laptop’s cloud">{news}'
            f'<form method="post"><input type="hidden" name="back" value="{escape(back)}">'
            '<button formaction="/-/due">Send what is due</button>'
            '<button formaction="/-/next">Next slot</button>'
            f'<button formaction="/-/readers">Add {MORE_READERS} readers</button></form>'
            '<nav><a href="/-/board">Board</a><a href="/posts">Archive</a>'
            f'<a href="{escape(self._cloud.inbox.url)}">Inbox</a></nav></aside><main>'
        )

    def _send_due(self) -> str:
        edition = send_due(self._app)
        return _told(edition) if edition else self._nothing_due()

    def _send_next(self) -> str:
        edition = send_due(self._app, self._next_slot())
        return _told(edition) if edition else self._nothing_due()

    def _next_slot(self) -> datetime:
        """The first slot after now, and after those that this bar has brought forward."""
        latest = self._app.editions.latest(limit=1)
        now = datetime.now(UTC)
        after = max(now, latest[0].slot) if latest else now
        return following(after, self._app.publication).at

    def _nothing_due(self) -> str:
        if not self._app.posts.with_status("queued", limit=1):
            return (
                "No post is queued. Queue one: dearreader --local post add FILE, "
                "then dearreader --local post queue SLUG."
            )
        open_one = [each for each in self._app.editions.latest() if each.state != "closed"]
        if open_one:
            return f"{open_one[0].key} is still {open_one[0].state}; the next one waits for it."
        return (
            f"Nothing is due before {self._next_slot():%A %Y-%m-%d, %H:%M} UTC: press “Next slot”."
        )

    def _sign_up_more(self) -> str:
        known = {address for mail in self._cloud.ses.mails() for address in mail.to}
        names = (f"reader-{number}@readers.example.org" for number in range(1, len(known) + 99))
        fresh = [name for name in names if name not in known][:MORE_READERS]
        sign_up(self._cloud, fresh)
        return f"{len(fresh)} more readers have signed up and confirmed."

    def _board(self) -> str:
        ideas = self._app.ideas.board()
        rows = "".join(
            f"<li><b>{each.votes}</b> × {escape(each.text)}"
            + ("" if each.status == "open" else f" <small>({escape(each.status)})</small>")
            for each in ideas
        )
        body = (
            f'<a href="/">{escape(self._app.publication.name)}</a><h1>What readers ask for</h1>'
            + (f"<ul>{rows}</ul>" if ideas else "<p>No ideas yet.</p>")
            + "<p><small>Reply to a letter in the inbox, and load this again. Readers do not see "
            "this page: the writer’s own is <code>dearreader --local ideas list</code>.</small></p>"
        )
        return document(self._app.publication, title="What readers ask for", body=body)


def _told(edition: Edition) -> str:
    if edition.state == "held":
        return f"{edition.key} is held because {edition.reason}."
    accepted = edition.account.get("accepted", 0)
    return f"{edition.key}: “{edition.slug}” went to {accepted} readers. Look into the inbox."


def _back(request: Request) -> str:
    """Where the button was pressed: a path of this site, whatever the form says."""
    found = parse_qs(request.body.decode(errors="replace")).get("back", ["/"])[0]
    return found if found.startswith("/") and found[1:2] not in {"/", "\\"} else "/"
