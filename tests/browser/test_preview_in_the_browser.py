"""`dearreader post preview`, as the writer has it beside the editor."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from local.stack import ROOT
from tests.browser.axe import violations

PATIENCE = 60.0
LONG = "\n\n".join(f"paragraph {number}, and what it says" for number in range(60))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("posts") / "a-post.md"
    save(found, LONG)
    (found.parent / "samconfig.toml").write_text((ROOT / "samconfig.toml").read_text())
    return found


@pytest.fixture(scope="module")
def url(file: Path) -> Iterator[str]:
    """The command itself, which Ctrl-C ends."""
    words = [sys.executable, "-m", "cli.main", "post", "preview", file.name, "--no-browser"]
    paths = f"{ROOT}:{ROOT / 'layers/dearreader'}"
    process = subprocess.Popen(
        words,
        cwd=file.parent,
        env={"PYTHONPATH": paths, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    hung = Timer(PATIENCE, process.kill)
    hung.start()
    assert process.stdout
    first = process.stdout.readline()
    assert first.startswith("a-post.md: http://localhost:"), first + process.stdout.read()
    assert process.stdout.readline() == "It shows every save. Ctrl-C ends it.\n"
    yield first.split()[1]
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=PATIENCE)
    hung.cancel()
    assert (process.returncode, said) == (0, "\n")


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    opened.goto(url)
    expect(opened.frame_locator("#letter").get_by_role("heading").first).to_be_visible()
    yield opened
    context.close()


def save(file: Path, body: str, title: str = "on soup") -> None:
    file.write_text(f"---\ntitle: {title}\n---\n{body}\n")


def test_a_save_shows_in_letter_and_page_and_both_stay_where_they_were_scrolled_to(
    page: Page, file: Path
) -> None:
    frame = page.frames[1]
    frame.evaluate("scrollTo(0, 700)")
    save(file, LONG.replace("paragraph 0,", "TODO 0,"), "on rain")
    for name in ("#letter", "#page"):
        changed = page.frame_locator(name).get_by_text("TODO 0, and what it says", exact=True)
        expect(changed).to_have_count(1)
    expect(page.get_by_role("heading", name="on rain")).to_be_visible()
    expect(page.get_by_text("“TODO” looks like something left to fill in.")).to_be_visible()
    page.wait_for_function("document.getElementById('letter').contentWindow.scrollY === 700")


def test_a_save_that_can_be_no_letter_says_why_and_keeps_the_last(page: Page, file: Path) -> None:
    save(file, "| a | b |\n|---|---|", "a table")
    expect(page.get_by_text("write it as a list")).to_be_visible()
    expect(page.frame_locator("#letter").get_by_role("heading").first).to_be_visible()
    save(file, LONG)
    expect(page.get_by_text("write it as a list")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(
    browser: Browser, url: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    page.get_by_label("night").check()
    expect(page.frame_locator("#letter").get_by_role("heading").first).to_be_visible()
    page.evaluate("document.getElementById('found').innerHTML = '<p class=error>error: a</p>'")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
