"""`dearreader post correct` and `withdraw`: what was sent, as it stands on the web."""

from datetime import UTC, datetime
from pathlib import Path

import click

from cli.connection import Place
from cli.files import slug_of, text_of


@click.command()
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def correct(place: Place, slug: str, file: Path) -> None:
    """Correct, on the web, a post that was sent.

    Pages and feeds change, and say so; mails stay as they went out, and so do the post's address
    and its name in feeds. A post that was withdrawn is back.
    """
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from dearreader.letters.manuscript import parse  # noqa: PLC0415
    from dearreader.letters.rendering import render  # noqa: PLC0415

    source = text_of(file)
    now = datetime.now(UTC)
    today = now.astimezone(ZoneInfo(place.publication.time_zone)).date()
    manuscript = parse(source, slug=slug_of(slug))
    if "![" in manuscript.body:
        from cli.images import published  # noqa: PLC0415 - Pillow takes 0.1 s

        manuscript = published(place, manuscript, file)
    letter = render(manuscript, place.publication, today=today)
    place.app.corrections.correct(letter, source, now=now)
    click.echo(f"{slug} is corrected: {place.app.site}/posts/{slug}")
    click.echo("Pages and feeds may show what was there before for five minutes.")


@click.command()
@click.argument("slug")
@click.pass_obj
def withdraw(place: Place, slug: str) -> None:
    """Take a post that was sent off the web and out of the feeds.

    Mails cannot be called back. To put it back: dearreader post correct SLUG FILE.
    """
    place.app.corrections.withdraw(slug_of(slug))
    click.echo(f"{slug} is withdrawn from the web. Who has it by mail keeps it.")
    click.echo(f"To put it back: dearreader post correct {slug} {slug}.md")
