"""What SES itself says: the identity, the account, its quota, its rate, its price."""

from collections.abc import Iterator

from cli.deploy.standing import SANDBOX
from cli.doctor.finding import Finding, bad, ok, warn
from cli.doctor.patient import Patient

LONG, TOO_LONG = 2, 20
"""Hours that an edition takes; after 20 what is unsent expires."""


def identity(patient: Patient) -> Iterator[Finding]:
    """SES must have verified the sending domain."""
    found = patient.identity
    if found is None:
        yield bad(
            f"SES does not know {patient.domain} in {patient.region}.",
            "dearreader deploy brings it there, and prints the DNS records to set.",
        )
    elif not found.get("VerifiedForSendingStatus"):
        yield bad(
            f"SES has not verified {patient.domain} yet.",
            "Set the DKIM records that dearreader deploy prints; SES then takes minutes, or a day.",
        )
    else:
        yield ok(f"SES has verified {patient.domain}.")


def dkim(patient: Patient) -> Iterator[Finding]:
    """Mailbox providers want letters signed for From's domain."""
    attributes = (patient.identity or {}).get("DkimAttributes", {})
    status = attributes.get("Status", "NOT_STARTED")
    if status == "SUCCESS" and attributes.get("SigningEnabled") is False:
        yield bad(
            "Letters are not signed: DKIM is switched off.",
            "aws sesv2 put-email-identity-dkim-attributes --signing-enabled "
            f"--email-identity {patient.domain}",
        )
    elif status == "SUCCESS":
        yield ok(f"Letters are signed for {patient.domain}.")
    elif status == "TEMPORARY_FAILURE":
        yield warn(
            "SES does not find the DKIM records any more; it signs for some days yet.",
            "Set them again as dearreader deploy prints them.",
        )
    else:
        yield bad(
            f"Letters are not signed: SES says {status} of the DKIM records.",
            "Set them as dearreader deploy prints them.",
        )


def mail_from(patient: Patient) -> Iterator[Finding]:
    """An envelope sender below one's own domain is what makes SPF count for From."""
    attributes = (patient.identity or {}).get("MailFromAttributes", {})
    name = attributes.get("MailFromDomain")
    status = attributes.get("MailFromDomainStatus")
    if not name:
        yield warn(
            "There is no MAIL FROM domain, so SPF speaks for amazonses.com and not for you.",
            f"aws sesv2 put-email-identity-mail-from-attributes --email-identity {patient.domain} "
            f"--mail-from-domain bounce.{patient.domain}, then dearreader deploy.",
        )
    elif status == "SUCCESS":
        yield ok(f"Bounces go to {name}.")
    else:
        strict = attributes.get("BehaviorOnMxFailure") == "REJECT_MESSAGE"
        made = bad if strict else warn
        yield made(
            f"SES says {status} of the MAIL FROM domain {name}"
            + (", and refuses letters for it." if strict else "; its own stands in."),
            "Set its MX and TXT records as dearreader deploy prints them.",
        )


def sandbox(patient: Patient) -> Iterator[Finding]:
    """In the sandbox, SES mails verified addresses only."""
    noted = patient.app.settings.sandbox
    if not patient.account.get("ProductionAccessEnabled"):
        yield bad(
            "The account is in SES’s sandbox: only addresses that you have verified get letters.",
            f"Ask for production access; it takes a day or so: {SANDBOX}",
        )
    elif noted:
        yield warn(
            "The account has left the sandbox, and the stack does not know it.",
            "dearreader deploy",
        )
    else:
        yield ok("The account is out of the sandbox.")


def sending(patient: Patient) -> Iterator[Finding]:
    """SES may have stopped the account."""
    state = patient.account.get("EnforcementStatus", "HEALTHY")
    if not patient.account.get("SendingEnabled", True):
        yield bad(
            "Sending is switched off for the account.",
            "aws sesv2 put-account-sending-attributes --sending-enabled, once you know why.",
        )
    elif state == "SHUTDOWN":
        yield bad("SES has shut the account’s sending down.", "Answer AWS’s mail about it.")
    elif state == "PROBATION":
        yield warn(
            "SES has the account on probation, for bounces or complaints.",
            "See its reputation in the SES console, and answer AWS’s mail about it.",
        )
    else:
        yield ok("SES has nothing against the account.")


def quota(patient: Patient) -> Iterator[Finding]:
    """A letter goes to all within a day, or is spread over more."""
    most = patient.account["SendQuota"]["Max24HourSend"]
    readers = patient.audience
    if most < 0:
        yield ok(f"No daily quota, for {readers:,} readers.")
    elif most < readers:
        yield bad(
            f"SES takes {most:,.0f} mails a day, for {readers:,} readers.",
            "Ask for a higher quota in the SES console (Account dashboard, Request increase).",
        )
    else:
        yield ok(f"{most:,.0f} mails a day, for {readers:,} readers.")


def rate(patient: Patient) -> Iterator[Finding]:
    """How long a letter takes to all."""
    hours = patient.audience / patient.rate / 3600
    said = f"{patient.rate:,.0f} mails a second: {_time(hours)} for {patient.audience:,} readers."
    cure = "Ask for a higher rate in the SES console (Account dashboard, Request increase)."
    if hours > TOO_LONG:
        yield bad(f"{said} After {TOO_LONG} hours the rest goes unsent.", cure)
    elif hours > LONG:
        yield warn(said, cure)
    else:
        yield ok(said)


def plan(patient: Patient) -> Iterator[Finding]:
    """New accounts begin on a plan that costs more."""
    current = patient.account.get("PricingAttributes", {}).get("CurrentPlan", "NONE")
    if current == "NONE":
        yield ok("SES is paid by the mail.")
    else:
        yield warn(
            f"The account is on SES’s plan {current}: mails cost more than by the mail alone.",
            "aws sesv2 put-account-pricing-attributes --plan NONE, if you do not use what it adds.",
        )


def _time(hours: float) -> str:
    minutes = hours * 60
    if minutes < 1:
        return "under a minute"
    return f"{minutes:.0f} min" if hours < LONG else f"{hours:.0f} hours"
