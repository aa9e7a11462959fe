"""Cutting out the reader's own words: the earliest sign of a quote wins.

A mail is looked at as lines (see ``lines``). Lines that a mark says are quoted go, with what
introduces them; what follows a quote unquoted stays, for people answer below and in between. An
introduction that no quoted line follows (Outlook's, Yahoo's) means that all the rest is the
earlier mail.
"""

from operator import itemgetter

from dearreader.replies import bounds, quotes
from dearreader.replies.bounds import Bounds
from dearreader.replies.flatten import flatten
from dearreader.replies.lines import Line, bounded, from_text
from dearreader.replies.paragraphs import join
from dearreader.replies.reply import Cut
from dearreader.replies.sent import SentLetter
from dearreader.replies.signatures import trim

_SHOWN = 200


class Own:
    """The reader's own words, and what was cut by which signal, in the mail's order."""

    def __init__(self, lines: list[Line]) -> None:
        self.text = ""
        self._lines = lines
        self._cuts: list[tuple[int, Cut]] = []

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The cuts, in the mail's order."""
        return tuple(cut for _, cut in sorted(self._cuts, key=itemgetter(0)))

    def cut(self, signal: str, lines: list[Line]) -> None:
        """Record that lines were left out."""
        if not lines:
            return
        text = " ".join(line.text.strip() for line in lines[:20] if not line.blank)[:_SHOWN]
        if text:
            count = sum(1 for line in lines if not line.blank)
            known = lines[0] in self._lines
            place = self._lines.index(lines[0]) if known else len(self._lines)
            self._cuts.append((place, Cut(signal, text, count)))


def own_words(text: str) -> str:
    """The reader's own words in a plain-text body, one paragraph a line.

    Where nothing precedes a forwarded or quoted mail that bears no quote marks, its text is
    returned: without the mail around it, that may be all that the reader wrote.
    """
    limits = Bounds()
    return of_lines(from_text(text[: bounds.TEXT]), limits, alone=True).text


def own_words_html(html: str) -> str:
    """The reader's own words in an HTML body, one paragraph a line."""
    limits = Bounds()
    return of_lines(flatten(html[: bounds.HTML]), limits, html=True, alone=True).text


def of_lines(
    lines: list[Line],
    limits: Bounds,
    *,
    html: bool = False,
    alone: bool = False,
    sender_name: str = "",
    letter: SentLetter | None = None,
) -> Own:
    """The reader's own words in a body.

    ``html`` says that the lines' depth is that of blockquotes, not of ``>``.
    ``alone`` says to take what follows an introduction at the very top for the reader's.
    ``letter`` is the letter that the mail answers, if it is known.
    """
    lines = bounded(lines, limits)
    own = Own(lines)
    runs: list[list[Line]] = [[]]
    at = 0
    while at < len(lines):
        pieces = _quoted(lines, at, letter, html=html)
        if pieces:
            for signal, end in pieces:
                own.cut(signal, lines[at:end])
                at = end
            if runs[-1]:
                runs.append([])
            continue
        if lines[at].mark == "history":
            _end(own, runs, "the program's marker", lines[at:], letter)
            break
        found = quotes.introduction(lines, at)
        if not found:
            runs[-1].append(lines[at])
            at += 1
            continue
        if found.own:
            runs[-1].append(Line(found.own))
        own.cut(found.signal, lines[at : found.end])
        at = found.end
        after = quotes.next_written(lines, at)
        if quotes.quoted_at(lines, after):
            _mark_bars(lines, after)
        elif not (alone and all(line.blank for run in runs for line in run)):
            _end(own, runs, f"below the {found.signal}", lines[at:], letter)
            break
    kept = [
        trim(run, own, sender_name=sender_name, first=not place) for place, run in enumerate(runs)
    ]
    text = join([line for run in kept for line in [*run, Line("")]])
    own.text = limits.cut(text, bounds.TEXT, "text")
    return own


def _quoted(
    lines: list[Line], at: int, letter: SentLetter | None, *, html: bool
) -> list[tuple[str, int]]:
    """The quoted lines that begin here, in pieces: what shows it, and where the piece ends."""
    pieces: list[tuple[str, int]] = []
    for place in range(at, len(lines)):
        line = lines[place]
        signal = _shows_quote(line, letter, html=html)
        if not signal:
            if not line.blank:
                break
        elif pieces and pieces[-1][0] == signal:
            pieces[-1] = (signal, place + 1)
        else:
            pieces.append((signal, place + 1))
    return pieces


def _shows_quote(line: Line, letter: SentLetter | None, *, html: bool) -> str:
    """What shows that a line by itself is somebody else's, "" if nothing does."""
    if line.mark == "attribution":
        return "attribution"
    if line.depth:
        return "blockquote" if html else "quote marks"
    if line.mark == "quote":
        return "the program's mark"
    return "the letter's own text" if letter and not line.mark and letter.holds(line) else ""


def _end(
    own: Own, runs: list[list[Line]], signal: str, lines: list[Line], letter: SentLetter | None
) -> None:
    """All the rest is the earlier mail, but for what the reader wrote into it."""
    own.cut(signal, lines)
    answers = letter.answers_in(lines) if letter else []
    if answers:
        runs.append([Line(line.text) for line in answers])


def _mark_bars(lines: list[Line], at: int) -> None:
    """Take ``| text`` for a quote, where an introduction stands above it."""
    while at < len(lines) and lines[at].text.startswith("|"):
        lines[at].depth = 1
        at += 1
