"""The document around every page, its one style, and the headers that guard it."""

import base64
import hashlib
from html import escape

from dearreader.publication import Publication

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1.125rem/1.6 Georgia,serif;max-width:34rem;margin:0 auto;padding:2rem 1rem;"
    "background:#fffdf9;color:#222;overflow-wrap:anywhere}"
    "a{color:#8a2f0b}"
    "h1,h2,h3{line-height:1.25;margin:1.5em 0 0}"
    "h1{font-size:1.75rem;margin-top:1rem}"
    "h2{font-size:1.25rem}"
    "h3{font-size:1rem}"
    "p,ul,ol{margin:.8em 0}"
    "h1+.q{margin-top:.2em}"
    "li{margin-bottom:.4em}"
    "input,button{font:inherit;width:100%;min-height:48px;padding:0 1rem;margin:.25rem 0 .75rem;"
    "box-sizing:border-box;border:1px solid #777;border-radius:8px}"
    "button{background:#8a2f0b;color:#fff}"
    "li button{background:none;color:inherit}"
    ".r{position:absolute;left:-99rem;width:20rem}"
    "[type=checkbox]{width:auto;height:1.25rem;min-height:0;margin:0 .5rem 0 0}"
    ".c{display:flex;align-items:center;min-height:48px}"
    "dt{margin-top:.8em}dd{margin:0}"
    ".m a{display:inline-block;padding:.5rem 1rem .5rem 0}"
    "blockquote{margin:.8em 0;padding-left:1em;border-left:3px solid}"
    ":focus-visible{outline:3px solid;outline-offset:2px}"
    "img{max-width:100%}"
    "pre{white-space:pre-wrap}"
    "small,time,.q,dt,blockquote{color:#555}"
    "@media(prefers-color-scheme:dark){"
    "body{background:#1c1a18;color:#e8e4de}"
    "a{color:#ffb48f}"
    "button{background:#ffb48f;color:#222}"
    "small,time,.q,dt,blockquote{color:#b5b5b5}}"
)


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{_hash(_STYLE)}'",
        "img-src 'self' https: data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Strict-Transport-Security": "max-age=31536000",
}
"""What every page is served with. Referrer-Policy keeps the keys in our paths to ourselves."""


FEEDS = (
    '<link rel="alternate" type="application/atom+xml" href="/feed.xml">'
    '<link rel="alternate" type="application/feed+json" href="/feed.json">'
)
"""By which feed readers find the feeds from a page."""


def text(words: str) -> str:
    """`words`, safe between tags."""
    return escape(words, quote=False)


def document(publication: Publication, *, title: str, body: str, head: str = "") -> str:
    """A whole page. `title` is text; `body` and `head` are HTML.

    Browsers look for an icon at a path of their own choosing unless the page has one.
    """
    name = publication.name
    whole = name if title == name else f"{title} · {name}"
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{text(whole)}</title><link rel="icon" href="data:,">{head}'
        f"<style>{_STYLE}</style>"
        f"<main>{body}</main></html>\n"
    )


def home_link(publication: Publication) -> str:
    """The publication's name, which every page but home begins with."""
    return f'<a href="/">{text(publication.name)}</a>'


def note(publication: Publication, *, title: str, body: str) -> str:
    """A page of a few words, for one reader alone: robots need not list it."""
    return document(
        publication,
        title=title,
        body=f"{home_link(publication)}<h1>{text(title)}</h1>{body}",
        head='<meta name="robots" content="noindex">',
    )
