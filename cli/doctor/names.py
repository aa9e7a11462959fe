"""What stands in the DNS: SPF, DMARC, where replies go, whether SES receives there."""

from collections.abc import Iterator

from cli.dns.records import PRIORITY, SPF, Record, dmarc, of_replies, receiver, state
from cli.doctor.finding import Finding, bad, ok, warn
from cli.doctor.patient import Patient

MANY = 5000
"""Mails a day from which Gmail, Yahoo and Microsoft want DMARC."""


def spf(patient: Patient) -> Iterator[Finding]:
    """The MAIL FROM domain must let SES send."""
    attributes = (patient.identity or {}).get("MailFromAttributes", {})
    name = attributes.get("MailFromDomain")
    if not name:
        yield ok("SES’s own domain stands in for a MAIL FROM domain, and has SPF.")
        return
    record = Record(kind="TXT", host=name, value=SPF, why="SPF")
    found = state(record, patient.lookup)
    if found == "set":
        yield ok(f"SPF lets SES send for {name}.")
    elif found == "missing":
        yield bad(f"{name} has no SPF record.", f"Set a TXT record at {name}: {SPF}")
    else:
        yield bad(
            f"The SPF record of {name} does not name SES, or there are two.",
            f"Make it one record that has include:amazonses.com in it, such as: {SPF}",
        )


def policy(patient: Patient) -> Iterator[Finding]:
    """DMARC, at least p=none."""
    found = dmarc(patient.domain, patient.lookup)
    at = f"a TXT record at _dmarc.{patient.domain}: v=DMARC1; p=none;"
    if not found:
        many = patient.audience >= MANY
        made = bad if many else warn
        wanted = f"Gmail, Yahoo and Microsoft want one from {MANY:,} mails a day."
        yield made(f"{patient.domain} has no DMARC policy. {wanted}", f"Set {at}")
    elif "p=" not in found.lower().replace(" ", ""):
        yield bad(f"The DMARC policy says nothing: {found}", f"Set {at}")
    else:
        yield ok(f"DMARC: {found}")


def replies(patient: Patient) -> Iterator[Finding]:
    """The reply domain's mail must go to SES, and nowhere else."""
    domain = patient.app.publication.reply_domain
    wanted = of_replies(domain, patient.region)
    there = patient.lookup(domain, "MX")
    cure = f"Set an MX record at {domain}, priority {PRIORITY}: {wanted.value}"
    hosts = {each.partition(" ")[2] for each in there}
    if not there:
        yield bad(f"{domain} has no MX record: replies cannot be delivered.", cure)
    elif wanted.value not in hosts:
        yield bad(f"Replies to {domain} go elsewhere: {', '.join(sorted(hosts))}.", cure)
    elif len(hosts) > 1:
        yield warn(
            f"Some replies to {domain} go elsewhere: {', '.join(sorted(hosts - {wanted.value}))}.",
            f"Take the other MX records of {domain} away.",
        )
    else:
        yield ok(f"Replies to {domain} go to SES in {patient.region}.")


def region(patient: Patient) -> Iterator[Finding]:
    """SES receives mail in some Regions only; where it does, its server has an address."""
    if patient.lookup(receiver(patient.region), "A"):
        yield ok(f"SES receives mail in {patient.region}.")
    else:
        yield bad(
            f"SES receives no mail in {patient.region}, so there are no replies.",
            "Move to a Region where it does: "
            "https://docs.aws.amazon.com/general/latest/gr/ses.html",
        )
