"""`dearreader edition`: what goes out, and what became of it."""

import json
from datetime import datetime

import click

from cli.connection import Place
from cli.deciding import leave, pause, resend, resume
from cli.failing import ENDED_BY_CTRL_C
from cli.keys import KEY
from dearreader.errors import BadInput

# What tells of editions is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415


@click.group()
def edition() -> None:
    """What goes out, when, and what became of it."""


@edition.command()
@click.option("--now", is_flag=True, required=True, help="Say it: letters go out by this.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Ask as if it were this day's hour: for trying things out.",
)
@click.option("--wait", is_flag=True, help="Watch until the edition is closed.")
@click.pass_obj
def send(place: Place, *, now: bool, day: datetime | None, wait: bool) -> None:  # noqa: ARG001
    """Ask for what is due. Whatever was opened already is not opened again."""
    from cli.sending import send_due

    opened = send_due(place, day.date() if day else None)
    click.echo(f"{opened.key}: “{opened.slug}” is going out.")
    if wait:
        _watch(place, opened.key)
    else:
        click.echo(f"Watch it: dearreader edition watch {opened.key}")


@edition.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_editions(place: Place, *, as_json: bool) -> None:
    """The latest editions, newest first."""
    from cli import telling

    latest = place.app.editions.latest(limit=30)
    for each in latest:
        click.echo(json.dumps(telling.as_json(each)) if as_json else telling.in_a_line(each))
    if not latest and not as_json:
        click.echo("No edition yet. Queue a post, and it goes out at its hour; or at once:")
        click.echo("  dearreader edition send --now")


@edition.command()
@click.argument("key", type=KEY)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, with everybody's address.")
@click.pass_obj
def show(place: Place, key: str, *, as_json: bool) -> None:
    """One edition: what became of everyone, and what to do next.

    Its account, who is unresolved, by name, and the command that settles it.
    """
    from cli import telling
    from cli.standing import standing

    found = standing(place.app, place.app.deciding.edition(key))
    if as_json:
        click.echo(json.dumps(telling.counted_as_json(place.app, found), ensure_ascii=False))
    else:
        for line in telling.told(place.app, found):
            click.echo(line)


@edition.command()
@click.argument("key", type=KEY, required=False)
@click.pass_obj
def watch(place: Place, key: str | None) -> None:
    """Follow an edition until it is closed, or held (exit code 1).

    Without a KEY: the latest that is not closed. Ctrl-C ends the view, not the edition.
    """
    _watch(place, key or _latest_open(place))


for command in (pause, resume, resend, leave):
    edition.add_command(command)


def _latest_open(place: Place) -> str:
    for each in place.app.editions.latest():
        if each.state != "closed":
            return each.key
    raise BadInput("Nothing is going out now. What has: dearreader edition list")


def _watch(place: Place, key: str) -> None:
    from cli.telling import told
    from cli.watching import watch as follow

    try:
        found = follow(place.app, key)
    except KeyboardInterrupt:
        click.echo(f"\nThe view has ended, {key} goes on. To see more of it:")
        click.echo(f"  dearreader edition watch {key}")
        raise SystemExit(ENDED_BY_CTRL_C) from None
    for line in told(place.app, found):
        click.echo(line)
    if found.edition.state == "held":
        raise SystemExit(1)
