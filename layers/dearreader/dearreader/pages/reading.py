"""The pages to read: the archive, and a post."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from itertools import groupby
from urllib.parse import quote

from dearreader.pages.frame import FEEDS, document, home_link, text
from dearreader.pages.sent import SentPost
from dearreader.publication import Publication

_LATEST = '<a href="/posts">the latest letters</a>. '


def archive(
    publication: Publication,
    posts: Sequence[SentPost],
    *,
    months: Sequence[date] = (),
    month: date | None = None,
) -> str:
    """Posts that were sent, by month, the latest first; `months` are links to more.

    `month` is the one that is shown, where that is not the latest. Months are their first days.
    """
    latest_first = sorted(posts, key=lambda sent: (sent.day, sent.slug), reverse=True)
    found = groupby(latest_first, key=lambda sent: _month(sent.sent_on))
    listed = "".join(f"<h2>{name}</h2><ul>{_items(of_month)}</ul>" for name, of_month in found)
    none = (
        f"nothing went out in {_month(month)}." if month else "none yet, the first is on its way."
    )
    more = _years(months)
    return document(
        publication,
        title=f"letters of {_month(month)}" if month else "past letters",
        head=f'<meta name="description" content="{escape(publication.tagline)}">{FEEDS}',
        body=(
            f"{home_link(publication)}<h1>past letters</h1>{listed or f'<p>{none}</p>'}"
            f"{f'<h2>other months</h2>{more}' if more else ''}"
            f'<p>{_LATEST if month else ""}<a href="/">get the next by mail</a>, or by '
            '<a href="/feed.xml">feed</a> (<a href="/feed.json">as JSON</a>).</p>'
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
    return document(
        publication,
        title=sent.title,
        head=(
            f'<link rel="canonical" href="{escape(url)}">{FEEDS}'
            f'<meta name="description" content="{described}">'
            '<meta property="og:type" content="article">'
            f'<meta property="og:title" content="{escape(sent.title)}">'
            f'<meta property="og:description" content="{described}">'
            f'<meta property="og:url" content="{escape(url)}">'
            f'<meta property="og:site_name" content="{escape(publication.name)}">'
        ),
        body=(
            f"{home_link(publication)}{article(sent, level=1)}<hr>"
            f'<p>what should come next? <a href="{escape(reply)}">reply to '
            f'{text(publication.writer)}</a>, or <a href="/">get the letters by mail</a>.</p>'
            f"<p>{_beside('newer', newer)}{_beside('older', older)}"
            '<a href="/posts">all letters</a></p>'
        ),
    )


def article(sent: SentPost, *, level: int = 2) -> str:
    """The post itself; its title is a heading of this level."""
    under = f'<p class="q">{text(sent.subtitle)}</p>' if sent.subtitle else ""
    corrected = (
        f', corrected <time datetime="{sent.corrected_on}">{_day(sent.corrected_at)}</time>'
        if sent.corrected_at
        else ""
    )
    return (
        f"<article><h{level}>{text(sent.title)}</h{level}>{under}{sent.page}"
        f'<p class="q"><time datetime="{sent.day}">{_day(sent.sent_on)}</time>{corrected}</p>'
        "</article>"
    )


def _items(posts: Iterable[SentPost]) -> str:
    return "".join(f'<li><a href="/posts/{sent.slug}">{text(sent.title)}</a>' for sent in posts)


def _years(months: Sequence[date]) -> str:
    """Links to months, by year."""
    return "".join(
        f'<h3>{year}</h3><p class="m">{" ".join(map(_link, of_year))}</p>'
        for year, of_year in groupby(months, key=lambda month: month.year)
    )


def _link(month: date) -> str:
    return f'<a href="/posts?month={month:%Y-%m}">{month:%B}</a>'


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def _beside(word: str, sent: SentPost | None) -> str:
    return f'{word}: <a href="/posts/{sent.slug}">{text(sent.title)}</a><br>' if sent else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
