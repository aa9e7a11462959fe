"""Regular expressions that cost nothing until they are used.

Compiling all of ours takes longer than importing everything else; most mails need few of them.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, AnyStr, TypeVar, cast

_METHODS = ("search", "match", "fullmatch", "sub", "split", "finditer", "findall")
_T = TypeVar("_T")


def pattern(source: AnyStr, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[AnyStr]:
    """`re.compile`, put off until the first match is asked for."""
    return lazily(partial(re.compile, source, flags))


def lazily(make: Callable[[], re.Pattern[AnyStr]]) -> re.Pattern[AnyStr]:
    """The pattern that `make` compiles, put off until the first match is asked for."""
    return cast("re.Pattern[AnyStr]", _Pattern(make))


class _Pattern:
    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = self._make()
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def once(make: Callable[[], _T]) -> Callable[[], _T]:
    """A table that is made when it is first asked for, and kept."""
    made: list[_T] = []

    def get() -> _T:
        if not made:
            made.append(make())
        return made[0]

    return get


class ByLanguage:
    """Sources of patterns by language, each compiled when it is first tried.

    A source may begin with a comment that names words, ``(?#about|on)``: no match is without one
    of them. Most sentences have none, which is seen in a twentieth of the time of a search.
    """

    def __init__(
        self, sources: Mapping[str, str | tuple[str, ...]], spelt: Callable[[str, str], str]
    ) -> None:
        self._sources = sources
        self._spelt = spelt
        self._made: dict[str, tuple[re.Pattern[str], ...]] = {}

    def __contains__(self, lang: str) -> bool:
        return lang in self._sources

    def __getitem__(self, lang: str) -> tuple[re.Pattern[str], ...]:
        """The language's patterns, none where it has none."""
        if lang not in self._made:
            given = self._sources.get(lang, ())
            sources = (given,) if isinstance(given, str) else given
            self._made[lang] = tuple(self._pattern(source, lang) for source in sources)
        return self._made[lang]

    def _pattern(self, source: str, lang: str) -> re.Pattern[str]:
        needed, source = parted(source)
        made = pattern(self._spelt(source, lang))
        return cast("re.Pattern[str]", _Needing(needed, made)) if needed else made


def parted(source: str) -> tuple[tuple[str, ...], str]:
    """The words that a source names in a comment at its beginning, ``(?#about|on)``, and the rest."""
    if not source.startswith("(?#"):
        return (), source
    words, _, rest = source[3:].partition(")")
    return tuple(words.split("|")), rest


class _Needing:
    """A pattern of which every match has one of some words, and which is tried where one is."""

    __slots__ = ("_needed", "_pattern")

    def __init__(self, needed: tuple[str, ...], made: re.Pattern[str]) -> None:
        self._needed = needed
        self._pattern = made

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        for word in self._needed:
            if word in text:
                return self._pattern.search(text)
        return None
