"""HTML as a stream of tags and text: a scan from left to right, linear whatever the text is.

The standard library's parser is not: before 3.13.15 an unclosed comment makes it quadratic.
"""

import re
from collections.abc import Iterator

from dearreader.replies.patterns import pattern

_NAME = pattern(r"[a-zA-Z][^\s/>\x00]{0,40}")
_ENDS = pattern("[\"'>]")
# A tag as nearly all are: what quotes stand in it are attributes' and hold no tag
_USUAL = pattern(
    r"<(/?)([a-zA-Z][\w:-]{0,39})(?=[\s/>])((?:[^<>\"'=]++|=\"[^<>\"]{0,2000}+\")*+)>", re.ASCII
)
_RAW_ENDS = {
    name: pattern(rf"</{name}[\s>]", re.IGNORECASE) for name in ("style", "script", "title")
}
_ATTRIBUTE = pattern(
    r"\s(class|id|name|style|alt|start|data-marker|data-smartmail)"
    r"(?:\s{0,4}=\s{0,4}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,2000})))?",
    re.IGNORECASE,
)
_LONGEST = 20_000  # of a tag: what is longer is a picture in its source


Token = tuple[str, str, str]
"""A piece of HTML: "text", "open" or "close"; its text; a tag's name in lower case."""


def tokens(html: str) -> Iterator[Token]:
    """The tags and texts of a document; comments, declarations and styles are left out."""
    place = 0
    quotes_end = True  # once a quoted attribute runs to the end of the text, all do
    while place < len(html):
        begin = html.find("<", place)
        if begin < 0:
            yield "text", html[place:], ""
            return
        if begin > place:
            yield "text", html[place:begin], ""
        usual = _USUAL.match(html, begin)
        if usual:
            closing, name, rest = usual.groups()
            name = name.lower()
            yield ("close", "", name) if closing else ("open", rest[:_LONGEST], name)
            place = usual.end()
            if name in _RAW_ENDS and not closing:
                place = _raw_end(html, name, place)
            continue
        if html.startswith("<!--", begin):
            end = html.find("-->", begin + 4)
            place = len(html) if end < 0 else end + 3
            continue
        end = _tag_end(html, begin + 1) if quotes_end else -1
        quotes_end = end >= 0
        end = end if end >= 0 else html.find(">", begin + 1)
        if end < 0:
            yield "text", html[begin:], ""
            return
        what, text, name = _tag(html, begin, end)
        yield what, text, name
        place = begin + 1 if what == "text" and text else end + 1
        if what == "open" and name in _RAW_ENDS:
            place = _raw_end(html, name, place)


def _raw_end(html: str, name: str, place: int) -> int:
    """Where an element ends in which no tag is one."""
    closing = _RAW_ENDS[name].search(html, place)
    return closing.start() if closing else len(html)


def _tag(html: str, begin: int, end: int) -> Token:
    closing = html.startswith("/", begin + 1)
    name = _NAME.match(html, begin + 2 if closing else begin + 1)
    if not name:
        return "text", "" if html[begin + 1] in "!?/" else "<", ""
    if closing:
        return "close", "", name.group().lower()
    return "open", html[name.end() : min(end, begin + _LONGEST)], name.group().lower()


def _tag_end(html: str, place: int) -> int:
    """Where the tag ends that begins before `place`, quoted attributes skipped; -1 if nowhere."""
    while True:
        found = _ENDS.search(html, place)
        if not found:
            return -1
        if found.group() == ">":
            return found.start()
        if html[found.start() - 1] not in "= \t\n\r":
            place = found.end()  # an apostrophe inside a bare value
            continue
        close = html.find(found.group(), found.end())
        if close < 0:
            return -1
        place = close + 1


def attributes(rest: str) -> dict[str, str]:
    """The attributes in the rest of an opening tag that anybody here asks for."""
    out: dict[str, str] = {}
    if "=" in rest:
        for name, double, single, bare in _ATTRIBUTE.findall(rest):
            out.setdefault(name.lower(), double or single or bare)
    return out
