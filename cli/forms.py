"""`dearreader form`: the sign-up form for other sites."""

import click

from cli.connection import Place


@click.command()
@click.pass_obj
def form(place: Place) -> None:
    """Print a sign-up form to paste into any page of yours.

    Plain HTML: no script, nothing that is loaded from elsewhere, no style but your page's own.
    """
    from dearreader.pages import snippet  # noqa: PLC0415

    click.echo(snippet(place.app.site), nl=False)
