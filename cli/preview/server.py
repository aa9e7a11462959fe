"""The preview's own small site, on this machine alone."""

import json
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from cli.preview.view import Seen, View
from dearreader.publication import Publication
from local.inbox.preview import Look, preview
from local.loopback import Answer, LoopbackServer, Request

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 20.0
"""Seconds that the browser waits for a save, before it asks again."""

FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; "
    "img-src https: data: http://127.0.0.1:* http://localhost:*; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'self'"
)
AROUND = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
LOOKS: dict[str, Look] = {"light": "light", "dark": "dark", "inverted": "inverted"}
PARTS = {
    "/": ("index.html", "text/html"),
    "/preview.js": ("preview.js", "text/javascript"),
    "/preview.css": ("preview.css", "text/css"),
}


class PreviewServer:
    """Shows a file as letter, text and page. Start it, then open `url`."""

    def __init__(self, file: Path, ours: Publication, port: int = 0) -> None:
        self._view = View(file, ours)
        self._server = LoopbackServer(self._answer, port)
        self._forms: dict[str, Callable[[Request], Answer]] = {
            "/letter": lambda asked: _framed(self._now().letter, asked),
            "/page": lambda asked: _framed(self._now().page, asked),
            "/text": lambda _: _said(self._now().text, "text/plain"),
            "/state": self._state,
        }

    def start(self) -> None:
        """Begin to answer; raises OSError where the port is taken."""
        self._server.start()

    def stop(self) -> None:
        """End it and its connections."""
        self._server.stop()

    @property
    def url(self) -> str:
        """Where to look, without a slash at its end."""
        return f"http://localhost:{self._server.port}"

    def _answer(self, request: Request) -> Answer:
        if request.path in self._forms:
            return self._forms[request.path](request)
        if request.path in PARTS:
            name, kind = PARTS[request.path]
            part = files("cli.preview").joinpath("page", name)
            return _said(part.read_text("utf-8"), kind, policy=AROUND)
        if request.path.startswith("/posts/"):
            return _framed(self._now().page, request)
        if image := self._now().images.get(request.path.removeprefix("/images/")):
            return Answer(headers={"Content-Type": image.kind}, body=image.body)
        nothing = "This is a preview: in the letter, the link is the reader's own.\n"
        return _said(nothing, "text/plain", status=HTTPStatus.NOT_FOUND)

    def _now(self) -> Seen:
        return self._view.now(self.url)

    def _state(self, request: Request) -> Answer:
        known = "".join(request.query.get("after", ["0"]))
        number = int(known) if known.isdecimal() else 0
        seen = self._view.after(number, self.url, patience=PATIENCE, stopping=self._server.stopping)
        return _said(json.dumps(seen.told()), "application/json")


def _framed(html: str, request: Request) -> Answer:
    """A document of the post, by day or by night."""
    look = LOOKS.get("".join(request.query.get("look", [])), "light")
    return _said(preview(html, look), "text/html", policy=FRAMED)


def _said(body: str, kind: str, *, policy: str = FRAMED, status: int = HTTPStatus.OK) -> Answer:
    return Answer(
        status=status,
        headers={
            "Content-Type": f"{kind}; charset=utf-8",
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        },
        body=body.encode("utf-8", "replace"),
    )
