"""The inbox's HTTP server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from local.inbox import preview
from local.inbox.api import Api, as_json
from local.loopback import Answer, LoopbackServer, Request
from local.mails import MailStore
from local.ses import LocalSes

DEFAULT_PORT = 8025
HEARTBEAT = 15.0
PAGE = Path(__file__).parent / "page"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
POLICY = (
    "default-src 'none'; "
    "script-src 'self'; "
    "style-src 'self'; "
    "img-src data:; "
    "connect-src 'self'; "
    "frame-src 'self'; "
    "base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors 'none'"
)


class Inbox:
    """Shows the mails of `ses` and of SMTP over HTTP on loopback.

    ``smtp_port`` is where replies go. Without ``ses`` the mails of `store` are shown and nothing
    can bounce.
    """

    def __init__(
        self,
        port: int = DEFAULT_PORT,
        *,
        ses: LocalSes | None = None,
        store: MailStore | None = None,
        smtp_port: int = 1025,
    ) -> None:
        self.store = store or (ses.store if ses else MailStore())
        self._server = LoopbackServer(self._answer, port)
        self._api = Api(self.store, ses, smtp_port)

    def start(self) -> None:
        """Begin to answer; raises OSError where the port is taken."""
        self._server.start()

    def stop(self) -> None:
        """End it and its connections."""
        self._server.stopping.set()
        self.store.wake()
        self._server.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where to look."""
        return f"http://localhost:{self._server.port}"

    def lead_to(self, **places: str) -> None:
        """Link to what is around the inbox: the site, and the board that replies end on."""
        self._api.places = places

    def mark_read(self) -> None:
        """Take every mail that is there for read: what comes from now on stands out."""
        self._api.read.update(mail.id for mail in self.store.find())

    def _answer(self, request: Request) -> Answer:
        if request.path == "/api/v1/events":
            return Answer(
                headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"},
                body=self._changes(),
            )
        if request.path.startswith("/api/v1/"):
            return self._api.answer(request)
        if request.path.startswith("/preview/"):
            return self._preview(request)
        return _page(request.path)

    def _preview(self, request: Request) -> Answer:
        mail = self.store.get(request.path.removeprefix("/preview/"))
        if mail is None:
            return as_json({"error": "There is no such mail."}, 404)
        return preview.answer(mail, request.query.get("look", ["light"])[0])

    def _changes(self) -> Iterator[bytes]:
        """Server-sent events: one for each change of the store, a comment now and then."""
        stopping = self._server.stopping
        seen = self.store.version

        def news() -> bool:
            return self.store.version != seen or stopping.is_set()

        yield b"retry: 1000\n\n"
        while not stopping.is_set():
            if self.store.wait(news, HEARTBEAT):
                seen = self.store.version
                yield f"data: {seen}\n\n".encode()
            else:
                yield b": still here\n\n"


def _page(path: str) -> Answer:
    """A file of the page's own."""
    name = "index.html" if path == "/" else path.removeprefix("/")
    files = {file.name: file for file in PAGE.iterdir()}
    if name not in files:
        return as_json({"error": "There is nothing here."}, 404)
    return Answer(
        headers={
            "Content-Type": f"{KINDS[files[name].suffix]}; charset=utf-8",
            "Content-Security-Policy": POLICY,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-cache",
        },
        body=files[name].read_bytes(),
    )
