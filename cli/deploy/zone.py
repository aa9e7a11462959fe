"""A zone of Route 53's: sets the records that are missing, and never touches one that is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cli.dns.records import SPF, Record, senders_name_ses
from dearreader.errors import BadInput

TTL = 3600
"""Seconds."""

Became = Literal["made", "was there", "taken"]
"""``taken``: something else stands there, and stays."""


@dataclass(frozen=True)
class Zone:
    """A hosted zone: its id, and its name without the dot at its end."""

    id: str
    name: str


def zone_of(route53: Any, domain: str) -> Zone:
    """The public zone that holds the domain, the nearest above it. Raises BadInput."""
    pages = route53.get_paginator("list_hosted_zones").paginate()
    zones = [
        Zone(str(each["Id"]).rpartition("/")[2], str(each["Name"]).rstrip("."))
        for page in pages
        for each in page["HostedZones"]
        if not each.get("Config", {}).get("PrivateZone")
    ]
    above = [each for each in zones if domain == each.name or domain.endswith(f".{each.name}")]
    if not above:
        raise BadInput(
            f"Route 53 has no public zone for {domain} in this account: set the records where its "
            "DNS is, and leave --route53 out."
        )
    return max(above, key=lambda each: len(each.name))


def fill(route53: Any, records: Sequence[Record]) -> Iterator[tuple[Record, Became]]:
    """Set each record, in the zone that its name is in. Raises BadInput."""
    zones: dict[str, Zone] = {}
    for record in records:
        domain = record.host
        zones[domain] = zones.get(domain) or zone_of(route53, domain)
        yield record, _set(route53, zones[domain], record)


def _set(route53: Any, zone: Zone, record: Record) -> Became:
    there = _values(route53, zone, record)
    if there:
        return "was there" if _serves(there, record) else "taken"
    data = f'"{record.value}"' if record.kind == "TXT" else record.data
    change = {
        "Action": "CREATE",  # which changes nothing that somebody has put there meanwhile
        "ResourceRecordSet": {
            "Name": record.host,
            "Type": record.kind,
            "TTL": TTL,
            "ResourceRecords": [{"Value": data}],
        },
    }
    try:
        route53.change_resource_record_sets(
            HostedZoneId=zone.id,
            ChangeBatch={"Comment": f"Dear Reader: {record.why}", "Changes": [change]},
        )
    except route53.exceptions.InvalidChangeBatch:
        return "taken"
    return "made"


def _values(route53: Any, zone: Zone, record: Record) -> list[str]:
    """What stands at the name: of the kind, or a CNAME, beside which nothing else may stand."""
    found = route53.list_resource_record_sets(HostedZoneId=zone.id, StartRecordName=record.host)
    return [
        str(each["Value"]).strip('"').rstrip(".")
        for one in found["ResourceRecordSets"]
        if str(one["Name"]).rstrip(".").lower() == record.host
        and one["Type"] in {record.kind, "CNAME"}
        for each in one.get("ResourceRecords", [{"Value": "an alias"}])
    ]


def _serves(there: Sequence[str], record: Record) -> bool:
    if record.why == "DMARC":
        return any(each.lower().startswith("v=dmarc1") for each in there)
    if record.value == SPF:
        return senders_name_ses([each for each in there if each.lower().startswith("v=spf1")])
    return record.data.lower() in [each.lower() for each in there]
