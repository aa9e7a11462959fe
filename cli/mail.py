"""`dearreader replies list | show | idea`: what readers wrote back, in their own words."""

import json
from typing import TYPE_CHECKING, Any

import click

from cli.connection import Place
from cli.finding import SHOWN
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from dearreader.ideas import KeptReply

WIDTH = 70


@click.command("list")
@click.option("--unproven", is_flag=True, help="Only those of nobody proven to be a reader.")
@click.option("--every-kind", is_flag=True, help="Automatic answers, bounces and the like, too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_replies(place: Place, *, unproven: bool, every_kind: bool, as_json: bool) -> None:
    """What readers wrote back, newest first.

    What is not proven stands apart, at the end.
    """
    found = [each for each in place.app.replies.newest() if every_kind or each.kind == "reply"]
    proven = [each for each in found if each.subscriber and not unproven]
    others = [each for each in found if not each.subscriber]
    if as_json:
        for each in (*proven, *others):
            click.echo(json.dumps(_as_json(each), ensure_ascii=False))
        return
    for each in proven:
        click.echo(_line(each))
    if others:
        click.echo("\nFrom nobody proven to be a reader:" if proven else "Not proven:")
    for each in others:
        click.echo(_line(each))
    if not proven and not others:
        click.echo("No replies yet. They come in when readers answer a letter.")


@click.command()
@click.argument("reply")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def show(place: Place, reply: str, *, as_json: bool) -> None:
    """One reply: who wrote it, its words, and the ideas that were found."""
    from cli import finding  # noqa: PLC0415

    found = finding.reply(place, reply)
    reader = place.app.subscribers.get(found.subscriber) if found.subscriber else None
    if as_json:
        told = {**_as_json(found), "from": reader.address if reader else None}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    letter = f", to the letter of {found.letter_date}" if found.letter_date else ""
    click.echo(f"{found.id}\n  {_kind(found)}, {found.received_at:%Y-%m-%d %H:%M} UTC{letter}")
    click.echo(f"  from {reader.address}" if reader else "  from nobody proven to be a reader")
    click.echo(f"\n{found.text or '(no words)'}")
    if found.ideas:
        click.echo("\nIdeas")
    for each in found.ideas:
        click.echo(f"  • {each}")
    click.echo(f'\nAnother: dearreader replies idea {found.id[:SHOWN]} "TEXT"')


@click.command()
@click.argument("reply")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def idea(place: Place, reply: str, text: str, *, as_json: bool) -> None:
    """Find an idea in a reply that nobody found. A proven reader votes for it."""
    from cli import finding  # noqa: PLC0415
    from cli.board import as_json as described  # noqa: PLC0415

    if not text.strip():
        raise BadInput('Say what the idea is: dearreader replies idea REPLY "how whales sleep"')
    found = place.app.acts.count(finding.reply(place, reply), text.strip())
    if as_json:
        click.echo(json.dumps(described(found), ensure_ascii=False))
        return
    votes = "1 vote" if found.votes == 1 else f"{found.votes} votes"
    click.echo(f"{found.id[:SHOWN]} “{found.text}” has {votes}.")
    click.echo(f"To take it back: dearreader ideas undo {found.id[:SHOWN]}")


def _line(reply: "KeptReply") -> str:
    text = " ".join(reply.text.split())
    short = text if len(text) <= WIDTH else text[: WIDTH - 2] + " …"
    kind = "" if reply.kind == "reply" else f"({_kind(reply)}) "
    return f"{reply.id[:SHOWN]}  {reply.received_at:%Y-%m-%d}  {kind}{short}"


def _kind(reply: "KeptReply") -> str:
    return reply.kind.replace("_", " ")


def _as_json(reply: "KeptReply") -> dict[str, Any]:
    return {
        "id": reply.id,
        "kind": reply.kind,
        "received_at": reply.received_at.isoformat(),
        "proven": bool(reply.subscriber),
        "letter_date": reply.letter_date or None,
        "text": reply.text,
        "ideas": list(reply.ideas),
    }
