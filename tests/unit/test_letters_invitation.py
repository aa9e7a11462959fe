"""The mail that asks a reader to confirm."""

from dataclasses import replace

from dearreader.letters.invitation import invitation
from tests.letters import LINK, PUBLICATION, SITE

ADDRESS = f"{SITE}/confirm/{LINK}"


def test_it_says_who_asks_and_bears_the_link_in_both_parts() -> None:
    mail = invitation(PUBLICATION, ADDRESS)
    assert "small hours" in mail.subject
    assert f'href="{ADDRESS}"' in mail.html
    assert f"\n{ADDRESS}\n" in mail.text
    for part in (mail.html, mail.text):
        assert "maya" in part
        assert "if it wasn't you, do nothing" in part
        assert PUBLICATION.postal_line in part


def test_its_only_link_is_the_readers_own() -> None:
    html = invitation(PUBLICATION, ADDRESS).html
    assert html.count("href=") == 1
    assert "src=" not in html


def test_it_is_small() -> None:
    assert len(invitation(PUBLICATION, ADDRESS).html.encode()) <= 2_000


def test_the_publications_name_is_text() -> None:
    mail = invitation(replace(PUBLICATION, name="a <b> & c"), ADDRESS)
    assert "<b>" not in mail.html
    assert "a &lt;b&gt; &amp; c" in mail.html
    assert "a <b> & c" in mail.subject
    assert "a <b> & c" in mail.text
