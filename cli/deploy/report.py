"""The records to set in the DNS, told in the parts that registrars' forms have."""

from collections.abc import Iterator, Sequence

from cli.dns.records import Record, State

WORDS = {"set": "is there", "missing": "to set", "other": "something else is there"}


def listed(records: Sequence[tuple[Record, State | None]]) -> Iterator[str]:
    """Each with what was found of it, None where the DNS is silent; in full only what is to do."""
    there = [record for record, found in records if found == "set"]
    for record, found in records:
        if found == "set":
            continue
        state = WORDS[found] if found else "the DNS does not say whether it is there"
        yield f"  {record.kind}, for {record.why}: {state}"
        yield f"    host      {record.host}"
        yield f"    value     {record.value}"
        if record.priority is not None:
            yield f"    priority  {record.priority}"
    for record in there:
        yield f"  {record.kind}, for {record.why}: {WORDS['set']} ({record.host})"


def hint(domain: str) -> str:
    """What a registrar's form may want otherwise."""
    return (
        f"Some registrars add the domain by themselves: then leave “.{domain}” out of the host.\n"
        "Some want the priority in front of the value."
    )
