"""The site's front door on the laptop: HTTP requests become Lambda events, as API Gateway's do.

MiniStack's own HTTP API is reached under a long path and says that everyone is 127.0.0.1 without
cookies; a browser wants a site at the root of a host. So requests are translated here, to payload
version 2, by the routes of the template, and the functions that MiniStack runs are invoked.
"""

import base64
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import unquote, urlencode

from local.loopback import Answer, LoopbackServer, Request
from local.stack import DEFAULT, FunctionFailed, Stack

TEXT = ("text/", "application/json")
NOT_FOUND = b'{"message":"Not Found"}'
IMAGES = "/images/"
FAILED = b'{"message":"Internal Server Error"}'


@dataclass(frozen=True)
class Route:
    """One route of the template, and the function that answers it."""

    key: str
    method: str
    path: re.Pattern[str]
    function: str


class Bar(Protocol):
    """What `make dev` lays over the site: paths and a strip of its own, on no other cloud."""

    def answer(self, request: Request) -> Answer | None:
        """The answer to a request that is for the bar itself."""

    def dress(self, answer: Answer, request: Request) -> Answer:
        """The site's answer, with the bar on it where it is a page."""


class FrontDoor:
    """The site, at `url`. Start it once the stack is deployed; `bar` may be laid over it."""

    def __init__(self, stack: Stack, port: int = 0) -> None:
        self.lead_to(stack)
        self.bar: Bar | None = None
        self._server = LoopbackServer(self._answer, port, open_to_all=frozenset({"/subscribe"}))

    def lead_to(self, stack: Stack) -> None:
        """Have the functions and routes of `stack` answer from now on."""
        self._stack = stack
        self._routes = [
            Route(f"{method} {path}".strip(), method, _pattern(path), function)
            for function, method, path in stack.routes()
        ]

    def start(self) -> None:
        """Begin to answer; raises OSError where the port is taken."""
        self._server.start()

    def stop(self) -> None:
        """End it and its connections."""
        self._server.stop()

    @property
    def url(self) -> str:
        """The site's address, without a slash at its end."""
        return f"http://localhost:{self._server.port}"

    def _answer(self, request: Request) -> Answer:
        if self.bar is None:
            return self._site(request)
        del request.headers["Accept-Encoding"]  # a strip is laid over plain pages
        answer = self.bar.answer(request) or self._site(request)
        return self.bar.dress(answer, request)

    def _site(self, request: Request) -> Answer:
        if request.method == "GET" and request.path.startswith(IMAGES):
            return self._image(request.path.removeprefix(IMAGES))
        for route in sorted(self._routes, key=lambda route: route.key == DEFAULT):
            found = route.path.fullmatch(request.path)
            if found and route.method in {request.method, ""}:
                event = _event(route, request, found.groupdict())
                try:
                    return _answer(self._stack.invoke(route.function, event))
                except FunctionFailed:
                    return Answer(status=HTTPStatus.INTERNAL_SERVER_ERROR, body=FAILED)
        return Answer(status=HTTPStatus.NOT_FOUND, body=NOT_FOUND)

    def _image(self, key: str) -> Answer:
        """An image of a post, which on AWS the public bucket serves by itself."""
        found = self._stack.image(key)
        return found or Answer(status=HTTPStatus.NOT_FOUND, body=NOT_FOUND)


def _pattern(path: str) -> re.Pattern[str]:
    """A route's path, such as /confirm/{link}, as a pattern."""
    if path == DEFAULT:
        return re.compile(".*", re.DOTALL)
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path)))


def _event(route: Route, request: Request, parameters: Mapping[str, str]) -> dict[str, Any]:
    headers = {name.lower(): value for name, value in request.headers.items()}
    cookies = headers.pop("cookie", "")
    content_type = headers.get("content-type", "")
    event: dict[str, Any] = {
        "version": "2.0",
        "routeKey": route.key,
        "rawPath": request.path,
        "rawQueryString": urlencode(request.query, doseq=True),
        "headers": headers,
        "requestContext": {
            "accountId": "000000000000",
            "apiId": "local",
            "domainName": headers.get("host", ""),
            "domainPrefix": "local",
            "http": {
                "method": request.method,
                "path": request.path,
                "protocol": "HTTP/1.1",
                "sourceIp": headers.get("x-forwarded-for", "127.0.0.1"),
                "userAgent": headers.get("user-agent", ""),
            },
            "requestId": secrets.token_hex(8),
            "routeKey": route.key,
            "stage": "$default",
            "timeEpoch": int(time.time() * 1000),
        },
        "isBase64Encoded": False,
    }
    if cookies:
        event["cookies"] = cookies.split("; ")
    if request.query:
        event["queryStringParameters"] = {k: ",".join(v) for k, v in request.query.items()}
    if parameters:
        event["pathParameters"] = {name: unquote(value) for name, value in parameters.items()}
    if request.body:
        text = _text(request.body) if content_type.startswith(TEXT) else None
        encoded = base64.b64encode(request.body).decode() if text is None else text
        event |= {"body": encoded, "isBase64Encoded": text is None}
    return event


def _text(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


def _answer(response: Mapping[str, Any]) -> Answer:
    body = response.get("body", "")
    raw = base64.b64decode(body) if response.get("isBase64Encoded") else str(body).encode()
    return Answer(status=int(response["statusCode"]), headers=response.get("headers", {}), body=raw)
