"""What `post check` finds before a letter goes out."""

import json
from datetime import date
from pathlib import Path

import pytest

from dearreader.letters.checking import PICTURES, Finding, check
from dearreader.letters.manuscript import parse
from dearreader.letters.rendering import render
from tests.htmlcheck import features
from tests.letters import PUBLICATION, SAMPLES, TODAY


def findings(body: str, *, title: str = "a title", more: str = "") -> list[Finding]:
    front = f"title: {json.dumps(title, ensure_ascii=False)}\n{more}".rstrip()
    manuscript = parse(f"---\n{front}\n---\n{body}\n", slug="a-post")
    return check(render(manuscript, PUBLICATION, today=TODAY), manuscript, TODAY)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_there_is_nothing_to_find_in_the_sample_posts(path: Path) -> None:
    manuscript = parse(path.read_text(), slug=path.stem)
    assert check(render(manuscript, PUBLICATION, today=TODAY), manuscript, TODAY) == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("[a](http://example.org/a)", "http://example.org/a is not encrypted"),
        ("see [here](https://example.org/)", "“here” says nothing by itself"),
        ("hi TODO you", "“TODO” looks like something left to fill in"),
        ("hi {{first_name}}", "“{{first_name}}” looks like"),
        ("sign up at [link]", "“[link]” looks like"),
        ("lorem ipsum dolor", "“lorem ipsum” looks like"),
        ("it\x92s me", "U+0092"),
        ("![a dog](https://example.org/dog.webp?w=2)", "save https://example.org/dog.webp?w=2 as"),
    ],
)
def test_what_would_hurt_is_found_and_named(body: str, says: str) -> None:
    found = findings(body)
    assert [finding.level for finding in found] == ["warning"]
    assert says in found[0].message


@pytest.mark.parametrize("body", ["my to-do list", "that's a Tk window", "`TODO` in code", "xxx"])
def test_ordinary_words_are_no_placeholders(body: str) -> None:
    assert findings(body) == []


def test_a_long_title_and_an_emoji_in_first_place_are_found() -> None:
    assert "61 characters" in findings("hi", title="a" * 61)[0].message
    assert findings("hi", title="a" * 60) == []
    assert "begins with an emoji" in findings("hi", title="🌤 good morning")[0].message
    assert findings("hi", title="good morning 🌤") == []


def test_a_resource_past_its_deadline_is_found() -> None:
    def until(deadline: date) -> list[Finding]:
        resource = f"{{name: fund, url: 'https://example.org/', deadline: {deadline}}}"
        return findings("hi", more=f"resources:\n  - {resource}")

    assert until(TODAY) == []
    assert "“fund” was 2026-11-23" in until(date(2026, 11, 23))[0].message


@pytest.mark.parametrize(("size", "levels"), [(70, []), (90, ["warning"]), (110, ["error"])])
def test_a_letter_that_gmail_would_cut_is_found(size: int, levels: list[str]) -> None:
    found = findings("word " * (size * 200), more="tags: [http]")
    assert [finding.level for finding in found] == levels


def test_errors_come_first() -> None:
    found = findings("TODO " + "word " * 22_000)
    assert [finding.level for finding in found] == ["error", "warning"]


def test_the_table_of_images_is_caniemails() -> None:
    shunned = {
        slug.removeprefix("image-")
        for slug, feature in features().items()
        if slug.startswith("image-") and "n" in feature["latest"].values()
    }
    assert {kind for kind in PICTURES if f"image-{kind}" in features()} <= shunned
