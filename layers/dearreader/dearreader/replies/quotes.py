"""What introduces a quote: attribution lines, header blocks and separators."""

from dearreader.replies.folding import casefolded, lowered
from dearreader.replies.lines import Line
from dearreader.replies.paragraphs import ITEM
from dearreader.replies.patterns import pattern
from dearreader.replies.phrases import BEFORE_DATE, SEPARATORS, WROTE, WROTE_JOINED, labels

_LONGEST = 420  # characters of an attribution, all its lines together
_MOST_LINES = 4
_MOST_WORDS = 32
_FEW_WORDS = 14

# Held against small letters
_WROTE = pattern(rf"(?<![^\W_])(?:{WROTE})(?![^\W_])|{WROTE_JOINED}")
_WROTE_LAST = pattern(rf"(?:(?<![^\W_])(?:{WROTE})|{WROTE_JOINED})\s?[:：.]?$")
_SELF = pattern(
    r"(?<![^\W_])(?:i|ich|j'ai|j’ai|yo|eu|ik|ja|я|we|wir|nous)\s(?:[^\W\d_]+\s)?"
    r"(?:wrote|sent|said|schrieb\w*|geschrieben|écrit|escrib\w+|escrev\w+|schreef|писал\w*|написал\w*)"
)
_DATE = pattern(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d{1,2}[:.h]\d\d(?!\d)"
    r"|\d{1,2}\s?月\s?\d{1,2}|\d{1,2}월 ?\d{1,2}"
    r"|\b\d{1,2}\.? ?(?:jan|feb|m[aä]r|apr|ma[iyj]|jun|jul|aug|sep|o[ck]t|nov|de[cz])"
)
_ADDRESS = pattern(r"[^\s<>@\[\]()]{1,80}@[^\s<>@\[\]()]{2,120}")
_SENTENCE = pattern(r"[?!]|[a-z]{3}\. [A-Z]")
_OPENS = pattern(
    rf"[\"'“(]?(?:(?:{BEFORE_DATE})[\s,]?\s?)?(?:[^\W\d_]{{1,14}}[.,]{{0,2}}\s){{0,3}}[\"'“]?\d{{1,4}}"
)
# Old Gmail: "2013/7/20 Sam <sam@example.org>", "2016-03-03 17:21 GMT+01:00 Sam"
_ISO = pattern(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}\s(?:[^<>]{0,120}<[^<>@]{1,80}@[^<>]{1,120}>:?$|\d\d:\d\d gmt[+-])"
)
# "reply On Wed, Apr 4, 2012 at 3:59 PM, bob@example.com wrote:", the reader's own words before it
_SHARED = pattern(
    r"(?:(?<=\s)|(?<=[.!?)])|-{2,}\s?)(?:On|Am|Le|El|Em|Il|Op)\s(?:[^\W\d_]{2,10}[.,]{0,2}\s)?"
    r"(?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2}[ ./-])[^:]{0,40}\d{4}[^!?]{2,200}$"
)
# "El mar, 6 oct 2026, Mara <mara@example.org> escribió:   It was four …", as Yahoo writes it
_RUNS_ON = pattern(rf"(?:(?<![^\W_])(?:{WROTE})|{WROTE_JOINED})\s?[:：]\s+(?=\S)")
_YEAR = pattern(r"\d{4}")
_DIGIT = pattern(r"\d")
_DASHED = pattern(
    r"[-_=*—–#~•]{2,}\s{0,3}([^-_=*—–#~]{3,60}[^-_=*—–#~]{0,20}?)\s{0,3}[-_=*—–#~•]{2,}"
)
_BOX_SIDES = ("|", "+", ">")
_BOX_TOP = pattern(r"\s{0,4}[|+>]-{3,}[-+|>]{0,200}$")
_BOXED = pattern(r"\s{0,4}[|+>].{0,300}[|+>-]\s{0,4}$|\s{0,4}-{3,}\|$")
_MOST_BOXED = 20
_EDGES = " \t-_=*—–#~•:："
_MAX_LABEL = 24


