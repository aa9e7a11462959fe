"""Text in small letters without accents, sign for sign: many readers type none of either.

What is found in folded text stands at the same place in the text itself. Patterns for it need not
ask for both cases of every letter, which takes Python three times as long.
"""

import re
import unicodedata
from functools import lru_cache

from dearreader.replies.patterns import lazily, once

_LETTERS = "łŁøØđĐħĦŧŦı’‘ʼ`´ёЁ"
_PLAIN = "llooddhhtti'''''ее"


@once
def _table() -> dict[int, str]:
    table = dict(zip(map(ord, _LETTERS), _PLAIN, strict=True))
    for place in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFD", chr(place))[0]
        if plain.isascii():
            table[place] = plain.lower()
    return table


@lru_cache(maxsize=32)
def folded(text: str) -> str:
    """The text in small letters, those of the Latin script without accents; as long as it was.

    The last ones are kept: a sentence is looked at from many sides.
    """
    return _bare(text).lower()


def lowered(text: str) -> str:
    """The text in small letters, accents and all; as long as it was.

    Python makes two signs of a Turkish İ, of which the first looks like an English word.
    """
    return text.replace("İ", "i").lower()


def casefolded(text: str) -> str:
    """The text casefolded, with one sign for a Turkish İ, as `lowered` has."""
    return text.replace("İ", "i").casefold()


def _bare(text: str) -> str:
    return text if text.isascii() else text.translate(_table())


# Shorter forms by which a pattern's words are typed as well.
_TYPED = {
    "en": {"about": "(?:about|abt)", "you": "(?:you|u)", "please": "(?:please|pls|plz)"},
    "de": {"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)"},
}


def spelt(source: str, lang: str) -> str:
    """A pattern for folded text, which also fits how people type in haste: ``abt``, ``koennten``."""
    for word, typed in _TYPED.get(lang, {}).items():
        source = re.sub(f"(?<!<!){word}", typed, source)
    return _bare(source)


def plain(source: str) -> re.Pattern[str]:
    """A pattern in small letters for folded text; compiled when it is first used."""
    return lazily(lambda: re.compile(_bare(source)))
