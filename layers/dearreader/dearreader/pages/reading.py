"""The pages to read: the archive, and a post."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from dearreader.pages.frame import document, home_link, text
from dearreader.pages.sent import SentPost
from dearreader.publication import Publication

_FEEDS = '<link rel="alternate" type="application/atom+xml" href="/feed.xml">'


def archive(publication: Publication, posts: Sequence[SentPost]) -> str:
    """All posts that were sent, by month, the latest first."""
    latest_first = sorted(posts, key=lambda sent: (sent.day, sent.slug), reverse=True)
    months = groupby(latest_first, key=lambda sent: f"{sent.sent_on:%B %Y}")
    listed = "".join(f"<h2>{month}</h2><ul>{_items(of_month)}</ul>" for month, of_month in months)
    return document(
        publication,
        title="past letters",
        head=_FEEDS,
        body=(
            f"{home_link(publication)}<h1>past letters</h1>"
            f"{listed or '<p>none yet. the first is on its way.</p>'}"
            '<p><a href="/feed.xml">feed</a></p>'
        ),
    )


def post(
    publication: Publication,
    sent: SentPost,
    *,
    site: str,
    newer: SentPost | None = None,
    older: SentPost | None = None,
) -> str:
    """A post on the web. `site` is the site's address, without a slash at the end."""
    url = f"{site}/posts/{sent.slug}"
    described = escape(sent.subtitle or publication.tagline)
    reply = f"mailto:{publication.reply_to(sent.sent_on)}?subject={quote('Re: ' + sent.title)}"
    under = f'<p class="q">{text(sent.subtitle)}</p>' if sent.subtitle else ""
    return document(
        publication,
        title=sent.title,
        head=(
            f'<link rel="canonical" href="{escape(url)}">{_FEEDS}'
            f'<meta name="description" content="{described}">'
            '<meta property="og:type" content="article">'
            f'<meta property="og:title" content="{escape(sent.title)}">'
            f'<meta property="og:description" content="{described}">'
            f'<meta property="og:url" content="{escape(url)}">'
            f'<meta property="og:site_name" content="{escape(publication.name)}">'
        ),
        body=(
            f"{home_link(publication)}<article><h1>{text(sent.title)}</h1>{under}{sent.page}"
            f'<time datetime="{sent.day}">{_day(sent)}</time></article><hr>'
            f'<p>what should come next? <a href="{escape(reply)}">reply to '
            f'{text(publication.writer)}</a>, or <a href="/">get the letters by mail</a>.</p>'
            f"<p>{_beside('newer', newer)}{_beside('older', older)}"
            '<a href="/posts">all letters</a></p>'
        ),
    )


def _items(posts: Iterable[SentPost]) -> str:
    return "".join(f'<li><a href="/posts/{sent.slug}">{text(sent.title)}</a>' for sent in posts)


def _beside(word: str, sent: SentPost | None) -> str:
    return f'{word}: <a href="/posts/{sent.slug}">{text(sent.title)}</a><br>' if sent else ""


def _day(sent: SentPost) -> str:
    return f"{sent.sent_on.day} {sent.sent_on:%B %Y}"
