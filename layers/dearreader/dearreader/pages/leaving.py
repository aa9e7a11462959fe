"""The pages on the way out: one button, and a goodbye without regrets."""

from html import escape

from dearreader.pages.frame import note, text
from dearreader.publication import Publication


def unsubscribe(publication: Publication, link: str) -> str:
    """One button; only pressing it (or the mail client's own) unsubscribes (RFC 8058 §5).

    `link` is the reader's ID.KEY.
    """
    return note(
        publication,
        title="had enough?",
        body=(
            f"<p>one tap and {text(publication.name)} stops coming. no questions.</p>"
            f'<form method="post" action="/unsubscribe/{escape(link)}">'
            "<button>unsubscribe</button></form>"
        ),
    )


def unknown_link(publication: Publication) -> str:
    """For a link that is nobody's: how to leave all the same."""
    return note(
        publication,
        title="whose link is this?",
        body=(
            "<p>we can't tell: mail programs sometimes cut long links short. to stop the letters, "
            "use the unsubscribe link at the end of any of them, or answer one with the word "
            "unsubscribe.</p>"
        ),
    )


def goodbye(publication: Publication, link: str) -> str:
    """The address is out; the same again, however often it is asked for.

    `link` is the reader's ID.KEY.
    """
    return note(
        publication,
        title="you're out",
        body=(
            "<p>no more letters will come. thank you for reading, truly.</p>"
            '<p>by mistake? <a href="/">sign up again</a>, it takes a minute.</p>'
            f'<p><small>your address stays with us until you say otherwise: <a href="/me/'
            f'{escape(link)}">see what we know of you, or erase it</a>.</small></p>'
        ),
    )
