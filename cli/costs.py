"""`dearreader costs`: what has been spent, and what N readers would cost."""

import json
import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from cli.connection import Place

if TYPE_CHECKING:
    from dearreader.app import App

# What counts is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415

MOST_READERS = 100_000_000
LEAST = 0.00005
"""Dollars: what rounds to nothing is left out."""
LONG = 120
"""Minutes from which on they are told in hours."""
DAYS = 30
"""Of the month that an estimate is for, a letter a day."""


@click.command()
@click.option(
    "--readers",
    type=click.IntRange(1, MOST_READERS),
    help="Estimate for so many readers instead. It needs no stack.",
)
@click.option(
    "--rate",
    type=click.FloatRange(1, 100_000),
    default=14,
    show_default=True,
    help="Mails a second that SES lets the account send, for the estimate.",
)
@click.option(
    "--receipts/--no-receipts", default=True, help="The template's Receipts, for the estimate."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def costs(place: Place, *, readers: int | None, rate: float, receipts: bool, as_json: bool) -> None:
    """What letters cost, or would cost for N readers.

    The last edition and this month, by service; with --readers an estimate, before you deploy.
    Computed from the editions' own counts at AWS's list prices: the bill is AWS's. Replies,
    sign-ups and visits are not in it.

    \b
    dearreader costs                              the last edition, and this month so far
    dearreader costs --readers 10000              before you deploy anything
    dearreader costs --readers 10000 --rate 500   at a higher rate of SES
    """  # noqa: D301 - click's \b is a backspace, which a raw string has not
    found = estimate(readers, rate, receipts=receipts) if readers else spent(place.app)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        for line in told(found):
            click.echo(line)


def estimate(readers: int, rate: float, *, receipts: bool) -> dict[str, Any]:
    """What an edition for so many costs, and a month of one a day."""
    from cli.estimating import IDLE, imagined, usage

    sending = imagined(readers, rate=rate, receipts=receipts)
    used = usage(sending)
    month = {unit: DAYS * amount for unit, amount in used.items()}
    edition = {
        "readers": readers,
        "rate": rate,
        "receipts": receipts,
        "seconds": round(sending.seconds),
        "in_time": sending.in_time,
    }
    return _prices() | {
        "edition": edition | _money(used),
        "month": {"editions": DAYS, "mails": DAYS * readers} | _money(_sum(month, IDLE), free=True),
    }


def spent(app: "App") -> dict[str, Any]:
    """What the last edition that was closed cost, and this month's together."""
    from zoneinfo import ZoneInfo

    from cli.estimating import IDLE, usage
    from cli.spending import of_month, sending_of

    zone = ZoneInfo(app.publication.time_zone)
    now = app.clock.now().astimezone(zone)
    found = of_month(app, now)
    month = _sum({unit: share_of(now) * amount for unit, amount in IDLE.items()})
    for each in found.month:
        month = _sum(month, usage(sending_of(each, app, found.rate)))
    last = found.last
    edition = None
    if last:
        used = usage(sending_of(last, app, found.rate))
        edition = {"edition": last.key, "mails": last.account["accepted"]} | _money(used)
    mails = sum(each.account["accepted"] for each in found.month)
    told_of = {"month": f"{now:%Y-%m}", "editions": len(found.month), "mails": mails}
    return _prices() | {"edition": edition, "month": told_of | _money(month, free=True)}


def share_of(now: datetime) -> float:
    """How much of its month is over."""
    begins = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    ends = begins.replace(year=begins.year + begins.month // 12, month=begins.month % 12 + 1)
    return (now - begins) / (ends - begins)


def told(found: Mapping[str, Any]) -> Iterator[str]:
    """The same, as a person reads it."""
    edition, month = found["edition"], found["month"]
    if not edition:
        yield "No edition has been closed yet. What one would cost: dearreader costs --readers 1000"
    elif "readers" in edition:
        yield f"An edition for {edition['readers']:,} readers, at {edition['rate']:,.0f} a second:"
        yield from _lines(edition)
        yield from _duration(edition)
    else:
        yield f"{edition['edition']}, {edition['mails']:,} mails:"
        yield from _lines(edition)
    yield ""
    so_far = f"{month['month']} so far" if "month" in month else "A month of one a day"
    yield f"{so_far}, {month['editions']} editions, {month['mails']:,} mails, and the idle stack:"
    yield from _lines(month)
    yield f"  {'to pay':12}{_dollars(month['to_pay']):>12}  beyond what every account has free"
    yield ""
    prices = found["prices"]
    yield f"At list prices of {prices['region']}, {prices['as_of']}. The bill is AWS’s."


def _lines(money: Mapping[str, Any]) -> Iterator[str]:
    services = sorted(money["services"].items(), key=lambda each: -each[1])
    for service, amount in services:
        if amount >= LEAST:
            yield f"  {service:12}{_dollars(amount):>12}"
    beside = f"{money['beside_ses']:.1%} of SES’s price is added" if money["beside_ses"] else ""
    yield f"  {'together':12}{_dollars(money['dollars']):>12}  {beside}".rstrip()


def _duration(edition: Mapping[str, Any]) -> Iterator[str]:
    minutes = math.ceil(edition["seconds"] / 60)
    takes = f"{minutes} minutes" if minutes < LONG else f"{minutes / 60:.1f} hours"
    yield f"  It takes {'a minute' if minutes == 1 else takes}."
    if edition["in_time"] < edition["readers"]:
        late = edition["readers"] - edition["in_time"]
        yield f"  {late:,} would not get it within 20 hours: ask SES for a higher rate."


def _dollars(amount: float) -> str:
    return f"${amount:,.2f}" if amount >= 1 else f"${amount:.4f}"


def _money(used: Mapping[str, float], *, free: bool = False) -> dict[str, Any]:
    from cli.prices import beyond_free, by_service, dollars

    services = by_service(used)
    ses = services.get("SES", 0.0)
    beside = sum(services.values()) - ses
    money: dict[str, Any] = {
        "dollars": round(ses + beside, 6),
        "services": {name: round(amount, 6) for name, amount in services.items()},
        "beside_ses": round(beside / ses, 6) if ses else None,
        "units": {unit: round(amount, 3) for unit, amount in used.items()},
    }
    return money | ({"to_pay": round(dollars(beyond_free(used)), 6)} if free else {})


def _sum(*usages: Mapping[str, float]) -> dict[str, float]:
    units = {unit for used in usages for unit in used}
    return {unit: sum(used.get(unit, 0.0) for used in usages) for unit in sorted(units)}


def _prices() -> dict[str, Any]:
    from cli.prices import AS_OF, REGION

    return {"prices": {"as_of": AS_OF, "region": REGION}}
