"""`dearreader subscribers list`, `show`, `add`, `remove`: the readers, one by one."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from cli.connection import Place
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from dearreader.holdings import Held
    from dearreader.subscribers import Subscriber

# What tells of readers is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415

STATUSES = ("pending", "active", "unsubscribed", "bounced", "complained")
MOMENTS = ("asked_at", "mailed_at", "confirmed_at", "imported_at", "left_at", "erased_at")


@click.group()
def subscribers() -> None:
    """Your readers: look at them, bring them, take them out.

    \b
    dearreader subscribers show ada@example.org         all that is held on a reader
    dearreader subscribers import list.csv --dry-run    what would become of a list
    dearreader subscribers export backup                everything, in files
    """  # noqa: D301 - click's \b is a backspace, which a raw string has not


@subscribers.command("list")
@click.option("--status", type=click.Choice(STATUSES), help="Only those.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_subscribers(place: Place, *, status: str | None, as_json: bool) -> None:
    """Every reader with their status.

    They are in no order. Those who were erased have no address.
    """
    import json

    found = 0
    for each in place.app.subscribers.everyone():
        if status and each.status != status:
            continue
        found += 1
        if as_json:
            click.echo(json.dumps(_in_short(each)))
        else:
            click.echo(f"{each.status:12}  {each.address or 'erased'}")
    if not found and not as_json:
        click.echo("No readers yet. They sign up on your site, or: dearreader subscribers import")


@subscribers.command()
@click.argument("address")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: for a reader who asks.")
@click.pass_obj
def show(place: Place, address: str, *, as_json: bool) -> None:
    """All that is held on a reader.

    Status, consent and its evidence, votes, replies; with --json whole, as you can send it to them.
    """
    import json

    held = place.app.holdings.of(identity(place, address))
    if not held:
        raise BadInput(
            f"There is no reader {address[:80]}. See them all: dearreader subscribers list"
        )
    if as_json:
        click.echo(json.dumps(held.as_data(), ensure_ascii=False, indent=2))
        return
    known = held.known
    click.echo(f"{known.get('address') or 'a reader who has been erased'} is {known['status']}.")
    for name in MOMENTS:
        if name in known:
            moment = datetime.fromisoformat(known[name])
            click.echo(f"  {name.removesuffix('_at'):10} {moment:%Y-%m-%d %H:%M} UTC")
    for name, value in sorted(known.get("consent", {}).items()):
        click.echo(f"  {'consent, ' + name:14} {value}")
    click.echo(f"  {of_the_board(held)}")
    click.echo(f"All of it, for them: dearreader subscribers show {address} --json")


@subscribers.command()
@click.argument("address")
@click.pass_obj
def add(place: Place, address: str) -> None:
    """Sign a reader up: they are mailed a link to confirm by.

    As if they had signed up on your site. Who has left is not asked again: they can sign up on your
    site themselves.
    """
    from dearreader import addresses
    from dearreader.signups import CONSENT

    app, subscriber = place.app, identity(place, address)
    found = app.subscribers.get(subscriber)
    if found and found.status in {"unsubscribed", "bounced", "complained"}:
        raise BadInput(
            f"{address} has left ({found.status}), and only they can come back: by signing up at "
            f"{app.site}"
        )
    if found and found.status == "active":
        click.echo(f"{found.address} is a reader already.")
        return
    parsed = addresses.parse(address)
    app.subscribers.ask(
        subscriber,
        parsed,
        key=app.world.chance.key(),
        now=app.clock.now(),
        consent={"from": "the writer, by dearreader subscribers add", "text": CONSENT},
    )
    click.echo(f"{parsed} is mailed a link, and is a reader once they follow it.")


@subscribers.command()
@click.argument("address")
@click.pass_obj
def remove(place: Place, address: str) -> None:
    """Take a reader off the list, for good.

    As if they had unsubscribed themselves. What is held on them stays: see `subscribers erase`.
    """
    app, subscriber = place.app, identity(place, address)
    if not app.subscribers.get(subscriber):
        raise BadInput(f"There is no reader {address[:80]}. Is there a typo in it?")
    app.subscribers.leave(subscriber, "unsubscribed", now=app.clock.now())
    click.echo(f"{address} gets no more letters.")
    click.echo(f"To erase what is held on them as well: dearreader subscribers erase {address}")


def identity(place: Place, address: str) -> str:
    """The id of who reads at the address. Raises BadInput for what is none."""
    from dearreader import addresses

    return addresses.identity(addresses.parse(address), salt=place.salt)


def of_the_board(held: "Held") -> str:
    """How much of the board is theirs: 2 votes and 1 reply."""
    votes, replies = len(held.asked), len(held.replies)
    wanted = "1 vote" if votes == 1 else f"{votes} votes"
    return f"{wanted} and {'1 reply' if replies == 1 else f'{replies} replies'}"


def _in_short(reader: "Subscriber") -> dict[str, object]:
    confirmed = reader.confirmed_at
    return {
        "address": reader.address,
        "status": reader.status,
        "confirmed": confirmed.isoformat() if confirmed else None,
    }
