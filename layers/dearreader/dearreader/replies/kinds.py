"""Which kind of mail it is: did a person write it, and do they only want to leave?"""

import re
from collections.abc import Sequence

from dearreader.replies import machines
from dearreader.replies.addresses import Mailbox
from dearreader.replies.folding import casefolded, lowered
from dearreader.replies.headers import Headers
from dearreader.replies.mime import Part, walk
from dearreader.replies.patterns import once, pattern
from dearreader.replies.phrases import Phrases
from dearreader.replies.reply import Kind

Judged = tuple[Kind, str] | None

_REPORTS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_NOTICES = frozenset({"message/disposition-notification", "message/feedback-report"})
_REACTION = 200
_A_FEW_WORDS = 12
_JOINED = 0x2E80  # from here on, scripts that put no blanks between words
_START = 3  # signs by which phrases are sorted
_OF_BODIES = (
    machines.BOUNCE_BODIES,
    machines.AWAY,
    machines.BACK_THEN,
    machines.WHEN_BACK,
    machines.REACTED,
    machines.SAYS_AUTOMATIC,
    machines.ASKS_FOR_PROOF,
    machines.NO_LONGER,
    machines.UNREAD,
    machines.RECEIVED,
)
_WORD_START = pattern(rf"(?<![^\W\d_{chr(_JOINED)}-\U0010ffff])(?=(.{{{_START}}}))", re.DOTALL)
_ASCII_START = pattern(rf"\b(?=(\w.{{{_START - 1}}}))", re.DOTALL)  # sooner found
_SHORT = 1200  # characters: an automatic answer is not an essay
_ANSWER = pattern(
    r"(?:re|aw|antw|sv|vs|odp|ynt|yan|ответ|отв|回复|回覆|答复|返信|답장|회신|res|rif|r|rv|ref|fw|fwd|wg|tr|enc|i|pd|doorst|yön|转发|轉寄)"
    r"(?:\s?\[\d{1,3}\])?\s?[:：]\s{0,3}"
)  # of small letters
_PERSONAL = pattern(machines.PERSONAL)
# "Ik ben tot en met 12 oktober afwezig": a person, some days, away
_AWAY = pattern(
    r"(?<![^\W_])(?:i am|i'm|i’m|i will be|i'll be|bin|befinde|suis|serai|estoy|estaré|estou|estarei|sono|sarò|ben|jestem|będę|przebywam|нахожусь|буду)(?![^\W_]).{0,50}"
    r"(?<![^\W_])(?:away from|out of (?:the )?office|on leave|abwesend|verreist|nicht erreichbar|nicht im (?:büro|haus|dienst)|absente?|en (?:congés?|déplacement|vacances)|ausente|fuera|de (?:vacaciones|baja|férias|licença)|fora|assente|in (?:ferie|vacanza|malattia|maternità)|afwezig|met (?:vakantie|verlof)|nieobecn\w+|na urlopie|в отпуске|в командировке|отсутств\w+)(?![^\W_])"
)


def from_envelope(mail: Part, sender: Mailbox, subject: str) -> Judged:
    """Whether a program wrote the mail, judged by its headers and the types of its parts.

    In this order: what mail systems say about a delivery; what programs say about themselves.
    A foreign List-Id, Precedence: bulk or list, and X-Auto-Response-Suppress decide nothing:
    people's mail bears them.
    """
    kinds = {part.kind for part in walk(mail)[:20]}
    why = _bounce(mail, sender, _opening(subject), kinds)
    if why:
        return "bounce", why
    why = _automatic(mail, sender, _opening(subject), kinds)
    return ("auto_reply", why) if why else None


def _bounce(mail: Part, sender: Mailbox, opening: str, kinds: set[str]) -> str:
    box = sender.address.partition("@")[0].strip('"').casefold()
    report = mail.kind == "multipart/report" and not kinds & _NOTICES
    typed = mail.parameters.get("report-type", "").lower()
    signs = {
        "delivery report": bool(kinds & _REPORTS) or mail.headers.has("x-failed-recipients"),
        "sender": box in machines.BOUNCE_BOXES
        or box.startswith("microsoftexchange")
        or sender.name.casefold() in machines.BOUNCE_NAMES,
        "report": report and "disposition" not in typed and "feedback" not in typed,
        "subject": machines.BOUNCE_SUBJECTS.begin(opening) and _may_name_one(mail),
    }
    return next((why for why, seen in signs.items() if seen), "")


def _may_name_one(mail: Part) -> bool:
    """Whether the mail may name an address that failed: "Undeliverable feelings" names none."""
    return any(
        b"@" in part.body
        or len(part.body.split()) < _A_FEW_WORDS
        or part.headers.first("content-transfer-encoding").lower() == "base64"
        for part in walk(mail)[:20]
    )


