"""A manuscript, rendered once to the letter that all readers get."""

import hashlib
import json
from datetime import date
from html import escape

from dearreader.letters.as_html import as_html
from dearreader.letters.as_text import as_text
from dearreader.letters.characters import printable
from dearreader.letters.closing import (
    footer_as_html,
    footer_as_text,
    invitation_as_html,
    invitation_as_text,
)
from dearreader.letters.frame import document
from dearreader.letters.markdown import Token, tokens, words
from dearreader.letters.resources import current, resources_as_html, resources_as_text
from dearreader.letters.template import DATE, literal
from dearreader.posts import Letter, Manuscript
from dearreader.publication import Publication

ASKED_AS_HTML, ASKED_AS_TEXT = "{{asked_html}}", "{{asked_text}}"
"""What stands on top for who asked for it, and is nothing for all others."""

_PREHEADER = 110  # characters: what the widest list of mails shows beside a subject


def render(
    manuscript: Manuscript,
    publication: Publication,
    *,
    today: date,
    dated: bool = False,
    answers: tuple[str, ...] = (),
) -> Letter:
    """The letter of `manuscript`; resources whose deadline is before `today` are left out.

    `answers` are the ids of the ideas that it answers: only such a letter has a place for who
    asked, so that senders who know of none can send all others.

    `dated` adds the day of its edition to the subject, where another letter has the same: mail
    programs would thread the two, and hide what they have in common.

    The same input gives the same letter, and so the same version, every time.

    Raises:
        BadInput: the body holds a link or an image that no mail can carry.
    """
    title, subtitle = _one_line(manuscript.title), _one_line(manuscript.subtitle)
    body = tokens(manuscript.body, manuscript.pictures)
    resources = current(manuscript.resources, today)
    page = as_html(body) + resources_as_html(resources)
    html = document(
        language=publication.language,
        title=literal(title),
        preheader=literal(_preheader(subtitle, body)),
        body=(ASKED_AS_HTML if answers else "")
        + _heading(literal(title), literal(subtitle))
        + literal(page)
        + invitation_as_html(title, publication),
        footer=footer_as_html(manuscript.slug, publication),
    )
    paragraphs = [
        literal("\n".join(line for line in (title, subtitle) if line)),
        literal(as_text(body)),
        literal(resources_as_text(resources)),
        invitation_as_text(publication),
        footer_as_text(manuscript.slug, publication),
    ]
    written = {
        "slug": manuscript.slug,
        "title": title,
        "subtitle": subtitle,
        "subject": literal(title) + (f" ({DATE})" if dated else ""),
        "html": html,
        "text": (ASKED_AS_TEXT if answers else "") + "\n\n".join(filter(None, paragraphs)) + "\n",
        "page": page,
    }
    version = _version(written, manuscript.tags)
    return Letter(**written, tags=manuscript.tags, version=version, answers=answers)


def _one_line(words: str) -> str:
    return " ".join(printable(words).split())


def _version(written: dict[str, str], tags: tuple[str, ...]) -> str:
    whole = json.dumps([written, tags], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _preheader(subtitle: str, body: list[Token]) -> str:
    """What a list of mails shows after the subject: the subtitle, and on into the post."""
    said = [words(token) for token in body if token["type"] == "paragraph"]
    whole = " ".join(" ".join([subtitle, *said]).split())
    if len(whole) <= _PREHEADER:
        return whole
    return whole[:_PREHEADER].rsplit(" ", 1)[0].rstrip(".,;:!?") + " …"


def _heading(title: str, subtitle: str) -> str:
    under = f'<p class="q">{escape(subtitle, quote=False)}</p>\n' if subtitle else ""
    return f"<h1>{escape(title, quote=False)}</h1>\n{under}"
