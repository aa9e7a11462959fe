"""Tokens as plain text: a paragraph a line, which the reader's client wraps to its own width."""

import re
import textwrap
from collections.abc import Callable

from dearreader.letters.markdown import Token, words

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


def as_text(tokens: list[Token]) -> str:
    """The blocks of a post, a blank line between each two, and nowhere more than one."""
    return _BLANK_LINES.sub("\n\n", "\n\n".join(_blocks(tokens)))


def _blocks(tokens: list[Token]) -> list[str]:
    return [text for token in tokens if (text := _BLOCKS[token["type"]](token))]


def _paragraph(token: Token) -> str:
    return _line(token).strip()


def _list(token: Token) -> str:
    if token["attrs"]["ordered"]:
        return _numbered(token, token["attrs"].get("start", 1))
    return "\n".join(_item(item, "- ") for item in token["children"])


def _numbered(token: Token, first: int) -> str:
    return "\n".join(_item(item, f"{n}. ") for n, item in enumerate(token["children"], first))


def _item(token: Token, mark: str) -> str:
    return _indented("\n".join(_blocks(token["children"])), mark, " " * len(mark))


def _quote(token: Token) -> str:
    return _indented(as_text(token["children"]), "> ", "> ")


def _indented(text: str, first: str, later: str) -> str:
    lines = [(later if n else first) + line for n, line in enumerate(text.split("\n"))]
    return "\n".join(line.rstrip() for line in lines)


def _code_block(token: Token) -> str:
    return textwrap.indent(token["raw"].rstrip().lstrip("\n"), "    ")


def _raw_block(token: Token) -> str:
    return str(token["raw"]).strip()


def _rule(_: Token) -> str:
    return "* * *"


def _footnotes(token: Token) -> str:
    return "notes\n\n" + _numbered(token, 1)


def _nothing(_: Token) -> str:
    return ""


def _line(token: Token) -> str:
    return "".join(_INLINES[child["type"]](child) for child in token["children"])


def _text(token: Token) -> str:
    return str(token["raw"])


def _emphasis(token: Token) -> str:
    return f"_{_line(token)}_"


def _strong(token: Token) -> str:
    return f"*{_line(token)}*"


def _link(token: Token) -> str:
    text, url = _line(token), token["attrs"]["url"]
    return text if text in {url, url.removeprefix("mailto:")} else f"{text} ({url})"


def _image(token: Token) -> str:
    return f"[{words(token)}: {token['attrs']['url']}]"


def _line_break(_: Token) -> str:
    return "\n"


def _soft_break(_: Token) -> str:
    return " "


def _footnote_mark(token: Token) -> str:
    return f" [{token['attrs']['index']}]"


_BLOCKS: dict[str, Callable[[Token], str]] = {
    "paragraph": _paragraph,
    "block_text": _paragraph,
    "heading": _paragraph,
    "list": _list,
    "block_quote": _quote,
    "block_code": _code_block,
    "block_html": _raw_block,
    "thematic_break": _rule,
    "footnotes": _footnotes,
    "blank_line": _nothing,
}
_INLINES: dict[str, Callable[[Token], str]] = {
    "text": _text,
    "inline_html": _text,
    "emphasis": _emphasis,
    "strong": _strong,
    "link": _link,
    "image": _image,
    "codespan": _text,
    "linebreak": _line_break,
    "softbreak": _soft_break,
    "footnote_ref": _footnote_mark,
}
