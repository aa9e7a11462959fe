"""A post's file: what it may say, and what is said where it cannot be read."""

from datetime import date

import pytest

from dearreader.errors import BadInput
from dearreader.letters.manuscript import parse
from dearreader.posts import Resource

WHOLE = """---
title: "on being early: a case"
subtitle: showing up
tags: [ambition, friendship]
resources:
  - name: the night library
    url: https://example.org/night?a=1&b=2
    note: ten weeks, paid
    deadline: 2027-03-01
  - {name: the other one, url: "https://example.com/"}
---

hi friends,

# a heading
"""


def fault(text: str, slug: str = "a-post") -> str:
    with pytest.raises(BadInput) as caught:
        parse(text, slug=slug)
    return str(caught.value)


def test_a_file_with_everything_is_read_whole() -> None:
    post = parse(WHOLE, slug="being-early")
    assert post.slug == "being-early"
    assert post.title == "on being early: a case"
    assert post.subtitle == "showing up"
    assert post.tags == ("ambition", "friendship")
    assert post.resources == (
        Resource(
            name="the night library",
            url="https://example.org/night?a=1&b=2",
            note="ten weeks, paid",
            deadline=date(2027, 3, 1),
        ),
        Resource(name="the other one", url="https://example.com/"),
    )
    assert post.body == "hi friends,\n\n# a heading"


@pytest.mark.parametrize("title", ["yes", "2027", "null", "1e3", "2027-01-01", "007"])
def test_a_title_stays_as_it_is_written_whatever_yaml_takes_it_for(title: str) -> None:
    assert parse(f"---\ntitle: {title}\n---\nhi", slug="a").title == title


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    assert parse("\ufeff" + WHOLE.replace("\n", "\r\n"), slug="a") == parse(WHOLE, slug="a")


def test_a_rule_in_the_text_does_not_end_the_post() -> None:
    assert parse("---\ntitle: a\n---\none\n\n---\n\ntwo", slug="a").body == "one\n\n---\n\ntwo"


def test_tags_may_be_one_line_with_commas_and_each_counts_once() -> None:
    assert parse("---\ntitle: a\ntags: one, two ,one\n---\nhi", slug="a").tags == ("one", "two")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("hi friends", "Line 1", "begin the file with a line of ---"),
        ("", "Line 1", "begin the file with a line of ---"),
        ("---\ntitle: a\n\nhi", "", "has no end"),
        ("---\nsubtitle: a\n---\nhi", "", "has no title"),
        ("---\n---\nhi", "", "has no title"),
        ("---\ntitle: ''\n---\nhi", "", "has no title"),
        ("---\ntitle: a\n---\n \n", "", "has no text"),
        ("---\ntitle: a: b\n---\nhi", "Line 2", "in quotes"),
        ("---\ntitle: a\ntags: [a\n---\nhi", "Line 3", "not valid YAML"),
        ("---\ntitle: [a]\n---\nhi", "Line 2", "one line of text"),
        ("---\ntitel: a\n---\nhi", "Line 2", "no field “titel”"),
        ("---\ntitle: a\ntitle: b\n---\nhi", "Line 3", "twice"),
        ("---\njust words\n---\nhi", "Line 2", "list of fields"),
        ("---\ntitle: a\ntags: {a: b}\n---\nhi", "Line 3", "list of words"),
        ("---\ntitle: a\nresources: a\n---\nhi", "Line 3", "is a list"),
        ("---\ntitle: a\nresources:\n  - name: b\n---\nhi", "Line 4", "a name and a url"),
        (
            "---\ntitle: a\nresources:\n  - name: b\n    url: example.org\n---\nhi",
            "Line 5",
            "begin it with https://",
        ),
        (
            "---\ntitle: a\nresources:\n  - {name: b, url: https://b.c, deadline: soon}\n---\nhi",
            "Line 4",
            "write it as 2027-03-31",
        ),
        (f"---\ntitle: {'a' * 151}\n---\nhi", "Line 2", "at most 150"),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_to_do(text: str, line: str, says: str) -> None:
    message = fault(text)
    assert message.startswith(line)
    assert says in message


@pytest.mark.parametrize("slug", ["", "Hello", "a--b", "-a", "a/b", "ü", "a b", "a" * 81, "..\n"])
def test_a_name_that_cannot_stand_in_an_address_is_refused(slug: str) -> None:
    assert "a-z, 0-9 and single hyphens" in fault(WHOLE, slug)


def test_a_control_character_in_the_front_matter_is_left_out() -> None:
    assert parse("---\ntitle: a\x00b\n---\nhi", slug="a").title == "ab"
