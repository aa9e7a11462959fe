"""A reply as a person looks at it: what was kept, what was cut and why, and what was made of it."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from cli.rawmails import printable
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
    "ideas": "It names more ideas than are kept.",
    "lines": "It has more lines than are read: the middle was left out.",
}
_WIDE = 100  # no wider than this, so that text stays easy to read
_NARROW = 40
_LEAST = 8  # signs of what was cut, however narrow the window


def show(name: str, reply: Reply) -> None:
    """Print it."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = max(_NARROW, min(console.width, _WIDE))
    _print(console, Text(printable(name), style="bold"), 0)
    _print(console, _head(reply), 2)
    if reply.kind in {"reply", "unsubscribe"}:
        _section(console, "Kept", reply.text.splitlines() or ["nothing"])
        _section(console, "Cut, and by which signal", _cuts(reply.cuts, console.width - 4))
        _section(console, "Ideas", _items(reply.ideas))
        _section(console, "Comments, thanks, greetings", _items(reply.comments))
        _section(console, "Not understood, and kept for you to read", _items(reply.unsorted))
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
        else Text("not verified: it cannot vote", style="yellow"),
    ]
    if reply.letter_date:
        parts.append(Text(f"to the letter of {reply.letter_date.isoformat()}"))
    return Text(", ").join(parts)


def _section(console: Console, title: str, rows: Iterable[str | Text]) -> None:
    rows = list(rows)
    if rows:
        console.print()
        _print(console, Text(title, style="bold dim"), 2)
    for row in rows:
        _print(console, Text(row) if isinstance(row, str) else row, 4)


def _print(console: Console, text: Text, indent: int) -> None:
    """The text, wrapped at the window's edge, each line as far in; items hang."""
    hang = 2 if text.plain.startswith("• ") else 0
    for number, line in enumerate(text.wrap(console, console.width - indent - hang)):
        console.print(Text(" " * (indent + hang * bool(number))) + line, soft_wrap=True)


def _items(texts: Iterable[str]) -> list[str]:
    return [f"• {text}" for text in texts]


def _cuts(cuts: Iterable[Cut], width: int) -> list[Text]:
    """Of each cut its signal, how many lines it was, and how it begins."""
    rows = [(cut.signal, f"{cut.lines} line{'s' * (cut.lines != 1)}", cut.text) for cut in cuts]
    one, two = (max((len(row[at]) for row in rows), default=0) for at in (0, 1))
    out = []
    for signal, count, text in rows:
        shown = Text(text, style="dim")
        shown.truncate(max(width - one - two - 4, _LEAST), overflow="ellipsis")
        out.append(Text(f"{signal:<{one}}", style="magenta") + f"  {count:>{two}}  " + shown)
    return out
