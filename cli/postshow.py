"""`dearreader post show`: one post, where it stands, and what it says."""

import click

from cli.completing import slugs
from cli.connection import Place
from cli.files import slug_of
from dearreader.errors import BadInput


@click.command()
@click.argument("slug", shell_complete=slugs)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with the text.")
@click.pass_obj
def show(place: Place, slug: str, *, as_json: bool) -> None:
    """One post: where it stands, and its text.

    The day on which it goes out, or has; its letter; and its Markdown as it was added.
    """
    import json  # noqa: PLC0415

    from cli.outlook import scheduled  # noqa: PLC0415

    post = place.app.posts.get(slug_of(slug))
    source = place.app.posts.source(slug)
    if not post or source is None:
        raise BadInput(f"There is no post “{slug}”. See them all: dearreader post list")
    days = {each.slug: slot.key for each, slot in scheduled(place.app)}
    edition = post.edition or days.get(slug, "")
    if as_json:
        told = {
            "slug": slug,
            "status": post.status,
            "title": post.title,
            "subtitle": post.subtitle,
            "tags": list(post.tags),
            "edition": edition,
            "letter": post.letter,
            "text": source,
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{slug}: “{post.title}” is {post.status}.")
    if post.edition:
        click.echo(f"  edition  {edition}: dearreader edition show {edition}")
    elif edition:
        click.echo(f"  goes out {edition.partition('.')[0]}, if the queue stays as it is")
    if post.letter:
        click.echo(f"  letter   version {post.letter}")
    click.echo(f"\n{source.rstrip()}")
