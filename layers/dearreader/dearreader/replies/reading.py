"""A raw mail, read from one end to the other."""

from collections.abc import Callable
from datetime import date
from functools import partial

from dearreader.replies import kinds, verdicts
from dearreader.replies.addresses import Mailbox, addressed, mailbox
from dearreader.replies.bounds import Bounds, one_line
from dearreader.replies.flatten import flatten
from dearreader.replies.headers import decoded
from dearreader.replies.lines import from_text
from dearreader.replies.mime import Part, body_of, parse
from dearreader.replies.own import Own, of_lines
from dearreader.replies.patterns import pattern
from dearreader.replies.reply import Reply
from dearreader.replies.sent import SentLetter

_LINK = pattern(r"https?://[^\s<>\"'()\[\]]{3,300}")


def read(
    raw: bytes,
    *,
    list_id: str,
    from_address: str = "",
    letter: Callable[[date], str | None] | None = None,
) -> Reply:
    """What a raw mail says, as SES stored it. Never raises on content.

    ``list_id`` and ``from_address`` are our own: a mail that bears one of them is a letter of ours
    that came back. ``letter`` gives the plain text of the letter that was sent on a day, or None.
    """
    limits = Bounds()
    mail = parse(raw, limits)
    sender = mailbox(mail.headers.first("from"))
    subject = decoded(mail.headers.first("subject"))
    letter_date, leaving = addressed(mail.headers)
    told = partial(
        Reply,
        verified=verdicts.verified(mail.headers, sender),
        sender=sender.address,
        sender_name=sender.name,
        subject=subject,
        letter_date=letter_date,
        leaving=leaving,
        message_id=one_line(mail.headers.first("message-id"))[:256],
    )
    why = verdicts.rejection(mail.headers, sender, list_id, from_address)
    if why:
        return told(kind="rejected", because=why, notes=tuple(limits.notes))
    if leaving:
        return told(kind="unsubscribe", because="address", notes=tuple(limits.notes))
    auto = kinds.from_envelope(mail, sender, subject)
    if auto:
        return told(kind=auto[0], because=auto[1], notes=tuple(limits.notes))
    sent = letter(letter_date) if letter and letter_date else None
    own = _own_words(mail, sender, limits, SentLetter(sent) if sent else None)
    auto = kinds.from_words(own.text, subject)
    if auto:
        return told(kind=auto[0], because=auto[1], notes=tuple(limits.notes))
    # Most of this package is about what people write: what programs write does not load it.
    from dearreader.replies.ideas import sort  # noqa: PLC0415
    from dearreader.replies.leaving import wants_to_leave  # noqa: PLC0415

    topic = kinds.bare_subject(subject)
    answer = topic != subject
    found = sort(own.text, "" if answer else topic, sender_name=sender.name)
    if found.more:
        limits.note("ideas")
    leaves = wants_to_leave(own.text, topic, answer=answer, has_ideas=found.asks)
    return told(
        kind="unsubscribe" if leaves else "reply",
        because="words" if leaves else "",
        text=own.text,
        cuts=own.cuts,
        notes=tuple(limits.notes),
        answerable=kinds.may_be_answered(mail.headers),
        ideas=() if leaves else tuple(found.ideas),
        comments=() if leaves else tuple(found.comments),
        unsorted=() if leaves else tuple(found.unsorted),
        links=() if leaves else tuple(_LINK.findall(own.text)[:10]),
    )


def _own_words(mail: Part, sender: Mailbox, limits: Bounds, letter: SentLetter | None) -> Own:
    """The reader's own words: from the HTML, whose markers say more, else from the plain text."""
    body = body_of(mail, limits)
    lines = flatten(body.html) if body.html else []
    html = not all(line.blank for line in lines)
    if not html:
        lines = from_text(body.plain, flowed=body.flowed)
    return of_lines(lines, limits, html=html, sender_name=sender.name, letter=letter)
