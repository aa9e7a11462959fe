"""How much of SES's rate an edition uses, and that it never exceeds it, on a virtual clock."""

from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.metered.cloud import Case
from benchmarks.metered.run import Measured, measure

RATES = (14, 500, 5_000)
SENDERS = {14: 10, 500: 10, 5_000: 80}
"""deliver/'s cap: the template's own, and at 5,000 what it says for that rate."""

LEAST = 0.98


def case(readers: int, rate: int, *, receipts: bool = True) -> Case:
    """An edition at that rate."""
    return Case(readers, rate, receipts=receipts, senders=SENDERS[rate])


CASES = [case(readers, rate) for readers in (10_000, 100_000) for rate in RATES]
CASES += [case(1_000_000, 500), case(1_000_000, 5_000, receipts=False)]


def figures() -> Iterator[Figure]:
    """Use and overshoot of each case. A million at 14 a second is `large`'s."""
    for each in measure(CASES).values():
        yield from told(each)


def told(found: Measured) -> Iterator[Figure]:
    """The two figures of a case."""
    which = f"{found.case.readers:,} at {found.case.rate:,} a second"
    senders = f"up to {found.case.senders} senders (DeliverSource’s MaximumConcurrency)"
    yield Figure(
        name=f"use of the rate, {which}",
        value=round(found.use, 4),
        unit="of the rate",
        least=LEAST,
        how=f"recipients over rate × time, first call to last, on a virtual clock; {senders}",
    )
    yield Figure(
        name=f"overshoot, {which}",
        value=found.over,
        unit="recipients",
        most=0,
        how="of the fullest second, beyond the rate and one call",
    )
    yield Figure(
        name=f"invocations cut off, {which}",
        value=found.timed_out,
        unit="invocations",
        most=0,
        how="by the function’s timeout, its processor as slow as its memory has it",
    )
    if found.case.receipts:
        yield Figure(
            name=f"the last receipt, {which}",
            value=round(found.receipts_late, 1),
            unit="s after the last call",
            how="the queue’s readers ask it every 20 ms, for ten messages at once",
        )
