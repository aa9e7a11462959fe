"""The inbox as a writer uses it: in a real browser, on a phone and at a desk."""

import json
import re
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from local.inbox import Inbox
from local.loopback import Answer, LoopbackServer, Request
from local.ses import LocalSes
from local.smtp import Smtp
from tests.browser.axe import violations
from tests.contract.ses_client import client_of
from tests.letters import LINK, SAMPLES, sample

_REPLY_TO = "hello+2026-11-24@reply.example.com"


@dataclass
class Site:
    """The publication's site: remembers what it was asked, and stores what SMTP receives."""

    asked: list[tuple[str, str, str]] = field(default_factory=list)
    stored: dict[str, bytes] = field(default_factory=dict)

    def answer(self, request: Request) -> Answer:
        self.asked.append((request.method, request.path, request.body.decode()))
        return Answer(headers={"Content-Type": "text/html"}, body=b"<h1>you're in</h1>")

    def put_object(self, *, Bucket: str, Key: str, Body: bytes) -> None:  # noqa: N803
        self.stored[Key] = Body


@dataclass
class Laptop:
    """All that the inbox shows and acts upon."""

    ses: LocalSes
    smtp: Smtp
    inbox: Inbox
    site: Site
    site_url: str

    def invite(self, to: str) -> None:
        link = f"{self.site_url}/confirm/{LINK}"
        self._send(to, "one click and you're in", f"yes: {link}", f"<a href='{link}'>yes</a>")

    def write(self, to: str, subject: str, html: str) -> None:
        self._send(to, subject, "as text", html)

    def _send(self, to: str, subject: str, text: str, html: str) -> None:
        body = {"Text": {"Data": text}, "Html": {"Data": html}}
        client_of(self.ses).send_email(
            FromEmailAddress="maya <maya@example.org>",
            Destination={"ToAddresses": [to]},
            ConfigurationSetName="letters",
            Content={"Simple": {"Subject": {"Data": subject}, "Body": body}},
        )

    def letter(self, to: str) -> None:
        """The first sample letter, as deliver/ mails it."""
        letter = sample(SAMPLES[0])
        data = {"site": self.site_url, "link": LINK, "date": "2026-11-24", "braces": "{{"}
        content = {"Subject": letter.subject, "Text": letter.text, "Html": letter.html}
        unsubscribe = f"<{self.site_url}/unsubscribe/{LINK}>"
        client_of(self.ses).send_bulk_email(
            FromEmailAddress="maya <maya@example.org>",
            ReplyToAddresses=[_REPLY_TO],
            ConfigurationSetName="letters",
            DefaultContent={
                "Template": {"TemplateContent": content, "TemplateData": json.dumps(data)}
            },
            BulkEmailEntries=[
                {
                    "Destination": {"ToAddresses": [to]},
                    "ReplacementHeaders": [
                        {"Name": "List-Unsubscribe", "Value": unsubscribe},
                        {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"},
                    ],
                }
            ],
        )


@pytest.fixture
def laptop() -> Iterator[Laptop]:
    site = Site()
    server = LoopbackServer(site.answer)
    server.start()
    with (
        LocalSes() as ses,
        Smtp(aws=lambda _: site, bucket="mail", store=ses.store) as smtp,
        Inbox(0, ses=ses, smtp_port=smtp.port) as inbox,
    ):
        yield Laptop(ses, smtp, inbox, site, server.url)
    server.stop()


@pytest.fixture(params=[390, 1280])
def size(request: pytest.FixtureRequest) -> ViewportSize:
    return {"width": request.param, "height": 844}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def open_first(page: Page, laptop: Laptop) -> None:
    page.goto(laptop.inbox.url)
    page.locator("#list a").first.click()
    expect(page.locator("main h2")).to_be_visible()


def frame_of(page: Page) -> Any:
    return page.frame_locator("main iframe")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, laptop: Laptop, size: ViewportSize, scheme: Literal["light", "dark"]
) -> None:
    laptop.inbox.lead_to(site=laptop.site_url, board=laptop.site_url)
    laptop.letter("lin@readers.example")
    laptop.invite("sam@readers.example")
    laptop.ses.bounce(laptop.ses.mails()[0].id)
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    page.goto(laptop.inbox.url)
    expect(page.locator("#list li")).to_have_count(2)
    assert violations(page) == []
    page.locator("#list a").last.click()
    page.get_by_role("button", name="Mail scanner").click()
    page.get_by_role("button", name="Reply").click()
    page.get_by_text("headers", exact=True).click()
    expect(page.locator("details table")).to_be_visible()
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, "the page scrolls sideways"
    context.close()


