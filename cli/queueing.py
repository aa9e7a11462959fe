"""`dearreader post unqueue`, `move`, `undo`: the order in which letters go out."""

from typing import TYPE_CHECKING

import click

from cli.completing import slugs
from cli.connection import Place
from cli.files import slug_of
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from dearreader.posts import Post

LAST = 1_000_000


@click.command()
@click.argument("slug", shell_complete=slugs)
@click.pass_obj
def unqueue(place: Place, slug: str) -> None:
    """Take a post out of the queue: it is a draft again.

    Or out of the reserve.
    """
    place.app.revisions.remember(slug_of(slug), "unqueued")
    place.app.posts.unqueue(slug, now=place.app.clock.now())
    click.echo(f"{slug} is a draft again, and does not go out.")
    click.echo(f"To queue it, at the end: dearreader post queue {slug}")


@click.command()
@click.argument("slug", shell_complete=slugs)
@click.argument("to", metavar="PLACE")
@click.pass_obj
def move(place: Place, slug: str, to: str) -> None:
    """Move a post to another place in the queue.

    PLACE is first, last, or a number; 1 goes out next.

    \b
    dearreader post move hello first
    dearreader post move hello 3
    """  # noqa: D301 - click's \b is a backspace, which a raw string has not
    number = {"first": 1, "last": LAST}.get(to) or (int(to) if to.isdecimal() else 0)
    if not 0 < number <= LAST:
        raise BadInput(
            f"“{to[:20]}” is no place in the queue: say first, last, or a number from 1."
        )
    place.app.revisions.remember(slug_of(slug), "moved")
    moved = place.app.posts.move(slug, number)
    click.echo(_where(place, moved))


@click.command()
@click.argument("slug", required=False, shell_complete=slugs)
@click.pass_obj
def undo(place: Place, slug: str | None) -> None:
    """Take the last change of a post back; again, the one before.

    That is an add, queue, unqueue or move. Without a SLUG: of any post. What has gone out stays as
    it is.
    """
    done, post = place.app.revisions.undo(slug_of(slug) if slug else None)
    click.echo(f"{post.slug} is as it was before it was {done}: “{post.title}”, {post.status}.")
    if post.status in {"queued", "fallback"}:
        click.echo(_where(place, post))


def _where(place: Place, post: "Post") -> str:
    """Where the post stands: hello is number 2 of 3 in the queue: Friday 27 November."""
    from cli.outlook import scheduled  # noqa: PLC0415

    waiting = [each.slug for each in place.app.posts.with_status(post.status)]
    number = waiting.index(post.slug) + 1 if post.slug in waiting else len(waiting)
    if post.status == "fallback":
        return f"{post.slug} is number {number} of {len(waiting)} in reserve."
    days = {each.slug: slot.day for each, slot in scheduled(place.app)}
    when = f": {days[post.slug]:%A} {days[post.slug].day} {days[post.slug]:%B}"
    return f"{post.slug} is number {number} of {len(waiting)} in the queue{when}."
