"""`dearreader subscribers erase`: a reader's right to be forgotten."""

import click

from cli.connection import Place
from cli.deciding import ask, yes_option
from cli.subscribers import identity, of_the_board
from dearreader.errors import BadInput


@click.command()
@click.argument("address")
@yes_option
@click.pass_obj
def erase(place: Place, address: str, *, yes: bool) -> None:
    """Erase all that is held on a reader.

    Address, consent, votes, replies, and the mails that these came in. What stays is a number made
    from the address that nobody can turn back, and that they left: it keeps them from being mailed
    again, by an import for instance. Backups hold the rest until they expire (35 days), batches of
    letters that same number for 90 days.
    """
    subscriber = identity(place, address)
    if not place.app.subscribers.get(subscriber):
        raise BadInput(f"There is no reader {address[:80]}. Is there a typo in it?")
    ask(f"This erases all that is held on {address}, for good.", yes=yes)
    held = place.app.holdings.of(subscriber)
    place.app.holdings.erase(subscriber, now=place.app.clock.now())
    with_them = f", with {of_the_board(held)}" if held else ""
    click.echo(f"{address} is erased{with_them}.")
    click.echo("They are not mailed again, unless they sign up themselves.")
