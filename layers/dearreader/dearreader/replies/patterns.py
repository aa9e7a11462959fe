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
    """Sources of patterns by language; a language's are compiled when it is first asked for."""

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
            self._made[lang] = tuple(pattern(self._spelt(source, lang)) for source in sources)
        return self._made[lang]
