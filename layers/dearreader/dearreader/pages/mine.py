"""A reader's own page: what is held on them, and the button that erases it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from dearreader.pages.frame import note, text
from dearreader.publication import Publication

_STANDING = {
    "pending": "signed up, waiting for you to confirm by the link that we have mailed",
    "active": "a reader: the letters come to you",
    "unsubscribed": "you have left: no letters come",
    "bounced": "your mailbox refused our letters, so none come any more",
    "complained": "our mail was marked as spam, so no letters come any more",
}


def mine(publication: Publication, held: Mapping[str, Any], link: str, *, wishes: str) -> str:
    """What is held on the reader, as `dearreader.holdings` tells it; `link` is their ID.KEY.

    ``wishes`` is the part that says what became of what they asked for.

    It is erased by a form that does not send itself, and wants a tick.
    """
    to = f"/me/{escape(link)}"
    leave = (
        f'<p><a href="/unsubscribe/{escape(link)}">stop the letters</a>, and keep the rest.</p>'
        if held["status"] in {"pending", "active"}
        else ""
    )
    return note(
        publication,
        title="what we know of you",
        body=(
            f"<p>all of it. {text(publication.name)} keeps no record of what you open or click.</p>"
            f"{_facts(held)}{wishes}{_replies(held['replies'])}"
            f'<p><a href="{to}/data">the same as data</a> (JSON).</p>{leave}'
            "<p><small>whoever has a letter of yours can open this page. before you hand one on, "
            "cut off its last lines.</small></p>"
            "<h2>erase me</h2>"
            "<p>you leave, and your address, words and wishes are gone for good. topics that "
            "others asked for as well stay on the list, without you.</p>"
            f'<form method="post" action="{to}">'
            '<p><label class="c"><input type="checkbox" name="sure" value="yes" required> '
            "yes, erase everything</label></p><button>erase me</button></form>"
        ),
    )


def erased(publication: Publication) -> str:
    """The reader is erased; the same again, however often it is asked for."""
    return note(
        publication,
        title="you are forgotten",
        body=(
            "<p>your address and everything you wrote to us are erased, and no letter will come. "
            "backups forget within 35 days.</p>"
            "<p>what stays, so that nobody mails you again: a number that was made from your "
            "address and cannot be turned back into it, that it has left and when, and the ends of "
            "the links in your old mails, so that each still leads out.</p>"
            f'<p>thank you for reading. {text(publication.name)} is <a href="/">here</a> '
            "if you ever miss it.</p>"
        ),
    )


def _facts(held: Mapping[str, Any]) -> str:
    consent = held.get("consent", {})
    facts = [
        ("your address", held.get("address", "")),
        ("where you stand", _STANDING[held["status"]]),
        ("signed up", _when(consent.get("at"), consent.get("from"))),
        ("you agreed to", consent.get("text", "")),
        ("confirmed", _when(held.get("confirmed_at"), held.get("confirmed_from"))),
        ("left", _when(held.get("left_at"))),
        ("confirmation mails", ", ".join(map(_when, held.get("confirmation_mails", [])))),
        ("letters that came back", ", ".join(day[:10] for day in held.get("bounced", []))),
        ("our number for you", held["id"]),
    ]
    listed = "".join(f"<dt>{name}<dd>{text(value)}" for name, value in facts if value)
    return f"<dl>{listed}</dl>"


def _replies(replies: Sequence[Mapping[str, Any]]) -> str:
    if not replies:
        return "<p>you haven't written to us yet, or we couldn't be sure that it was you.</p>"
    listed = "".join(
        f"<li><p>{_when(reply['received_at'])}</p><blockquote>{_lines(reply['words'])}</blockquote>"
        f"{_topics(reply['topics'])}"
        for reply in replies
    )
    return f"<h2>what you wrote</h2><ul>{listed}</ul>"


def _topics(topics: Sequence[str]) -> str:
    if not topics:
        return ""
    return f"<p>read as a wish for: {text('; '.join(topics))}</p>"


def _lines(words: str) -> str:
    return text(words.strip()).replace("\n", "<br>")


def _when(moment: str | None, where: str | None = None) -> str:
    """A moment of ISO 8601 in words, and from which network address it was done."""
    if not moment:
        return ""
    at = datetime.fromisoformat(moment)
    said = f"{at.day} {at:%B %Y}, {at:%H:%M} UTC"
    return f"{said}, from {where}" if where else said
