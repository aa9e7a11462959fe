"""A publication and its posts, for tests of what readers see."""

import re
from datetime import date
from pathlib import Path

from dearreader.letters.manuscript import parse
from dearreader.letters.rendering import render
from dearreader.posts import Letter
from dearreader.publication import Publication

TODAY = date(2026, 11, 24)
LINK = f"{'a' * 32}.{'b' * 22}"
SITE = "https://letters.example.org"
SAMPLES = sorted((Path(__file__).parents[1] / "local" / "sample" / "posts").glob("*.md"))
PUBLICATION = Publication(
    name="small hours",
    tagline="a letter a day on friendship, ambition and the internet",
    writer="maya",
    from_address="maya@example.org",
    reply_domain="reply.example.org",
    time_zone="Europe/Berlin",
    hour=7,
    days=frozenset(range(7)),
    postal_line="small hours, PO Box 12, 10115 Berlin",
)


def letter(
    body: str,
    *,
    title: str = "a title",
    more: str = "",
    today: date = TODAY,
    answers: tuple[str, ...] = (),
) -> Letter:
    """The letter of a post with this `body`; `more` are further lines of front matter."""
    front = f"title: '{title}'\n{more}".rstrip()
    manuscript = parse(f"---\n{front}\n---\n{body}\n", slug="a-post")
    return render(manuscript, PUBLICATION, today=today, answers=answers)


def sample(path: Path) -> Letter:
    """The letter of one of the sample posts."""
    return render(parse(path.read_text(), slug=path.stem), PUBLICATION, today=TODAY)


def received(template: str) -> str:
    """What SES makes of a template for one reader, who gets it on the day."""
    values = {"site": SITE, "link": LINK, "date": TODAY.isoformat(), "braces": "{{"}
    return re.sub(r"{{(\w+)}}", lambda found: values[found[1]], template)
