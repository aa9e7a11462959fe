"""A small HTTP server on 127.0.0.1, run by threads of the program that starts it.

Nobody else is meant to reach it: a request whose Host is not a loopback name is refused (a page
elsewhere could rebind its own name to 127.0.0.1), and so is a change that another origin asks for.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import ProxyHandler, build_opener

HOST = "127.0.0.1"
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
LARGEST_BODY = 64 * 1024 * 1024
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

DIRECT = build_opener(ProxyHandler({}))
"""Opens pages on this machine, whatever proxy the shell names: what is local stays here."""


class HangUp(Exception):
    """The handler wants the connection cut without an answer."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a client asked. ``path`` is still percent-encoded; ``query`` is decoded.

    ``port`` is the client's own, by which its process can be found.
    """

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Message
    body: bytes = field(repr=False)
    port: int = 0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the client gets. A body that is not bytes is streamed until it ends."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Iterable[bytes] = field(default=b"", repr=False)


class LoopbackServer:
    """Answers HTTP on a loopback port with `handle`, one thread a connection; no idle work.

    Pages of other sites may change something at the paths that are ``open_to_all``.
    """

    def __init__(
        self,
        handle: Callable[[Request], Answer],
        port: int = 0,
        *,
        open_to_all: frozenset[str] = frozenset(),
    ) -> None:
        self._handle = handle
        self._open_to_all = open_to_all
        self._wanted_port = port
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self.stopping = threading.Event()

    def start(self) -> None:
        """Begin to answer; raises OSError where the port is taken."""
        self.stopping.clear()
        self._server = _Server((HOST, self._wanted_port), self._handle, self._open_to_all)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(3600,), name="loopback", daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        """The port in use."""
        if self._server is None:
            raise RuntimeError("the server has not been started")
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Where to reach it, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    def stop(self) -> None:
        """End it and every connection; the port is free afterwards."""
        if self._server is None or self._thread is None:
            return
        self.stopping.set()
        address = (HOST, self.port)
        ending = threading.Thread(target=self._server.shutdown, daemon=True)
        ending.start()
        while self._thread.is_alive():
            # serve_forever sleeps until somebody knocks
            with contextlib.suppress(OSError):
                socket.create_connection(address, timeout=1).close()
            self._thread.join(0.02)
        ending.join()
        self._server.server_close()
        self._server.cut_connections()
        self._server = None


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that stopping leaves none behind."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        handle: Callable[[Request], Answer],
        open_to_all: frozenset[str],
    ) -> None:
        self.handle_one = handle
        self.open_to_all = open_to_all
        self._open: dict[Any, threading.Thread] = {}
        self._lock = threading.Lock()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Bind without the look-up of our own name that the base class makes."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give the connection a thread that `cut_connections` can end."""
        thread = threading.Thread(
            target=self.process_request_thread, args=(request, client_address), daemon=True
        )
        with self._lock:
            self._open[request] = thread
        thread.start()

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection, then close it."""
        with self._lock:
            self._open.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet about clients that went away; anything else is our own fault and shows."""
        import sys  # noqa: PLC0415 - only needed here

        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def cut_connections(self) -> None:
        """End every open connection and wait for its thread."""
        with self._lock:
            left = list(self._open.items())
        for request, _ in left:
            with contextlib.suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
        for _, thread in left:
            thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    """Reads a request, has it answered, writes the answer in one piece."""

    protocol_version = "HTTP/1.1"
    server_version = "dearreader"
    sys_version = ""
    disable_nagle_algorithm = True
    server: _Server

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        refusal = self._refusal(parts.path)
        if refusal:
            self._write(Answer(status=HTTPStatus.FORBIDDEN, body=refusal.encode()))
            return
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST_BODY:
            self.close_connection = True
            self._write(Answer(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
            return
        request = Request(
            method=self.command,
            path=parts.path,
            query=parse_qs(parts.query, keep_blank_values=True),
            headers=self.headers,
            body=self.rfile.read(length),
            port=self.client_address[1],
        )
        try:
            self._write(self.server.handle_one(request))
        except HangUp:
            self.close_connection = True

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _answer  # noqa: N815

    def _refusal(self, path: str) -> str:
        """Why this caller may not ask this, or nothing."""
        host = self.headers.get("Host", "")
        if urlsplit(f"//{host}").hostname not in LOOPBACK_NAMES:
            return "Only this machine may ask: use 127.0.0.1 or localhost.\n"
        changes = self.command not in SAFE_METHODS and path not in self.server.open_to_all
        if changes and not self._from_here(host):
            return "Another site may not change anything here.\n"
        return ""

    def _from_here(self, host: str) -> bool:
        """Whether a page of our own asks, or no page at all.

        A page without referrer, as all of ours are, has browsers say `Origin: null`; what they say
        in Sec-Fetch-Site no page can forge (https://www.w3.org/TR/fetch-metadata/).
        """
        fetched = self.headers.get("Sec-Fetch-Site")
        if fetched:
            return fetched in {"same-origin", "none"}
        origin = self.headers.get("Origin")
        return not origin or urlsplit(origin).netloc == host

    def _write(self, answer: Answer) -> None:
        body = answer.body
        streamed = not isinstance(body, bytes)
        head = [f"HTTP/1.1 {int(answer.status)} {_reason(answer.status)}"]
        head += [f"{name}: {value}" for name, value in answer.headers.items()]
        if streamed:
            self.close_connection = True
            head.append("Connection: close")
        elif answer.status != HTTPStatus.NO_CONTENT:
            head.append(f"Content-Length: {len(body)}")  # type: ignore[arg-type]
        opening = "\r\n".join([*head, "", ""]).encode("latin-1", "replace")
        if isinstance(body, bytes):
            self.wfile.write(opening if self.command == "HEAD" else opening + body)
            return
        self.wfile.write(opening)
        for piece in body:
            self.wfile.write(piece)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep quiet: the inbox shows what happened."""


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Status"
