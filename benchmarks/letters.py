"""Rendering a letter: HTML, text, web page and feed entry.

All is CPU time: it says the same on a busy machine. ``python -m benchmarks.letters [--json]``.
"""

import sys
import time
from collections.abc import Iterator
from datetime import date

from benchmarks.figure import Figure
from dearreader import pages
from dearreader.letters.manuscript import parse
from dearreader.letters.rendering import render
from dearreader.pages import SentPost
from dearreader.pages.feed import atom
from tests.letters import PUBLICATION, SAMPLES, SITE

DAY = date(2026, 11, 24)
TIMES = 20
"""Times that each letter is rendered; the least counts, and of the letters the slowest."""


def figures() -> Iterator[Figure]:
    """What a letter in all its forms costs, and how many bytes each form has at most."""
    sources = {path.stem: path.read_text() for path in SAMPLES}
    spent = {slug: _least(slug, source) for slug, source in sources.items()}
    words = [len(source.split()) for source in sources.values()]
    letters = f"the slowest of {len(sources)} sample letters ({min(words)} to {max(words)} words)"
    yield Figure(
        name="a letter in all four forms",
        value=round(max(spent.values()) * 1e3, 3),
        unit="ms of CPU",
        most=10.0,
        how=f"{letters}, to HTML, text, web page and feed; the least of {TIMES} times",
    )
    rendered = [_forms(slug, source) for slug, source in sources.items()]
    names = ("HTML", "text", "web page", "feed of this one letter")
    for name, sizes in zip(names, zip(*rendered, strict=True), strict=True):
        yield Figure(
            name=f"its {name}",
            value=max(len(form.encode()) for form in sizes),
            unit="bytes",
            most=5_000 if name == "HTML" else None,
            how="the largest of the sample letters",
        )


def _least(slug: str, source: str) -> float:
    spent = []
    for _ in range(TIMES):
        before = time.process_time()
        _forms(slug, source)
        spent.append(time.process_time() - before)
    return min(spent)


def _forms(slug: str, source: str) -> tuple[str, str, str, str]:
    letter = render(parse(source, slug=slug), PUBLICATION, today=DAY)
    sent = SentPost(
        slug=slug,
        title=letter.title,
        subtitle=letter.subtitle,
        tags=letter.tags,
        sent_on=DAY,
        page=letter.page,
    )
    page = pages.post(PUBLICATION, sent, site=SITE)
    return letter.html, letter.text, page, atom(PUBLICATION, SITE, [sent])


if __name__ == "__main__":
    from benchmarks.__main__ import main

    main(["letters", *sys.argv[1:]])
