"""What mail clients make of a letter, by caniemail's tests of them."""

from pathlib import Path

import pytest

from tests.htmlcheck import elements, features, found, score
from tests.letters import SAMPLES, letter, sample


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_letter_scores_97_or_more_by_mailpits_html_check(path: Path) -> None:
    assert score(sample(path).html) >= 97


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_latest_clients_of_five_families_know_every_inline_property(path: Path) -> None:
    styles = [element.style for element in elements(sample(path).html)]
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
