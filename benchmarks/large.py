"""What takes minutes: `python -m benchmarks --large`. Its results stand in docs/performance.md."""

from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.metered.run import measure
from benchmarks.price import flatness, share, units
from benchmarks.rate import case, told

CASES = [
    case(1_000_000, 14, receipts=False),
    case(1_000_000, 500, receipts=False),
    case(5_000_000, 5_000, receipts=False),
    case(5_000_000, 500, receipts=False),
]


def figures() -> Iterator[Figure]:
    """A million at 14 and at 500 a second, five million at 500 and at 5,000."""
    found = measure(CASES)
    for each in found.values():
        yield from told(each)
        yield share(each)
        yield from units(each)
    sizes = (1_000, 10_000, 100_000, 5_000_000)
    cases = [case(readers, 500, receipts=False) for readers in sizes]
    yield from flatness([*measure(cases).values()])
