"""Words without their endings, lightly: friend, friends; sleep, sleeping; Freund, Freunde, Freunden.

For telling whether two texts have the same words, never for showing. English follows the first
and the last step of Porter's algorithm (https://tartarus.org/martin/PorterStemmer/def.txt); the
others lose the longest ending that leaves a stem. Words come folded, in lower case.
"""

import re

_VOWELS = "aeiou"
_ENDINGS: dict[str, tuple[int, str]] = {
    "de": (4, "ungen innen ingen tjes ern ung ens ing ens en er em es tje je est e n s"),
    "fr": (
        3,
        """amientos imientos amiento imiento amentos imentos amento imento amenti imenti
        ements ement ations ation aciones acion acoes acao azioni azione iendo ando endo indo ados
        adas idos idas ado ada ido ida ati ate iti ite ato ata ito ita eaux euses euse mente ment
        are ere ire ees ees ant ant oes aes chi che ghi ghe ar er ir ez ee es os as is a o e i s x""",
    ),
    "pl": (
        3,
        """owania owanie ania anie ienia ienie ami ach owi ego emu ymi imi ych ich iem ow om
        em ej ym im ie ia osci osc y i a e u o""",
    ),
    "ru": (
        3,
        """иями ями ами иях ого его ому ему ыми ими ения ение ать ять ить еть ах ях ов ев ей
        ой ыи ии ая яя ое ее ые ие ую юю ом ем ам ям ия ию а я о е ы и у ю ь""",
    ),
    "hi": (2, "ियों ियाँ ुओं ाओं ों ें ीं ाँ ने ना नी ा ी े ो ि ु ू ं"),
    "ko": (
        2,
        """에서는 으로는 에게서 에서 에게 한테 으로 까지 부터 처럼 하는 하기 하고 이나 은 는 이 가
        을 를 의 에 로 와 과 도 만""",
    ),
}
"""By the first language of a family: how many letters stay at least, and the endings."""

_IRREGULAR = {"women": "woman", "men": "man", "children": "child", "kids": "kid", "lives": "life"}
_LONG = 5
_SHORT = 3  # letters: Porter leaves such words alone
_NO_NESS = frozenset({"business", "witness", "harness"})
_TURKISH = 6  # letters: endings pile up behind the stem, and most stems are shorter
_UNDOUBLED = "bdfgklmnprtz"
_SUFFIXES = {
    language: (least, tuple(sorted(set(endings.split()), key=len, reverse=True)))
    for language, (least, endings) in _ENDINGS.items()
}


def stem(word: str, language: str) -> str:
    """The word without its ending, as a family makes them, named by its first language."""
    if language == "tr":
        return word[:_TURKISH]
    if language not in _SUFFIXES:
        return _english(word)
    if language == "de":  # Freundinnen: endings stand behind each other
        word = _without_ending(word, language)
    return _without_ending(word, language)


def _without_ending(word: str, language: str) -> str:
    least, endings = _SUFFIXES[language]
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _english(word: str) -> str:
    if len(word) <= _SHORT or not word.isascii():
        return word
    word = _IRREGULAR.get(word) or _without_plural(word)
    if word.endswith("ness") and word not in _NO_NESS:
        return word[:-4]
    word = _without_ed_and_ing(word)
    if len(word) > _LONG and word.endswith(("is", "ise")):
        word = word.removesuffix("e")[:-1] + "z"  # apologise, apologize
    if len(word) > _SHORT and word.endswith("y") and _has_vowel(word[:-1]):
        return word[:-1] + "i"
    if word.endswith("e"):
        shorter = word[:-1]
        syllables = _syllables(shorter)
        if syllables > 1 or (syllables == 1 and not _is_short(shorter)):
            return shorter
    return word


def _without_plural(word: str) -> str:
    if word == "news":
        return word
    if word.endswith("sses") or (word.endswith("ies") and len(word) > 4):  # noqa: PLR2004
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_ed_and_ing(word: str) -> str:
    if word.endswith("eed"):
        return word
    for ending in ("ing", "ed"):
        shorter = word.removesuffix(ending)
        if shorter != word and len(shorter) > 1 and _has_vowel(shorter):
            return _mended(shorter)
    return word


def _mended(word: str) -> str:
    """As the word stood before -ed and -ing: hop(p)ing, hop(e)ing, travel(l)ing."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if word[-1:] == word[-2:-1] and (word[-1] in _UNDOUBLED) and not word.endswith("ll"):
        return word[:-1]
    if word.endswith("ell") and _syllables(word) > 1:
        return word[:-1]
    if _syllables(word) == 1 and _is_short(word):
        return word + "e"
    return word


def _has_vowel(word: str) -> bool:
    return any(_is_vowel(word, place) for place in range(len(word)))


def _is_vowel(word: str, place: int) -> bool:
    letter = word[place]
    return letter in _VOWELS or (letter == "y" and place > 0 and word[place - 1] not in _VOWELS)


def _is_short(word: str) -> bool:
    """Whether it ends in consonant, vowel, consonant: hop, mak(e), but not sleep or box."""
    if len(word) < 3 or word[-1] in "wxy":  # noqa: PLR2004
        return False
    kinds = [_is_vowel(word, len(word) + place) for place in (-3, -2, -1)]
    return kinds == [False, True, False]


def _syllables(word: str) -> int:
    """Porter's measure: how often a consonant follows a vowel."""
    kinds = "".join("v" if _is_vowel(word, place) else "c" for place in range(len(word)))
    return len(re.findall("v+c+", kinds))
