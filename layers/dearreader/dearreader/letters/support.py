"""What the mail programs of most people do not support, by caniemail.com's tests of them.

The table beside this file is made from caniemail's data (tests/data/make_support.py): for elements,
attributes and kinds of images, which of Gmail, Apple Mail, Outlook, Yahoo and Samsung Email do
without, each in its latest version. What is in no table is supported.
"""

import json
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

_NAMES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "html-h1-h6"),
    **dict.fromkeys(("ul", "ol", "li", "dl", "dt", "dd"), "html-lists"),
    **dict.fromkeys(("figure", "figcaption", "header", "footer", "main"), "html-semantics"),
    **dict.fromkeys(("article", "aside", "details", "summary", "nav"), "html-semantics"),
    **dict.fromkeys(("section", "mark", "time"), "html-semantics"),
}
_ATTRIBUTES = {"loading": "html-loading-attribute", "usemap": "html-image-maps"}
_ATTRIBUTES_BY_NAME = ("align", "background", "dir", "hidden", "lang", "role", "srcset", "target")
_ENDINGS = {"jpeg": "jpg", "tif": "tiff", "heic": "heif"}


def unsupported(html: str) -> Iterator[tuple[str, list[str]]]:
    """What of `html` some do not support: as it is written there, and the programs' names."""
    parser = _Used()
    parser.feed(html)
    for shown, feature in dict.fromkeys(parser.used):
        if names := _table().get(feature):
            yield shown, names


def image_kind(url: str) -> str:
    """The kind of an image by the end of its name, in caniemail's spelling: jpg, png, webp."""
    ending = url.partition("?")[0].partition("#")[0].rpartition(".")[2].lower()
    return _ENDINGS.get(ending, ending)


class _Used(HTMLParser):
    """The features that a piece of HTML uses: how each is shown to the writer, and its name."""

    def __init__(self) -> None:
        super().__init__()
        self.used: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.used.append((f"<{tag}>", _NAMES.get(tag, f"html-{tag}")))
        for name, value in attrs:
            given = value or ""
            if name in _ATTRIBUTES:
                self.used.append((name, _ATTRIBUTES[name]))
            elif name in _ATTRIBUTES_BY_NAME or name.startswith("aria-"):
                self.used.append((name, f"html-{name}"))
            elif name == "src" and given.startswith("data:"):
                self.used.append(("data:", "image-base64"))
            elif name == "src":
                self.used.append((given, f"image-{image_kind(given)}"))
            elif name == "href" and given.startswith("#"):
                self.used.append((given, "html-anchor-links"))


@cache
def _table() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(
        Path(__file__).with_name("support.json").read_text(encoding="utf-8")
    )["unsupported"]
    return found
