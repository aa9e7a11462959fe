"""`dearreader ideas`: the board of what readers ask for."""

import json

import click

from cli.connection import Place


@click.group()
def ideas() -> None:
    """What readers ask you to write about."""


@ideas.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_ideas(place: Place, *, as_json: bool) -> None:
    """The board: every idea with its votes, most wanted first."""
    board = place.app.ideas.board()
    for each in board:
        if as_json:
            found = {"id": each.id, "votes": each.votes, "text": each.text, "status": each.status}
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            click.echo(f"{each.votes:4}  {each.text}")
    if not board and not as_json:
        click.echo("No ideas yet. They come in when readers reply to a letter.")
