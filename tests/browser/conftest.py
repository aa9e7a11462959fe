"""A real browser, and documents served to it from memory: nothing leaves the machine."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from dearreader.pages import HEADERS
from tests.browser.chromium import find
from tests.letters import SITE

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Site:
    """What stands at each path of the site, and what the browser asked it for."""

    documents: dict[str, str]
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, page: Page, path: str) -> Page:
        """Have `page` show what stands at `path`."""
        page.route("**/*", self._answer)
        page.on("console", lambda message: self.complaints.append(message.text))
        page.goto(f"{SITE}{path}", wait_until="load")
        return page

    def _answer(self, route: Route) -> None:
        request = route.request
        path = request.url.removeprefix(SITE)
        self.asked.append((request.method, path, request.post_data or ""))
        if path not in self.documents:
            route.fulfill(status=404, body="")
        elif path.startswith("/letters/"):
            route.fulfill(body=self.documents[path], content_type="text/html; charset=utf-8")
        else:
            route.fulfill(body=self.documents[path], headers=HEADERS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = find()
    assert found, "the browser tests need Chromium: python -m tests.browser.chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(_QUIET))
        yield opened
        opened.close()
