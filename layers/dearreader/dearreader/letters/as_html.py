"""Tokens as HTML: bare elements, so that clients' own defaults carry them."""

from collections.abc import Callable
from html import escape

from dearreader.letters.markdown import Token, words


def as_html(tokens: list[Token]) -> str:
    """The blocks of a post, one after the other."""
    return "".join(_BLOCKS[token["type"]](token) for token in tokens)


def _paragraph(token: Token) -> str:
    return f"<p>{_line(token)}</p>\n"


def _heading(token: Token) -> str:
    level = token["attrs"]["level"]
    return f"<h{level}>{_line(token)}</h{level}>\n"


def _list(token: Token) -> str:
    tag, start = "ul", ""
    if token["attrs"]["ordered"]:
        first = token["attrs"].get("start", 1)
        tag, start = "ol", "" if first == 1 else f' start="{first}"'
    return f"<{tag}{start}>\n{_items(token)}</{tag}>\n"


def _items(token: Token) -> str:
    return "".join(f"<li>{as_html(item['children']).rstrip()}</li>\n" for item in token["children"])


def _quote(token: Token) -> str:
    return f"<blockquote>\n{as_html(token['children'])}</blockquote>\n"


def _code_block(token: Token) -> str:
    return f"<pre><code>{escape(token['raw'].rstrip(), quote=False)}</code></pre>\n"


def _raw_block(token: Token) -> str:
    return f"<p>{escape(token['raw'].strip(), quote=False)}</p>\n"


def _rule(_: Token) -> str:
    return "<hr>\n"


def _footnotes(token: Token) -> str:
    return f"<h2>notes</h2>\n<ol>\n{_items(token)}</ol>\n"


def _nothing(_: Token) -> str:
    return ""


def _line(token: Token) -> str:
    return "".join(_INLINES[child["type"]](child) for child in token["children"])


def _text(token: Token) -> str:
    return escape(token["raw"], quote=False)


def _emphasis(token: Token) -> str:
    return f"<em>{_line(token)}</em>"


def _strong(token: Token) -> str:
    return f"<strong>{_line(token)}</strong>"


def _link(token: Token) -> str:
    return f'<a href="{escape(token["attrs"]["url"])}">{_line(token)}</a>'


def _image(token: Token) -> str:
    """The width, where we know it, is for Outlook's Word engine: it knows no max-width."""
    shown = token["attrs"]
    width = f' width="{shown["width"]}"' if "width" in shown else ""
    return f'<img src="{escape(shown["url"])}" alt="{escape(words(token))}"{width}>'


def _code(token: Token) -> str:
    return f"<code>{_text(token)}</code>"


def _line_break(_: Token) -> str:
    return "<br>\n"


def _soft_break(_: Token) -> str:
    return "\n"


def _footnote_mark(token: Token) -> str:
    return f"<sup>{token['attrs']['index']}</sup>"


_BLOCKS: dict[str, Callable[[Token], str]] = {
    "paragraph": _paragraph,
    "block_text": _line,
    "heading": _heading,
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
    "codespan": _code,
    "linebreak": _line_break,
    "softbreak": _soft_break,
    "footnote_ref": _footnote_mark,
}