def test_the_list_shows_sender_subject_and_preheader(page: Page, laptop: Laptop) -> None:
    laptop.letter("lin@readers.example")
    page.goto(laptop.inbox.url)
    row = page.locator("#list li")
    letter = sample(SAMPLES[0])
    expect(row.locator(".who")).to_have_text("maya → lin@readers.example")
    expect(row.locator(".subject")).to_have_text(letter.subject)
    expect(row.locator(".preheader")).to_contain_text(letter.subtitle)


def test_a_mail_that_comes_in_shows_at_once(page: Page, laptop: Laptop) -> None:
    page.goto(laptop.inbox.url)
    expect(page.locator("#nothing")).to_be_visible()
    laptop.letter("lin@readers.example")
    expect(page.locator("#list li")).to_have_count(1)
    with smtplib.SMTP("127.0.0.1", laptop.smtp.port, timeout=5) as client:
        client.sendmail("lin@readers.example", [_REPLY_TO], b"Subject: Re: hi\r\n\r\nhello\r\n")
    expect(page.locator("#list li").first).to_contain_text("came in")


def test_a_search_narrows_the_list(page: Page, laptop: Laptop) -> None:
    laptop.letter("lin@readers.example")
    laptop.invite("sam@readers.example")
    page.goto(laptop.inbox.url)
    page.get_by_label("Search the mails").fill("to:sam one click")
    expect(page.locator("#list li")).to_have_count(1)
    expect(page.locator("#list .subject")).to_have_text("one click and you're in")
    page.get_by_label("Search the mails").fill("zeppelin")
    expect(page.get_by_text("No mail has these words.")).to_be_visible()


def test_an_address_can_hold_a_search(page: Page, laptop: Laptop) -> None:
    laptop.letter("lin@readers.example")
    laptop.letter("sam@readers.example")
    page.goto(f"{laptop.inbox.url}/?query=to:sam@readers.example")
    expect(page.locator("#list li")).to_have_count(1)
    expect(page.get_by_label("Search the mails")).to_have_value("to:sam@readers.example")
    page.locator("#list a").click()
    expect(page.locator("main h2")).to_be_visible()
    expect(page.locator("#list li")).to_have_count(1)


def test_the_inbox_leads_to_the_site_and_a_reply_to_the_board(page: Page, laptop: Laptop) -> None:
    laptop.inbox.lead_to(site=laptop.site_url, board=f"{laptop.site_url}/-/board")
    laptop.letter("lin@readers.example")
    open_first(page, laptop)
    site = page.get_by_role("link", name="site", exact=True)
    expect(site).to_have_attribute("href", laptop.site_url)
    page.get_by_role("button", name="Reply").click()
    page.get_by_label("lin@readers.example writes to").fill("write about moving back home")
    page.get_by_role("button", name="Send reply").click()
    board = page.get_by_role("link", name="the board")
    expect(board).to_have_attribute("href", f"{laptop.site_url}/-/board")


def test_what_was_there_before_is_read_and_what_comes_stands_out(
    page: Page, laptop: Laptop
) -> None:
    laptop.letter("lin@readers.example")
    laptop.inbox.mark_read()
    laptop.letter("sam@readers.example")
    page.goto(laptop.inbox.url)
    expect(page.locator("#list .unread")).to_have_count(1)
    expect(page.locator("#list .unread")).to_contain_text("sam@readers.example")


def test_a_letter_is_seen_on_phone_and_desktop_by_day_and_night(page: Page, laptop: Laptop) -> None:
    laptop.letter("lin@readers.example")
    open_first(page, laptop)
    iframe = page.locator("main iframe")
    body = frame_of(page).locator("body")
    colour = "node => getComputedStyle(node).color"
    expect(body).to_contain_text(sample(SAMPLES[0]).title)
    assert body.evaluate("() => innerWidth") <= 390
    by_day = body.evaluate(colour)
    page.get_by_text("dark", exact=True).click()
    expect(iframe).to_have_attribute("src", re.compile("look=dark"))
    expect(body).to_have_css("color", "rgb(238, 238, 238)")
    assert by_day != body.evaluate(colour)
    page.get_by_text("inverted", exact=True).click()
    expect(iframe).to_have_css("filter", re.compile("invert"))
    page.get_by_text("desktop", exact=True).click()
    expect(iframe).to_have_attribute("src", re.compile("look=inverted"))
    assert body.evaluate("() => innerWidth") > 600
    page.go_back()
    expect(page.get_by_text("every mail ends here")).to_be_visible()


