"""What an edition costs on AWS for each 1,000 readers, counted call by call on a virtual clock."""

from collections import Counter
from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.metered.idle import floor
from benchmarks.metered.run import Measured, measure
from benchmarks.rate import case
from cli.prices import AS_OF, PRICES, REGION, beyond_free, dollars

SES = 0.10
"""Dollars for 1,000 mails: what shares are of."""

SHARES = {(500, True): 0.8, (500, False): 0.25, (14, True): 1.7, (14, False): 1.2}
SHARES |= {(5_000, True): 0.8, (5_000, False): 0.25}
"""Per cent of SES's price that may come beside it, by rate and whether there are receipts."""

SIZES = (1_000, 10_000, 100_000, 1_000_000)
FLAT = 0.03
SMALL = 1.25
UNITS = ("read units", "write units", "queue requests", "GB-seconds")
COSTLIEST = 8

HOW = (
    f"handlers over tables, queues and SES in memory, each call billed as AWS does ({REGION}, "
    f"{AS_OF}, no free tier); 14 to 50 readers a call; latencies assumed "
    "(benchmarks/metered/process.py), CPU measured"
)


def figures() -> Iterator[Figure]:
    """Shares, how flat they are, units and calls, the costliest lines, and an idle stack."""
    cases = [case(readers, 500) for readers in SIZES]
    cases += [case(100_000, rate, receipts=receipts) for rate, receipts in SHARES]
    found = measure(cases)
    for rate, receipts in SHARES:
        yield share(found[case(100_000, rate, receipts=receipts)])
    sized = [found[case(readers, 500)] for readers in SIZES]
    yield from flatness(sized)
    for each in sized:
        yield from units(each)
    yield from calls(sized[2])
    yield from costliest(sized[2])
    yield from idle()


def share(found: Measured) -> Figure:
    """Beside SES's own price, per cent of it."""
    receipts = "with receipts" if found.case.receipts else "without receipts"
    return Figure(
        name=f"beside SES, {_which(found)}, {receipts}",
        value=round(_beside(found) / SES * 100, 4),
        unit="% of SES’s $0.10",
        most=SHARES[int(found.case.rate), found.case.receipts],
        how=HOW,
    )


def flatness(sized: list[Measured]) -> Iterator[Figure]:
    """Against 100,000 readers."""
    _, small, base, *larger = [(found, _beside(found)) for found in sized]
    yield Figure(
        name=f"{_which(small[0])}, over 100,000",
        value=round(small[1] / base[1], 4),
        unit="× the price of 1,000",
        most=SMALL,
        how=HOW,
    )
    for found, price in larger:
        yield Figure(
            name=f"{_which(found)}, over 100,000",
            value=round(price / base[1], 4),
            unit="× the price of 1,000",
            least=1 - FLAT,
            most=1 + FLAT,
            how=HOW,
        )


def units(found: Measured) -> Iterator[Figure]:
    """What is paid for, for 1,000 readers."""
    used = usage(found)
    for unit in UNITS:
        yield Figure(
            name=f"{unit}, {_which(found)}",
            value=round(used[unit], 2),
            unit="per 1,000 readers",
            how=HOW,
        )
    yield Figure(
        name=f"dollars beside SES, {_which(found)}",
        value=round(_beside(found), 7),
        unit="$ per 1,000 readers",
        how=HOW,
    )


def calls(found: Measured) -> Iterator[Figure]:
    """AWS calls by kind, for 1,000 readers."""
    sums: Counter[str] = Counter()
    for (_, call), count in found.meter.calls.items():
        sums[call] += count
    for call, count in sums.most_common():
        if call[0].isupper():  # cold starts, and what timed out, are no calls
            yield Figure(
                name=f"{call}, {_which(found)}",
                value=round(count * 1000 / found.case.readers, 2),
                unit="calls per 1,000 readers",
                how=HOW,
            )


def costliest(found: Measured) -> Iterator[Figure]:
    """The lines that cost most, per cent of SES's price."""
    lines = {
        f"{function}/, {unit}": amount * PRICES[unit].dollars * 1000 / found.case.readers
        for (function, unit), amount in found.meter.units.items()
        if unit != "mails"
    }
    for name in sorted(lines, key=lambda each: -lines[each])[:COSTLIEST]:
        yield Figure(
            name=f"costly: {name}",
            value=round(lines[name] / SES * 100, 4),
            unit="% of SES’s $0.10",
            how=f"of {_which(found)}, with receipts; {HOW}",
        )


def idle() -> Iterator[Figure]:
    """A stack that sends nothing, by the month."""
    month = floor()
    yield Figure(
        name="an idle stack, list price",
        value=round(dollars(month), 2),
        unit="$ a month",
        how="polls, ticks, alarms, metrics, dashboard: over an hour and from the template",
    )
    yield Figure(
        name="an idle stack, beyond what accounts have free",
        value=round(dollars(beyond_free(month)), 2),
        unit="$ a month",
        how="less free requests, ten alarms, ten metrics and three dashboards",
    )


def usage(found: Measured) -> Counter[str]:
    """Units for 1,000 readers."""
    sums: Counter[str] = Counter()
    for (_, unit), amount in found.meter.units.items():
        sums[unit] += amount * 1000 / found.case.readers  # type: ignore[assignment] # floats
    return sums


def _beside(found: Measured) -> float:
    used = usage(found)
    del used["mails"]
    return dollars(used)


def _which(found: Measured) -> str:
    return f"{found.case.readers:,} at {found.case.rate:,} a second"
