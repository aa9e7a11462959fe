"""What the writer does to the board; `dearreader ideas undo` takes each act back."""

import click

from cli.connection import Place
from cli.finding import SHOWN
from dearreader.errors import BadInput

# Ideas are imported where they are used: `dearreader --help` need not load them.
# ruff: noqa: PLC0415


@click.command()
@click.argument("idea")
@click.argument("into")
@click.option("--never", is_flag=True, help="They are not the same: propose it no more.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def merge(place: Place, idea: str, into: str, *, never: bool, as_json: bool) -> None:
    """Let IDEA be the same as INTO: who asked for either has one vote."""
    from cli import finding

    one, other = finding.idea(place, idea), finding.idea(place, into)
    if never:
        place.app.acts.apart(one.id, other.id)
        _tell(place, one.id, "is not the same, and will not be proposed again", as_json=as_json)
        return
    kept = place.app.acts.merge(one.id, other.id)
    what = f"is merged into “{kept.text}”, which has {_votes(kept.votes)}"
    _tell(place, one.id, what, as_json=as_json)


@click.command()
@click.argument("idea")
@click.argument("wordings", nargs=-1, required=True, metavar="NUMBER…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def split(place: Place, idea: str, wordings: tuple[str, ...], *, as_json: bool) -> None:
    """Make an idea of its own of some of an idea's wordings.

    NUMBER is a wording's, as `dearreader ideas show IDEA` has it; the wording itself will do, too.
    """
    from cli import finding

    found = finding.idea(place, idea)
    known = list(place.app.acts.wordings(found.id))
    texts = [_wording(known, each) for each in wordings]
    new = place.app.acts.split(found.id, texts)
    _tell(place, new.id, f"is an idea of its own now, with {_votes(new.votes)}", as_json=as_json)


@click.command()
@click.argument("idea")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def plan(place: Place, idea: str, *, as_json: bool) -> None:
    """Say that you will write about it.

    When the post is there: dearreader post queue SLUG --answers IDEA
    """
    from cli import finding

    found = place.app.acts.plan(finding.idea(place, idea).id)
    _tell(place, found.id, "is planned", as_json=as_json)


@click.command()
@click.argument("idea")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def decline(place: Place, idea: str, *, as_json: bool) -> None:
    """Say that you will not write about it.

    Who asked sees that on their own page.
    """
    from cli import finding

    found = place.app.acts.decline(finding.idea(place, idea).id)
    _tell(place, found.id, "is declined", as_json=as_json)


@click.command()
@click.argument("idea")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def hide(place: Place, idea: str, *, as_json: bool) -> None:
    """Take it off the board.

    For what is no idea at all. Nobody who asked is told.
    """
    from cli import finding

    found = place.app.acts.hide(finding.idea(place, idea).id)
    _tell(place, found.id, "is hidden", as_json=as_json)


@click.command()
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def add(place: Place, text: str, *, as_json: bool) -> None:
    """Put an idea of your own on the board.

    Readers who ask for it vote for it.
    """
    if not text.strip():
        raise BadInput('Say what it is: dearreader ideas add "how whales sleep"')
    found = place.app.acts.add(text.strip())
    _tell(place, found.id, "is on the board", as_json=as_json)


@click.command()
@click.argument("idea")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def undo(place: Place, idea: str, *, as_json: bool) -> None:
    """Take back the last thing that you did to an idea.

    Again: the one before.
    """
    from cli import finding

    undone = place.app.acts.undo(finding.idea(place, idea).id)
    _tell(
        place,
        undone.idea.id,
        f"is {undone.idea.status} again: {undone.kind} undone",
        as_json=as_json,
    )


def _tell(place: Place, idea: str, what: str, *, as_json: bool) -> None:
    """The idea after the act, and how to take it back."""
    import json

    from cli.board import as_json as described

    found = place.app.ideas.get(idea)
    if not found:
        return
    if as_json:
        click.echo(json.dumps(described(found), ensure_ascii=False))
        return
    click.echo(f"{found.id[:SHOWN]} “{found.text}” {what}.")


def _votes(count: int) -> str:
    return "1 vote" if count == 1 else f"{count} votes"


def _wording(known: list[str], given: str) -> str:
    if given.isdecimal() and 0 < int(given) <= len(known):
        return known[int(given) - 1]
    if given in known:
        return given
    raise BadInput(f"There is no wording {given[:80]!r} of it; see their numbers with ideas show.")
