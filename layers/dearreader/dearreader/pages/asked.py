"""What readers ask for: one reader's wishes, as a part of their page, and everybody's, nameless."""

from collections.abc import Sequence
from html import escape
from typing import Protocol

from dearreader.pages.frame import document, home_link, text
from dearreader.publication import Publication

_BECAME = {
    "received": "received",
    "planned": "planned",
    "written": "written about",
    "declined": "won’t be written about",
}


class Wish(Protocol):
    """What one reader asked for."""

    @property
    def idea(self) -> str:
        """The idea's id."""

    @property
    def text(self) -> str:
        """The reader's own words."""

    @property
    def became(self) -> str:
        """received, planned, written or declined."""

    @property
    def slug(self) -> str:
        """The post that was written about it, or ""."""

    @property
    def others(self) -> int:
        """How many others asked for it."""


class Wanted(Protocol):
    """What readers asked for."""

    @property
    def text(self) -> str:
        """In the words of the first who did."""

    @property
    def votes(self) -> int:
        """How many did."""

    @property
    def status(self) -> str:
        """open, planned or written."""

    @property
    def slug(self) -> str:
        """The post that was written about it, or ""."""


def asked(publication: Publication, wishes: Sequence[Wish], *, name: str, link: str) -> str:
    """A part of the reader's own page, which posts `idea`, or `credit`, to /me/`link`.

    ``name`` is how the reader may be named, or "". Each button takes one thing back, at once.
    """
    return (
        "<h2>what you asked for</h2>"
        + (
            f"<ul>{''.join(_wish(wish, link) for wish in wishes)}</ul>"
            if wishes
            else f"<p>nothing yet. reply to any letter: {text(publication.writer)} reads it.</p>"
        )
        + _credit(name, link)
    )


def wanted(publication: Publication, ideas: Sequence[Wanted]) -> str:
    """A page for everybody: most wanted first, and no names."""
    listed = "".join(f"<li>{text(idea.text)}<br><small>{_standing(idea)}</small>" for idea in ideas)
    return document(
        publication,
        title="what readers ask for",
        body=(
            f"{home_link(publication)}<h1>what readers ask for</h1>"
            f"{f'<ol>{listed}</ol>' if ideas else '<p>nothing yet that several asked for.</p>'}"
            "<p>to ask for something, reply to any letter. not a reader yet? "
            '<a href="/">get the letters by mail</a>.</p>'
        ),
    )


def _wish(wish: Wish, link: str) -> str:
    became = _BECAME[wish.became]
    if wish.slug:
        became = f'<a href="/posts/{escape(wish.slug)}">{became}</a>'
    return (
        f"<li><p>{text(wish.text)}<br><small>{became}, {_others(wish.others)}</small></p>"
        f'<form method="post" action="/me/{escape(link)}">'
        f'<button name="idea" value="{escape(wish.idea)}" '
        f'aria-label="take back: {escape(wish.text)}">take it back</button></form>'
    )


def _credit(name: str, link: str) -> str:
    if not name:
        return ""
    return (
        f"<p>you said that you may be named as {text(name)}.</p>"
        f'<form method="post" action="/me/{escape(link)}">'
        '<button name="credit" value="no">don’t name me any more</button></form>'
    )


def _others(count: int) -> str:
    if not count:
        return "nobody else has asked yet"
    return "and one other asked" if count == 1 else f"and {count} others asked"


def _standing(idea: Wanted) -> str:
    votes = "1 reader" if idea.votes == 1 else f"{idea.votes} readers"
    if idea.status == "written" and idea.slug:
        return f'{votes} · <a href="/posts/{escape(idea.slug)}">written about</a>'
    return f"{votes} · planned" if idea.status == "planned" else votes
