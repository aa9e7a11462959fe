"""What `make dev` shows, photographed on the way that a new user takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from dearreader.signups import QUICKEST
from tests.browser.chromium import find
from tests.browser.make_dev import Dev, make_dev
from tests.pictures.png import photograph

SIZE: ViewportSize = {"width": 860, "height": 570}
WIDE: ViewportSize = {"width": 1200, "height": 796}
YOU = "nour@example.net"
REPLY = "hi mina! could you write about learning to cook for one person? 🍝"


def take(folder: Path) -> None:
    """Put site, letter, inbox and board into a folder, as PNG."""
    with TemporaryDirectory() as root, make_dev(Path(root)) as dev, _page() as page:
        page.goto(dev.site)
        page.get_by_label("your email").fill(YOU)
        (folder / "site.png").write_bytes(photograph(page))
        _joins(page)
        page.goto(dev.site)
        page.get_by_role("button", name="Go to the next slot").click()
        _answers(page, dev, folder)
        page.goto(dev.board)
        (folder / "board.png").write_bytes(photograph(page))


def _joins(page: Page) -> None:
    page.wait_for_timeout(1000 * QUICKEST.total_seconds())  # quicker is a robot
    page.get_by_role("button", name="send me the letters").click()
    page.get_by_role("link", name=f"Mail for {YOU}").click()
    page.locator("#list a").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("The site answered 200.")).to_be_visible()


def _answers(page: Page, dev: Dev, folder: Path) -> None:
    page.get_by_role("link", name=f"Mail for {YOU}").click()
    page.locator("#list .unread").click()
    letter = page.frame_locator("main iframe").locator("body")
    expect(letter).to_be_visible()
    preview = page.locator("main iframe").get_attribute("src")
    page.get_by_role("button", name="Reply").click()
    page.get_by_label(f"{YOU} writes to").fill(REPLY)
    page.get_by_role("button", name="Send reply").click()
    expect(page.get_by_role("link", name="the board")).to_be_visible()
    page.get_by_label("Search the mails").fill("")
    page.get_by_label("Search the mails").blur()
    expect(page.locator("#list li")).to_have_count(50)
    page.set_viewport_size(WIDE)
    for part in ("nav", "article"):
        page.locator(part).evaluate("part => part.scrollTo(0, 0)")
    (folder / "inbox.png").write_bytes(photograph(page))
    page.set_viewport_size(SIZE)
    page.goto(f"{dev.inbox}{preview}")
    (folder / "letter.png").write_bytes(photograph(page))


@contextmanager
def _page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        context = browser.new_context(viewport=SIZE, locale="en-GB", timezone_id="Europe/Berlin")
        yield context.new_page()
        browser.close()
