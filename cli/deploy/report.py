"""What is told: the records to set, as registrars ask for them, and what is left to do."""

from collections.abc import Iterator, Sequence

from cli.dns.records import Record, State

HEADS = ("Type", "Host", "Priority", "Value")
WORDS = {"set": "is set", "missing": "to set", "other": "something else is there"}


def table(records: Sequence[tuple[Record, State | None]]) -> Iterator[str]:
    """The records in columns, each with what was found of it; None where the DNS is silent."""
    rows = [
        (each.kind, each.host, "" if each.priority is None else str(each.priority), each.value)
        for each, _ in records
    ]
    widths = [max(len(row[at]) for row in [HEADS, *rows]) for at in range(len(HEADS))]
    yield _row(HEADS, widths, "For")
    for (each, state), row in zip(records, rows, strict=True):
        found = WORDS[state] if state else "the DNS does not say"
        yield _row(row, widths, f"{each.why}: {found}")


def hint(domain: str) -> str:
    """What a registrar's form may want otherwise."""
    return (
        f"(Some registrars add the domain to the host by themselves: then leave “.{domain}” out "
        "of it. Some have the priority in front of the value.)"
    )


def _row(cells: Sequence[str], widths: Sequence[int], last: str) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return "  " + "  ".join([*padded, last]).rstrip()
