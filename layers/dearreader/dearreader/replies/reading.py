"""A raw mail, read from one end to the other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from dearreader.replies import kinds, verdicts
from dearreader.replies.addresses import addressed, mailbox
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
    letter_date, leaving = addressed(mail.headers)
    known = Reply(
        kind="reply",
        verified=verdicts.verified(mail.headers, sender),
        sender=sender.address,
        sender_name=sender.name,
        subject=decoded(mail.headers.first("subject")),
        letter_date=letter_date,
        leaving=leaving,
        message_id=one_line(mail.headers.first("message-id"))[:256],
        notes=tuple(limits.notes),
    )
    why = verdicts.rejection(mail.headers, sender, list_id, from_address)
    if why:
        return replace(known, kind="rejected", because=why)
    if leaving:
        return replace(known, kind="unsubscribe", because="address")
    auto = kinds.from_envelope(mail, known)
    if auto:
        return replace(known, kind=auto[0], because=auto[1])
    return _judged(mail, known, _own_words(mail, known, limits, letter), limits)


def _judged(mail: Part, known: Reply, own: Own, limits: Bounds) -> Reply:
    """What the reader's own words say."""
    auto = kinds.from_words(own.text, known)
    if auto:
        return replace(known, kind=auto[0], because=auto[1], notes=tuple(limits.notes))
    # Most of this package is about what people write: what programs write does not load it.
    from dearreader.replies.ideas import sort  # noqa: PLC0415
    from dearreader.replies.leaving import wants_to_leave  # noqa: PLC0415

    topic = kinds.bare_subject(known.subject)
    answer = topic != known.subject
    found = sort(own.text, "" if answer else topic, sender_name=known.sender_name)
    if found.more:
        limits.note("ideas")
    answerable = kinds.may_be_answered(mail.headers)
    told = partial(
        replace,
        known,
        text=own.text,
        cuts=own.cuts,
        notes=tuple(limits.notes),
        answerable=answerable,
    )
    if wants_to_leave(own.text, topic, answer=answer, has_ideas=found.asks):
        return told(kind="unsubscribe", because="words")
    return told(
        ideas=tuple(found.ideas),
        comments=tuple(found.comments),
        unsorted=tuple(found.unsorted),
        links=tuple(_LINK.findall(own.text)[:10]),
    )


def _own_words(
    mail: Part, known: Reply, limits: Bounds, letter: Callable[[date], str | None] | None
) -> Own:
    """The reader's own words: from the HTML, whose markers say more, else from the plain text."""
    sent = letter(known.letter_date) if letter and known.letter_date else None
    body = body_of(mail, limits)
    lines = flatten(body.html) if body.html else []
    html = not all(line.blank for line in lines)
    if not html:
        lines = from_text(body.plain, flowed=body.flowed)
    return of_lines(
        lines,
        limits,
        html=html,
        sender_name=known.sender_name,
        letter=SentLetter(sent) if sent else None,
    )
