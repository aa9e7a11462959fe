"""Letters under programs that invert colours by themselves, whatever a letter says of the night."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site
from tests.browser.contrast import painted
from tests.browser.documents import ALL, MAILS, WIDE


def by_the_browser(page: Page) -> None:
    """Chromium's own forced night, which Samsung's mail and Android's web views have."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setAutoDarkModeOverride", {"enabled": True})


def wholly(page: Page) -> None:
    """Every colour turned over, as Gmail and Outlook do on phones."""
    page.add_style_tag(content="html{background:#fff;filter:invert(1) hue-rotate(180deg)}")


@pytest.mark.parametrize("path", MAILS)
@pytest.mark.parametrize("inverted", [by_the_browser, wholly])
def test_a_letter_is_readable_however_its_colours_are_turned_over(
    browser: Browser, path: str, inverted: Callable[[Page], None]
) -> None:
    """Programs that do so know nothing of `prefers-color-scheme`: the letter is the one by day."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme="light")
    page = context.new_page()
    site = Site(dict(ALL))
    site.documents[path] = _unaware(site.documents[path])
    site.documents["/wide.svg"] = WIDE
    site.open(page, path)
    inverted(page)
    contrasts = painted(page)
    assert len(contrasts) >= 3
    assert {words: ratio for words, ratio in contrasts.items() if ratio < 7} == {}
    context.close()


def _unaware(html: str) -> str:
    """As it is in a program that drops what a letter says of the night."""
    meta = '<meta name="color-scheme" content="light dark">'
    assert meta in html
    return html.replace(meta, "").replace("(prefers-color-scheme:dark)", "(max-width:-1px)")
