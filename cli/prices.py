"""AWS's list prices, dated: what each unit costs, and what of it every account has free."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

AS_OF = "November 2026"
REGION = "us-east-1"
MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    """Of one unit of a service, in dollars; ``free`` units a month cost nothing, for good."""

    service: str
    dollars: float
    free: float = 0


PRICES = {
    "mails": Price("SES", 0.10 / 1000),
    "write units": Price("DynamoDB", 0.625 / MILLION),
    "read units": Price("DynamoDB", 0.125 / MILLION),
    "queue requests": Price("SQS", 0.40 / MILLION, free=MILLION),
    "invocations": Price("Lambda", 0.20 / MILLION, free=MILLION),
    "GB-seconds": Price("Lambda", 0.0000133334, free=400_000),
    "log bytes": Price("CloudWatch", 0.50 / 1024**3, free=5 * 1024**3),
    "alarms": Price("CloudWatch", 0.10, free=10),
    "metrics": Price("CloudWatch", 0.30, free=10),
    "dashboards": Price("CloudWatch", 3.00, free=3),
    "events": Price("EventBridge", 1.00 / MILLION),
    "schedules": Price("EventBridge", 1.00 / MILLION, free=14 * MILLION),
}
"""Writes are of 1 KB, reads of 4 KB and strongly consistent, Lambda is arm64.

https://aws.amazon.com/ses/pricing/ …/dynamodb/pricing/on-demand/ …/sqs/pricing/ …/lambda/pricing/
…/cloudwatch/pricing/ …/eventbridge/pricing/
"""


def by_service(usage: Mapping[str, float]) -> dict[str, float]:
    """Dollars, at list price, by service."""
    sums: Counter[str] = Counter()
    for unit, amount in usage.items():
        price = PRICES[unit]
        sums[price.service] += amount * price.dollars  # type: ignore[assignment] # floats, too
    return dict(sums)


def dollars(usage: Mapping[str, float]) -> float:
    """Dollars at list price."""
    return sum(by_service(usage).values())


def beyond_free(usage: Mapping[str, float]) -> dict[str, float]:
    """What of a month's usage is more than every account has free."""
    return {unit: max(0.0, amount - PRICES[unit].free) for unit, amount in usage.items()}
