"""Our receipt rule, in the Region's one active rule set, which may be somebody else's.

CloudFormation makes the rule, in the set that it is told, but cannot activate a set. So: the active
set is taken as it is; only where none is active, one of our own is made and activated. No other
rule is changed, moved or removed, and no set deactivated.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any


def active(ses: Any) -> str:
    """The name of the active set, or ""."""
    metadata = ses.describe_active_receipt_rule_set().get("Metadata", {})
    return str(metadata.get("Name", ""))


def ensure_active(ses: Any, name: str) -> str:
    """The name of the active set: what is active, else a set called ``name``, made if need be.

    It asks again before it activates: what somebody has activated meanwhile stays so.
    """
    if found := active(ses):
        return found
    with suppress(ses.exceptions.AlreadyExistsException):  # ours, of an earlier time
        ses.create_receipt_rule_set(RuleSetName=name)
    if found := active(ses):
        return found
    ses.set_active_receipt_rule_set(RuleSetName=name)
    return name


def settle(ses: Any, ours: str, domain: str) -> bool:
    """Put our rule where it belongs in the active set; whether it was moved.

    CloudFormation puts a new rule first.
    """
    found = ses.describe_active_receipt_rule_set()
    rules = found.get("Rules", [])
    after = place(rules, ours, domain)
    if after is None:
        return False
    ses.set_receipt_rule_position(
        RuleSetName=found["Metadata"]["Name"], RuleName=ours, **({"After": after} if after else {})
    )
    return True


def place(rules: Sequence[Mapping[str, Any]], ours: str, domain: str) -> str | None:
    """The rule after which ours belongs, "" for the beginning, None where it stands well.

    Others come first: at the end it is in nobody's way. But it stands before the first rule that
    takes our mail and lets no later one have it.
    """
    names = [str(each["Name"]) for each in rules]
    if ours not in names:
        return None
    others = [each for each in rules if each["Name"] != ours]
    end = next((at for at, each in enumerate(others) if stops(each, domain)), len(others))
    stands = names.index(ours)
    if stands == end or (end == len(others) and stands == len(names) - 1):
        return None
    return str(others[end - 1]["Name"]) if end else ""


def stops(rule: Mapping[str, Any], domain: str) -> bool:
    """Whether the rule takes mail to the domain and ends it there: Stop, or Bounce."""
    if not rule.get("Enabled", False):
        return False
    ends = any("StopAction" in each or "BounceAction" in each for each in rule.get("Actions", []))
    return ends and takes(rule, domain)


def takes(rule: Mapping[str, Any], domain: str) -> bool:
    """Whether mail to some address at the domain meets the rule; with no recipients all does.

    https://docs.aws.amazon.com/ses/latest/dg/receiving-email-receipt-rules-console-walkthrough.html
    """
    recipients = [str(each).lower() for each in rule.get("Recipients", [])]
    return not recipients or any(_meets(each, domain.lower()) for each in recipients)


def _meets(recipient: str, domain: str) -> bool:
    if recipient.startswith("."):
        return domain.endswith(recipient)
    return recipient.rpartition("@")[2] == domain
