"""A reply as a person looks at it: what was kept, what was cut and why, and what was made of it."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dearreader.replies import Cut, Reply

_KINDS = {
    "reply": "a reply",
    "auto_reply": "an automatic answer",
    "bounce": "a bounce",
    "unsubscribe": "a wish to leave",
    "rejected": "rejected",
}
_NOTES = {
    "raw": "It is longer than 10 MB; the rest was not read.",
    "headers": "It has more headers than are read.",
    "parts": "It has more parts than are read.",
    "depth": "Its parts are nested deeper than is read.",
    "html": "Its HTML is longer than is read.",
    "text": "Its text is longer than is read.",
    "lines": "It has more lines than are read: the middle was left out.",
}
_WIDE = 100  # no wider than this, so that text stays easy to read
_NARROW = 40


def show(name: str, reply: Reply) -> None:
    """Print it."""
    console = Console(highlight=False, soft_wrap=False)
    console.width = max(_NARROW, min(console.width, _WIDE))
    console.print(Text(name, style="bold", overflow="fold"))
    console.print(Padding(_head(reply), (0, 0, 0, 2)))
    if reply.kind in {"reply", "unsubscribe"}:
        _section(console, "Kept", reply.text.splitlines() or ["nothing"])
        _cuts(console, reply.cuts)
        _section(console, "Ideas", _items(reply.ideas))
        _section(console, "Comments", _items(reply.comments))
        _section(console, "Not understood, kept for you to read", _items(reply.unsorted))
    _section(console, "Note", [_NOTES.get(note, f"Cut short: {note}.") for note in reply.notes])
    console.print()


def _head(reply: Reply) -> Text:
    """``a reply, from ana@example.org, verified, to the letter of 2026-10-06``."""
    kind = _KINDS[reply.kind] + (f" ({reply.because})" if reply.because else "")
    parts = [
        Text(kind, style="cyan"),
        Text(f"from {reply.sender}" if reply.sender else "from nobody that it names"),
        Text("verified", style="green")
        if reply.verified
        else Text("not verified: it counts for nothing", style="yellow"),
    ]
    if reply.letter_date:
        parts.append(Text(f"to the letter of {reply.letter_date.isoformat()}"))
    return Text(", ").join(parts)


def _section(console: Console, title: str, rows: Iterable[str]) -> None:
    rows = list(rows)
    if not rows:
        return
    console.print(Padding(Text(title, style="dim"), (1, 0, 0, 2)))
    for row in rows:
        console.print(Padding(Text(row, overflow="fold"), (0, 0, 0, 4)))


def _items(texts: Iterable[str]) -> list[str]:
    return [f"• {text}" for text in texts]


def _cuts(console: Console, cuts: Iterable[Cut]) -> None:
    """What was cut by which signal, how many lines of it, and how it begins."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="magenta")
    table.add_column(no_wrap=True, justify="right")
    table.add_column(no_wrap=True, overflow="ellipsis", style="dim")
    for cut in cuts:
        count = f"{cut.lines} line{'s' * (cut.lines != 1)}"
        table.add_row(Text(cut.signal), Text(count), Text(cut.text))
    if table.row_count:
        console.print(Padding(Text("Cut, and by which signal", style="dim"), (1, 0, 0, 2)))
        console.print(Padding(table, (0, 0, 0, 4)))
