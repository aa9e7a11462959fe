"""The records that letters and replies need, and whether they are there.

https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-easy-managing.html
https://docs.aws.amazon.com/ses/latest/dg/mail-from.html
https://docs.aws.amazon.com/ses/latest/dg/receiving-email-mx-record.html
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cli.dns.resolver import Lookup

State = Literal["set", "missing", "other"]
"""``other``: something else stands there, which may be meant for something else."""

DKIM_ZONE = "dkim.amazonses.com"
SPF = "v=spf1 include:amazonses.com ~all"
DMARC = "v=DMARC1; p=none;"
PRIORITY = 10


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record as registrars ask for it; ``host`` is a whole name, ``why`` what it is for."""

    kind: str
    host: str
    value: str
    why: str
    priority: int | None = None

    @property
    def data(self) -> str:
        """The value as the DNS has it."""
        return self.value if self.priority is None else f"{self.priority} {self.value}"


def of_identity(domain: str, identity: Mapping[str, Any], region: str) -> Iterator[Record]:
    """What SES wants to see of an identity, as GetEmailIdentity tells of it."""
    dkim = identity.get("DkimAttributes", {})
    if dkim.get("SigningAttributesOrigin", "AWS_SES") != "EXTERNAL":
        zone = dkim.get("SigningHostedZone") or DKIM_ZONE
        for token in dkim.get("Tokens", []):
            host = f"{token}._domainkey.{domain}"
            yield Record(kind="CNAME", host=host, value=f"{token}.{zone}", why="DKIM")
    mail_from = identity.get("MailFromAttributes", {}).get("MailFromDomain", "")
    if mail_from:
        bounces = f"feedback-smtp.{region}.amazonses.com"
        yield Record(kind="MX", host=mail_from, value=bounces, priority=PRIORITY, why="MAIL FROM")
        yield Record(kind="TXT", host=mail_from, value=SPF, why="SPF of MAIL FROM")
    yield Record(kind="TXT", host=f"_dmarc.{domain}", value=DMARC, why="DMARC")


def of_replies(reply_domain: str, region: str) -> Record:
    """Where the reply domain's mail goes."""
    host = receiver(region)
    return Record(kind="MX", host=reply_domain, value=host, priority=PRIORITY, why="replies")


def of_site(domain: str, target: str) -> Record:
    """Where the site's own domain leads."""
    return Record(kind="CNAME", host=domain, value=target.lower(), why="the site")


def receiver(region: str) -> str:
    """The server that takes mail in; it has an address only in Regions where SES receives."""
    return f"inbound-smtp.{region}.amazonaws.com"


def state(record: Record, lookup: Lookup) -> State:
    """Whether it is there. Raises LookupFailed."""
    found = lookup(record.host, record.kind)
    if record.host.startswith("_dmarc."):
        return "set" if dmarc(record.host.removeprefix("_dmarc."), lookup) else "missing"
    if record.value == SPF:
        senders = [each for each in found if each.lower().startswith("v=spf1")]
        if not senders:
            return "missing"
        return "set" if senders_name_ses(senders) else "other"
    if record.data.lower() in found:
        return "set"
    return "other" if found else "missing"


def senders_name_ses(policies: list[str]) -> bool:
    """Whether it is one policy, as RFC 7208 §3.2 wants it, and SES is in it."""
    return len(policies) == 1 and "include:amazonses.com" in policies[0].lower().split()


def dmarc(domain: str, lookup: Lookup) -> str:
    """The policy that holds for a domain: its own, or that of a domain above it; or "".

    RFC 9989 §4.10 walks up the names. Raises LookupFailed.
    """
    labels = domain.split(".")
    for begin in range(len(labels) - 1):
        name = ".".join(labels[begin:])
        for text in lookup(f"_dmarc.{name}", "TXT"):
            if text.lower().replace(" ", "").startswith("v=dmarc1"):
                return text
    return ""
