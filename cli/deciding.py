"""`dearreader edition pause`, `resume`, `resend`, `leave`: what only the writer can decide."""

import sys

import click

from cli.connection import Place
from cli.keys import KEY
from dearreader.errors import BadInput

yes_option = click.option("--yes", is_flag=True, help="Do it without asking.")


@click.command()
@click.argument("key", type=KEY)
@click.pass_obj
def pause(place: Place, key: str) -> None:
    """Stop an edition: calls under way end, and no other begins."""
    place.app.deciding.pause(key)
    click.echo(f"{key} is paused: nobody is mailed until you say so.")
    click.echo(f"To go on: dearreader edition resume {key}")


@click.command()
@click.argument("key", type=KEY)
@click.pass_obj
def resume(place: Place, key: str) -> None:
    """Go on with a held edition: whoever has had it is not mailed again."""
    place.app.deciding.resume(key)
    click.echo(f"{key} goes on, if the account allows it.")
    click.echo(f"Watch it: dearreader edition watch {key}")


@click.command()
@click.argument("key", type=KEY)
@yes_option
@click.pass_obj
def resend(place: Place, key: str, *, yes: bool) -> None:
    """Mail another copy to all who are unresolved.

    Some of them may then have two: it says to how many it goes, and asks first.
    """
    from cli.standing import standing  # noqa: PLC0415
    from cli.telling import readers  # noqa: PLC0415

    app = place.app
    found = standing(app, app.deciding.edition(key))
    count = len(found.unresolved) + found.waiting
    if found.edition.state == "closed" and count:
        may = "who may have it already" if count == 1 else "of whom some may have it already"
        ask(f"This mails {key} again to {readers(count)}, {may}.", yes=yes)
    again = app.deciding.resend(key)
    click.echo(f"{key} goes out again to {readers(again)}.")
    click.echo(f"Watch it: dearreader edition watch {key}")


@click.command()
@click.argument("key", type=KEY)
@yes_option
@click.pass_obj
def leave(place: Place, key: str, *, yes: bool) -> None:
    """Leave an edition as it is, for good.

    What is unsent is never sent, and who is unresolved stays so.
    """
    from cli.standing import standing  # noqa: PLC0415
    from cli.telling import readers  # noqa: PLC0415

    app = place.app
    found = standing(app, app.deciding.edition(key))
    if found.edition.state == "held" and found.waiting:
        ask(f"This leaves {readers(found.waiting)} without {key}, for good.", yes=yes)
    app.deciding.leave(key)
    click.echo(f"{key} is left as it is.")
    click.echo(f"What became of everyone: dearreader edition show {key}")


def ask(what: str, *, yes: bool) -> None:
    """Go on only where the writer says so. Raises BadInput where nobody can be asked."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise BadInput(f"{what} If that is what you want, say --yes.")
    if not click.confirm(f"{what} Go on?"):
        click.echo("Nothing was changed.")
        raise SystemExit(1)
