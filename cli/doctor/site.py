"""The site: its own domain, and whether a mail program reaches the way out of the list."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from cli.dns.records import of_site, state
from cli.dns.resolver import LOOPBACK
from cli.doctor.finding import Finding, bad, ok, warn
from cli.doctor.patient import Patient

NOBODY = "doctor"
"""In place of a reader's ID.KEY: asking for it changes nothing."""

ONE_CLICK = b"List-Unsubscribe=One-Click"


def own_domain(patient: Patient) -> Iterator[Finding]:
    """Links on an address of AWS's die with the stack."""
    domain, target = patient.place.value("OwnDomain"), patient.place.value("OwnDomainTarget")
    if not domain:
        if _is_local(patient):
            yield ok("The laptop’s site is on the laptop.")
            return
        yield warn(
            "The site has no domain of its own: every link in every letter dies with the stack.",
            "Give OwnDomain and OwnDomainCertificate in samconfig.toml (docs/deploying.md).",
        )
        return
    record = of_site(domain, target)
    leads = patient.lookup(domain, "CNAME") or patient.lookup(domain, "A")
    if state(record, patient.lookup) == "set" or (leads and not patient.lookup(domain, "CNAME")):
        yield ok(f"The site is at https://{domain}.")
    else:
        yield bad(
            f"{domain} does not lead to the site.",
            f"Set a CNAME record at {domain}: {target}",
        )


def way_out(patient: Patient) -> Iterator[Finding]:
    """Gmail and others POST to List-Unsubscribe: over HTTPS, with no redirect (RFC 8058)."""
    site = patient.site
    if not site.startswith("https:") and not _is_local(patient):
        yield bad(f"The site is not at https: {site}", "dearreader deploy")
        return
    address = f"{site}/unsubscribe/{NOBODY}"
    for method, body in (("GET", b""), ("POST", ONE_CLICK)):
        try:
            status = patient.fetch(method, address, body)
        except OSError as error:
            yield bad(
                f"The way to leave the list cannot be reached from here: {error}",
                "Are you online? Else: the domain’s DNS, and its certificate.",
            )
            return
        if status != HTTPStatus.NOT_FOUND:
            yield bad(
                f"{method} {address} answers {status}; for a reader that nobody is, 404 is right.",
                "See unsubscribe/ in the log; is there something between the site and its readers?",
            )
            return
    yield ok("Mail programs reach the way to leave the list.")


def _is_local(patient: Patient) -> bool:
    return urlsplit(patient.site).hostname in LOOPBACK
