"""A stack for which nobody has a letter: what it takes in a month."""

from collections import Counter

from benchmarks.metered import cpu
from benchmarks.metered.cloud import Case, Cloud
from benchmarks.metered.run import tick
from tests.simulation.queues import template
from tests.simulation.run import unheard

HOURS = 730
"""Of a month, as AWS counts them."""

LONG_POLL = 20
"""Seconds that Lambda's pollers wait for a message in one request."""

POLLERS = 2
POLLERS_CAPPED = 5
"""Of a quiet queue; where a source has a cap they do not go down (Lambda's documentation).

https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
"""

METRICS = 3
"""Outcomes that are counted at every tick, each a metric: schedule/'s, settle/'s and nudge/'s."""


def floor() -> dict[str, float]:
    """Units of a month, list price not applied."""
    used: Counter[str] = Counter(_ticks())
    used["queue requests"] += polls()
    used["alarms"] = len(_of_type("AWS::CloudWatch::Alarm"))
    used["metrics"] = METRICS
    used["dashboards"] = len(_of_type("AWS::CloudWatch::Dashboard"))
    return dict(used)


def polls() -> int:
    """Requests a month that bring nothing."""
    sources = _of_type("AWS::Lambda::EventSourceMapping")
    of_queues = [one for name, one in sources.items() if not name.endswith("Stream")]
    pollers = sum(POLLERS_CAPPED if "ScalingConfig" in one else POLLERS for one in of_queues)
    return pollers * HOURS * 3600 // LONG_POLL


def _ticks() -> Counter[str]:
    """An hour of ticks, times the hours of a month."""
    cpu.measured()
    cloud = Cloud(Case(readers=0, rate=14))
    tick(cloud)
    with unheard():
        cloud.hub.run(lambda: False, 3600 - 1, every=3600)
    used: Counter[str] = Counter()
    for (_, unit), amount in cloud.meter.units.items():
        used[unit] += amount * HOURS
    return used


def _of_type(kind: str) -> dict[str, dict[str, object]]:
    resources = template()["Resources"]
    return {name: one["Properties"] for name, one in resources.items() if one["Type"] == kind}
