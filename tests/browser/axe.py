"""axe, the checker of accessibility, on a page as it stands."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

_AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What breaks WCAG 2.2 AA or axe's best practices: each rule, and the elements that break it.

    axe is put in as the tools of the browser do, past the page's own policy.
    """
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": _AXE.read_text()})
    found = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, iframes: false})", _RULES
    )
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]
