"""The mails that answer a reader: a thank-you, and the way out.

Neither has a word of the mail that it answers but what the reader asked for.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from dearreader.letters.characters import printable
from dearreader.letters.frame import document
from dearreader.letters.mail import Mail
from dearreader.publication import Publication

_MOST = 5
"""Wishes that a thank-you names."""


class Understood(NamedTuple):
    """What a reader asked for, and how many others did."""

    text: str
    others: int


def thanks(publication: Publication, understood: Sequence[Understood], *, ask: bool) -> Mail:
    """Say what was understood and who else asked; ``ask`` whether the reader may be named, once."""
    writer = publication.writer
    lines = [f"“{_one_line(text)}”: {_others(others)}" for text, others in understood]
    question = (
        f"one question, once: if {writer} writes about it, may your name stand beside it? "
        "reply with a line like “name me as Ada”, with the name you like. no answer means no, and "
        "“don't name me” takes it back at any time."
    )
    return _mail(
        publication,
        subject=f"noted, thank you ({publication.name})",
        said=f"thank you for writing back. here is what {writer} will find on the board:",
        lines=lines[:_MOST],
        more=question if ask else "",
    )


def way_out(publication: Publication, link: str) -> Mail:
    """The link to leave by, for who seems to have asked: the whole address of their own page."""
    return _mail(
        publication,
        subject=f"to stop {publication.name}",
        said=(
            f"a mail from this address asked to stop {publication.name}, but we could not tell "
            "for certain that it was you. if it was, this link does it, in one tap:"
        ),
        lines=[],
        link=link,
        more="if it wasn't, do nothing: all stays as it is.",
    )


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _others(count: int) -> str:
    if not count:
        return "you are the first to ask."
    return "one other reader asked for it, too." if count == 1 else f"{count} others asked, too."


def _mail(
    publication: Publication,
    *,
    subject: str,
    said: str,
    lines: Sequence[str],
    more: str,
    link: str = "",
) -> Mail:
    items = "".join(f"<li>{escape(line, quote=False)}</li>\n" for line in lines)
    linked = f'<p><a href="{escape(link)}"><strong>stop the letters</strong></a></p>\n'
    body = (
        f"<p>{escape(said, quote=False)}</p>\n"
        + (f"<ul>\n{items}</ul>\n" if items else "")
        + (linked if link else "")
        + (f"<p>{escape(more, quote=False)}</p>\n" if more else "")
    )
    html = document(
        title=subject,
        preheader=said,
        body=f"<h1>{escape(subject, quote=False)}</h1>\n{body}",
        footer=f"<p>{escape(publication.postal_line, quote=False)}</p>\n",
    )
    listed = "\n".join(f"- {line}" for line in lines)
    parts = [said, listed, link, more, f"---\n{publication.postal_line}"]
    return Mail(subject=subject, html=html, text="\n\n".join(filter(None, parts)) + "\n")
