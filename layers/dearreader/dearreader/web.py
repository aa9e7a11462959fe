"""HTTP as API Gateway's payload version 2 has it: requests in, responses out.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import parse_qsl

from dearreader.errors import BadInput
from dearreader.negotiation import SMALLEST, entity_tag, gzipped, has_already, takes_gzip
from dearreader.pages import HEADERS

LARGEST_BODY = 10_000
"""Bytes: a form with one address needs a hundredth of it."""

MOST_FIELDS = 20

OK = 200

OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Scripts of other sites may read it: what is public, and nothing that bears a key."""


@dataclass(frozen=True)
class Request:
    """One request. ``link`` and ``slug`` are what the route's placeholder held, or "".

    ``headers`` have lower-case names; ``query`` is decoded.
    """

    method: str
    route: str
    content_type: str
    source: str
    link: str = field(repr=False)
    slug: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def from_event(cls, event: Mapping[str, Any]) -> Self:
        """The request of a Lambda event. Raises BadInput where its body is no body."""
        http = event["requestContext"]["http"]
        headers = _headers(event)
        path = event.get("pathParameters") or {}
        return cls(
            method=http["method"],
            route=event["routeKey"],
            content_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
            source=http["sourceIp"],
            link=path.get("link", ""),
            slug=path.get("slug", ""),
            body=_body(event),
            headers=headers,
            query=event.get("queryStringParameters") or {},
        )

    def has(self, tag: str) -> bool:
        """Whether the client says that it has what the tag stands for."""
        return has_already(self.headers.get("if-none-match", ""), tag)

    @property
    def is_json(self) -> bool:
        """Whether the body is JSON, and so its answer will be."""
        return self.content_type == "application/json"

    def field(self, name: str, *, optional: bool = False) -> str:
        """A field of the form or of the JSON object in the body. Raises BadInput.

        A form's field that is not there is ""; an object's only where it is ``optional``.
        """
        if len(self.body) > LARGEST_BODY:
            raise BadInput("That is more than this form takes.")
        try:
            text = self.body.decode()
        except UnicodeDecodeError as error:
            raise BadInput("Please send the form as UTF-8 text.") from error
        if self.is_json:
            return _json_field(text, name, optional=optional)
        if self.content_type not in {"application/x-www-form-urlencoded", ""}:
            raise BadInput("Please send a form, or JSON with the content type application/json.")
        try:
            return dict(parse_qsl(text, max_num_fields=MOST_FIELDS)).get(name, "")
        except ValueError as error:
            raise BadInput("That is more than this form takes.") from error


@dataclass(frozen=True)
class Response:
    """One response."""

    status: int
    body: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def to_gateway(self, event: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """As API Gateway takes it, and as the client of ``event`` does: gzipped, or only a 304.

        What may be stored gets a tag, if it has none yet.
        """
        asked = _headers(event or {})
        headers = dict(self.headers)
        if self.status == OK and headers.get("Cache-Control", "").startswith("public"):
            headers.setdefault("ETag", entity_tag(self.body))
            if has_already(asked.get("if-none-match", ""), headers["ETag"]):
                return unchanged(headers["ETag"], headers).to_gateway()
        answer: dict[str, Any] = {"statusCode": self.status, "headers": headers, "body": self.body}
        raw = self.body.encode()
        if len(raw) >= SMALLEST:
            headers["Vary"] = "Accept-Encoding"
            if takes_gzip(asked.get("accept-encoding", "")):
                headers["Content-Encoding"] = "gzip"
                packed = base64.b64encode(gzipped(raw)).decode()
                answer |= {"body": packed, "isBase64Encoded": True}
        return answer


def page(html: str, *, status: int = 200, cache: str = "no-store") -> Response:
    """An HTML page. What bears a key is never stored by a cache."""
    return Response(status, html, {**HEADERS, "Cache-Control": cache})


def document(body: str, content_type: str, *, cache: str, tag: str = "") -> Response:
    """What programs read, from wherever they run: a feed, a site map."""
    headers = {
        **HEADERS,
        **OPEN,
        "Content-Type": f"{content_type}; charset=utf-8",
        "Cache-Control": cache,
    }
    return Response(200, body, headers | ({"ETag": tag} if tag else {}))


def answer_json(value: Mapping[str, Any], *, status: int = 200, shared: bool = False) -> Response:
    """A JSON object; ``shared`` with scripts of other sites."""
    headers = {**HEADERS, "Content-Type": "application/json", "Cache-Control": "no-store"}
    return Response(status, json.dumps(value), {**headers, **(OPEN if shared else {})})


def preflight() -> Response:
    """Scripts of other sites may post JSON here (https://fetch.spec.whatwg.org, CORS-preflight)."""
    headers = {
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": "content-type",
        "Access-Control-Max-Age": "86400",
    }
    return Response(204, "", {**OPEN, **headers})


def later(response: Response) -> Response:
    """The same, and that it is worth trying again in an hour (RFC 9110 §10.2.3)."""
    return replace(response, headers={**response.headers, "Retry-After": "3600"})


def unchanged(tag: str, headers: Mapping[str, str]) -> Response:
    """The client has it already (RFC 9110 §15.4.5): no body, and what a cache has to know anew."""
    kept = {name: headers[name] for name in ("Cache-Control", *OPEN) if name in headers}
    return Response(304, "", {**kept, "ETag": tag, "Vary": "Accept-Encoding"})


def _headers(event: Mapping[str, Any]) -> dict[str, str]:
    return {name.lower(): value for name, value in (event.get("headers") or {}).items()}


def _body(event: Mapping[str, Any]) -> bytes:
    body = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return str(body).encode()
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error as error:
        raise BadInput("That form could not be read. Please try it once more.") from error


def _json_field(text: str, name: str, *, optional: bool) -> str:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f'That is not JSON. Please send {{"{name}": "…"}}.') from error
    found = value.get(name) if isinstance(value, dict) else None
    if found is None and optional:
        return ""
    if not isinstance(found, str):
        raise BadInput(f'Please send a JSON object with the text “{name}”: {{"{name}": "…"}}.')
    return found
