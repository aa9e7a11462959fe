"""What stands below the post: the invitation to reply, and the footer."""

import re
from html import escape
from urllib.parse import quote

from dearreader.letters.template import DATE, LINK, SITE, literal
from dearreader.publication import Publication

_IN_BRACKETS = re.compile(r"\[([^][]+)\]")


def invitation_as_html(title: str, publication: Publication) -> str:
    """The publication's own sentence, of which what is in brackets, or all, opens a reply.

    The reply's subject is filled in: on a phone that is one thing less to do, and a mail program
    threads it with the letter.
    """
    subject = quote(f"Re: {title}", safe="")
    address = escape(f"mailto:{_reply_address(publication)}?subject={subject}")
    said = _sentence(publication, rf'<a href="{address}">\1</a>')
    return f"<p>{said}</p>\n"


def invitation_as_text(publication: Publication) -> str:
    """The same sentence, with the address behind it."""
    words = _IN_BRACKETS.sub(r"\1", publication.reply_invitation, count=1)
    return f"{literal(words)} {_reply_address(publication)}"


def footer_as_html(slug: str, publication: Publication) -> str:
    """Why you get this, how to leave, what is held on you, the letter on the web, who mails it."""
    line = literal(escape(publication.postal_line, quote=False))
    postal_line = f"<br>\n{line}" if line else ""
    return f"""<p>{literal(escape(_why(publication), quote=False))}<br>
<a href="{SITE}/unsubscribe/{LINK}">unsubscribe</a> ·
<a href="{SITE}/me/{LINK}">your preferences</a> ·
<a href="{SITE}/posts/{slug}">read it on the web</a>{postal_line}</p>
"""


def footer_as_text(slug: str, publication: Publication) -> str:
    """The same, in six lines at most."""
    return f"""---
{literal(_why(publication))}
unsubscribe: {SITE}/unsubscribe/{LINK}
your preferences: {SITE}/me/{LINK}
on the web: {SITE}/posts/{slug}
{literal(publication.postal_line)}""".rstrip()


def _sentence(publication: Publication, link: str) -> str:
    sentence = literal(escape(publication.reply_invitation, quote=False))
    if not _IN_BRACKETS.search(sentence):
        sentence = f"[{sentence}]"
    return _IN_BRACKETS.sub(link, sentence, count=1)


def _reply_address(publication: Publication) -> str:
    return f"hello+{DATE}@{publication.reply_domain}"


def _why(publication: Publication) -> str:
    return f"you get this because you signed up for {publication.name} and said yes by mail."
