"""Which topics the reader asks for, in the reader's own words.

List items first, then sentences. A sentence that a wish's pattern fits gives its topic; a short
phrase that is no sentence is a topic by itself; a question that is not put to the writer is one
as well. Thanks, refusals, corrections and questions to the writer are comments. What no rule
understands is unsorted: kept, for a person to read.
"""

import re

from dearreader.replies import bounds
from dearreader.replies.asking import (
    announces,
    heads_a_list,
    is_of_letters,
    is_open_question,
    looks_back,
    points_back,
    refuses,
    stands_over_others,
    wished,
)
from dearreader.replies.folding import folded, plain
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
# "My grandson asked me yesterday why clocks go round": the question in a sentence that is none
_INNER_QUESTION = plain(
    r"(?<![^\W_])(?:why|how|whether|ob|what (?:it|happens|makes|if)|wieso|warum|weshalb|wie|pourquoi|comment|ce que|por qué|cómo|por que|porquê|como|perché|come|waarom|hoe|dlaczego|jak|почему|зачем|как)(?![^\W_]).+"
)
_JOINED_SENTENCE = pattern(
    r"(?:です|ます|ました|でした|た|よ|ね|了|啊|呢|吧)[。！!？?]*$|[，,；;]|我|你|您|他|她|私|僕|俺|あなた|很|真的|是|有"
)
_LATIN = pattern("[A-Za-z]{3}")
_MOST_WORDS = 9
_FEW_WORDS = 6
# How a longer phrase begins that names a thing: an article, a question's word.
_NAMES_A_THING = pattern(
    r"(?:the|a|an|how|why|what|when|where|who|being|getting|becoming|having|making|der|die|das|ein|eine|wie|warum|was|le|la|les|l['’]|un|une|des|comment|pourquoi|ce que|"
    r"el|los|las|una|cómo|por qué|o|os|as|um|uma|como|por que|il|lo|gli|i|uno|come|perché|de|het|een|hoe|waarom|jak|dlaczego|co|как|почему|что|कैसे|क्यों)[\s'’]",
    re.IGNORECASE,
)
# An imperative names nothing: "Per favore, togliete la pubblicità"
_ASKS_US = plain(
    r"^(?:please|pls|plz|never|don't|do not|always|keep|stop|bitte|nao|nicht|niet|nie|non|не|s'il (?:vous|te) plait|svp|por favor|per favore|alsjeblieft|alstublieft|prosze|lutfen|пожалуйста|कृपया|どうか|제발|请|請)(?![^\W_])|(?:ください|下さい|주세요|마세요)"
)
_ALSO = plain(
    r"(?<![^\W_])(?:too|also|auch|aussi|también|também|anche|ook|też|także|тоже|также)(?![^\W_])|भी|도 |も(?:です|ます)"
)
# Verbs that show by their endings that it is a sentence after all.
_VERB = pattern(
    r"^(?:been|loved|wept|cried|laughed|smiled|got|had|felt|needed|enjoyed|missed|thinking|wondering)\b|^(?:le|la|les|l['’])\s?\w+ (?:a|ont|va|vont|fait|font|avait)\b|^\w{2,}(?:é|í|ei)\b|\w(?:łam|łem|łaś|łeś)\b|\w(?:yorum|yor|dım|dim|dum|düm|tım|tim|tum|tüm|[dt][ıiuü])[.!]*$|[가-힣](?:요|다|죠|네|까)[.!~]*$|\b\w+(?:n't|'ll|'ve|'d)\b",
    re.IGNORECASE,
)
# "One, your archive search is broken": what is told of the newsletter
_FAULT = pattern(
    r"(?:the|your|this) [^,;:]{2,60} (?:is|are|was|were|has|does|doesn't)\b", re.IGNORECASE
)
_MOST_SIGNS = 20
_LONGEST_ITEM = 160
_LONGEST_ROW = 90
_SHORT_ITEM = 4  # words
_AFTERTHOUGHT = 14  # words
_NAME_EDGES = " ,.!–—-*"
_NEAR = 3  # sentences back, so far a pronoun points


class Sorted:
    """A reader's sentences, sorted."""

    def __init__(self, sender_name: str = "") -> None:
        self.name = frozenset(sender_name.casefold().split())
        self.ideas: list[str] = []
        self.comments: list[str] = []
        self.unsorted: list[str] = []
        self.more = False  # ideas than are kept
        self.asks = False  # for one of them; the others are only named

    def is_name(self, text: str) -> bool:
        """Whether a line is the sender's name, or a part of it, and no more."""
        return self.name.issuperset(text.casefold().strip(_NAME_EDGES).split())


