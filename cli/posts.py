"""`dearreader post`: from a Markdown file to the queue."""

import re
from datetime import UTC, datetime
from pathlib import Path

import click

from cli.answered import answered, named, plan
from cli.connection import Place
from dearreader.errors import BadInput
from dearreader.posts import LONGEST_SLUG, WAITING, PostStatus

SHOWN: tuple[PostStatus, ...] = ("sending", "queued", "fallback", "draft", "sent")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_FILE = 200_000
"""Bytes: a letter that mail programs show whole has half of it at most."""


@click.group()
def post() -> None:
    """What you write: add it, queue it, see what waits."""


@post.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", help="The post's name in links; the file's name unless given.")
@click.pass_obj
def add(place: Place, file: Path, slug: str | None) -> None:
    """Keep a Markdown file with front matter as a draft.

    Adding it again puts the new text in the old one's place, until it has gone out.
    """
    from dearreader.letters.manuscript import parse  # noqa: PLC0415

    source = _read(file)
    manuscript = parse(source, slug=_slug(slug or file.stem))
    kept = place.app.posts.add(manuscript, source, now=datetime.now(UTC))
    click.echo(f"{kept.slug}: “{kept.title}” is a {kept.status} post.")
    if kept.status in WAITING:
        again = f"post queue {kept.slug}{' --fallback' if kept.status == 'fallback' else ''}"
        click.echo(f"It is queued as it was; to send this text: dearreader {again}")
    else:
        click.echo(f"When it is ready: dearreader post queue {kept.slug}")


@post.command()
@click.argument("slug")
@click.argument("ideas", nargs=-1, metavar="[--answers IDEA…]")
@click.option(
    "--answers",
    multiple=True,
    metavar="IDEA…",
    help="Ideas that it answers: who asked is told so on top. None if “none”; else as before.",
)
@click.option(
    "--fallback", is_flag=True, help="Keep it in reserve, for a day when nothing else is queued."
)
@click.pass_obj
def queue(
    place: Place, slug: str, ideas: tuple[str, ...], *, answers: tuple[str, ...], fallback: bool
) -> None:
    """Render a post and put it at the end of the queue."""
    from dataclasses import replace  # noqa: PLC0415
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from dearreader.letters.manuscript import parse  # noqa: PLC0415
    from dearreader.letters.rendering import render  # noqa: PLC0415

    source = place.app.posts.source(_slug(slug))
    if source is None:
        raise BadInput(f"There is no post “{slug}”. Add it first: dearreader post add {slug}.md")
    now = datetime.now(UTC)
    today = now.astimezone(ZoneInfo(place.publication.time_zone)).date()
    rendered = render(parse(source, slug=slug), place.publication, today=today)
    letter = replace(rendered, answers=answered(place, slug, named(slug, answers, ideas)))
    status: PostStatus = "fallback" if fallback else "queued"
    place.app.posts.queue(letter, now=now, status=status)
    waiting = [each.slug for each in place.app.posts.with_status(status)]
    ahead = waiting.index(slug) if slug in waiting else len(waiting)
    behind = f"behind {ahead} other{'' if ahead == 1 else 's'}"
    if fallback:
        first = "It goes out, once, on a day when nothing else is queued"
        click.echo(f"{slug} is kept in reserve. {first}{f', {behind}' if ahead else ''}.")
    else:
        click.echo(f"{slug} is queued, {behind if ahead else 'next to go out'}.")
    plan(place, slug, letter.answers)


@post.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_posts(place: Place, *, as_json: bool) -> None:
    """Every post: the queue in its order, what is in reserve, drafts, and what was sent."""
    import json  # noqa: PLC0415

    found = [each for status in SHOWN for each in place.app.posts.with_status(status)]
    for each in found:
        if as_json:
            click.echo(json.dumps({"slug": each.slug, "status": each.status, "title": each.title}))
        else:
            click.echo(f"{each.status:8}  {each.slug:24}  {each.title}")
    if not found and not as_json:
        click.echo("No posts yet. Write one, then: dearreader post add FILE.md")


def _read(file: Path) -> str:
    raw = file.read_bytes()
    if len(raw) > LONGEST_FILE:
        raise BadInput(f"{file} has {len(raw):,} bytes; a letter of over 100,000 is cut by Gmail.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is not UTF-8 text; save it as UTF-8.") from error


def _slug(name: str) -> str:
    if not SLUG.fullmatch(name) or len(name) > LONGEST_SLUG:
        raise BadInput(
            f"“{name[:LONGEST_SLUG]}” cannot be part of a link; use lower-case letters, digits and "
            f"hyphens, at most {LONGEST_SLUG}: --slug my-first-letter"
        )
    return name
