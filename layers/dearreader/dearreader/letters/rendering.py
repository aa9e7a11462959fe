"""A manuscript, rendered once to the letter that all readers get."""

import hashlib
import json
from datetime import date
from html import escape
from urllib.parse import quote

from dearreader.letters.as_html import as_html
from dearreader.letters.as_text import as_text
from dearreader.letters.characters import printable
from dearreader.letters.frame import document
from dearreader.letters.markdown import Token, tokens, words
from dearreader.letters.resources import current, resources_as_html, resources_as_text
from dearreader.posts import BRACES, Letter, Manuscript
from dearreader.publication import Publication

ASKED_AS_HTML, ASKED_AS_TEXT = "{{asked_html}}", "{{asked_text}}"
"""What stands on top for who asked for it, and is nothing for all others."""

_PREHEADER = 110  # characters: what the widest list of mails shows beside a subject


def render(manuscript: Manuscript, publication: Publication, *, today: date) -> Letter:
    """The letter of `manuscript`; resources whose deadline is before `today` are left out.

    The same input gives the same letter, and so the same version, every time.

    Raises:
        BadInput: the body holds a link or an image that no mail can carry.
    """
    title, subtitle = _one_line(manuscript.title), _one_line(manuscript.subtitle)
    body = tokens(manuscript.body)
    resources = current(manuscript.resources, today)
    page = as_html(body) + resources_as_html(resources)
    html = document(
        title=_literal(title),
        preheader=_literal(_preheader(subtitle, body)),
        body=ASKED_AS_HTML
        + _heading(_literal(title), _literal(subtitle))
        + _literal(page)
        + _invitation_as_html(title, publication),
        footer=_footer_as_html(manuscript.slug, publication),
    )
    paragraphs = [
        _literal("\n".join(line for line in (title, subtitle) if line)),
        _literal(as_text(body)),
        _literal(resources_as_text(resources)),
        _invitation_as_text(publication),
        _footer_as_text(manuscript.slug, publication),
    ]
    written = {
        "slug": manuscript.slug,
        "title": title,
        "subtitle": subtitle,
        "subject": _literal(title),
        "html": html,
        "text": ASKED_AS_TEXT + "\n\n".join(filter(None, paragraphs)) + "\n",
        "page": page,
    }
    version = _version(written, manuscript.tags)
    return Letter(**written, tags=manuscript.tags, version=version, answers=())


def _one_line(words: str) -> str:
    return " ".join(printable(words).split())


def _literal(text: str) -> str:
    """`text` as an SES template, in which `{{` would begin a variable."""
    return text.replace(BRACES, "{{braces}}")


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


def _reply_address(publication: Publication) -> str:
    return f"hello+{{{{date}}}}@{publication.reply_domain}"


def _invitation_as_html(title: str, publication: Publication) -> str:
    address = f"mailto:{_reply_address(publication)}?subject={quote('Re: ' + title, safe='')}"
    return (
        f'<p>what should come next? <a href="{escape(address)}">reply to '
        f"{_literal(escape(publication.writer, quote=False))}</a>, one line is enough.</p>\n"
    )


def _invitation_as_text(publication: Publication) -> str:
    return (
        f"what should come next? just reply, one line is enough. it goes straight to "
        f"{_literal(publication.writer)}: {_reply_address(publication)}"
    )


def _why(publication: Publication) -> str:
    return f"you get this because you signed up for {publication.name} and said yes by mail."


def _footer_as_html(slug: str, publication: Publication) -> str:
    return f"""<p>{_literal(escape(_why(publication), quote=False))}<br>
<a href="{{{{site}}}}/unsubscribe/{{{{link}}}}">unsubscribe</a> ·
<a href="{{{{site}}}}/posts/{slug}">read it on the web</a><br>
{_literal(escape(publication.postal_line, quote=False))}</p>
"""


def _footer_as_text(slug: str, publication: Publication) -> str:
    return f"""---
{_literal(_why(publication))}
unsubscribe: {{{{site}}}}/unsubscribe/{{{{link}}}}
on the web: {{{{site}}}}/posts/{slug}
{_literal(publication.postal_line)}"""