def sort(text: str, subject: str = "", *, sender_name: str = "") -> Sorted:
    """Sort the reader's sentences. ``subject`` is a new mail's own, "" for an answer's."""
    out = Sorted(sender_name)
    tried = guess(f"{text}\n{subject}")
    read = _with_bare_lists(units(text), tried, out)
    out.unsorted += [unit.text for unit in read[bounds.SENTENCES :]]
    read = read[: bounds.SENTENCES]
    for unit in read:
        unit.small = is_small_talk(unit.text)
    written = [unit for unit in read if not unit.small]
    if subject:
        pointed = not written or points_back(written[0].text)
        out.ideas += _of_subject(subject, tried, pointed=pointed)
        out.asks = out.asks or bool(out.ideas)
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
    ideas = distinct(out.ideas)
    out.ideas, out.more = ideas[: bounds.IDEAS], len(ideas) > bounds.IDEAS
    return out


def _with_bare_lists(read: list[Unit], tried: tuple[str, ...], known: Sorted) -> list[Unit]:
    """The units, with the short lines below ``Three things:`` taken for the items that they are."""
    for at, unit in enumerate(read):
        colon = unit.text[-1:] in ":："
        if unit.item or unit.text[-1:] in ".!?。！？" or not heads_a_list(unit.text, tried):
            continue
        end = at + 1
        while end < len(read) and _is_row(read, end, known):
            end += 1
        # One line is a sentence that the colon leads to; without a colon, two may be chance.
        if end - at > (2 if colon else 3):
            for each in read[at + 1 : end]:
                each.item = True
    return read


def _is_row(read: list[Unit], at: int, known: Sorted) -> bool:
    """Whether a line stands by itself, is short and ends like no sentence."""
    unit = read[at]
    alone = all(unit.paragraph != near.paragraph for near in read[at - 1 : at + 2 : 2])
    return (
        alone
        and not unit.item
        and len(unit.text) <= _LONGEST_ROW
        and unit.text[-1:] not in ".!:：。！"
        and not is_small_talk(unit.text)
        and not known.is_name(unit.text)
    )


def _sort_items(read: list[Unit], at: int, end: int, tried: tuple[str, ...], out: Sorted) -> None:
    """List items are topics, unless what stands before them says something else."""
    head = read[at - 1].text if at and not read[at - 1].item else ""
    colon = head[-1:] in ":："  # a list was asked for: what a colon leads to are topics
    wanted = not refuses(head, tried) and not stands_over_others(head, tried)
    wanted = wanted and (not head or colon or heads_a_list(head, tried) or not speaks_of_us(head))
    for unit in read[at:end]:
        found = wished(unit.text, tried)
        if not found and wanted and _is_item(unit.text, tried):
            found = [trimmed(unit.text, ())]
        out.ideas += found
        out.asks = out.asks or bool(found)
        if not found:
            out.comments.append(unit.text)


def _is_item(text: str, tried: tuple[str, ...]) -> bool:
    """Whether a list item names a topic, for all that it may say ``never`` in it."""
    if len(text) > _LONGEST_ITEM or is_small_talk(text):
        return False
    return not (text.endswith(".") and len(text.split()) > _SHORT_ITEM and refuses(text, tried))


def _sort_sentence(
    read: list[Unit], at: int, tried: tuple[str, ...], out: Sorted, *, alone: bool
) -> None:
    sentence = read[at].text
    small = read[at].small or out.is_name(sentence)
    found = [] if small else _topics(read, at, tried, alone=alone)
    # "Would you write about leaving lists?" asks for a letter, "I ask you to remove me" for none.
    if found and asks_to_leave(sentence):
        left = not is_of_letters(sentence) or asks_to_leave(_around(sentence, found))
        small, found = left, [] if left else found
    out.ideas += found
    if found and not out.asks:
        out.asks = len(sentence.split()) > _MOST_WORDS or not _is_phrase(sentence, led=True)
    if not found:
        plain = small or _is_comment(sentence, tried)
        (out.comments if plain else out.unsorted).append(sentence)


def _around(sentence: str, topics: list[str]) -> str:
    """What stands around the topics; the sentence, if they are all there is."""
    rest = sentence
    for topic in topics:
        rest = rest.replace(topic, " ")
    return rest if len(rest.split()) > 1 else sentence


