"""Taking a stack down: asked for, then done; safe to repeat where it was cut short."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.connection import Place
from cli.destroy.data import Kept, erase, kept
from cli.failing import Failure
from cli.prompting import typed
from cli.setup import salt
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from dearreader.editions.model import Edition
    from dearreader.ports import Clock

ON_ITS_WAY = frozenset({"planning", "sending"})
LOOK_AGAIN = 3.0
"""Seconds."""

PATIENCE = 1800.0
"""Seconds: a stack is gone in two or three minutes."""


def destroy(place: Place, folder: Path, clock: "Clock", *, data: bool, yes: bool) -> None:
    """Take it down. Raises BadInput where she does not want it, Failure where AWS does not do it.

    The data goes before the stack that names it: if it is cut short, it can be done again.
    """
    publication = place.value("PublicationName")  # which says so where there is no stack
    stack = _stack(place)
    _refuse_while_sending(place)
    found = kept(place)
    if not data and not place.local:
        _keep_salt(place, folder)
    _agree(place, publication, found, data=data, yes=yes)
    if data:
        for each in erase(place, found):
            click.echo(f"  gone: the {each.kind} {each.name}")
    place.client("cloudformation").delete_stack(StackName=stack)
    _wait(place, stack, clock)
    click.echo(f"The stack “{place.name}” is gone.")
    _tell_what_stays(place, found, data=data)


def _stack(place: Place) -> str:
    """The stack's id, by which it can be asked for when its name is free again. Raises BadInput."""
    found = place.client("cloudformation").describe_stacks(StackName=place.name)["Stacks"][0]
    status = str(found["StackStatus"])
    if status.endswith("_IN_PROGRESS") and status != "DELETE_IN_PROGRESS":
        raise BadInput(f"The stack “{place.name}” is being changed: wait until that is done.")
    return str(found.get("StackId") or place.name)


def _keep_salt(place: Place, folder: Path) -> None:
    """What stays is of no use without the salt, and the stack takes its own away. Raises BadInput.

    So it is kept in the folder, where it is not yet.
    """
    here = salt.read(folder)
    if here and here != place.salt:
        raise BadInput(
            f"The salt here ({salt.FILE} or {salt.VARIABLE}) is not the stack’s, which would be "
            "lost: put it aside, and do it again."
        )
    if not here and salt.keep(folder, place.salt):
        click.echo(f"The stack’s salt is in {salt.FILE} now: keep it with what stays.")


def _refuse_while_sending(place: Place) -> None:
    for edition in _latest(place):
        if edition.state in ON_ITS_WAY:
            raise BadInput(
                f"{edition.key} is going out. Wait until it is through (dearreader edition watch "
                f"{edition.key}), or stop it: dearreader edition pause {edition.key}"
            )


def _latest(place: Place) -> "list[Edition]":
    """The latest edition, if there is one; none where the table has gone before the stack."""
    from botocore.exceptions import ClientError  # noqa: PLC0415

    try:
        return place.app.editions.latest(limit=1)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            return []
        raise


def _agree(place: Place, publication: str, found: list[Kept], *, data: bool, yes: bool) -> None:
    """Ask once; where data goes, the publication's name has to be typed, too. Raises BadInput."""
    click.echo(
        f"This takes “{publication}” (stack {place.name}) down: site and sign-ups end, and every "
        "link in every letter is dead."
    )
    if data:
        click.echo("These go for good, too:")
        _list(found)
    else:
        click.echo("Your data stays: readers, posts, editions, ideas, replies.")
    if not yes and typed("Take it down? [y/N] ").lower() not in {"y", "yes"}:
        raise BadInput("Nothing was done." + _how(" If you want it: --yes"))
    if data and typed("To delete the data, type the publication’s name: ") != publication:
        raise BadInput("That is not its name. Nothing was done.")


def _how(words: str) -> str:
    return "" if sys.stdin.isatty() else words


def _wait(place: Place, stack: str, clock: "Clock") -> None:
    cloudformation = place.client("cloudformation")
    waited = 0.0
    while (status := _status(cloudformation, stack)) != "DELETE_COMPLETE":
        if status == "DELETE_FAILED":
            raise Failure(
                f"CloudFormation could not remove all of it: {_reasons(cloudformation, stack)} "
                "Mend that, and do it again."
            )
        if waited >= PATIENCE:
            raise Failure("It takes longer than half an hour: see the CloudFormation console.")
        if not waited:
            click.echo("The stack is being removed: two or three minutes.")
        clock.sleep(LOOK_AGAIN)
        waited += LOOK_AGAIN


def _status(cloudformation: Any, stack: str) -> str:
    from botocore.exceptions import ClientError  # noqa: PLC0415

    try:
        return str(cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])
    except ClientError as error:
        if "does not exist" in error.response["Error"].get("Message", ""):
            return "DELETE_COMPLETE"
        raise


def _reasons(cloudformation: Any, stack: str) -> str:
    events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
    reasons = [
        f"{each['LogicalResourceId']}: {each.get('ResourceStatusReason', 'no reason')}"
        for each in events
        if each.get("ResourceStatus") == "DELETE_FAILED"
        and each.get("ResourceType") != "AWS::CloudFormation::Stack"
    ]
    return "; ".join(reasons[:3]) or "it does not say why."


def _tell_what_stays(place: Place, found: list[Kept], *, data: bool) -> None:
    if data:
        click.echo("DynamoDB keeps a backup of each table for 35 days; it costs next to nothing.")
    else:
        click.echo("What stays, and costs next to nothing:")
        _list(found)
        click.echo("Keep the salt, too: without it nobody in there can be recognised.")
    if place.value("ActiveReceiptRuleSet"):
        click.echo(
            f"SES still knows your domain, and the DNS has its records: take the MX of "
            f"{place.value('ReplyDomain')} away, so that nobody writes into the void."
        )


def _list(found: list[Kept]) -> None:
    for each in found:
        click.echo(f"  {each.kind} {each.name}: {each.holds}")