def test_headers_and_source_are_there(page: Page, laptop: Laptop) -> None:
    laptop.letter("lin@readers.example")
    open_first(page, laptop)
    page.get_by_text("headers", exact=True).click()
    expect(page.locator("details table")).to_contain_text("List-Unsubscribe=One-Click")
    page.get_by_text(re.compile("^source")).click()
    expect(page.get_by_label("The mail's source")).to_contain_text("multipart/alternative")


def test_a_letter_that_gmail_would_clip_says_so(page: Page, laptop: Laptop) -> None:
    laptop.write("lin@readers.example", "long", f"<p>{'words ' * 20_000}</p>")
    open_first(page, laptop)
    expect(page.get_by_text("Gmail clips it at 102 KB")).to_be_visible()


def test_a_reader_confirms(page: Page, laptop: Laptop) -> None:
    laptop.invite("lin@readers.example")
    open_first(page, laptop)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("status").last).to_contain_text("The site answered 200.")
    assert laptop.site.asked == [("POST", f"/confirm/{LINK}", "")]


def test_a_reader_leaves_with_one_click(page: Page, laptop: Laptop) -> None:
    laptop.letter("lin@readers.example")
    open_first(page, laptop)
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_role("status").last).to_contain_text("The site answered 200.")
    assert laptop.site.asked == [
        ("POST", f"/unsubscribe/{LINK}", "List-Unsubscribe=One-Click"),
    ]


def test_a_reader_answers(page: Page, laptop: Laptop) -> None:
    laptop.letter("lin@readers.example")
    open_first(page, laptop)
    page.get_by_role("button", name="Reply").click()
    page.get_by_label("lin@readers.example writes to").fill("write about moving back home")
    page.get_by_role("button", name="Send reply").click()
    expect(page.get_by_role("status").last).to_contain_text(f"Replied to {_REPLY_TO}")
    (raw,) = laptop.site.stored.values()
    assert b"write about moving back home" in raw
    assert b"gmail_quote" in raw
    assert b"dmarc=pass header.from=readers.example" in raw
    expect(page.locator("#list li").first).to_contain_text("came in")


@pytest.mark.parametrize(
    ("button", "event", "badge"),
    [
        ("Bounce", "Email Bounced", "bounced"),
        ("Mark as spam", "Email Complaint Received", "spam"),
    ],
)
def test_a_mail_comes_back(page: Page, laptop: Laptop, button: str, event: str, badge: str) -> None:
    laptop.letter("lin@readers.example")
    open_first(page, laptop)
    page.get_by_role("button", name=button).click()
    expect(page.locator("#list .badge")).to_have_text(badge)
    assert laptop.ses.drain(10)
    assert len(laptop.ses.events(event)) == 1


def test_a_mail_scanner_opens_all_and_submits_nothing(page: Page, laptop: Laptop) -> None:
    laptop.letter("lin@readers.example")
    open_first(page, laptop)
    page.get_by_role("button", name="Mail scanner").click()
    expect(page.get_by_role("status").last).to_contain_text("submitted nothing: nothing changed")
    assert {method for method, _, _ in laptop.site.asked} == {"GET"}
    assert laptop.site.asked.count(("GET", f"/unsubscribe/{LINK}", "")) == 2


def test_a_hostile_mail_does_nothing(page: Page, laptop: Laptop) -> None:
    laptop.write(
        "lin@readers.example",
        "<img src=x onerror=\"document.title='owned'\">",
        f"<body onload=\"parent.document.title='owned'\">"
        f"<script>fetch('{laptop.site_url}/script')</script>"
        f"<img src='{laptop.site_url}/allowed.png'>"
        f"<img src='http://tracker.example/pixel.png' onerror=\"parent.document.title='owned'\">"
        f"<meta http-equiv=refresh content='0;url={laptop.site_url}/refresh'>"
        f"<form action='{laptop.site_url}/form' method=post><button>win</button></form>"
        f"<iframe src='{laptop.site_url}/frame'></iframe></body>",
    )
    away: list[str] = []
    page.context.route(re.compile("tracker"), lambda route: away.append(route.request.url))
    open_first(page, laptop)
    frame_of(page).get_by_role("button", name="win").click()
    page.wait_for_timeout(500)
    assert "owned" not in page.title().replace("document.title='owned'", "")
    assert away == []
    assert not [method for method, path, _ in laptop.site.asked if path != "/allowed.png"]
    assert not [method for method, _, _ in laptop.site.asked if method != "GET"]


def test_a_letter_opens_on_a_phone_and_goes_back(browser: Browser, laptop: Laptop) -> None:
    laptop.letter("lin@readers.example")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_first(page, laptop)
    expect(page.locator("#list")).to_be_hidden()
    page.get_by_role("link", name="inbox").click()
    expect(page.locator("#list")).to_be_visible()
    context.close()