def _topics(read: list[Unit], at: int, tried: tuple[str, ...], *, alone: bool) -> list[str]:
    """The topics of a sentence: wished for, pointed at, asked, or named and no more."""
    sentence = read[at].text
    found = wished(sentence, tried) or _numbered(read, at, tried) or _pointed_at(read, at, tried)
    if found or refuses(sentence, tried) or looks_back(sentence, tried):
        return found
    if _is_question(sentence):
        short = sentence.isascii() and len(sentence.split()) < _SHORT_ITEM
        if short or is_question_to_writer(sentence) or not is_open_question(sentence):
            return []
        return [trimmed(sentence, (), keep_question=True)]
    led = at > 0 and _leads_on(read[at - 1], read[at], tried)
    if (led or alone) and _is_phrase(sentence, led=led) and not asks_to_leave(sentence):
        return [trimmed(sentence, ())]
    return []


def _leads_on(before: Unit, after: Unit, tried: tuple[str, ...]) -> bool:
    """Whether a sentence announces the phrase after it, as "May I suggest a topic?" does.

    On a line of its own, what follows is more likely a name.
    """
    text = before.text
    if before.small or len(text.split()) > _AFTERTHOUGHT or not announces(text):
        return False
    near = before.paragraph == after.paragraph or text.endswith((":", "：", "?", "？"))
    return near and not (refuses(text, tried) or wished(text, tried))


def _is_comment(sentence: str, tried: tuple[str, ...]) -> bool:
    """Whether a sentence without a topic is understood all the same."""
    return (
        _is_question(sentence)
        or speaks_of_us(sentence)
        or refuses(sentence, tried)
        or looks_back(sentence, tried)
    )


def _is_question(sentence: str) -> bool:
    return "?" in sentence[-3:] or "？" in sentence[-2:]


def _numbered(read: list[Unit], at: int, tried: tuple[str, ...]) -> list[str]:
    """``I have two wishes. One: …. Two: ….``."""
    ordinal = _ORDINAL.match(read[at].text)
    if not ordinal or not any(announces(unit.text) for unit in read[:at]):
        return []
    topic = ordinal.group("t")
    return [] if _FAULT.match(topic) else [trimmed(topic, tried)]


def _pointed_at(read: list[Unit], at: int, tried: tuple[str, ...]) -> list[str]:
    """What "that feels like a letter" means: the nearest question before, or the last phrase."""
    sentence = read[at].text
    if not at or len(sentence.split()) > _AFTERTHOUGHT or not points_back(sentence):
        return []
    for unit in reversed(read[max(at - _NEAR, 0) : at]):
        if _is_question(unit.text):
            return [trimmed(unit.text, ())]
        inner = _INNER_QUESTION.search(folded(unit.text))
        if inner and not is_question_to_writer(unit.text):
            return [trimmed(unit.text[inner.start() :], ())]
    before = read[at - 1].text
    near = len(before.split()) <= _AFTERTHOUGHT and not read[at - 1].small
    near = near and not looks_back(before, tried)
    return [trimmed(before, ())] if near and not speaks_of_us(before) else []


def _of_subject(subject: str, tried: tuple[str, ...], *, pointed: bool) -> list[str]:
    """The topic in a new mail's subject: ``Idea for a letter: grandparents and video calls``.

    ``pointed`` says that the mail has no words of its own, or that they begin by pointing at it.
    """
    found = wished(subject, tried)
    if found:
        return found
    named = pointed and _is_phrase(subject) and len(subject.split()) > 1
    asked = _is_question(subject) and is_open_question(subject)
    return [trimmed(subject, ())] if named or (asked and not is_question_to_writer(subject)) else []


def _is_phrase(text: str, *, led: bool = False) -> bool:
    """Whether a text is a short noun phrase: a topic, not a sentence about something.

    ``led`` says that a topic was announced, so that it may be longer.
    """
    if speaks_of_us(text) or is_small_talk(text) or _ASKS_US.search(folded(text)):
        return False
    tried = guess(text)
    if set(tried) & JOINED and not _LATIN.search(text):
        return len(text) <= _MOST_SIGNS and not _JOINED_SENTENCE.search(text)
    if looks_back(text, tried) or "!" in text or _ALSO.search(folded(text)):
        return False
    most = _MOST_WORDS if led or _NAMES_A_THING.match(text) else _FEW_WORDS
    return len(text.split()) <= most and any(map(str.isalpha, text)) and not _VERB.search(text)
