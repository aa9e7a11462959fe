"""What a client takes and what it has: gzip, and not the same page again."""

import base64
import gzip
from typing import Any

import pytest

from dearreader.negotiation import SMALLEST, entity_tag, gzipped, has_already, takes_gzip
from dearreader.web import document, page

LONG = f"<p>{'a letter a day, and another. ' * 40}</p>"
PUBLIC = "public, max-age=300"


def asked(**headers: str) -> dict[str, Any]:
    return {"headers": {name.replace("_", "-").title(): value for name, value in headers.items()}}


@pytest.mark.parametrize("header", ["gzip", "GZIP", "deflate, gzip;q=0.5", "br , gzip", "*"])
def test_who_takes_gzip_gets_gzip(header: str) -> None:
    answer = page(LONG).to_gateway(asked(accept_encoding=header))
    assert answer["headers"]["Content-Encoding"] == "gzip"
    assert answer["headers"]["Vary"] == "Accept-Encoding"
    packed = base64.b64decode(answer["body"])
    assert answer["isBase64Encoded"] is True
    assert len(packed) < len(LONG) / 4
    assert gzip.decompress(packed).decode() == LONG


@pytest.mark.parametrize("header", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0", "*;q=0"])
def test_who_takes_none_gets_plain_text(header: str) -> None:
    assert not takes_gzip(header)
    answer = page(LONG).to_gateway(asked(accept_encoding=header))
    assert answer["body"] == LONG
    assert "Content-Encoding" not in answer["headers"]
    assert answer["headers"]["Vary"] == "Accept-Encoding", "a cache must tell the two apart"


def test_what_gzip_would_not_make_smaller_stays_as_it_is() -> None:
    assert len(gzipped(b"x")) > 1
    short = "x" * (SMALLEST - 1)
    assert page(short).to_gateway(asked(accept_encoding="gzip"))["body"] == short


def test_the_same_page_is_the_same_bytes() -> None:
    assert gzipped(LONG.encode()) == gzipped(LONG.encode())


@pytest.mark.parametrize("shape", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_a_page_already_is_told_so_without_a_body(shape: str) -> None:
    first = page(LONG, cache=PUBLIC).to_gateway()
    tag = first["headers"]["ETag"]
    header = shape.format(tag.removeprefix("W/"))
    again = page(LONG, cache=PUBLIC).to_gateway(asked(if_none_match=header, accept_encoding="gzip"))
    assert (again["statusCode"], again["body"]) == (304, "")
    assert again["headers"]["ETag"] == tag
    assert again["headers"]["Cache-Control"] == PUBLIC
    assert again["headers"]["Vary"] == "Accept-Encoding"


def test_a_page_that_has_changed_is_sent() -> None:
    tag = page(LONG, cache=PUBLIC).to_gateway()["headers"]["ETag"]
    answer = page(f"{LONG}!", cache=PUBLIC).to_gateway(asked(if_none_match=tag))
    assert answer["statusCode"] == 200
    assert answer["headers"]["ETag"] != tag


def test_what_is_one_readers_or_went_wrong_has_no_tag() -> None:
    assert "ETag" not in page(LONG).to_gateway()["headers"]
    assert "ETag" not in page(LONG, status=404, cache=PUBLIC).to_gateway()["headers"]
    assert page(LONG).to_gateway(asked(if_none_match="*"))["statusCode"] == 200


def test_a_document_keeps_the_tag_that_it_was_given_and_other_sites_may_read_it() -> None:
    tag = entity_tag("the seventh version")
    answer = document("<feed/>", "application/atom+xml", cache=PUBLIC, tag=tag).to_gateway()
    assert answer["headers"]["ETag"] == tag
    assert answer["headers"]["Access-Control-Allow-Origin"] == "*"
    assert answer["headers"]["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "Access-Control-Allow-Origin" not in page("").headers
    assert has_already(f'"a", {tag}', tag)
    assert not has_already("", tag)
