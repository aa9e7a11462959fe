"""The bar that `make dev` lays over the pages of the local site."""

import base64
import hashlib
import re
from email.message import Message
from typing import Any, cast
from urllib.parse import urlencode

import pytest
from botocore.exceptions import EndpointConnectionError

from dearreader.app import App
from dearreader.pages.frame import HEADERS
from local.bar import LocalBar
from local.loopback import Answer, Request
from tests.world.readers import write

PAGE = b"<!doctype html><style>p{}</style><main><p>hello</p></main></html>"


class Nothing:
    """A cloud of which only the inbox's address is known."""

    inbox = cast("Any", type("Inbox", (), {"url": "http://127.0.0.1:8025"}))


@pytest.fixture
def bar(stack: App) -> LocalBar:
    return LocalBar(cast("Any", Nothing()), stack)


def request(path: str, *, method: str = "GET", body: bytes = b"") -> Request:
    return Request(method=method, path=path, query={}, headers=Message(), body=body)


def test_a_page_has_the_bar_and_lets_its_style_in(bar: LocalBar) -> None:
    dressed = bar.dress(Answer(headers=HEADERS, body=PAGE), request("/posts/a"))
    assert isinstance(dressed.body, bytes)
    html = dressed.body.decode()
    style = re.findall("<style>(.*?)</style>", html)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = {name.lower(): value for name, value in dressed.headers.items()}
    assert f"'sha256-{digest}'" in policy["content-security-policy"]
    assert HEADERS["Content-Security-Policy"].split("style-src ")[1] in str(policy)
    assert '<input type="hidden" name="back" value="/posts/a">' in html
    assert html.count("formaction=") == 3
    assert html.endswith("<main><p>hello</p></main></html>")


def shown(bar: LocalBar, asked: Request | None = None) -> str:
    """The page that the bar is on."""
    page = Answer(headers=HEADERS, body=PAGE)
    return cast("bytes", bar.dress(page, asked or request("/")).body).decode()


def sign_up(address: str) -> Request:
    body = urlencode({"email": address}).encode()
    return request("/subscribe", method="POST", body=body)


def test_the_bar_says_which_letter_is_next_and_when(bar: LocalBar, stack: App) -> None:
    write(stack, "the-sea")
    write(stack, "the-land")
    told = "Next: “the sea”, Tuesday 24 November, 07:00 (Europe/Berlin). 1 more in the queue."
    assert told in shown(bar)


def test_the_bar_says_that_the_queue_is_empty(bar: LocalBar) -> None:
    assert "No post waits in the queue." in shown(bar)


def test_who_signs_up_by_hand_finds_a_way_to_their_mail(bar: LocalBar) -> None:
    assert "Mail for" not in shown(bar)
    after = shown(bar, sign_up(" ida+a&b@Bücher.example"))
    link = 'href="http://127.0.0.1:8025/?query=to%3Aida%2Ba%26b%40xn--bcher-kva.example"'
    assert f"{link}>Mail for ida+a&amp;b@xn--bcher-kva.example</a>" in after
    assert link in shown(bar), "on every page from then on"


def test_the_samples_readers_and_refused_addresses_leave_no_link(bar: LocalBar) -> None:
    assert "Mail for" not in shown(bar, sign_up("reader-1@readers.example.org"))
    assert "Mail for" not in shown(bar, sign_up("nonsense"))


def test_a_page_is_shown_without_news_when_the_tables_fail(
    bar: LocalBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> str:
        raise EndpointConnectionError(endpoint_url="http://127.0.0.1:9")

    monkeypatch.setattr(bar._buttons, "outlook", fails)  # noqa: SLF001
    assert shown(bar).endswith("<main><p>hello</p></main></html>")


def test_the_browser_keeps_nothing_so_that_an_edit_shows(bar: LocalBar) -> None:
    kept = {**HEADERS, "Cache-Control": "public, max-age=300"}
    dressed = bar.dress(Answer(headers=kept, body=PAGE), request("/"))
    assert [v for k, v in dressed.headers.items() if k.lower() == "cache-control"] == ["no-store"]


def test_what_is_no_page_stays_as_it_is(bar: LocalBar) -> None:
    feed = Answer(headers={"Content-Type": "application/rss+xml"}, body=b"<main></main>")
    assert bar.dress(feed, request("/feed.xml")).body == b"<main></main>"


def test_the_rest_of_the_site_is_not_the_bars(bar: LocalBar) -> None:
    assert bar.answer(request("/posts")) is None


def test_nothing_happens_by_opening_an_address(bar: LocalBar) -> None:
    for name in ("due", "next", "readers"):
        answer = bar.answer(request(f"/-/{name}"))
        assert answer is not None
        assert answer.status == 404


@pytest.mark.parametrize("elsewhere", ["//evil.example", "/%5Cevil.example", "https://e.example"])
def test_a_button_leads_back_to_this_site_alone(
    bar: LocalBar, monkeypatch: pytest.MonkeyPatch, elsewhere: str
) -> None:
    monkeypatch.setitem(bar._acts, "due", lambda: "done")  # noqa: SLF001
    pressed = bar.answer(request("/-/due", method="POST", body=f"back={elsewhere}".encode()))
    assert pressed is not None
    assert pressed.headers["Location"] == "/"


def test_what_a_button_did_is_told_once(bar: LocalBar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bar._acts, "due", lambda: "it went to <12> readers")  # noqa: SLF001
    pressed = bar.answer(request("/-/due", method="POST", body=b"back=/posts"))
    assert pressed is not None
    assert (pressed.status, pressed.headers["Location"]) == (303, "/posts")
    pages = [bar.dress(Answer(headers=HEADERS, body=PAGE), request("/")).body for _ in "ab"]
    told = [b"it went to &lt;12&gt; readers" in cast("bytes", page) for page in pages]
    assert told == [True, False]
