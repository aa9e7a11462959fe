"""`dearreader post`: from a Markdown file to the queue."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.answered import answered, named, plan
from cli.checking import check as check_post
from cli.completing import slugs
from cli.connection import Place
from cli.files import slug_of, text_of
from cli.previewing import preview
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dearreader.letters.checking import Finding
    from dearreader.posts import PostStatus

SHOWN: tuple["PostStatus", ...] = ("sending", "queued", "fallback", "draft", "sent")


@click.group()
def post() -> None:
    """What you write: add it, queue it, see what waits.

    \b
    dearreader post new "on being early"    begin one, in the folder of posts
    dearreader post edit on-being-early     write, and keep what you save
    dearreader post test on-being-early     see it as readers will
    dearreader post queue on-being-early    it goes out when its turn comes
    """  # noqa: D301 - click's \b is a backspace, which a raw string has not


@post.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", help="The post's name in links; the file's name unless given.")
@click.pass_obj
def add(place: Place, file: Path, slug: str | None) -> None:
    """Keep a Markdown file with front matter as a draft.

    Adding it again puts the new text in the old one's place, until it has gone out.
    """
    from dearreader.letters.manuscript import parse  # noqa: PLC0415
    from dearreader.posts import WAITING  # noqa: PLC0415

    source = text_of(file)
    manuscript = parse(source, slug=slug_of(slug or file.stem))
    if "![" in manuscript.body:
        from cli.images import published  # noqa: PLC0415 - Pillow takes 0.1 s

        manuscript = published(place, manuscript, file)
    place.app.revisions.remember(manuscript.slug, "added")
    kept = place.app.posts.add(manuscript, source, now=place.app.clock.now())
    click.echo(f"{kept.slug}: “{kept.title}” is a {kept.status} post.")
    if kept.status in WAITING:
        again = f"post queue {kept.slug}{' --fallback' if kept.status == 'fallback' else ''}"
        click.echo(f"It is queued as it was; to send this text: dearreader {again}")
    else:
        click.echo(f"When it is ready: dearreader post queue {kept.slug}")


@post.command()
@click.argument("slug", shell_complete=slugs)
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
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from dearreader.letters.checking import check  # noqa: PLC0415
    from dearreader.letters.manuscript import parse  # noqa: PLC0415
    from dearreader.letters.rendering import render  # noqa: PLC0415

    source = place.app.posts.source(slug_of(slug))
    if source is None:
        raise BadInput(f"There is no post “{slug}”. Add it first: dearreader post add {slug}.md")
    now = place.app.clock.now()
    today = now.astimezone(ZoneInfo(place.publication.time_zone)).date()
    manuscript = replace(parse(source, slug=slug), pictures=place.app.posts.pictures(slug))
    answers = answered(place, slug, named(slug, answers, ideas))
    letter = render(manuscript, place.publication, today=today, answers=answers)
    if shared := place.app.posts.shares_its_title(letter, now=now):
        letter = render(manuscript, place.publication, today=today, dated=True, answers=answers)
    _refuse_what_would_hurt(check(letter, manuscript, today))
    status: PostStatus = "fallback" if fallback else "queued"
    place.app.revisions.remember(slug, "queued")
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
    if shared:
        click.echo(f"Another letter is called “{letter.title}”, so the subject will have its date.")


@post.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_posts(place: Place, *, as_json: bool) -> None:
    """Every post, with the day on which it goes out, or has.

    The queue in its order, what is in reserve, drafts, and what was sent.
    """
    import json  # noqa: PLC0415

    from cli.outlook import scheduled  # noqa: PLC0415

    found = [each for status in SHOWN for each in place.app.posts.with_status(status)]
    days = {each.slug: slot.day.isoformat() for each, slot in scheduled(place.app)}
    for each in found:
        day = days.get(each.slug) or each.edition.partition(".")[0]
        status = "withdrawn" if each.status == "sent" and not each.is_public else each.status
        if as_json:
            told = {"slug": each.slug, "status": status, "title": each.title, "day": day}
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            click.echo(f"{status:9}  {day:10}  {each.slug:24}  {each.title}")
    if not found and not as_json:
        click.echo("No posts yet. Write one, then: dearreader post add FILE.md")


def _refuse_what_would_hurt(findings: "Sequence[Finding]") -> None:
    """Tell what is found; raises BadInput for an error."""
    for each in findings:
        if each.level == "error":
            raise BadInput(each.message)
        click.echo(f"{each.level}: {each.message}", err=True)


for command in (check_post, preview):
    post.add_command(command)
