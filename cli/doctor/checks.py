"""All checks, in the order in which a letter and its answer meet them; and how they are run."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from cli.dns.resolver import LookupFailed
from cli.doctor import machines, names, receiving, sending, site
from cli.doctor.finding import Finding, warn
from cli.doctor.patient import NotAllowed, Patient
from dearreader.errors import DearReaderError

Check = Callable[[Patient], Iterator[Finding]]

CHECKS: Mapping[str, Check] = {
    "identity": sending.identity,
    "DKIM": sending.dkim,
    "MAIL FROM": sending.mail_from,
    "SPF": names.spf,
    "DMARC": names.policy,
    "sandbox": sending.sandbox,
    "sending": sending.sending,
    "quota": sending.quota,
    "rate": sending.rate,
    "pricing plan": sending.plan,
    "concurrency": machines.concurrency,
    "way out": site.way_out,
    "own domain": site.own_domain,
    "Region": names.region,
    "reply MX": names.replies,
    "rule set": receiving.rules,
    "mail bucket": receiving.bucket,
    "alarms": machines.alarms,
    "dead letters": machines.dead_letters,
}

ON_AWS_ONLY = frozenset({"SPF", "DMARC", "Region", "reply MX", "rule set", "MAIL FROM"})
"""What the laptop's cloud has nothing of: it has no DNS, and mail comes in by its own SMTP."""


def examine(patient: Patient, checks: Mapping[str, Check] = CHECKS) -> Iterator[Finding]:
    """What each check finds. One that cannot be made says why, and the others go on."""
    for name, check in checks.items():
        for finding in _made(check, patient):
            yield replace(finding, check=name)


def of_place(patient: Patient) -> Mapping[str, Check]:
    """The checks that make sense there."""
    if not patient.place.local:
        return CHECKS
    return {name: check for name, check in CHECKS.items() if name not in ON_AWS_ONLY}


def _made(check: Check, patient: Patient) -> Iterator[Finding]:
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

    try:
        yield from check(patient)
    except NotAllowed as refusal:
        yield warn(
            f"It cannot be seen: {refusal.action} is not allowed to you.",
            f"Let your user or role do {refusal.action}, or ask whoever may.",
        )
    except LookupFailed as fault:
        yield warn(f"It cannot be seen: {fault}.", "Try again later, or from another network.")
    except ClientError as error:
        yield _of_aws(error)
    except BotoCoreError as error:
        yield warn(f"It cannot be seen: {error}", "Try again.")
    except DearReaderError as fault:
        yield warn(f"It cannot be seen: {fault}", "Try again.")


def _of_aws(error: Any) -> Finding:
    said, code = error.response["Error"].get("Message", ""), error.response["Error"]["Code"]
    return warn(
        f"It cannot be seen: AWS answers {code} to {error.operation_name}. {said}".strip(),
        "Try again; if it stays so, see whether the stack is whole: dearreader deploy",
    )
