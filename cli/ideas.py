"""`dearreader ideas`: the board of what readers ask for."""

import click

from cli.acting import add, decline, hide, merge, plan, split, undo
from cli.connection import Place

# What tells of ideas is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415


@click.group()
def ideas() -> None:
    """What readers ask you to write about."""


@ideas.command("list")
@click.option("--all", "everything", is_flag=True, help="Hidden and merged ones, too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_ideas(place: Place, *, everything: bool, as_json: bool) -> None:
    """The board: every idea with its votes, most wanted first."""
    from cli import board

    found = place.app.ideas.all() if everything else place.app.ideas.board()
    lines = board.as_json_lines(found) if as_json else board.lines(place.app, found)
    for line in lines:
        click.echo(line)


@ideas.command()
@click.argument("idea")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def show(place: Place, idea: str, *, as_json: bool) -> None:
    """One idea: who asked for it in which words."""
    from cli import board, finding

    found = finding.idea(place, idea)
    if as_json:
        click.echo(board.shown_as_json(place.app, found))
    else:
        for line in board.shown(place.app, found):
            click.echo(line)


for command in (merge, split, plan, decline, hide, add, undo):
    ideas.add_command(command)
