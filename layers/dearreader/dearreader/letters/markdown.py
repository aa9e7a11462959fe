"""The Markdown of a post, as the fixed set of tokens that a letter can show.

Paragraphs, headings, emphasis, links, lists, quotes, images, code, rules and footnotes; raw HTML is
text like any other. Tokens are mistune's, with characters instead of entities, and with headings
numbered anew so that none skips a level: h2 is the highest, as the title is the h1. A table is
refused: mail programs scale, cut or flatten it on a phone, each in its way.
"""

import html
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import mistune
from mistune.plugins.table import table, table_in_list, table_in_quote

from dearreader.errors import BadInput
from dearreader.letters.characters import printable
from dearreader.letters.links import is_link, is_web_address
from dearreader.posts import Picture

Token = dict[str, Any]

WIDTH = 568
"""Pixels of the letter's column: its 600, less what is left free at its sides."""

_DEEPEST_HEADING = 6


NO_PICTURES: Mapping[str, Picture] = MappingProxyType({})


def tokens(markdown: str, pictures: Mapping[str, Picture] = NO_PICTURES) -> list[Token]:
    """The tokens of `markdown`; `pictures` are the images beside it, by their names in it.

    Raises:
        BadInput: a link that is not to the web or to a mail address, an image without its words,
            a table.
    """
    parsed = _parsed(markdown)
    outline: list[int] = []
    for token in every(parsed):
        match token["type"]:
            case "text":
                token["raw"] = html.unescape(token["raw"])
            case "link":
                _check_link(token)
            case "image":
                _check_image(token, pictures)
            case "table":
                raise BadInput(
                    f"The table that begins with “{_first_row(token)}” cannot be read on a phone's "
                    "mail program: write it as a list, or show a picture of it."
                )
            case "heading":
                _renumber(token, outline)
    return parsed


def words(token: Token) -> str:
    """What a token says, without its markup."""
    if "children" in token:
        return "".join(words(child) for child in token["children"])
    if token["type"] in {"softbreak", "linebreak"}:
        return " "
    return str(token.get("raw", "")) if token["type"] != "footnote_ref" else ""


def every(level: list[Token]) -> Iterator[Token]:
    """The tokens and all within them, in the order of the text."""
    for token in level:
        yield token
        yield from every(token.get("children", []))


def images_beside(markdown: str) -> list[str]:
    """The names of images that are no address on the web, in order, each once."""
    found = [each["attrs"]["url"] for each in every(_parsed(markdown)) if each["type"] == "image"]
    return [url for url in dict.fromkeys(found) if not urlsplit(url).scheme]


def _parsed(markdown: str) -> list[Token]:
    parsed = _parser()(printable(markdown))
    if not isinstance(parsed, list):  # what a renderer would give; there is none
        raise TypeError(type(parsed))
    return parsed


@cache
def _parser() -> mistune.Markdown:
    with_tables = (table, table_in_list, table_in_quote)
    return mistune.create_markdown(renderer=None, plugins=["footnotes", "url", *with_tables])


def _first_row(found: Token) -> str:
    return " | ".join(words(cell).strip() for cell in found["children"][0]["children"])[:60]


def _check_link(token: Token) -> None:
    url = token["attrs"]["url"]
    if not is_link(url):
        raise BadInput(
            f"The link [{words(token)}]({url}) leads nowhere from a mail: "
            "write the whole address, beginning with https:// or mailto:."
        )


def _check_image(token: Token, pictures: Mapping[str, Picture]) -> None:
    """Check it, and have one that lies beside the post be shown from where it is public."""
    url = token["attrs"]["url"]
    picture = pictures.get(url)
    if not picture and not (is_web_address(url) and url.startswith("https:")):
        raise BadInput(
            f"The image {url} cannot be shown in a mail: put its file beside the post, "
            "or write its whole address on the web, beginning with https://."
        )
    if picture:
        token["attrs"] |= {"url": picture.url, "width": min(picture.width, WIDTH)}
    if not words(token).strip():
        raise BadInput(
            f"The image {url} has no words for those who cannot see it: "
            f"write ![what it shows]({url})."
        )


def _renumber(token: Token, outline: list[int]) -> None:
    """Give the heading its level in the `outline`: the levels, as written, that it stands under."""
    level = token["attrs"]["level"]
    while outline and outline[-1] >= level:
        outline.pop()
    outline.append(level)
    token["attrs"]["level"] = min(len(outline) + 1, _DEEPEST_HEADING)
