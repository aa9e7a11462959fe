"""What is looked at before anything is changed: settings, credentials, the stack, SES."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cli.connection import Place
from cli.deploy.choices import Seen
from cli.dns.records import receiver
from cli.dns.resolver import Lookup, LookupFailed
from cli.overrides import parameters
from cli.permissions import lacking
from cli.setup.written import old_answers
from dearreader.errors import BadInput
from dearreader.publication import Publication

SAMCONFIG = Path("samconfig.toml")
NEEDED = ("PublicationName", "WriterName", "FromAddress", "ReplyDomain")
BROKEN = {
    "ROLLBACK_COMPLETE": "was never made, and has to go before it can be: "
    "aws cloudformation delete-stack --stack-name {stack}",
    "UPDATE_ROLLBACK_FAILED": "is stuck half-way back: the CloudFormation console can continue its "
    "rollback",
    "DELETE_FAILED": "is half deleted: see the stack in the CloudFormation console",
}
NEVER_AGREED = "REVIEW_IN_PROGRESS"
"""What a stack is called that has only been proposed."""


@dataclass(frozen=True, kw_only=True)
class Stack:
    """The stack as it is: its parameters, or none where it is not there yet."""

    exists: bool
    parameters: Mapping[str, str]


def settings(folder: Path) -> dict[str, str]:
    """The parameters that samconfig.toml gives, checked. Raises BadInput."""
    file = folder / SAMCONFIG
    if not file.exists():
        raise BadInput("There is no samconfig.toml here. Begin with: dearreader init")
    old_answers(file.read_text(), "")  # says where it is not TOML
    try:
        given = dict(parameters(file.read_text()))
    except (KeyError, TypeError) as error:
        raise BadInput("samconfig.toml has no parameters. Begin with: dearreader init") from error
    missing = [name for name in NEEDED if not given.get(name)]
    if missing:
        raise BadInput(f"samconfig.toml gives no {missing[0]}. Begin with: dearreader init")
    _publication(given)
    return given


def _publication(given: Mapping[str, str]) -> Publication:
    """What the functions will make of it: better refused here than by each of them."""
    from cli.connection import constant  # noqa: PLC0415
    from cli.setup.answers import own_domain, sender  # noqa: PLC0415
    from dearreader.settings import publication  # noqa: PLC0415

    for name, read in (("FromAddress", sender), ("ReplyDomain", own_domain)):
        try:
            read(given[name])
        except BadInput as fault:
            raise BadInput(f"{name} in samconfig.toml: {fault}") from fault
    return publication({constant(name): value for name, value in given.items()})


def credentials(place: Place) -> str:
    """The account's number. Raises BadInput where AWS does not know who asks."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

    try:
        return str(place.client("sts").get_caller_identity()["Account"])
    except (BotoCoreError, ClientError) as error:
        profile = f" --profile {place.named_profile}" if place.named_profile else ""
        raise BadInput(
            f"AWS does not know you: {error} Sign in with: aws sso login{profile}; "
            f"or set up keys with: aws configure{profile}"
        ) from error


def stack(place: Place) -> Stack:
    """The stack that is there. Raises BadInput for one that cannot be deployed to."""
    from botocore.exceptions import ClientError  # noqa: PLC0415

    try:
        found = place.client("cloudformation").describe_stacks(StackName=place.name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in error.response["Error"]["Message"]:
            return Stack(exists=False, parameters={})
        raise
    status = str(found["StackStatus"])
    if status in BROKEN:
        raise BadInput(f"The stack “{place.name}” {BROKEN[status].format(stack=place.name)}.")
    if status == NEVER_AGREED:
        return Stack(exists=False, parameters={})
    if status.endswith("_IN_PROGRESS"):
        raise BadInput(
            f"The stack “{place.name}” is being changed by somebody: wait until it is done."
        )
    given = {each["ParameterKey"]: each["ParameterValue"] for each in found.get("Parameters", [])}
    return Stack(exists=True, parameters=given)


def account(place: Place, now: Stack, given: Mapping[str, str], rule_set: str) -> Seen:
    """What the account allows, and what SES knows of the sending domain."""
    found = place.client("sesv2").get_account()
    domain = given["FromAddress"].rpartition("@")[2]
    before = now.parameters.get("FromAddress", "").rpartition("@")[2]
    ours = now.parameters.get("CreateIdentity") == "yes" and before == domain
    return Seen(
        rate=float(found["SendQuota"]["MaxSendRate"]),
        production=bool(found.get("ProductionAccessEnabled")),
        concurrency=_concurrency(place),
        known=identity(place, domain) is not None,
        ours=ours,
        rule_set=rule_set,
    )


def identity(place: Place, domain: str) -> Mapping[str, Any] | None:
    """What SES knows of the domain, or None."""
    client = place.client("sesv2")
    try:
        found: Mapping[str, Any] = client.get_email_identity(EmailIdentity=domain)
    except client.exceptions.NotFoundException:
        return None
    return found


def receives(region: str, lookup: Lookup) -> bool:
    """Whether SES takes mail in, in the Region; where the DNS does not say, it is tried."""
    try:
        return bool(lookup(receiver(region), "A"))
    except LookupFailed:
        return True


def _concurrency(place: Place) -> int | None:
    from botocore.exceptions import ClientError  # noqa: PLC0415

    try:
        limits = place.client("lambda").get_account_settings()["AccountLimit"]
    except ClientError as error:
        if lacking(error, "lambda"):
            return None
        raise
    return int(limits["ConcurrentExecutions"])
