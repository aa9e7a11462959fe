"""Deploying, with everything that a deployment needs: sam, the DNS, the clock."""

import tomllib
from dataclasses import replace
from pathlib import Path

import click

from cli.connection import Place
from cli.deploy.looking import SAMCONFIG
from cli.deploy.steps import Deployment, Wishes

ON_ITS_WAY = frozenset({"planning", "sending"})


def deploy(place: Place, folder: Path, wishes: Wishes) -> None:
    """Deploy to AWS what is in the folder. Raises BadInput, Failure."""
    from cli.deploy.sam import Sam  # noqa: PLC0415
    from cli.dns.resolver import of_place  # noqa: PLC0415
    from dearreader.app import SystemClock  # noqa: PLC0415

    place = where(place, folder)
    Deployment(
        place=place,
        folder=folder,
        sam=Sam(place, folder),
        lookup=of_place(place),
        clock=SystemClock(),
        watch=until_none_goes_out,
    ).run(wishes)


def where(place: Place, folder: Path) -> Place:
    """The place, or what samconfig.toml says of it where nothing else does."""
    file = folder / SAMCONFIG
    try:
        said = tomllib.loads(file.read_text())["default"]["global"]["parameters"]
    except (OSError, KeyError, tomllib.TOMLDecodeError):
        return place  # which is told when the settings are read
    stack = place.named_stack or str(said.get("stack_name", ""))
    region = place.named_region or str(said.get("region", ""))
    return replace(place, stack=stack or None, region=region or None)


def until_none_goes_out(place: Place) -> None:
    """Wait while an edition is on its way: its functions had better stay as they are."""
    from cli.watching import watch  # noqa: PLC0415

    app = place.app
    for edition in app.editions.latest(limit=1):
        if edition.state in ON_ITS_WAY:
            click.echo(f"{edition.key} is going out; this waits until it is through.")
            click.echo("Ctrl-C stops waiting, and nothing is deployed.")
            watch(app, edition.key)
