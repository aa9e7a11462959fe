"""The laptop's cloud, brought up to date with what is on disk: code, package and template."""

import click

from cli.connection import Place
from cli.deploy.command import until_none_goes_out
from cli.failing import Failure


def deploy(place: Place) -> None:
    """Deploy to the laptop's cloud, whose parameters stay. Raises BadInput, Failure."""
    from local.ministack import MiniStack  # noqa: PLC0415 - not there where only AWS is used
    from local.stack import DeploymentFailed, found  # noqa: PLC0415

    until_none_goes_out(place)
    ministack = MiniStack.at(place.laptop["endpoint"], ses=place.laptop["ses"])
    site = place.app.site
    given = ministack.client("cloudformation").describe_stacks(StackName=place.name)["Stacks"][0]
    parameters = {one["ParameterKey"]: one["ParameterValue"] for one in given["Parameters"]}
    try:
        stack = found(ministack, name=place.name).updated({**parameters, "Salt": place.salt})
    except DeploymentFailed as fault:
        raise Failure(f"The stack stays as it was: {fault}") from fault
    stack.publish_at(site)
    click.echo(f"The laptop’s stack “{place.name}” is up to date: {site}")
