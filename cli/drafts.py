"""`dearreader post new`, `get`, `edit`: the folder of Markdown files, a working copy of the table.

The folder is dearreader.toml's ``posts``, else ``posts``. What differs from the table is never
overwritten unasked.
"""

from pathlib import Path

import click

from cli.completing import slugs
from cli.connection import Place
from cli.files import slug_from, slug_of, text_of
from cli.posts import add
from dearreader.errors import BadInput

BLANK = """---
title: {title}
subtitle:
tags: []
---

hi friends,

"""


@click.command()
@click.argument("title")
@click.option("--slug", help="The post's name in links; made from the title unless given.")
@click.pass_obj
def new(place: Place, title: str, slug: str | None) -> None:
    """Begin a post: a Markdown file in the folder of posts.

    It has its front matter; the rest is yours. Nothing is kept in the table yet: that is what `post
    add` is for.
    """
    file = _file(place, slug_of(slug) if slug else _slug_from(title))
    if file.exists():
        raise BadInput(f"{file} is there already. Open it, or choose another name: --slug NAME")
    text = _begun(title, file.stem)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    click.echo(f"{file} is yours to write.")
    click.echo(f"When you want it kept: dearreader post add {file}")


@click.command()
@click.argument("chosen", nargs=-1, metavar="[SLUG]...", shell_complete=slugs)
@click.option("--all", "every", is_flag=True, help="Every post that the table has.")
@click.option("--force", is_flag=True, help="Also over files that differ.")
@click.pass_obj
def get(place: Place, chosen: tuple[str, ...], *, every: bool, force: bool) -> None:
    """Write posts from the table into the folder of posts.

    As they were added. A file that differs from the table stays as it is, and is named (exit code
    1), unless you say --force.
    """
    if not chosen and not every:
        raise BadInput("Say which: dearreader post get SLUG, or --all for every post.")
    differing = []
    for slug in _everything(place) if every else chosen:
        file, source = _file(place, slug_of(slug)), _source(place, slug)
        if file.exists() and text_of(file) != source and not force:
            differing.append(file)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
        click.echo(f"{file}")
    for file in differing:
        click.echo(
            f"{file} differs from the table and stays as it is. To keep the file's text: "
            f"dearreader post add {file}; to have the table's: "
            f"dearreader post get {file.stem} --force",
            err=True,
        )
    if differing:
        raise SystemExit(1)


@click.command()
@click.argument("slug", shell_complete=slugs)
@click.pass_context
def edit(context: click.Context, slug: str) -> None:
    """Open a post in your editor, and keep what you save.

    The editor is $VISUAL or $EDITOR. The file stays in the folder of posts. What cannot be a letter
    is refused, and stays in the file: mend it with `post edit` again.
    """
    place: Place = context.obj
    file, source = _file(place, slug_of(slug)), place.app.posts.source(slug)
    if source is None and not file.exists():
        raise BadInput(f"There is no post “{slug}”. Begin it: dearreader post new “{slug}”")
    if source is not None and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
    click.edit(filename=str(file))
    if text_of(file) == source:
        click.echo(f"{slug} is as it was.")
        return
    context.invoke(add, file=file, slug=slug)


def _file(place: Place, slug: str) -> Path:
    return place.posts_folder / f"{slug}.md"


def _slug_from(title: str) -> str:
    try:
        return slug_from(title)
    except BadInput as refusal:
        raise BadInput(
            "No name for links can be made from this title: give it one, --slug my-first-letter"
        ) from refusal


def _begun(title: str, slug: str) -> str:
    """The file's text; the title in quotes where YAML would read it otherwise. Raises BadInput."""
    import json  # noqa: PLC0415

    from dearreader.letters.manuscript import parse  # noqa: PLC0415

    wanted = " ".join(title.split())
    plain, quoted = (BLANK.format(title=each) for each in (wanted, json.dumps(wanted)))
    try:
        if parse(plain, slug=slug).title == wanted:
            return plain
    except BadInput:
        pass
    parse(quoted, slug=slug)
    return quoted


def _source(place: Place, slug: str) -> str:
    source = place.app.posts.source(slug)
    if source is None:
        raise BadInput(f"There is no post “{slug}”. See them all: dearreader post list")
    return source


def _everything(place: Place) -> list[str]:
    from typing import get_args  # noqa: PLC0415

    from dearreader.posts import PostStatus  # noqa: PLC0415

    posts = place.app.posts
    return [each.slug for status in get_args(PostStatus) for each in posts.with_status(status)]
