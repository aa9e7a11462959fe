"""`dearreader queues`: what waits for functions, and what they gave up on, to be tried again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import click

from cli.connection import Place

# What tells of queues is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415

QUEUES = ("Invite", "Schedule", "Deliver", "Settle", "Feedback", "Inbound", "Nudge")
"""As the template has them: each with its ``…Queue``, and its ``…DeadLetters``."""

UNDELIVERED = "undelivered"
TARGET = "TARGET_ARN"
"""The attribute in which EventBridge and Scheduler say where a message should have gone.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""

AT_ONCE = 10
"""Messages that SQS gives in one request."""

HIDDEN = 60
"""Seconds in which nobody else sees a message that is being moved."""

NAMES = (*(name.lower() for name in QUEUES), UNDELIVERED)


@dataclass(frozen=True)
class Waiting:
    """A function's queue: how many messages wait, are being worked on, and were given up."""

    name: str
    waiting: int
    under_way: int
    given_up: int


@click.group()
def queues() -> None:
    """What waits for functions, and what they gave up on.

    \b
    dearreader queues list           how many messages wait, and were given up
    dearreader queues retry invite   bring invite/ again what it gave up on
    """  # noqa: D301 - click's \b is a backspace, which a raw string has not


@queues.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_queues(place: Place, *, as_json: bool) -> None:
    """How many messages wait, are under way, were given up.

    The numbers are SQS's own, and about right.
    """
    import json

    found = list(_counted(place))
    if as_json:
        for each in found:
            click.echo(json.dumps(vars(each)))
        return
    click.echo(f"{'':12}  waiting  under way  given up")
    for each in found:
        click.echo(
            f"{each.name:12} {each.waiting:>8,} {each.under_way:>10,} {each.given_up:>9,}".rstrip()
        )
    for each in found:
        if each.given_up:
            click.echo(f"Try those again: dearreader queues retry {each.name.rstrip('/')}")


@queues.command()
@click.argument("name", type=click.Choice(NAMES), metavar="NAME")
@click.pass_obj
def retry(place: Place, name: str) -> None:
    """Bring a function again what it gave up on.

    NAME is the function's, or `undelivered` for what a rule or a schedule could not bring to its
    queue. Whatever is done already is not done twice. Mend what made it fail first: dearreader log
    """
    moved, strange = _moved(place, name)
    if moved:
        which, them = ("1 message is", "it") if moved == 1 else (f"{moved:,} messages are", "them")
        click.echo(f"{which} tried again. See what becomes of {them}: dearreader queues list")
    if strange:
        which = "1 message was" if strange == 1 else f"{strange:,} messages were"
        click.echo(
            f"{which} meant for a queue that this stack has not: look at it in the SQS console."
        )
    if not moved and not strange:
        click.echo("Nothing was given up.")


def _moved(place: Place, name: str) -> tuple[int, int]:
    """How many messages were moved to where they belong, and how many belong nowhere."""
    sqs, urls = place.client("sqs"), place.resources
    undelivered = name == UNDELIVERED
    source = urls["Undelivered" if undelivered else f"{name.capitalize()}DeadLetters"]
    targets = _by_arn(sqs, urls) if undelivered else {}
    moved, strange = 0, 0
    for message in _received(sqs, source):
        target = targets.get(_target(message)) if undelivered else urls[f"{name.capitalize()}Queue"]
        if target:
            sqs.send_message(QueueUrl=target, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
        else:
            strange += 1
    return moved, strange


def _counted(place: Place) -> Iterator[Waiting]:
    sqs, urls = place.client("sqs"), place.resources
    for name in QUEUES:
        waiting, under_way = _messages(sqs, urls[f"{name}Queue"])
        given_up = sum(_messages(sqs, urls[f"{name}DeadLetters"]))
        yield Waiting(f"{name.lower()}/", waiting, under_way, given_up)
    yield Waiting(UNDELIVERED, 0, 0, sum(_messages(sqs, urls["Undelivered"])))


def _messages(sqs: Any, url: str) -> tuple[int, int]:
    """How many wait, those delayed included, and how many somebody has taken."""
    names = [f"ApproximateNumberOfMessages{each}" for each in ("", "Delayed", "NotVisible")]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    seen, delayed, taken = (int(found[name]) for name in names)
    return seen + delayed, taken


def _received(sqs: Any, url: str) -> Iterator[Mapping[str, Any]]:
    """Message by message, until there is none."""
    while found := sqs.receive_message(
        QueueUrl=url,
        MaxNumberOfMessages=AT_ONCE,
        VisibilityTimeout=HIDDEN,
        WaitTimeSeconds=1,  # asks all of SQS's servers, where 0 asks some
        MessageAttributeNames=[TARGET],
    ).get("Messages"):
        yield from found


def _target(message: Mapping[str, Any]) -> str:
    return str(message.get("MessageAttributes", {}).get(TARGET, {}).get("StringValue", ""))


def _by_arn(sqs: Any, urls: Mapping[str, str]) -> dict[str, str]:
    """The functions' queues by what rules and schedules call them."""
    found = {}
    for name in QUEUES:
        url = urls[f"{name}Queue"]
        told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
        found[str(told["Attributes"]["QueueArn"])] = url
    return found
