"""What mail clients make of a letter, by caniemail's tests of them."""

import pytest

from dearreader.letters.rendering import render
from dearreader.posts import Manuscript, Picture, Resource
from tests.htmlcheck import elements, features, found, score
from tests.letters import PUBLICATION, SAMPLES, TODAY, letter, sample

EVERYTHING = """hi *you* & **them**, see [this](https://example.org/) & `code`[^1].

# one
1. first
2. second
   - nested

> quoted

    code

***
![a red square](red.png)

[^1]: a note
"""
RED = Picture(url="https://images.example/1.png", width=1136, height=600)
WHOLE = render(
    Manuscript(
        slug="everything",
        title="all that a letter can hold",
        subtitle="and then some",
        resources=(Resource(name="a fund", url="https://example.org/", deadline=TODAY),),
        body=EVERYTHING,
        pictures={"red.png": RED},
    ),
    PUBLICATION,
    today=TODAY,
)
LETTERS = {"everything": WHOLE} | {path.stem: sample(path) for path in SAMPLES}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_scores_97_or_more_by_mailpits_html_check(name: str) -> None:
    assert score(LETTERS[name].html) >= 97


@pytest.mark.parametrize("name", LETTERS)
def test_the_latest_clients_of_five_families_know_every_inline_property(name: str) -> None:
    styles = [element.style for element in elements(LETTERS[name].html)]
    used = {name for style in styles for name in style}
    assert used
    unknown = {
        (name, client)
        for name in used
        for client, support in features()[f"css-{name}"]["latest"].items()
        if support == "n"
    }
    assert unknown == set()


def test_a_letter_has_no_markup_that_mail_clients_take_away() -> None:
    body = "# a\n\n> b\n\n1. c\n\n***\n\n`d`\n\n    e\n\n![f](https://example.org/f.png)"
    slugs = set(found(letter(body).html))
    assert not {"html-svg", "html-form", "html-video", "html-semantics", "html-link"} & slugs
    assert not {"css-important", "css-position", "css-float", "css-background-image"} & slugs


def test_the_check_notices_what_clients_do_not_know() -> None:
    worse = sample(SAMPLES[0]).html.replace("<p>", '<p style="display:flex;position:sticky">')
    assert score(worse) < 90
