"""HTML as lines, with what the mail programs' own markers say about them.

Not a browser: a scan from left to right that is linear in the text, whatever the text is.
"""

import re
from html import unescape

from dearreader.replies.bounds import clean
from dearreader.replies.lines import Line
from dearreader.replies.patterns import pattern

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_PARAGRAPHS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote"]
)
_SILENT = frozenset(
    ["head", "style", "script", "title", "noscript", "template", "svg", "object", "select"]
)
_EMPTY = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_STACK = 200

_TAG_NAME = pattern(r"[a-zA-Z][^\s/>\x00]{0,40}")
_TAG_ENDS = pattern("[\"'>]")
_ATTRIBUTE = pattern(
    r"\s(class|id|name|type|style|alt|href|data-marker|start|data-smartmail|hidden)"
    r"(?:\s{0,4}=\s{0,4}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,2000})))?",
    re.IGNORECASE,
)
_SPACES = pattern(r"[ \t\n\r\f]+")
_LONG_NUMBER = pattern(r"&#(?:x[0-9a-f]{7,}|[0-9]{8,});?", re.IGNORECASE)
_HIDDEN = pattern(
    r"display\s*:\s*none|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*;", re.IGNORECASE
)
_TOP_BORDER = pattern(r"border-top\s*:\s*solid\s", re.IGNORECASE)

# What the programs call an earlier mail, by class or id. Pieces of names, for webmail programs
# put prefixes before the names in what they quote.
_HISTORY = pattern(
    r"divrplyfwdmsg|appendonsend|mail-editor-reference-message-container|outlookmessageheader"
    r"|olk_src_body_section|ms-outlook-mobile-reference-message|orimsghtmlsep|_originalcontent"
)
_QUOTE = pattern(
    r"yahoo_quoted|zmail_extra|messagereplysection|nylas-quote|tutanota_quote|front-blockquote"
    r"|isreplycontent|ntes-mailmaster-quote|cm_quote_msg|__quoted_text__|quoted-content"
    r"|bloop_original|mailbird-quote|edo-original|sh-quoted"
)
_BOX = pattern(
    r"(?:^|[\s_])(?:gmail_quote|gmail_extra|protonmail_quote|mail-quote|quote)(?:_|\s|$)"
)
_ATTRIBUTION = pattern(
    r"gmail_attr|moz-cite-prefix|moz-email-headers-table|reply-intro|airmail_on|zm_attr"
    r"|protonmail_attr|__headers__|__divider__"
)
_SIGNATURE = pattern(r"signature|bloop_sign|_rc_sig|__sig_p|(?:^|\s)sig\d*(?:\s|$)|moz-sig")
_SIGNATURE_BEGINS = "linebreakatbeginningofsignature"


def flatten(html: str) -> list[Line]:
    """The lines that a reader would see, each with its quote depth and its mark.

    Sample (Gmail)::

        <div dir="ltr">Yes!</div><br><div class="gmail_quote"><div class="gmail_attr">On …
        wrote:<br></div><blockquote class="gmail_quote">…</blockquote></div>
    """
    scan = _Flattener()
    scan.feed(html)
    return scan.lines()


class _State:
    """What holds for the text inside an element."""

    __slots__ = ("box", "depth", "listed", "mark", "pre", "silent", "tag")

    def __init__(self, tag: str, outer: "_State | None") -> None:
        self.tag = tag
        self.depth = outer.depth if outer else 0
        self.mark = outer.mark if outer else ""
        self.silent = outer.silent if outer else False
        self.pre = outer.pre if outer else False
        self.box = outer.box if outer else 0
        self.listed = 0  # the next number of an ordered list, 0 in any other element


