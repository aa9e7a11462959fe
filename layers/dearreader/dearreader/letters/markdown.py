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

from dearreader.errors import NoLetter
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
        NoLetter: links that are not to the web or to a mail address, images without their words,
            tables.
    """
    parsed = _parsed(markdown)
    outline: list[int] = []
    faults: list[str] = []
    for token in every(parsed):
        match token["type"]:
            case "text":
                token["raw"] = html.unescape(token["raw"])
            case "link":
                faults += _faults_of_link(token)
            case "image":
                faults += _faults_of_image(token, pictures)
                _show(token, pictures)
            case "table":
                faults += _faults_of_table(token)
            case "heading":
                _renumber(token, outline)
    if faults:
        raise NoLetter(faults)
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


def _faults_of_link(token: Token) -> Iterator[str]:
    url = token["attrs"]["url"]
    if not is_link(url):
        yield (
            f"The link [{words(token)}]({url}) leads nowhere from a mail: "
            "write the whole address, beginning with https:// or mailto:."
        )


def _faults_of_image(token: Token, pictures: Mapping[str, Picture]) -> Iterator[str]:
    url = token["attrs"]["url"]
    if url not in pictures and not (is_web_address(url) and url.startswith("https:")):
        yield (
            f"The image {url} cannot be shown in a mail: put its file beside the post, "
            "or write its whole address on the web, beginning with https://."
        )
    if not words(token).strip():
        yield (
            f"The image {url} has no words for those who cannot see it: "
            f"write ![what it shows]({url})."
        )


def _faults_of_table(token: Token) -> Iterator[str]:
    first_row = " | ".join(words(cell).strip() for cell in token["children"][0]["children"])
    yield (
        f"The table that begins with “{first_row[:60]}” cannot be read on a phone's "
        "mail program: write it as a list, or show a picture of it."
    )


def _show(token: Token, pictures: Mapping[str, Picture]) -> None:
    """Have an image that lies beside the post be shown from where it is public."""
    if picture := pictures.get(token["attrs"]["url"]):
        token["attrs"] |= {"url": picture.url, "width": min(picture.width, WIDTH)}


def _renumber(token: Token, outline: list[int]) -> None:
    """Give the heading its level in the `outline`: the levels, as written, that it stands under."""
    level = token["attrs"]["level"]
    while outline and outline[-1] >= level:
        outline.pop()
    outline.append(level)
    token["attrs"]["level"] = min(len(outline) + 1, _DEEPEST_HEADING)
