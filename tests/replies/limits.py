"""What must hold of any mail whatever: the reader ends, does not raise, and keeps plain text."""

import re

from dearreader.replies import own_words, own_words_html, read
from dearreader.replies.bounds import IDEAS, SUBJECT, TEXT

LIST_ID = "letters.reply.example.com"
LETTER = "It was four in the morning and the dough did not care about my plans. As ever."
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters but tab and line feed, what turns the direction of text, lone surrogates."""

LONGEST = {"text": TEXT, "subject": SUBJECT, "sender_name": 200, "message_id": 256}


def check_mail(raw: bytes) -> None:
    """Read a raw mail, and hold what is kept of it to the limits."""
    reply = read(raw, list_id=LIST_ID, from_address="m@s.example", letter=lambda _: LETTER)
    kept = [reply.text, reply.subject, reply.sender, reply.sender_name, reply.message_id]
    kept += [*reply.ideas, *reply.comments, *reply.unsorted, *reply.links, reply.because]
    kept += [text for cut in reply.cuts for text in (cut.signal, cut.text)]
    for text in kept:
        assert not FORBIDDEN.search(text), text
    for name, longest in LONGEST.items():
        assert len(getattr(reply, name)) <= longest, name
    assert len(reply.ideas) <= IDEAS
    assert all(idea.strip() for idea in reply.ideas)
    assert reply.kind in {"reply", "unsubscribe"} or not (reply.text or reply.ideas)


def check_body(body: str) -> None:
    """Cut a bare body, as plain text and as HTML, and hold what is left to the limits."""
    for words in (own_words(body), own_words_html(body)):
        assert not FORBIDDEN.search(words), words
        assert len(words) <= 4 * len(body) + 40
