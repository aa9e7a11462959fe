"""Requests as API Gateway hands them over, and what cannot be read is refused with a word."""

import base64
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dearreader.errors import BadInput
from dearreader.web import LARGEST_BODY, Request, Response, answer_json, page

FORM = "application/x-www-form-urlencoded"


def event(body: bytes | None = None, content_type: str = FORM, **more: Any) -> dict[str, Any]:
    """A POST as far as it is read: events/samples has whole ones."""
    made: dict[str, Any] = {
        "routeKey": "POST /subscribe",
        "headers": {"Content-Type": content_type},
        "requestContext": {"http": {"method": "POST", "sourceIp": "192.0.2.1"}},
        **more,
    }
    if body is not None:
        made |= {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
    return made


def email(body: bytes, content_type: str = FORM) -> str:
    return Request.from_event(event(body, content_type)).field("email")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"email=ada%40example.com", FORM),
        (b"email=ada@example.com&other=1", f"{FORM}; charset=utf-8"),
        (b"email=ada@example.com", FORM.upper()),
        (b"email=ada@example.com", ""),
        (b'{"email": "ada@example.com", "other": 1}', "application/json"),
        (b'{"email": "ada@example.com"}', "application/json; charset=utf-8"),
    ],
)
def test_a_form_and_json_say_the_same(body: bytes, content_type: str) -> None:
    assert email(body, content_type) == "ada@example.com"


def test_a_body_that_is_not_encoded_is_taken_as_it_is() -> None:
    request = Request.from_event({**event(), "body": "email=ada", "isBase64Encoded": False})
    assert request.field("email") == "ada"


def test_a_field_that_is_not_in_the_form_is_empty() -> None:
    assert email(b"name=ada") == ""
    assert Request.from_event(event()).field("email") == ""


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"email=\xff", FORM),
        (b"&".join(b"a%d=1" % number for number in range(30)), FORM),
        (b"email=ada", "multipart/form-data; boundary=x"),
        (b"email=ada", "text/plain"),
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'"email"', "application/json"),
        (b'{"email": 1}', "application/json"),
        (b'{"email": null}', "application/json"),
        (b"{}", "application/json"),
        (b"[" * 9000, "application/json"),
        (b'{"email": "\xff"}', "application/json"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_word(body: bytes, content_type: str) -> None:
    with pytest.raises(BadInput, match=r"[Pp]lease|more than"):
        email(body, content_type)


def test_more_than_a_form_needs_is_refused() -> None:
    with pytest.raises(BadInput, match="more than this form takes"):
        email(b"email=" + b"a" * LARGEST_BODY)


def test_a_body_that_is_no_base64_is_refused() -> None:
    with pytest.raises(BadInput, match="could not be read"):
        Request.from_event({**event(), "body": "%%%", "isBase64Encoded": True})


@given(st.binary(max_size=200), st.sampled_from([FORM, "application/json", "text/html", ""]))
def test_no_body_breaks_anything(body: bytes, content_type: str) -> None:
    with suppress(BadInput):
        assert isinstance(email(body, content_type), str)


def test_what_the_route_held_is_named() -> None:
    request = Request.from_event(event(pathParameters={"link": "a.b"}))
    assert (request.link, request.slug, request.method) == ("a.b", "", "POST")
    assert Request.from_event(event(pathParameters=None)).link == ""
    assert "a.b" not in repr(request)


def test_a_page_that_may_bear_a_key_is_not_stored_or_told_of() -> None:
    headers = page("<p>hello</p>").to_gateway()["headers"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert page("", cache="public, max-age=300").headers["Cache-Control"] == "public, max-age=300"


def test_json_is_answered_as_json() -> None:
    answer = answer_json({"error": "Straße"}, status=400).to_gateway()
    assert answer["statusCode"] == 400
    assert answer["headers"]["Content-Type"] == "application/json"
    assert json.loads(answer["body"]) == {"error": "Straße"}


def test_a_response_is_what_the_gateway_takes() -> None:
    assert Response(204, "", {"A": "b"}).to_gateway() == {
        "statusCode": 204,
        "headers": {"A": "b"},
        "body": "",
    }
