"""Which addresses a letter may link to."""

from urllib.parse import urlsplit


def is_web_address(url: str) -> bool:
    """Whether `url` is a whole address on the web: http or https, and a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and _is_one_word(url)


def is_link(url: str) -> bool:
    """Whether a letter may link to `url`: the web, or a mail address."""
    if url.lower().startswith("mailto:"):
        return "@" in url and _is_one_word(url)
    return is_web_address(url)


def _is_one_word(url: str) -> bool:
    return url.split() == [url]
