"""How much one network asks for within an hour, counted without keeping any network's address.

Items of the table of editions, which has an expiry and no stream: pk = `network#HMAC`, sk = `hour`.
The HMAC is of network and hour under the stack's salt: nobody can read a network from it, or see
that two hours had the same one. DynamoDB forgets them.
"""

import hashlib
import hmac
import ipaddress
from datetime import timedelta

from dearreader.conditions import Update
from dearreader.ports import Clock, Table
from dearreader.times import seconds

AN_HOUR = 30
"""Points. A sign-up by our own form is one."""

PREFIXES = {4: 24, 6: 48}
"""Bits of an address that one network shares: what an office, a house or a small host has."""


class Networks:
    """Counts what networks ask for."""

    def __init__(self, table: Table, *, salt: str, clock: Clock) -> None:
        self._table = table
        self._salt = salt.encode()
        self._clock = clock

    def count(self, address: str, points: int) -> bool:
        """Count so many points for the network of an address; False where that is too many."""
        now = self._clock.now()
        said = f"the network {network(address)} in the hour {now:%Y-%m-%dT%H}".encode()
        digest = hmac.new(self._salt, said, hashlib.sha256).hexdigest()[:32]
        expires = seconds(now + timedelta(hours=2))
        counted = self._table.update(
            f"network#{digest}", "hour", Update(put={"expires": expires}, add={"points": points})
        )
        return int(counted["points"]) <= AN_HOUR


def network(address: str) -> str:
    """The network that an IP address is in; what is no address stands for itself."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return str(ipaddress.ip_network(f"{parsed}/{PREFIXES[parsed.version]}", strict=False))