class Span:
    """The lines from ``start`` up to, not including, ``end``, and the signal that found them.

    ``own`` is what the reader wrote on the first of them, before the quote's introduction.
    """

    __slots__ = ("end", "own", "signal", "start")

    def __init__(self, start: int, end: int, signal: str, own: str = "") -> None:
        self.start = start
        self.end = end
        self.signal = signal
        self.own = own


def introduction(lines: list[Line], at: int) -> Span | None:
    """The attribution, header block or separator that begins at line `at`, if one does."""
    text = lines[at].seen.strip()
    if not text:
        return None
    return (
        _separator(lines, at, text)
        or _header_block(lines, at)
        or _boxed(lines, at)
        or _attribution(lines, at, text)
    )


def _separator(lines: list[Line], at: int, text: str) -> Span | None:
    """``-----Original Message-----``, ``Begin forwarded message:``, alone or before a header block."""
    bare = text.strip(_EDGES)
    if len(bare) == len(text):
        return None
    bare = casefolded(bare)
    dashed = _DASHED.match(text)
    inner = casefolded(dashed.group(1).strip(_EDGES)) if dashed else ""
    if not (inner in SEPARATORS or (bare in SEPARATORS and (bare != casefolded(text)))):
        return None
    block = _header_block(lines, next_written(lines, at + 1))
    return Span(at, block.end if block else at + 1, "separator")


def _header_block(lines: list[Line], at: int) -> Span | None:
    """Two or more header lines one after the other, with From, or with a date and To or Subject.

    Sample (Outlook)::

        Von: The Daily Letter <letter@news.example.com>
        Gesendet: Dienstag, 22. September 2026 12:02
        An: Katrin <katrin@example.org>
        Betreff: Ambition with the volume down
    """
    if at >= len(lines) or not _label(lines[at]):
        return None
    kinds: list[str] = []
    values: list[str] = []
    end = at
    place = at
    while place < len(lines) and place - end <= 2 and len(kinds) < 10:  # noqa: PLR2004
        label = _label(lines[place])
        if label:
            kinds.append(label)
            values.append(lines[place].seen)
            end = place + 1
        place += 1
    whole = " ".join(values)
    told = set(kinds)
    if len(told - {"other"}) < 2 or not (_ADDRESS.search(whole) or _dated(whole)):  # noqa: PLR2004
        return None
    if "from" in told or ("date" in told and told & {"to", "subject"}):
        return Span(at, end, "header block")
    return None


def _boxed(lines: list[Line], at: int) -> Span | None:
    """A header block in a box of dashes and bars, as Lotus Notes draws it."""
    if not (lines[at].text.lstrip().startswith(_BOX_SIDES) and _BOX_TOP.match(lines[at].seen)):
        return None
    end = at
    while end < len(lines) and end < at + _MOST_BOXED and _BOXED.match(lines[end].seen):
        end += 1
    whole = " ".join(line.seen for line in lines[at:end])
    return Span(at, end, "header block") if _ADDRESS.search(whole) and _dated(whole) else None


def _dated(text: str) -> bool:
    return bool(_DATE.search(lowered(text)))


def _label(line: Line) -> str:
    """Which header a line is, or "". A table's cell may part it from its value."""
    head = line.text[: _MAX_LABEL + 8]
    if not (":" in head or "：" in head or "|" in head):
        return ""
    head = head.lstrip(" \t*_|\xa0")
    signs = ":：|" if line.text.lstrip().startswith("|") else ":："
    place = min((p for p in map(head.find, signs) if p > 0), default=-1)
    if place < 0:
        return ""
    return labels().get(casefolded(head[:place].strip(" *_\xa0")), "")


