"""A raw mail, read from one end to the other."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dearreader.replies import kinds, verdicts
from dearreader.replies.addresses import addressed, mailbox
from dearreader.replies.bounds import Bounds, one_line
from dearreader.replies.flatten import flatten
from dearreader.replies.headers import decoded
from dearreader.replies.ideas import sort
from dearreader.replies.leaving import wants_to_leave
from dearreader.replies.lines import from_text
from dearreader.replies.mime import body_of, parse
from dearreader.replies.own import of_lines
from dearreader.replies.reply import Reply


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
    to = addressed(mail.headers)
    known = Reply(
        kind="reply",
        verified=verdicts.verified(mail.headers, sender),
        sender=sender.address,
        sender_name=sender.name,
        subject=decoded(mail.headers.first("subject")),
        letter_date=to.letter_date,
        leaving=to.leaving,
        message_id=one_line(mail.headers.first("message-id"))[:256],
        notes=tuple(limits.notes),
    )
    why = verdicts.rejection(mail.headers, sender, list_id, from_address)
    if why:
        return replace(known, kind="rejected", because=why)
    if to.leaving:
        return replace(known, kind="unsubscribe", because="address")
    auto = kinds.from_envelope(mail, known)
    if auto:
        return replace(known, kind=auto[0], because=auto[1])
    body = body_of(mail, limits)
    own = of_lines(
        flatten(body.html) if body.html else from_text(body.plain, flowed=body.flowed),
        limits,
        sender_name=sender.name,
    )
    auto = kinds.from_words(own.text, known)
    if auto:
        return replace(known, kind=auto[0], because=auto[1], notes=tuple(limits.notes))
    topic = kinds.bare_subject(known.subject)
    sorted_ = sort(own.text, "" if topic != known.subject else topic)
    if wants_to_leave(
        own.text, topic, answer=topic != known.subject, has_ideas=bool(sorted_.ideas)
    ):
        return replace(
            known,
            kind="unsubscribe",
            because="words",
            text=own.text,
            cuts=tuple(own.cuts),
            notes=tuple(limits.notes),
        )
    return replace(
        known,
        text=own.text,
        ideas=tuple(sorted_.ideas),
        comments=tuple(sorted_.comments),
        unsorted=tuple(sorted_.unsorted),
        cuts=tuple(own.cuts),
        notes=tuple(limits.notes),
    )
