"""HTTP as API Gateway's payload version 2 has it: requests in, responses out.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl

from dearreader.errors import BadInput
from dearreader.pages import HEADERS

LARGEST_BODY = 10_000
"""Bytes: a form with one address needs a hundredth of it."""

MOST_FIELDS = 20


@dataclass(frozen=True)
class Request:
    """One request. ``link`` and ``slug`` are what the route's placeholder held, or ""."""

    method: str
    route: str
    content_type: str
    source: str
    link: str = field(repr=False)
    slug: str
    body: bytes = field(repr=False)

    @classmethod
    def from_event(cls, event: Mapping[str, Any]) -> Self:
        """The request of a Lambda event. Raises BadInput where its body is no body."""
        http = event["requestContext"]["http"]
        headers = {name.lower(): value for name, value in event.get("headers", {}).items()}
        path = event.get("pathParameters") or {}
        return cls(
            method=http["method"],
            route=event["routeKey"],
            content_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
            source=http["sourceIp"],
            link=path.get("link", ""),
            slug=path.get("slug", ""),
            body=_body(event),
        )

    @property
    def is_json(self) -> bool:
        """Whether the body is JSON, and so its answer will be."""
        return self.content_type == "application/json"

    def field(self, name: str) -> str:
        """A field of the form or of the JSON object in the body. Raises BadInput."""
        if len(self.body) > LARGEST_BODY:
            raise BadInput("That is more than this form takes.")
        try:
            text = self.body.decode()
        except UnicodeDecodeError as error:
            raise BadInput("Please send the form as UTF-8 text.") from error
        if self.is_json:
            return _json_field(text, name)
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

    def to_gateway(self) -> dict[str, Any]:
        """As API Gateway takes it."""
        return {
            "statusCode": self.status,
            "headers": dict(self.headers),
            "body": self.body,
        }


def page(html: str, *, status: int = 200, cache: str = "no-store") -> Response:
    """An HTML page. What bears a key is never stored by a cache."""
    return Response(status, html, {**HEADERS, "Cache-Control": cache})


def answer_json(value: Mapping[str, Any], *, status: int = 200) -> Response:
    """A JSON object."""
    headers = {**HEADERS, "Content-Type": "application/json", "Cache-Control": "no-store"}
    return Response(status, json.dumps(value), headers)


def _body(event: Mapping[str, Any]) -> bytes:
    body = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return str(body).encode()
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error as error:
        raise BadInput("That form could not be read. Please try it once more.") from error


def _json_field(text: str, name: str) -> str:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f'That is not JSON. Please send {{"{name}": "…"}}.') from error
    found = value.get(name) if isinstance(value, dict) else None
    if not isinstance(found, str):
        raise BadInput(f'Please send a JSON object with the text “{name}”: {{"{name}": "…"}}.')
    return found
