"""A pattern that names words in its comment is tried only where one is: no match may lack them."""

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import product
from typing import Any

import pytest

from dearreader.replies.folding import spelt
from dearreader.replies.hints import HINTS
from dearreader.replies.offers import OFFERS
from dearreader.replies.patterns import ByLanguage, parted
from dearreader.replies.wishes import WISHES

PARSED = import_module("re._parser").parse
"""Python's own reading of a pattern, a list of operations; it has no public name."""


def _sources() -> Iterator[Any]:
    tables: dict[str, Mapping[str, str | tuple[str, ...]]]
    tables = {"wishes": WISHES, "offers": OFFERS, "hints": HINTS}
    for name, table in tables.items():
        for lang, given in table.items():
            for at, source in enumerate((given,) if isinstance(given, str) else given):
                words, rest = parted(source)
                if words:
                    yield pytest.param(words, spelt(rest, lang), id=f"{name}-{lang}-{at}")


def _left(parts: Any, words: tuple[str, ...], heads: set[str]) -> set[str]:
    """How texts may end that some operations fit and that have none of the words, after heads.

    What is no literal may be anything, which parts what stands before it from what follows.
    """
    longest = max(map(len, words))
    for op, given in parts:
        match str(op):
            case "AT" | "ASSERT" | "ASSERT_NOT":
                continue
            case "LITERAL":
                heads = {head + chr(given) for head in heads}
            case "IN" if all(str(inner) == "LITERAL" for inner, _ in given):
                heads = {head + chr(sign) for head, (_, sign) in product(heads, given)}
            case "SUBPATTERN":
                heads = _left(given[3], words, heads)
            case "BRANCH":
                heads = set().union(*(_left(branch, words, heads) for branch in given[1]))
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most, inner = given
                once = _left(inner, words, heads) if least or most == 1 else set(heads)
                again = {""} if once and most != 1 else set()
                heads = once | again | (set() if least else heads)
            case _:
                heads = {""} if heads else heads
        heads = {head[-longest:] for head in heads if not any(word in head for word in words)}
    return heads


@pytest.mark.parametrize(("words", "pattern"), [*_sources()])
def test_no_match_is_without_the_words_that_a_pattern_names(
    words: tuple[str, ...], pattern: str
) -> None:
    assert _left(PARSED(pattern), words, {""}) == set()


def test_a_pattern_is_searched_where_a_word_is_and_spared_where_none_is() -> None:
    table = ByLanguage({"en": (r"(?#bread|rolls)\b(?:bread|rolls) and (?P<t>\w+)",)}, spelt)
    (found,) = (each.search("bread and butter") for each in table["en"])
    assert found
    assert found["t"] == "butter"
    assert [each.search("butter and jam") for each in table["en"]] == [None]
    assert parted("(?#bread|rolls)x") == (("bread", "rolls"), "x")
    assert re.search("(?#bread|rolls)x", "x"), "to Python it is a comment"
