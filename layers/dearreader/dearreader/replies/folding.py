"""Text without accents, sign for sign: many readers type none, and phones add their own quotes.

What is found in folded text stands at the same place in the text itself.
"""

import re
import unicodedata

from dearreader.replies.patterns import lazily, once

_LETTERS = "łŁøØđĐħĦŧŦı’‘ʼ`´ё"
_PLAIN = "lLoOdDhHtTi'''''е"


@once
def _table() -> dict[int, str]:
    table = dict(zip(map(ord, _LETTERS), _PLAIN, strict=True))
    for place in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = unicodedata.normalize("NFD", chr(place))[0]
        if plain.isascii():
            table[place] = plain
    return table


def folded(text: str) -> str:
    """The text with every letter of the Latin script bare of its accents; as long as it was."""
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
    return folded(source)


def plain(source: str) -> re.Pattern[str]:
    """A pattern for folded text, whatever its case; compiled when it is first used."""
    return lazily(lambda: re.compile(folded(source), re.IGNORECASE))
