"""What readers see, in a real browser: on a phone and a desk, by day and by night."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from dearreader import pages
from tests.browser.conftest import Site
from tests.browser.documents import ALL, MAILS, PAGES, TICKET, WIDE
from tests.letters import LINK, SITE

_AXE = Path(pytest.importorskip("axe_playwright_python").__file__).parent / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def site() -> Site:
    return Site(dict(ALL))


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Literal["light", "dark"]:
    return "dark" if request.param == "dark" else "light"


@pytest.fixture(scope="module", params=[320, 1280])
def screen(
    browser: Browser, request: pytest.FixtureRequest, scheme: Literal["light", "dark"]
) -> Iterator[BrowserContext]:
    """A phone and a desk, by day and by night."""
    size: ViewportSize = {"width": request.param, "height": 700}
    context = browser.new_context(viewport=size, color_scheme=scheme)
    yield context
    context.close()


@pytest.fixture
def page(screen: BrowserContext) -> Iterator[Page]:
    opened = screen.new_page()
    yield opened
    opened.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ALL)
def test_axe_finds_nothing_and_contrast_is_7_to_1(page: Page, site: Site, path: str) -> None:
    site.open(page, path)
    page.evaluate(_AXE.read_text())
    rules = {"color-contrast-enhanced": {"enabled": True}}
    if path in MAILS:  # a mail client is around a letter, and brings the landmarks
        rules |= {name: {"enabled": False} for name in ("landmark-one-main", "region")}
    found = page.evaluate(
        "([tags, rules]) => axe.run({runOnly: {type: 'tag', values: tags}, rules})",
        [[*_RULES, "wcag2aaa"], rules],
    )
    violations = [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]
    assert violations == []
    assert any(each["id"] == "color-contrast-enhanced" for each in found["passes"])


@pytest.mark.parametrize("path", ALL)
def test_nothing_runs_off_the_side(page: Page, site: Site, path: str) -> None:
    site.documents["/wide.svg"] = WIDE
    site.open(page, path)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.evaluate("innerWidth")


@pytest.mark.parametrize("path", PAGES)
def test_fields_and_buttons_are_large_enough_to_hit(page: Page, site: Site, path: str) -> None:
    site.open(page, path)
    for control in page.locator("input:not([type=hidden], [type=checkbox]), button, label.c").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize("path", [path for path in PAGES if "everything" not in path])
def test_a_page_is_one_request_and_breaks_no_rule_of_its_own(
    browser: Browser, site: Site, path: str
) -> None:
    page = site.open(browser.new_page(), path)
    page.wait_for_timeout(50)
    assert site.asked == [("GET", path, "")]
    assert site.complaints == []
    assert page.context.cookies() == []
    page.close()


def test_a_reader_signs_up_with_the_keyboard_alone_and_no_javascript(
    plain: Page, site: Site
) -> None:
    site.open(plain, "/")
    plain.keyboard.press("Tab")
    plain.keyboard.type("ada+news@example.org")
    plain.keyboard.press("Tab")
    plain.keyboard.press("Enter")
    plain.get_by_role("heading", name="check your inbox").wait_for()
    method, path, body = site.asked[1]
    assert (method, path) == ("POST", "/subscribe")
    assert parse_qs(body, keep_blank_values=True) == {
        "email": ["ada+news@example.org"],
        "website": [""],  # the field for robots: no Tab leads there
        "ticket": [TICKET],
    }


def test_nobody_who_looks_sees_the_field_for_robots(page: Page, site: Site) -> None:
    site.open(page, "/")
    box = page.locator("#website").bounding_box()
    assert box
    assert box["x"] + box["width"] < 0
    assert page.get_by_label("for robots: leave this empty").count() == 1


def test_a_reader_is_erased_with_the_keyboard_alone_and_only_with_a_tick(
    plain: Page, site: Site
) -> None:
    site.open(plain, f"/me/{LINK}")
    plain.get_by_role("button", name="erase me").focus()
    plain.keyboard.press("Enter")
    plain.wait_for_timeout(50)
    assert len(site.asked) == 1, "erased without the tick"
    plain.get_by_label("yes, erase everything").focus()
    plain.keyboard.press("Space")
    plain.keyboard.press("Tab")
    with plain.expect_response(lambda answer: answer.request.method == "POST"):
        plain.keyboard.press("Enter")
    assert site.asked[1] == ("POST", f"/me/{LINK}", "sure=yes")


def test_the_form_to_paste_works_on_a_page_of_another_site(plain: Page, site: Site) -> None:
    site.documents["/letters/elsewhere"] = (
        f'<!doctype html><html lang="en"><title>a blog</title><h1>a blog</h1>{pages.snippet(SITE)}'
    )
    site.open(plain, "/letters/elsewhere")
    plain.get_by_label("your email").fill("ada@example.org")
    assert not plain.get_by_label("for robots").is_visible()
    plain.get_by_role("button", name="send me the letters").click()
    plain.get_by_role("heading", name="check your inbox").wait_for()
    assert site.asked[1] == ("POST", "/subscribe", "email=ada%40example.org&website=")


@pytest.mark.parametrize("path", PAGES)
def test_everything_that_can_be_pressed_is_reached_and_seen_by_keyboard(
    browser: Browser, site: Site, path: str
) -> None:
    page = site.open(browser.new_page(), path)
    controls = page.locator("a[href], button, input:not([type=hidden], [tabindex])").count()
    reached = set()
    for _ in range(controls):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "(() => { const it = document.activeElement, how = getComputedStyle(it);"
            " return [it.outerHTML + it.offsetTop + it.offsetLeft, how.outlineStyle] })()"
        )
        assert found[1] != "none", f"nothing shows that this has the focus: {found[0]}"
        reached.add(found[0])
    assert len(reached) == controls
    page.close()


@pytest.mark.parametrize("action", ["confirm", "unsubscribe"])
def test_one_button_confirms_or_leaves_without_javascript(
    plain: Page, site: Site, action: str
) -> None:
    site.open(plain, f"/{action}/{LINK}")
    plain.keyboard.press("Tab")  # the way home
    plain.keyboard.press("Tab")
    with plain.expect_response(lambda answer: answer.request.method == "POST"):
        plain.keyboard.press("Enter")
    assert site.asked[1][:2] == ("POST", f"/{action}/{LINK}")


@pytest.mark.parametrize("path", PAGES)
def test_a_scanner_that_opens_a_page_twice_submits_nothing(
    browser: Browser, site: Site, path: str
) -> None:
    page = site.open(browser.new_page(), path)
    page.reload()
    page.mouse.move(100, 100)
    page.wait_for_timeout(50)
    page.close()
    assert len(site.asked) >= 2
    assert {method for method, _, _ in site.asked} == {"GET"}


@pytest.mark.parametrize("path", MAILS)
def test_a_letter_asks_for_nothing_but_its_pictures(
    browser: Browser, site: Site, path: str
) -> None:
    page = site.open(browser.new_page(), path)
    pictures = re.findall(r'<img src="https://letters.example.org(.*?)"', MAILS[path])
    assert [asked for _, asked, _ in site.asked] in ([path, *pictures], [path, "/favicon.ico"])
    page.close()