def _attribution(lines: list[Line], at: int, text: str) -> Span | None:
    """``On Tue, Sep 8, 2026 at 6:02 AM Ana <ana@example.org> wrote:``, on up to four lines."""
    dated = bool(_DIGIT.search(text))
    year = dated and len(text) < _LONGEST and _YEAR.search(text)
    shared = _SHARED.search(text) if year else None
    if shared and _WROTE_LAST.search(lowered(text.rstrip(" -–—*_"))):
        return Span(at, at + 1, "attribution", own=text[: shared.start()].rstrip(" -"))
    low = lines[at].low.strip()
    if ITEM.match(text) or not _promising(low, dated=dated):
        return None
    if dated and _runs_on(low):
        return Span(at, at + 1, "attribution")
    joined = ""
    for place in range(at, min(at + _MOST_LINES + 3, len(lines))):
        part = lines[place].seen.strip()
        if not part and _address_follows(lines, place):
            continue
        quoted_next = quoted_at(lines, next_written(lines, place + 1))
        if not part or (
            joined
            and (
                lines[place].depth != lines[at].depth
                or ITEM.match(part)
                or _begins_later(joined, part, quoted_next=quoted_next)
            )
        ):
            break
        joined = f"{joined} {part}".strip()
        if len(joined) > _LONGEST:
            break
        if _attributes(joined, quoted_next=quoted_next):
            return Span(at, place + 1, "attribution")
    return None


def _runs_on(low: str) -> bool:
    """Whether an attribution with a date and an address begins the line, and the letter follows."""
    found = _RUNS_ON.search(low)
    head = low[: found.end()] if found else ""
    return bool(_OPENS.match(head) and _ADDRESS.search(head) and _DATE.search(head))


def _address_follows(lines: list[Line], at: int) -> bool:
    """Whether an address stands apart below, as Polymail writes it."""
    following = next_written(lines, at)
    return following < len(lines) and lines[following].text.lstrip().startswith(("<", "mailto:"))


def _begins_later(head: str, part: str, *, quoted_next: bool) -> bool:
    """Whether the attribution begins with this part, and the head above it is the reader's."""
    low = lowered(head)
    if _WROTE.search(low) and (_ADDRESS.search(low) or _DATE.search(low)):
        return False
    begins = _OPENS.match(lowered(part)) or not (_OPENS.match(low) or _ADDRESS.search(low))
    return bool(begins) and _attributes(part, quoted_next=quoted_next)


def _promising(low: str, *, dated: bool) -> bool:
    """Whether an attribution may begin with this line: cheap, for it is asked of every line."""
    return bool(
        "@" in low
        or low.endswith((":", "：", "-", "<"))
        or (dated and _OPENS.match(low.lstrip(" -–—*_>")))
        or _WROTE.search(low[:200])
    )


def _attributes(joined: str, *, quoted_next: bool) -> bool:
    """Whether the lines, joined, say who wrote what follows."""
    dashed = joined.startswith("--") and joined.endswith("--")
    text = joined.strip(" -–—*_").lstrip("> ")
    low = lowered(text)
    if _ISO.match(low):
        return True
    last = bool(_WROTE_LAST.search(low))
    colon = low.endswith((":", "："))
    if quoted_next and _signs(text):
        return True
    if not (last or colon) or len(low.split()) > _MOST_WORDS or _SELF.search(low):
        return False
    address = bool(_ADDRESS.search(low))
    date = bool(_DATE.search(low))
    wrote = last or bool(_WROTE.search(low))
    if wrote:
        if dashed or quoted_next or address:
            return dashed or address or date or len(low.split()) <= 8  # noqa: PLR2004
        return date and bool(_OPENS.match(low))
    return colon and ((date and address) or (quoted_next and (date or address)))


def _signs(text: str) -> bool:
    """Whether a line is a name, an address and a date and no more, as Nextcloud writes it."""
    few = len(text.split()) <= _FEW_WORDS
    return few and bool(_ADDRESS.search(text)) and _dated(text) and not _SENTENCE.search(text)


def next_written(lines: list[Line], at: int) -> int:
    """The next line that is not blank."""
    while at < len(lines) and lines[at].blank:
        at += 1
    return at


def quoted_at(lines: list[Line], at: int) -> bool:
    """Whether the line bears a quote mark, be it the bar of some old programs."""
    return at < len(lines) and (lines[at].quoted or lines[at].text.startswith("|"))
