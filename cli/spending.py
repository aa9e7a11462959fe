"""The editions that money was spent on, by their own counts."""

from dataclasses import dataclass
from datetime import datetime

from cli.estimating import Sending
from dearreader.app import App
from dearreader.editions.model import Edition
from dearreader.editions.pacing import USE

MOST = 70
"""More editions than a month can have."""


@dataclass(frozen=True)
class Spent:
    """The last edition that was closed, this month's, and the rate that SES gives now."""

    last: Edition | None
    month: list[Edition]
    rate: float


def of_month(app: App, now: datetime) -> Spent:
    """What was closed in the month of ``now``, by the slots' days in its zone."""
    closed = [each for each in app.editions.latest(limit=MOST) if each.account]
    month = [each for each in closed if each.day[:7] == f"{now:%Y-%m}"]
    rate = 1 / (app.pacer.takes(1) * USE)
    return Spent(closed[0] if closed else None, month, rate)


def sending_of(edition: Edition, app: App, rate: float) -> Sending:
    """The edition's counts."""
    return Sending(
        readers=edition.intended,
        mails=edition.account["accepted"],
        batches=edition.batches,
        ranges=edition.ranges,
        rate=rate,
        receipts=app.settings.receipts,
    )
