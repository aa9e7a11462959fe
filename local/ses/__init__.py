"""Amazon SES on the laptop: the v2 API as botocore describes it, limits, events and faults."""

from local.ses.faults import Fault, FaultPlan
from local.ses.server import LocalSes

__all__ = ["Fault", "FaultPlan", "LocalSes"]
