"""A stack's life: `dearreader init`, `deploy`, `doctor`, `destroy`."""

from pathlib import Path

import click

from cli.connection import Place

# What they do is imported where it is done: `dearreader --help` need not load it.
# ruff: noqa: PLC0415


@click.command()
@click.option("--force", is_flag=True, help="Write the files without asking.")
@click.pass_obj
def init(place: Place, *, force: bool) -> None:
    """Set up your publication by a few questions.

    Each has a default. It writes samconfig.toml and dearreader.toml, and makes the salt. Do it
    again to change an answer: the old ones are the defaults. Answers may come from a pipe, one a
    line.
    """
    from cli.setup.asking import init as asked
    from dearreader.errors import BadInput

    if place.local:
        raise BadInput("The laptop’s cloud has settings of its own: leave --local out.")
    given = {"region": place.region, "profile": place.profile, "stack": place.stack}
    asked(Path(), {name: value for name, value in given.items() if value}, force=force)
