"""What robots are told."""

from collections.abc import Sequence
from html import escape

from dearreader.pages.sent import SentPost


def sitemap(site: str, posts: Sequence[SentPost]) -> str:
    """The pages that stand still (sitemaps.org). `site` has no slash at its end."""
    fixed = "".join(f"<url><loc>{escape(site)}{path}</loc></url>\n" for path in ("/", "/posts"))
    listed = "".join(
        f"<url><loc>{escape(site)}/posts/{post.slug}</loc><lastmod>{_changed(post)}</lastmod></url>\n"
        for post in posts
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{fixed}{listed}</urlset>\n'
    )


def _changed(post: SentPost) -> str:
    return post.corrected_on or post.day


def robots(site: str) -> str:
    """Everything may be read but the readers' own pages (RFC 9309)."""
    return (
        "User-agent: *\nDisallow: /confirm/\nDisallow: /unsubscribe/\nDisallow: /me/\n\n"
        f"Sitemap: {site}/sitemap.xml\n"
    )
