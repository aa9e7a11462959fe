"""Look-ups in the DNS, by dnspython."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dearreader.errors import DearReaderError

if TYPE_CHECKING:
    from cli.connection import Place

Lookup = Callable[[str, str], tuple[str, ...]]
"""Name and kind (TXT, MX, CNAME, A) to what stands there: () where nothing does.

Names are in lower case, with no dot at their end; an MX reads ``10 host``, a TXT is whole. Raises
LookupFailed.
"""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PATIENCE = 6.0
"""Seconds, for one look-up."""


class LookupFailed(DearReaderError):
    """No server gave an answer: whether anything stands there is not known."""


def of_place(place: "Place") -> Lookup:
    """This machine's resolver; for a cloud on this machine none, as its domains are in no DNS."""
    endpoint = urlsplit(place.client("sesv2").meta.endpoint_url)
    return nowhere if endpoint.hostname in LOOPBACK else lookup


def nowhere(name: str, _kind: str) -> tuple[str, ...]:
    """Raises LookupFailed."""
    raise LookupFailed(f"a laptop’s cloud has no DNS to look up {name} in")


def lookup(name: str, kind: str) -> tuple[str, ...]:
    """Ask this machine's resolver. Raises LookupFailed."""
    import dns.exception  # noqa: PLC0415 - 60 ms, for those who ask
    import dns.resolver  # noqa: PLC0415

    try:
        answer = dns.resolver.resolve(name, kind, lifetime=PATIENCE)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return ()
    except (dns.exception.DNSException, OSError) as error:
        raise LookupFailed(f"the DNS does not answer about {name}: {_why(error)}") from error
    return tuple(sorted(_plain(kind, record) for record in answer))


def _plain(kind: str, record: object) -> str:
    if kind == "TXT":
        parts: tuple[bytes, ...] = getattr(record, "strings", ())
        return b"".join(parts).decode(errors="replace")
    return str(record).rstrip(".").lower()


def _why(error: Exception) -> str:
    return str(error).rstrip(".") or type(error).__name__
