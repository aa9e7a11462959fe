"""A text as the words that tell its topic: folded, without small words and endings.

The same text gives the same words for ever: an idea's id is made of them.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from dearreader.ideas.small_words import FAMILIES, JOINED_SMALL, LIGHT, MARKS, SMALL
from dearreader.ideas.stems import stem

MOST = 12
"""Words of one text that count; who says more tells a story."""

_WORD = re.compile(r"[^\W_]+(?:[\u0900-\u0963\u0300-\u036f]+[^\W_]*)*")
_APOSTROPHES = re.compile("[’‘ʼ`´']")
_JOINED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
_KANA = re.compile("[\u3040-\u30ff]")
_RUNS = re.compile("[\u3400-\u9fff\u3005]+|[\u30a0-\u30ff]+|[\u3040-\u309f]+|[^\\W_]+")
_HANGUL = re.compile("[\uac00-\ud7af]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_SCRIPTS = (("ko", _HANGUL), ("ru", _CYRILLIC), ("hi", _DEVANAGARI))
_OPAQUE = str.maketrans("łøđħıœæ", "lodhioa")
_ENDING = 2  # signs; what is written in more of them is a word of its own
_TELLING_KANA = frozenset({"ない", "なし", "なく", "ある", "あり", "いる"})  # with it, without it
_GENITIVES = dict.fromkeys(map(ord, "的地得"))
_PARTICLES = frozenset({"in", "on", "to", "for", "with", "by"})
"""At the end of an English text they belong to the verb: letting somebody in."""


@dataclass(frozen=True)
class Words:
    """What a text is about. ``light`` words shade it; neither has a word twice, both are sorted."""

    heavy: tuple[str, ...]
    light: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Both."""
        return (*self.heavy, *self.light)


def words(text: str) -> Words:
    """The words that tell the topic; where all are small, those."""
    plain = folded(text)
    if _JOINED.search(plain):
        return _joined(plain)
    tokens = _WORD.findall(_APOSTROPHES.sub(" ", _without_possessives(plain)))
    language = _language(tokens, plain)
    small, light = _lists(language)
    if tokens and tokens[-1] in _PARTICLES:
        small = small - {tokens[-1]}
    heavy = [stem(token, language) for token in tokens if token not in small | light]
    shades = [stem(token, language) for token in tokens if token in light]
    if not heavy:
        heavy, shades = shades or [stem(token, language) for token in tokens], []
    if not heavy:
        heavy = [plain.strip() or "-"]
    kept = list(dict.fromkeys(heavy))[:MOST]
    rest = dict.fromkeys(shade for shade in shades if shade not in kept)
    return Words(tuple(sorted(kept)), tuple(sorted(rest)[: MOST - len(kept)]))


def folded(text: str) -> str:
    """Lower case, without accents; scripts whose marks are letters keep them."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_OPAQUE)
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFD", plain)
    bare = "".join(sign for sign in apart if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", bare)


def _without_possessives(plain: str) -> str:
    return re.sub(r"(?<=\w)[’'](?:s|re|ve|ll|d|m)\b", "", plain)


def _language(tokens: list[str], plain: str) -> str:
    """The family whose words are there most, by its first language; of two that tie the first."""
    for language, script in _SCRIPTS:
        if script.search(plain):
            return language
    scores = dict.fromkeys((family[0] for family in FAMILIES), 0)
    for token in set(tokens):
        for language in _telling().get(token, ()):
            scores[language] += 1
    return max(scores, key=lambda language: scores[language])


@cache
def _telling() -> dict[str, tuple[str, ...]]:
    """By a word, the families that it tells."""
    found: dict[str, tuple[str, ...]] = {}
    for family in FAMILIES:
        marks = " ".join(folded(MARKS.get(each, "")) for each in family)
        for word in frozenset(marks.split()).union(*_lists(family[0])):
            found[word] = (*found.get(word, ()), family[0])
    return found


@cache
def _lists(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The small and the light words of a family."""
    family = next((each for each in FAMILIES if each[0] == language), (language,))
    small, light = (
        frozenset(folded(" ".join(words[each] for each in family)).split())
        for words in (SMALL, LIGHT)
    )
    small = small.difference(*(folded(MARKS.get(each, "")).split() for each in family))
    return small, light - small


def _joined(plain: str) -> Words:
    """Japanese and Chinese put no blanks between words: what is left around the small ones.

    Of Japanese the signs that bear meaning count, each alone, for endings stand between them or
    not; of Chinese each two that stand together.
    """
    japanese = bool(_KANA.search(plain))
    for small in _joined_small("ja" if japanese else "zh"):
        plain = plain.replace(small, " ")
    if not japanese:
        plain = plain.translate(_GENITIVES)
    runs = _RUNS.findall(plain)
    if japanese:
        found = [part for run in runs for part in _of_japanese(run)] or runs
    else:
        found = [pair for run in runs for pair in _pairs(run)]
    return Words(tuple(sorted(dict.fromkeys(found or [plain.strip() or "-"])))[:MOST])


def _of_japanese(run: str) -> list[str]:
    if "\u3040" <= run[0] <= "\u309f":
        return [run] if len(run) > _ENDING or run in _TELLING_KANA else []
    return list(run) if "\u3400" <= run[0] <= "\u9fff" else [run]


def _pairs(run: str) -> list[str]:
    if not _JOINED.search(run) or len(run) == 1:
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)]


@cache
def _joined_small(language: str) -> tuple[str, ...]:
    return tuple(sorted(JOINED_SMALL[language].split(), key=len, reverse=True))
