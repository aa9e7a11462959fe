"""The inbox's HTTP server."""

from typing import Self

from local.inbox.api import Api, as_json
from local.loopback import Answer, LoopbackServer, Request
from local.mails import MailStore
from local.ses import LocalSes

DEFAULT_PORT = 8025


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
        self._server.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where to look."""
        return self._server.url

    def _answer(self, request: Request) -> Answer:
        if request.path.startswith("/api/v1/"):
            return self._api.answer(request)
        return as_json({"error": "There is nothing here."}, 404)
