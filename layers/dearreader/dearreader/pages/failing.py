"""The pages for when something is not there, or not right."""

from dearreader.pages.frame import note, text
from dearreader.publication import Publication


def not_found(publication: Publication) -> str:
    """For an address at which there is nothing."""
    return note(
        publication,
        title="nothing here",
        body=(
            "<p>this page doesn't exist, or doesn't any more. "
            'the letters are all in <a href="/posts">the archive</a>.</p>'
        ),
    )


def withdrawn(publication: Publication) -> str:
    """For a post that its writer has taken off the web."""
    return note(
        publication,
        title="taken down",
        body=(
            f"<p>{text(publication.writer)} has taken this letter off the web. "
            'the others are in <a href="/posts">the archive</a>.</p>'
        ),
    )


def problem(publication: Publication, message: str) -> str:
    """For input that cannot be used: `message` says, to a person, what to do."""
    return note(
        publication,
        title="that didn't work",
        body=f'<p>{text(message)}</p><p><a href="/">go back and try again</a></p>',
    )