def _automatic(mail: Part, sender: Mailbox, opening: str, kinds: set[str]) -> str:
    headers = mail.headers
    submitted = headers.first("auto-submitted").partition(";")[0].strip().lower()
    signs = {
        "notice": bool(kinds & _NOTICES) or mail.kind == "multipart/report",
        "Auto-Submitted": bool(submitted) and not submitted.startswith("no"),
        "header": headers.has(*machines.AUTO_HEADERS),
        "Precedence": headers.first("precedence").strip().lower() in {"auto_reply", "auto-reply"},
        "X-Apple-Action": headers.first("x-apple-action").strip().lower() == "vacation",
        "reaction": "text/vnd.google.email-reaction+json" in kinds,
        "calendar": "text/calendar" in kinds and _is_calendar(mail),
        "sender": sender.address.casefold().startswith(machines.AUTO_BOXES),
        "subject": machines.AUTO_SUBJECTS.begin(opening),
        "null Return-Path": headers.first("return-path").strip() == "<>",
    }
    return next((why for why, seen in signs.items() if seen), "")


def _is_calendar(mail: Part) -> bool:
    """Whether the mail is an event or an answer to one; an event may also be a person's file."""
    return mail.kind == "text/calendar" or any(
        inner.kind == "text/calendar"
        for part in walk(mail)[:20]
        if part.kind == "multipart/alternative"
        for inner in part.parts
    )


def from_words(text: str, subject: str) -> Judged:
    """Whether a program wrote the mail, judged by its own words."""
    own = casefolded(text[:_SHORT])
    said = _said(own)

    def count(phrases: Phrases) -> int:
        return _count(said.get(phrases, ()))

    if count(machines.BOUNCE_BODIES) and (
        not _ANSWER.match(lowered(subject)) or ("@" in own and len(text) < _SHORT // 2)
    ):
        return "bounce", "words"
    if len(text) > _SHORT:
        return None
    away = count(machines.AWAY) or bool(_AWAY.search(own))
    back = count(machines.BACK_THEN)
    more = back > 1 and bool(back > count(machines.WHEN_BACK)) and not _PERSONAL.search(own)
    if (
        machines.MAYBE_SUBJECTS.begin(_opening(subject))
        and (away or back > 1)
        and not _PERSONAL.search(own)
    ):
        return "auto_reply", "subject"
    if (
        (len(own) < _REACTION and count(machines.REACTED))
        or count(machines.SAYS_AUTOMATIC)
        or (away and more)
        or ("http" in own and count(machines.ASKS_FOR_PROOF))
        or ("@" in own and count(machines.NO_LONGER))
        or count(machines.UNREAD)
        or count(machines.RECEIVED) > 1
    ):
        return "auto_reply", "words"
    return None


def may_be_answered(headers: Headers) -> bool:
    """Whether a mail may go back: not through other people's lists, nor where none is wanted."""
    if headers.first("precedence").strip().lower() in {"bulk", "list", "junk"}:
        return False
    return not headers.has("list-id", "list-post", "list-unsubscribe", "x-auto-response-suppress")


def bare_subject(subject: str) -> str:
    """The subject without ``Re:``, ``AW:``, ``Fwd:`` and their like."""
    for _ in range(6):
        found = _ANSWER.match(lowered(subject))
        if not found:
            break
        subject = subject[found.end() :]
    return subject


def _opening(subject: str) -> str:
    """How a subject begins, without the bracket of ``[자동응답]``."""
    return casefolded(subject).lstrip("[(【<*「 ")


def _said(text: str) -> dict[Phrases, list[str]]:
    """The phrases of programs that are in the text, each at the beginning of a word."""
    table = _by_start()
    out: dict[Phrases, list[str]] = {}
    starts = _ASCII_START.findall(text) if text.isascii() else ["", *_WORD_START.findall(text)]
    for start in table.keys() & frozenset(starts):
        for phrase, where in table[start]:
            if phrase in text and _begins_word(text, phrase):
                out.setdefault(where, []).append(phrase)
    return out


@once
def _by_start() -> dict[str, list[tuple[str, Phrases]]]:
    """All phrases that a body is searched for, by how they begin, to try few.

    The short ones, of which none is ASCII, are at "".
    """
    out: dict[str, list[tuple[str, Phrases]]] = {}
    for phrases in _OF_BODIES:
        for phrase in phrases:
            start = phrase[:_START] if len(phrase) >= _START else ""
            out.setdefault(start, []).append((phrase, phrases))
    return out


def _count(found: Sequence[str]) -> int:
    """How many phrases were found. One inside another, as "urgent" in "in urgent cases", is none."""
    return sum(1 for one in found if not any(one in other for other in found if other != one))


def _begins_word(text: str, phrase: str) -> bool:
    place = text.find(phrase)
    while place >= 0:
        before = text[place - 1] if place else " "
        if not before.isalpha() or ord(before) >= _JOINED:
            return True
        place = text.find(phrase, place + 1)
    return False