class _Flattener:
    def __init__(self) -> None:
        self.out: list[Line] = []
        self.boxes: list[int] = []
        self.stack = [_State("", None)]
        self.text: list[str] = []
        self.written = False
        self.row = Line("")
        self.row_box = 0
        self.box_count = 0
        self.after_signature_break = False
        self.prefix = ""

    def feed(self, html: str) -> None:
        place, size = 0, len(html)
        quotes_end = True
        while place < size:
            begin = html.find("<", place)
            if begin < 0:
                self.data(html[place:])
                return
            if begin > place:
                self.data(html[place:begin])
            if html.startswith("<!--", begin):
                end = html.find("-->", begin + 4)
                place = size if end < 0 else end + 3
                continue
            end = -1
            if quotes_end:
                end = _tag_end(html, begin + 1)
                quotes_end = end >= 0
            if end < 0:
                end = html.find(">", begin + 1)
            if end < 0:
                self.data(html[begin:])
                return
            name = _TAG_NAME.match(html, begin + 2 if html[begin + 1] == "/" else begin + 1)
            if name:
                if html[begin + 1] == "/":
                    self.close(name.group().lower())
                else:
                    self.open(name.group().lower(), html[name.end() : min(end, begin + 20_000)])
                place = end + 1
            elif html[begin + 1 : begin + 2] in ("!", "?", "/"):
                place = end + 1
            else:
                self.data("<")
                place = begin + 1

    def lines(self) -> list[Line]:
        """The lines, once all is fed."""
        self.flush()
        quoting = {box for box, line in zip(self.boxes, self.out, strict=True) if line.depth}
        for box, line in zip(self.boxes, self.out, strict=True):
            if box and box not in quoting and not line.mark:
                line.mark = "quote"  # a container that quotes without a blockquote in it
        return self.out

    def open(self, tag: str, rest: str) -> None:
        if tag == "br":
            self.line_break()
            if _SIGNATURE_BEGINS in rest.lower():
                self.after_signature_break = True
            return
        attributes = _attributes(rest)
        if tag == "img":
            self.image(attributes.get("alt", ""))
            return
        if tag in _BLOCKS:
            self.flush()
        if tag == "hr":
            self.mark_history(attributes)
            self.emit("________________")
            return
        if tag in _EMPTY:
            return
        if tag in _PARAGRAPHS:
            self.gap()
        if tag == "td":
            self.text.append(" ")
        if tag in {"p", "li", "tr", "td"}:
            self.close_open(tag)
        state = _State(tag, self.stack[-1])
        if len(self.stack) < _STACK:
            self.stack.append(state)
        self.apply(state, tag, attributes, rest)

    def apply(self, state: _State, tag: str, attributes: dict[str, str], rest: str) -> None:
        if tag in _SILENT or _HIDDEN.search(attributes.get("style", "")):
            state.silent = True
        if tag == "pre" or "pre-wrap" in attributes.get("style", ""):
            state.pre = True
        if tag == "blockquote":
            state.depth += 1
            self.after_signature_break = False
        if tag == "ol":
            start = attributes.get("start", "1")
            state.listed = int(start) if re.fullmatch("[0-9]{1,3}", start) else 1
        if tag == "li":
            self.prefix = self.list_mark()
        names = _names(attributes)
        if names:
            if _ATTRIBUTION.search(names):
                state.mark = "attribution"
            elif _QUOTE.search(names):
                state.mark = "quote"
            elif _SIGNATURE.search(names) and not state.mark and _SIGNATURE_BEGINS not in names:
                state.mark = "signature"
            elif tag != "blockquote" and _BOX.search(names) and not state.box:
                self.box_count += 1
                state.box = self.box_count
            self.mark_history(attributes)

    def mark_history(self, attributes: dict[str, str]) -> None:
        """From an Outlook marker on, all is the earlier mail: its siblings follow it."""
        names = _names(attributes)
        if names and _HISTORY.search(names):
            for state in self.stack:
                state.mark = "history"

    def list_mark(self) -> str:
        for state in reversed(self.stack[:-1]):
            if state.tag == "ol":
                state.listed += 1
                return f"{state.listed - 1}. "
            if state.tag == "ul":
                break
        return "- "

    def close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
        if tag == "p":
            self.gap()
        self.close_open(tag, far=True)
        if tag in _PARAGRAPHS:
            self.gap()

    def close_open(self, tag: str, *, far: bool = False) -> None:
        """Leave the element `tag`, if it is open near the top (or anywhere, on its end tag)."""
        for back in range(1, min(len(self.stack), 60 if far else 2)):
            state = self.stack[-back]
            if state.tag == tag:
                del self.stack[-back:]
                return
            if not far and state.tag in {"table", "ul", "ol", "div"}:
                return

    def data(self, text: str) -> None:
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
        self.add(_SPACES.sub(" ", text), state)

    def add(self, text: str, state: _State) -> None:
        if not text:
            return
        if not self.written and not text.isspace():
            self.written = True
            mark = state.mark
            if not mark and self.after_signature_break and not state.depth:
                mark = "signature"
            self.row = Line("", state.depth, mark)
            self.row_box = state.box
        self.text.append(text)

    def image(self, alt: str) -> None:
        """Emoji come as pictures; of any other picture nothing is kept."""
        alt = unescape(alt[:8])
        if alt and not any(sign.isalnum() or sign in "./_-:[]" for sign in alt):
            self.add(alt, self.stack[-1])

    def flush(self) -> None:
        if self.written:
            self.line_break()
        else:
            self.text.clear()
            self.written = False

    def gap(self) -> None:
        if self.out and not self.out[-1].blank:
            self.put(Line(""), 0)

    def line_break(self) -> None:
        pre = self.stack[-1].pre
        text = clean("".join(self.text)).replace("\n", " ").replace("\xa0", " ")
        text = text.rstrip() if pre else text.strip()
        self.text.clear()
        self.written = False
        if text:
            self.row.text = self.prefix + text
            self.prefix = ""
            self.put(self.row, self.row_box)
            self.row = Line("")
        elif len(self.out) > 1 and self.out[-1].blank and self.out[-2].blank:
            return
        else:
            self.put(Line("", self.stack[-1].depth), 0)

    def emit(self, text: str) -> None:
        state = self.stack[-1]
        self.put(Line(text, state.depth, state.mark), state.box)

    def put(self, line: Line, box: int) -> None:
        self.out.append(line)
        self.boxes.append(box)


def _tag_end(html: str, place: int) -> int:
    """Where the tag ends that begins before `place`, quoted attributes skipped; -1 if nowhere."""
    while True:
        found = _TAG_ENDS.search(html, place)
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


def _attributes(rest: str) -> dict[str, str]:
    out: dict[str, str] = {}
    if "=" not in rest:
        return out
    for name, double, single, bare in _ATTRIBUTE.findall(rest):
        out.setdefault(name.lower(), double or single or bare)
    return out


def _names(attributes: dict[str, str]) -> str:
    return " ".join(
        attributes[key].lower()
        for key in ("class", "id", "name", "data-marker", "data-smartmail")
        if key in attributes
    )
