"""From a fresh `make dev` to one's own letter, reply and idea, as the README walks it."""

import json
import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dearreader.signups import QUICKEST
from local.stack import ROOT
from tests.browser.axe import violations
from tests.browser.make_dev import Dev, make_dev

DUE, NEXT = "Send what is due now", "Go to the next slot"
HANGS = 60_000
AS_PEOPLE_DO = 1000 * QUICKEST.total_seconds()
"""Who is quicker is taken for a robot, and asked once more."""

WIDTHS = {390: "learning to cook for one person", 1280: "how to leave a party early"}


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dev]:
    expect.set_options(timeout=HANGS)  # a letter is sent meanwhile, on whatever machine this is
    with make_dev(tmp_path_factory.mktemp("project")) as running:
        yield running
    expect.set_options(timeout=5_000)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def said(page: Page) -> Locator:
    """What the bar tells of the last button."""
    return page.get_by_label("The laptop’s cloud").get_by_role("status")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_new_user_comes_to_their_own_letter_reply_and_idea(
    browser: Browser, dev: Dev, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    site, you, idea = context.new_page(), f"you-{width}@example.net", WIDTHS[width]

    site.goto(dev.site)
    site.get_by_label("your email").fill(you)
    site.wait_for_timeout(AS_PEOPLE_DO)
    site.get_by_role("button", name="send me the letters").click()
    expect(site.get_by_role("heading")).to_have_text("check your inbox")

    site.get_by_role("link", name=f"Mail for {you}").click()
    inbox = site
    inbox.locator("#list").get_by_text("one more step").click()
    mail = inbox.frame_locator("main iframe")
    with context.expect_page() as opened:
        mail.get_by_role("link", name="yes, send me the letters").click()
    site = opened.value
    site.get_by_role("button", name="yes, please").click()
    expect(site.get_by_role("heading", level=1)).to_have_text("you're in")

    site.get_by_role("button", name=DUE).click()
    expect(said(site)).to_have_text(re.compile("Nothing is due now|went to"))
    site.get_by_role("button", name=NEXT).click()
    expect(said(site)).to_have_text(re.compile("As if it were .*: “.*” went to 1[34] readers"))

    site.get_by_role("link", name=f"Mail for {you}").click()
    expect(site.locator("#list .unread")).to_have_count(1)
    site.locator("#list .unread").click()
    letter = site.frame_locator("main iframe")
    expect(
        letter.get_by_role("link", name=re.compile("unsubscribe", re.IGNORECASE))
    ).to_be_visible()
    site.get_by_role("button", name="Reply").click()
    site.get_by_label(f"{you} writes to").fill(f"hi mina! could you write about {idea}?")
    site.get_by_role("button", name="Send reply").click()
    site.get_by_role("link", name="the board").click()
    expect(site).to_have_url(dev.board)
    expect(site.get_by_text(f"1 × {idea}")).to_be_visible()
    context.close()


def test_what_the_readme_says_to_press_is_there(page: Page, dev: Dev) -> None:
    walk = (ROOT / "README.md").read_text()
    page.goto(dev.site)
    for button in (DUE, NEXT):
        assert f"“{button}”" in walk
        expect(page.get_by_role("button", name=button)).to_be_visible()


def test_the_commands_of_the_readme_work(dev: Dev) -> None:
    writing = (ROOT / "README.md").read_text().partition("## Writing")[2]
    first, *commands = re.findall(r"```\n(.*?)```", writing, re.DOTALL)[0].splitlines()
    subprocess.run(first, shell=True, cwd=dev.root, check=True)  # noqa: S602 - our own README
    said = [dev.command(*shlex.split(line)[4:]) for line in commands]
    assert len(said) >= 4
    assert "hello is queued" in said[1]


def test_each_press_sends_the_next_post_once_until_the_queue_is_empty(
    page: Page, dev: Dev, tmp_path: Path
) -> None:
    page.goto(dev.site)
    _press_until_empty(page)
    before = _letters(dev)
    titles = ["on soup", "on rain", "on waiting"]
    for title in titles:
        slug = title.replace(" ", "-")
        post = tmp_path / f"{slug}.md"
        post.write_text(f"---\ntitle: {title}\n---\nhello.\n")
        dev.command("post", "add", str(post))
        dev.command("post", "queue", slug)
    for title in titles:
        page.get_by_role("button", name=NEXT).click()
        expect(said(page)).to_contain_text(f"“{title}” went to")
    for button in (NEXT, DUE):
        page.get_by_role("button", name=button).click()
        expect(said(page)).to_contain_text("Nothing went out: no post waits in the queue")
    sent = _letters(dev) - before
    readers = {to for _, to in sent}
    assert len(readers) >= 12
    assert sent == Counter((title, to) for title in titles for to in readers)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_bar(
    browser: Browser, dev: Dev, width: int, scheme: Literal["light", "dark"]
) -> None:
    size = {"width": width, "height": 844}
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in ("", "/posts", "/-/board"):
        page.goto(f"{dev.site}{path}")
        assert violations(page) == []
    page.get_by_role("button", name=DUE).click()
    expect(said(page)).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()


def _press_until_empty(page: Page) -> None:
    for _ in range(5):
        if page.get_by_text("No post waits in the queue.").is_visible():
            return
        page.get_by_role("button", name=NEXT).click()
        expect(said(page)).to_be_visible()
        page.reload()
    raise AssertionError("the queue is never empty")


def _letters(dev: Dev) -> Counter[tuple[str, str]]:
    """How often each letter, by its subject, was sent to each reader."""
    query = "?limit=10000&query=tag:kind=letter"
    with urlopen(f"{dev.inbox}/api/v1/messages{query}", timeout=30) as answer:
        mails = json.load(answer)["messages"]
    return Counter((mail["Subject"], mail["To"][0]["Address"]) for mail in mails)
