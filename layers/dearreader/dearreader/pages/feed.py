"""The feeds: Atom (RFC 4287) and JSON Feed 1.1, with the posts in full."""

import json
from collections.abc import Sequence
from html import escape

from dearreader.letters.characters import printable
from dearreader.pages.sent import SentPost
from dearreader.publication import Publication


def atom(publication: Publication, site: str, posts: Sequence[SentPost]) -> str:
    """An Atom feed of `posts`, the latest first. `site` has no slash at its end."""
    entries = [_entry(publication, site, post) for post in _latest_first(posts)]
    updated = max(map(_updated, posts), default=_time("1970-01-01"))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<id>tag:{publication.list_id},2026:feed</id>\n"
        f"<title>{_xml(publication.name)}</title>\n"
        f"<subtitle>{_xml(publication.tagline)}</subtitle>\n"
        f"<author><name>{_xml(publication.writer)}</name></author>\n"
        f'<link rel="self" href="{_xml(site)}/feed.xml"/>\n'
        f'<link href="{_xml(site)}/"/>\n'
        f"<updated>{updated}</updated>\n{''.join(entries)}</feed>\n"
    )


def json_feed(publication: Publication, site: str, posts: Sequence[SentPost]) -> str:
    """The same as a JSON Feed (jsonfeed.org, version 1.1)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publication.name,
        "description": publication.tagline,
        "home_page_url": f"{site}/",
        "feed_url": f"{site}/feed.json",
        "language": "en",
        "authors": [{"name": publication.writer}],
        "items": [_item(publication, site, post) for post in _latest_first(posts)],
    }
    return json.dumps(feed, ensure_ascii=False)


def _latest_first(posts: Sequence[SentPost]) -> list[SentPost]:
    return sorted(posts, key=lambda post: (post.day, post.slug), reverse=True)


def _entry(publication: Publication, site: str, post: SentPost) -> str:
    summary = f"<summary>{_xml(post.subtitle)}</summary>\n" if post.subtitle else ""
    tags = "".join(f'<category term="{_xml(tag)}"/>\n' for tag in post.tags)
    return (
        f"<entry>\n<id>{post.tag_uri(publication.list_id)}</id>\n"
        f"<title>{_xml(post.title)}</title>\n"
        f'<link href="{_xml(site)}/posts/{post.slug}"/>\n'
        f"<published>{_time(post.day)}</published>\n<updated>{_updated(post)}</updated>\n"
        f"{summary}{tags}"
        f'<content type="html">{_xml(post.page)}</content>\n</entry>\n'
    )


def _item(publication: Publication, site: str, post: SentPost) -> dict[str, object]:
    item: dict[str, object] = {
        "id": post.tag_uri(publication.list_id),
        "url": f"{site}/posts/{post.slug}",
        "title": post.title,
        "content_html": post.page,
        "date_published": _time(post.day),
    }
    if post.corrected_at:
        item["date_modified"] = _updated(post)
    if post.subtitle:
        item["summary"] = post.subtitle
    if post.tags:
        item["tags"] = list(post.tags)
    return item


def _updated(post: SentPost) -> str:
    return f"{post.corrected_at:%Y-%m-%dT%H:%M:%SZ}" if post.corrected_at else _time(post.day)


def _time(day: str) -> str:
    return f"{day}T00:00:00Z"


def _xml(words: str) -> str:
    """`words`, safe in XML, which has no way to write most control characters."""
    return escape(printable(words))
