"""HTML as lines, with what the mail programs' own markers say about them."""

import re
from html import unescape

from dearreader.replies import markers
from dearreader.replies.bounds import clean
from dearreader.replies.lines import Line
from dearreader.replies.patterns import pattern
from dearreader.replies.tags import attributes, tokens

_BLOCKS = frozenset(
    """address article aside blockquote body center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot
    thead tr ul""".split()  # noqa: SIM905 - so many read better in rows
)
_PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote"}
)
_SILENT = frozenset(
    {"head", "style", "script", "title", "noscript", "template", "svg", "object", "select"}
)
_EMPTY = frozenset(
    {"area", "base", "col", "embed", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_STACK = 200  # elements deep; what is deeper counts as this deep
_NEAR = 60  # so far up the stack an end tag finds its element

_SPACES = pattern(r"[ \t\n\r\f]+")
_LONG_NUMBER = pattern(r"&#(?:x[0-9a-f]{7,}|[0-9]{8,});?", re.IGNORECASE)
_HIDDEN = pattern(
    r"display\s*:\s*none|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*;", re.IGNORECASE
)
_NUMBER = pattern("[0-9]{1,3}")


def flatten(html: str) -> list[Line]:
    """The lines that a reader would see, each with its quote depth and its mark.

    Sample (Gmail)::

        <div dir="ltr">Yes!</div><br><div class="gmail_quote"><div class="gmail_attr">On …
        wrote:<br></div><blockquote class="gmail_quote">…</blockquote></div>
    """
    scan = _Flattener()
    for what, text, name in tokens(html):
        if what == "text":
            scan.data(text)
        elif what == "open":
            scan.open(name, text)
        else:
            scan.close(name)
    return scan.lines()


class _State:
    """What holds for the text inside an element."""

    __slots__ = ("box", "depth", "listed", "mark", "pre", "silent", "tag")

    def __init__(self, tag: str, outer: "_State | None") -> None:
        self.tag = tag
        self.depth: int = outer.depth if outer else 0
        self.mark: str = outer.mark if outer else ""
        self.silent: bool = outer.silent if outer else False
        self.pre: bool = outer.pre if outer else False
        self.box: int = outer.box if outer else 0
        self.listed = 0  # the next number of an ordered list, 0 in any other element


class _Flattener:
    def __init__(self) -> None:
        self.out: list[Line] = []
        self.boxes: list[int] = []
        self.stack = [_State("", None)]
        self.text: list[str] = []
        self.written = False
        self.row = _State("", None)
        self.row_mark = ""
        self.box_count = 0
        self.in_signature = False
        self.prefix = ""

    def lines(self) -> list[Line]:
        """The lines, once all is fed.

        A box quotes by the blockquotes in it, and what stands above the first of them says whose
        words they are, in whatever language. A box without any is a quote as a whole.
        """
        self.flush()
        first: dict[int, int] = {}
        for at, (box, line) in enumerate(zip(self.boxes, self.out, strict=True)):
            if box and line.depth:
                first.setdefault(box, at)
        for at, (box, line) in enumerate(zip(self.boxes, self.out, strict=True)):
            if box and not line.mark and box not in first:
                line.mark = "quote"
            elif box and not line.mark and at < first[box]:
                line.mark = "attribution"
        return self.out

    def open(self, tag: str, rest: str) -> None:
        """Enter an element."""
        given = attributes(rest)
        called = markers.names(given)
        if tag in _BLOCKS:
            self.flush()
        if markers.begins_history(called):
            for state in self.stack:
                state.mark = "history"
        if tag in {"br", "img", "hr"}:
            self.stand_alone(tag, given, called)
        elif tag not in _EMPTY:
            if tag in _PARAGRAPHS:
                self.gap()
            if tag in {"p", "li", "tr", "td"}:
                self.close_near(tag)
            state = _State(tag, self.stack[-1])
            if len(self.stack) < _STACK:
                self.stack.append(state)
            self.style(state, given)
            if called:
                self.mark(state, called)

    def stand_alone(self, tag: str, given: dict[str, str], called: str) -> None:
        """An element with nothing in it."""
        if tag == "hr":
            state = self.stack[-1]
            self.put(Line("________________", state.depth, state.mark), state.box)
        elif tag == "img":
            self.image(given.get("alt", ""))
        else:
            self.line_break()
            self.in_signature = self.in_signature or markers.begins_signature(called)

    def style(self, state: _State, given: dict[str, str]) -> None:
        """What an element's name and style mean for the text in it."""
        style = given.get("style", "")
        if state.tag in _SILENT or (style and _HIDDEN.search(style)):
            state.silent = True
        elif state.tag == "pre" or "pre-wrap" in style:
            state.pre = True
        elif state.tag == "blockquote":
            state.depth += 1
            self.in_signature = False
        elif state.tag == "ol":
            start = given.get("start", "")
            state.listed = int(start) if _NUMBER.fullmatch(start) else 1
        elif state.tag == "li":
            self.prefix = self.list_mark()
        elif state.tag == "td":
            self.text.append(" ")

    def mark(self, state: _State, called: str) -> None:
        """What the mail program calls an element."""
        mark = markers.mark_of(called)
        if mark == "box":
            if state.tag != "blockquote" and not state.box:
                self.box_count += 1
                state.box = self.box_count
        elif mark and state.mark != "history" and not (mark == "signature" and state.mark):
            state.mark = mark

    def list_mark(self) -> str:
        """What stands before a list item, as a reader sees it."""
        for state in reversed(self.stack[:-1]):
            if state.tag == "ol":
                state.listed += 1
                return f"{state.listed - 1}. "
            if state.tag == "ul":
                break
        return "- "

    def close(self, tag: str) -> None:
        """Leave an element."""
        if tag in _BLOCKS:
            self.flush()
        if tag in _PARAGRAPHS:
            self.gap()
        for back in range(1, min(len(self.stack), _NEAR)):
            if self.stack[-back].tag == tag:
                del self.stack[-back:]
                break

    def close_near(self, tag: str) -> None:
        """Leave the innermost element if it is another of its kind that nobody closed."""
        if len(self.stack) > 1 and self.stack[-1].tag == tag:
            self.stack.pop()

    def data(self, text: str) -> None:
        """Text, as it stands between tags."""
        state = self.stack[-1]
        if state.silent:
            return
        if "&" in text:
            text = unescape(_LONG_NUMBER.sub(" ", text))
        if state.pre:
            rows = clean(text).split("\n")
            for row in rows[:-1]:
                self.add(row, state)
                self.line_break()
            self.add(rows[-1], state)
            return
        even = "  " not in text and text.isprintable()
        self.add(text if even else _SPACES.sub(" ", text), state)

    def add(self, text: str, state: _State) -> None:
        """Text for the line that is being written; its first word gives the line its marks."""
        if not text:
            return
        if not self.written and not text.isspace():
            self.written = True
            mark = state.mark
            if not mark and self.in_signature and not state.depth:
                mark = "signature"
            self.row_mark = mark
            self.row = state
        self.text.append(text)

    def image(self, alt: str) -> None:
        """Emoji come as pictures; of any other picture nothing is kept."""
        alt = unescape(alt[:8])
        if alt and not any(sign.isalnum() or sign in "./_-:[]" for sign in alt):
            self.add(alt, self.stack[-1])

    def flush(self) -> None:
        """End the line if anything is on it."""
        if self.written:
            self.line_break()
        else:
            self.text.clear()
            self.written = False

    def gap(self) -> None:
        """An empty line between paragraphs, one at most."""
        if self.out and not self.out[-1].blank:
            self.put(Line(""), 0)

    def line_break(self) -> None:
        """End the line, empty or not."""
        pre = self.stack[-1].pre
        text = clean("".join(self.text)).replace("\n", " ").replace("\xa0", " ")
        text = text.rstrip() if pre else text.strip()
        self.text.clear()
        self.written = False
        if text:
            self.put(Line(self.prefix + text, self.row.depth, self.row_mark), self.row.box)
            self.prefix = ""
        elif len(self.out) > 1 and self.out[-1].blank and self.out[-2].blank:
            return
        else:
            self.put(Line("", self.stack[-1].depth), 0)

    def put(self, line: Line, box: int) -> None:
        """A finished line."""
        self.out.append(line)
        self.boxes.append(box)
