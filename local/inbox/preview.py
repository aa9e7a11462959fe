"""A mail's HTML as a client shows it, in a frame that can do nothing: no script, no strangers.

The frame has no origin, runs nothing, loads pictures from this machine only, and opens links in
a new tab. Whether it is night is decided here and not by the browser, so that both can be seen.
"""

import re
from typing import Literal

from local.loopback import Answer
from local.mails import Mail

Look = Literal["light", "dark", "inverted"]

POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; "
    "style-src 'unsafe-inline'; "
    "img-src data: http://127.0.0.1:* http://localhost:*; "
    "base-uri 'self'; "
    "form-action 'none'; "
    "frame-ancestors 'self'"
)

SCHEME_QUERY = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.IGNORECASE)
SCHEME_META = re.compile(
    r"<meta[^>]+name\s*=\s*[\"']?(?:supported-)?color-scheme[\"']?[^>]*>", re.IGNORECASE
)
ALWAYS, NEVER = "(min-width:0)", "(max-width:-1px)"
PICTURES = "img,video,picture{filter:invert(1) hue-rotate(180deg)}"


def has_dark_mode(html: str) -> bool:
    """Whether the author thought of the night."""
    return bool(SCHEME_META.search(html) or SCHEME_QUERY.search(html))


def preview(html: str, look: Look) -> str:
    """The document for the frame; ``inverted`` expects the frame itself to be inverted."""
    night = look == "dark" and has_dark_mode(html)
    scheme = "dark" if night else "light"

    def judged(query: re.Match[str]) -> str:
        return ALWAYS if query[1].lower() == scheme else NEVER

    html = SCHEME_QUERY.sub(judged, SCHEME_META.sub("", html))
    extra = PICTURES if look == "inverted" else ""
    head = (
        f'<meta name="color-scheme" content="{scheme}"><base target="_blank">'
        f"<style>:root{{color-scheme:{scheme}}}{extra}</style>"
    )
    opening = re.search(r"<head[^>]*>", html, re.IGNORECASE)
    if opening:
        return html[: opening.end()] + head + html[opening.end() :]
    return f"<!doctype html><head>{head}</head>{html}"


def answer(mail: Mail, look: str) -> Answer:
    """What the frame is given."""
    wanted: Look = "dark" if look == "dark" else "inverted" if look == "inverted" else "light"
    body = preview(mail.html, wanted) if mail.html else "<p>This mail has no HTML.</p>"
    return Answer(
        headers={
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        },
        body=body.encode("utf-8", "replace"),
    )
