"""What `post check` finds before a letter goes out."""

import json
from datetime import date
from pathlib import Path

import pytest

from dearreader.letters import support
from dearreader.letters.checking import Finding, check
from dearreader.letters.manuscript import parse
from dearreader.letters.rendering import render
from tests.data import make_support
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
        (
            "![a dog](https://example.org/dog.webp?w=2)",
            "https://example.org/dog.webp?w=2 is not shown by Outlook for Windows: save it as",
        ),
        ("![a](https://example.org/a.SVG)", "Gmail in a browser and 1 more"),
        ("![a](https://example.org/a.tif)", "not shown by Outlook for Windows and 5 more"),
        ("a <video src=x> b", "“<video src=x>” will be shown as you typed it"),
        ("<div>\nhi\n</div>", "“<div>” will be shown as you typed it"),
    ],
)
def test_what_would_hurt_is_found_and_named(body: str, says: str) -> None:
    found = findings(body)
    assert [finding.level for finding in found] == ["warning"]
    assert says in found[0].message


@pytest.mark.parametrize(
    "body", ["my to-do list", "that's a Tk window", "`TODO` in code", "xxx", "`<b>`", "a < b"]
)
def test_ordinary_words_and_code_are_nothing_to_mend(body: str) -> None:
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


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p hidden>a</p><svg></svg><a href="#x">b</a>', ["hidden", "<svg>", "#x"]),
        ('<img src="data:image/png;base64,AA">', ["data:"]),
        ("<h2>a</h2><ul><li>b</ul><pre><code>c</code></pre><hr><sup>1</sup><blockquote>", []),
    ],
)
def test_markup_is_looked_up_by_element_attribute_and_address(html: str, shown: list[str]) -> None:
    assert [each for each, _ in support.unsupported(html)] == shown


def test_the_table_of_what_is_not_supported_is_caniemails() -> None:
    """Made anew: python -m tests.data.make_support."""
    table = Path(support.__file__).with_name("support.json").read_text()
    caniemail = Path(make_support.__file__).with_name("caniemail.json").read_text()
    assert table == make_support.support(json.loads(caniemail))
