"""Which topics the reader asks for, in the reader's own words.

List items first, then sentences. A sentence that a wish's pattern fits gives its topic; a short
phrase that is no sentence is a topic by itself; a question that is not put to the writer is one
as well. Thanks, refusals, corrections and questions to the writer are comments. What no rule
understands is unsorted: kept, for a person to read.
"""

import re
from dataclasses import dataclass, field

from dearreader.replies import bounds, wishes
from dearreader.replies.asking import (
    announces,
    is_open_question,
    looks_back,
    refuses,
    wished,
)
from dearreader.replies.languages import JOINED, guess
from dearreader.replies.leaving import asks_to_leave
from dearreader.replies.patterns import pattern
from dearreader.replies.sentences import Unit, units
from dearreader.replies.small_talk import is_question_to_writer, is_small_talk, speaks_of_us
from dearreader.replies.topics import distinct, trimmed

_ORDINAL = pattern(
    r"^(?:one|two|three|four|first(?:ly)?|second(?:ly)?|third(?:ly)?|erstens|zweitens|drittens|eins|zwei|drei|un|deux|trois|uno|dos|tres|um|dois|due|tre|een|twee|drie|primero|segundo|primo|secondo|po pierwsze|po drugie|birincisi|ikincisi|во-первых|во-вторых|первое|второе|一つ目は|二つ目は|첫째|둘째|第一|第二|其一|其二)\s?[:：,，.–—-]\s{0,2}(?P<t>.+)",
    re.IGNORECASE,
)
_ANAPHORA = pattern(wishes.ANAPHORA, re.IGNORECASE)
_JOINED_SENTENCE = pattern(r"(?:です|ます|ました|でした|た|よ|ね|了)[。！!？?]*$")
_LATIN = pattern("[A-Za-z]{3}")
_MOST_WORDS = 9
_MOST_SIGNS = 30
_LONGEST_ITEM = 160


@dataclass
class Sorted:
    """A reader's sentences, sorted."""

    ideas: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    unsorted: list[str] = field(default_factory=list)


def sort(text: str, subject: str = "") -> Sorted:
    """Sort the reader's sentences. ``subject`` is a new mail's own, "" for an answer's."""
    out = Sorted()
    tried = guess(f"{text}\n{subject}")
    read = units(text)
    out.unsorted += [unit.text for unit in read[bounds.SENTENCES :]]
    read = read[: bounds.SENTENCES]
    written = [unit for unit in read if not is_small_talk(unit.text)]
    if subject:
        out.ideas += _of_subject(subject, tried, empty=not written)
    at = 0
    while at < len(read):
        if read[at].item:
            end = at
            while end < len(read) and read[end].item:
                end += 1
            _sort_items(read, at, end, tried, out)
            at = end
            continue
        _sort_sentence(read, at, tried, out, alone=len(written) == 1)
        at += 1
    out.ideas = distinct(out.ideas)[: bounds.IDEAS]
    return out


def _sort_items(read: list[Unit], at: int, end: int, tried: tuple[str, ...], out: Sorted) -> None:
    """List items are topics, unless what stands before them says something else."""
    head = read[at - 1].text if at and not read[at - 1].item else ""
    told = announces(head)
    wanted = not head or told or not (refuses(head, tried) or speaks_of_us(head))
    if refuses(head, tried):
        wanted = False
    for unit in read[at:end]:
        found = wished(unit.text, tried)
        if found:
            out.ideas += found
        elif wanted and len(unit.text) <= 160 and not is_small_talk(unit.text):  # noqa: PLR2004
            if refuses(unit.text, tried) and len(unit.text.split()) > 4 and unit.text.endswith("."):  # noqa: PLR2004
                out.comments.append(unit.text)
            else:
                out.ideas.append(trimmed(unit.text, ()))
        else:
            out.comments.append(unit.text)


def _sort_sentence(
    read: list[Unit], at: int, tried: tuple[str, ...], out: Sorted, *, alone: bool
) -> None:
    sentence = read[at].text
    if is_small_talk(sentence):
        out.comments.append(sentence)
        return
    found = wished(sentence, tried)
    if found:
        out.ideas += found
        return
    ordinal = _ORDINAL.match(sentence)
    if ordinal and any(announces(unit.text) for unit in read[:at]):
        out.ideas.append(trimmed(ordinal.group("t"), tried))
        return
    if at and _ANAPHORA.search(sentence) and len(sentence.split()) <= 14:  # noqa: PLR2004
        before = _pointed_at(read, at, tried)
        if before:
            out.ideas.append(trimmed(before, ()))
            out.comments.append(sentence)
            return
    if refuses(sentence, tried) or looks_back(sentence, tried):
        out.comments.append(sentence)
        return
    if sentence.rstrip("\"'”’»)").endswith(("?", "？")) or "?" in sentence[-3:]:
        if is_question_to_writer(sentence) or not is_open_question(sentence):
            out.comments.append(sentence)
        else:
            out.ideas.append(trimmed(sentence, (), keep_question=True))
        return
    if alone and _is_phrase(sentence) and not asks_to_leave(sentence):
        out.ideas.append(trimmed(sentence, ()))
        return
    (out.comments if speaks_of_us(sentence) else out.unsorted).append(sentence)


def _of_subject(subject: str, tried: tuple[str, ...], *, empty: bool) -> list[str]:
    """The topic in a new mail's subject: ``Idea for a letter: grandparents and video calls``."""
    found = wished(subject, tried)
    if found or not empty:
        return found
    return [trimmed(subject, ())] if _is_phrase(subject) and len(subject.split()) > 1 else []


def _pointed_at(read: list[Unit], at: int, tried: tuple[str, ...]) -> str:
    """What "that feels like a letter" means: the nearest question before, or the last phrase."""
    for unit in reversed(read[:at]):
        if "?" in unit.text[-3:] or "？" in unit.text[-2:]:
            return unit.text
    before = read[at - 1].text
    return before if not looks_back(before, tried) and len(before.split()) <= 20 else ""  # noqa: PLR2004


def _is_phrase(text: str) -> bool:
    """Whether a text is a short noun phrase: a topic, not a sentence about something."""
    if speaks_of_us(text) or is_small_talk(text):
        return False
    tried = guess(text)
    limit = 30 if set(tried) & JOINED and not re.search("[A-Za-z]{3}", text) else 0
    if limit:
        return len(text) <= limit and not re.search(
            r"(?:です|ます|ました|でした|た|よ|ね|了)[。！!？?]*$", text
        )
    if looks_back(text, tried) or "!" in text:
        return False
    return len(text.split()) <= _MOST_WORDS and any(sign.isalpha() for sign in text)
