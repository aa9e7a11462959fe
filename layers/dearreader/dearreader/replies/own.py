"""Cutting out the reader's own words: the earliest sign of a quote wins.

A mail is looked at as lines (see ``lines``). Lines that a mark says are quoted go, with what
introduces them; what follows a quote unquoted stays, for people answer below and in between. An
introduction that no quoted line follows (Outlook's, Yahoo's) means that all the rest is the
earlier mail.
"""

from dataclasses import dataclass, field

from dearreader.replies import bounds, quotes
from dearreader.replies.bounds import Bounds
from dearreader.replies.flatten import flatten
from dearreader.replies.lines import Line, bounded, from_text
from dearreader.replies.paragraphs import join
from dearreader.replies.reply import Cut
from dearreader.replies.signatures import trim

_SHOWN = 200


@dataclass
class Own:
    """The reader's own words, and what was cut by which signal."""

    text: str = ""
    cuts: list[Cut] = field(default_factory=list)

    def cut(self, signal: str, lines: list[Line]) -> None:
        """Record that lines were left out."""
        text = " ".join(line.text.strip() for line in lines[:20] if not line.blank)[:_SHOWN]
        if text:
            self.cuts.append(Cut(signal=signal, text=text))


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
    return of_lines(flatten(html[: bounds.HTML]), limits, alone=True).text


def of_lines(
    lines: list[Line], limits: Bounds, *, alone: bool = False, sender_name: str = ""
) -> Own:
    """The reader's own words in a body.

    ``alone`` says to take what follows an introduction at the very top for the reader's.
    """
    own = Own()
    lines = bounded(lines, limits)
    runs: list[list[Line]] = [[]]
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.mark == "history":
            own.cut("marker", lines[at:])
            break
        if line.quoted or line.mark == "attribution":
            end = at
            while end < len(lines) and (
                lines[end].quoted or lines[end].blank or lines[end].mark == "attribution"
            ):
                end += 1
            own.cut("quoted lines", lines[at:end])
            if runs[-1]:
                runs.append([])
            at = end
            continue
        found = quotes.introduction(lines, at)
        if found:
            if found.own:
                runs[-1].append(Line(found.own))
            own.cut(found.signal, lines[at : found.end])
            at = found.end
            after = quotes.next_written(lines, at)
            if after < len(lines) and quotes.quoted_at(lines, after):
                _mark_bars(lines, after)
                continue
            written = any(not each.blank for run in runs for each in run)
            if alone and not written:
                continue
            own.cut(found.signal, lines[at:])
            break
        runs[-1].append(line)
        at += 1
    kept = [
        trim(run, own, sender_name=sender_name, first=not number) for number, run in enumerate(runs)
    ]
    own.text = join([line for run in kept for line in [*run, Line("")]])
    own.text = limits.cut(own.text, bounds.TEXT, "text")
    return own


def _mark_bars(lines: list[Line], at: int) -> None:
    """Take ``| text`` for a quote, where an introduction stands above it."""
    while at < len(lines) and lines[at].text.startswith("|"):
        lines[at].depth = 1
        at += 1
