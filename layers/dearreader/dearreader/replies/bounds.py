"""How much of a mail is read. Mail is written by anybody, and some of it to do harm.

What is beyond a bound is left unread and noted; the raw mail is kept in the bucket all the same.
"""

from dearreader.replies.patterns import pattern

RAW = 10 * 1024 * 1024
HEADERS = 200
HEADER_BYTES = 64 * 1024
SUBJECT = 1024
PARTS = 100
DEPTH = 10
ENCODED = 1024 * 1024  # of one part, before its transfer encoding is undone
HTML = 256 * 1024
TEXT = 32 * 1024
LINES = 500
PATTERN = 1000  # so much of a line is held against patterns
IDEAS = 20
SENTENCES = 150  # so many are looked through for ideas
SENTENCE = 400  # so much of one is held against the patterns of wishes

# Control characters but tab and line feed; what turns the direction of text; what shows nothing.
_UNSEEN = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff\u00ad]"
)
_BREAKS = pattern("[\r\x0b\x0c\x85\u2028\u2029]")


class Bounds:
    """The notes on what went over a bound, each once, in the order in which they came up."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, what: str) -> None:
        """Record that something was left unread."""
        if what not in self.notes:
            self.notes.append(what)

    def cut(self, text: str, limit: int, what: str) -> str:
        """`text` down to `limit` characters."""
        if len(text) > limit:
            self.note(what)
            return text[:limit]
        return text


def clean(text: str) -> str:
    """Plain text: line feeds only, no control characters, nothing that turns its direction."""
    text = text.replace("\r\n", "\n")
    if text.replace("\n", "").isprintable():
        return text
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """`clean`, on a single line, with single blanks."""
    return " ".join(clean(text).split())
