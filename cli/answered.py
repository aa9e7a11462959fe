"""Which ideas a post answers, as `dearreader post queue --answers` says it."""

import click

from cli.connection import Place
from dearreader.errors import BadInput

NONE = "none"


def answered(place: Place, slug: str, named: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the ideas that a post answers: those named, else what it said before."""
    from cli import finding  # noqa: PLC0415 - a post that answers nothing need not load ideas

    if not named:
        post = place.app.posts.get(slug)
        before = place.app.posts.letter(slug, post.letter) if post and post.letter else None
        return before.answers if before else ()
    if named == (NONE,):
        return ()
    found = [finding.idea(place, letters) for letters in named]
    standing = [place.app.ideas.standing(each.id) or each for each in found]
    return tuple(dict.fromkeys(each.id for each in standing))


def named(slug: str, answers: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """What stands behind --answers, however many. Raises BadInput where that is missing."""
    if more and not answers:
        raise BadInput(f"Say what “{more[0]}” is: dearreader post queue {slug} --answers IDEA…")
    return (*answers, *more)


def plan(place: Place, slug: str, answers: tuple[str, ...]) -> None:
    """Plan the ideas that a queued post answers, and tell which they are."""
    for each in answers:
        idea = place.app.ideas.standing(each)
        if idea and idea.status != "written":
            idea = place.app.acts.plan(each, slug=slug)
        if idea:
            click.echo(f"It answers “{idea.text}”.")
