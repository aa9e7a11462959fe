"""Ideas that are joined by themselves are the same; what is only near is proposed."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from dearreader.ideas.matching import NEAR, identity, is_slip, likeness, nearest, wording
from dearreader.ideas.words import MOST, Words
from dearreader.ideas.words import words as words_of

SETS = ("labelled", "fresh", "fresh-second")


@dataclass(frozen=True)
class Labelled:
    """A text, and the number of its topic."""

    text: str
    topic: int
    language: str


@cache
def words(text: str) -> Words:
    """Every pair of every set is looked at: each text is read once."""
    return words_of(text)


def labelled(name: str) -> list[Labelled]:
    """The ideas of one of the sets."""
    topics = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))["topic"]
    return [Labelled(*each) for each in _numbered(topics)]


def _numbered(topics: list[Mapping[str, list[str]]]) -> Iterator[tuple[str, int, str]]:
    number = 0
    for topic in topics:
        language = str(topic.get("lang", "en"))
        for text in topic["same"]:
            yield text, number, language
        number += 1
        for text in topic.get("near", []):
            yield text, number, language
            number += 1


def pairs(name: str) -> list[tuple[Labelled, Labelled]]:
    return list(combinations(labelled(name), 2))


def joined(one: str, other: str) -> bool:
    """Whether the second would join the first by itself."""
    return identity(words(one)) == identity(words(other)) or is_slip(words(one), words(other))


def test_the_sets_are_large_and_speak_all_languages() -> None:
    ideas = [idea for name in SETS for idea in labelled(name)]
    assert len(labelled("labelled")) >= 150
    assert len({idea.text for idea in ideas}) >= 600
    assert len({idea.language for idea in ideas}) == 14


@pytest.mark.parametrize("name", SETS)
def test_of_what_joins_by_itself_98_in_100_are_the_same(name: str) -> None:
    found = [pair for pair in pairs(name) if joined(pair[0].text, pair[1].text)]
    wrong = [(one.text, other.text) for one, other in found if one.topic != other.topic]
    assert len(found) >= 40
    assert len(wrong) <= 0.02 * len(found), wrong


@pytest.mark.parametrize("name", SETS)
def test_most_of_what_is_the_same_joins_and_nearly_all_is_at_least_proposed(name: str) -> None:
    same = [(one.text, other.text) for one, other in pairs(name) if one.topic == other.topic]
    apart = [pair for pair in same if not joined(*pair)]
    unseen = [pair for pair in apart if likeness(words(pair[0]), words(pair[1])) < NEAR]
    assert len(apart) <= 0.25 * len(same), apart
    assert len(unseen) <= 0.02 * len(same), unseen


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("life before retirement", "life after retirement"),
        ("Wohnen mit Fremden", "Wohnen ohne Fremde"),
        ("aprender a decir que no", "aprender a decir que sí"),
        ("a marriage of friends", "a carriage of friends"),
        ("電話のある一週間", "電話のない一週間"),
    ],
)
def test_one_word_that_turns_the_meaning_keeps_two_ideas_apart(one: str, other: str) -> None:
    assert not joined(one, other)


@pytest.mark.parametrize("slip", ["loneliness in the citty", "lonelines in the city"])
def test_a_slip_in_a_short_or_first_word_joins_nothing(slip: str) -> None:
    known = words("loneliness in the city")
    assert not is_slip(words(slip), known) or "citi" in words(slip).heavy


def test_accents_case_signs_and_order_do_not_matter() -> None:
    assert joined("SAMOTNOŚĆ w wielkim mieście!", "samotnosc w wielkim miescie")
    assert joined("Grosseltern und Enkel", "Enkel – und Großeltern")


def test_a_wording_is_known_again_in_the_same_order_alone() -> None:
    assert wording("Dogs chase cats!") == wording("dogs  chase cats")
    assert wording("dogs chase cats") != wording("cats chase dogs")


@pytest.mark.parametrize("text", ["", "?!", "…", "the", "how to be", "🌊", "a" * 300, "ز", "睡"])
def test_whatever_is_written_has_words_and_an_identity(text: str) -> None:
    assert len(identity(words(text))) == 16
    assert 1 <= len(words(text).all) <= MOST


def test_a_long_story_has_no_more_words_than_count() -> None:
    assert len(words(" ".join(f"word{number}" for number in range(40))).all) == MOST


def test_the_nearest_come_first_and_what_is_far_not_at_all() -> None:
    board = {text: words(text) for text in ("old friends in town", "old friends", "tide tables")}
    found = nearest(words("old friends in a town far away"), board.items(), most=3)
    assert [text for _, text in found] == ["old friends in town", "old friends"]
