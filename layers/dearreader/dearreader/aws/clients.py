"""AWS's clients: made once a process, when first used, with time-outs that a function survives."""

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from dearreader.ports import SEND_TIMEOUT

CONNECT_TIMEOUT = 3

NAME = "dear-reader"
"""As what we call: botocore's own name for us is put together anew for each call."""

# botocore would compare each call with its model of the service, which for fifty copies takes as
# long as all the rest of the call. Our own types have the shape, and the tests' clients compare.

_PATIENT = Config(
    parameter_validation=False,
    user_agent=NAME,
    connect_timeout=CONNECT_TIMEOUT,
    read_timeout=8,
    retries={"mode": "standard", "total_max_attempts": 4},
)

_ONCE = Config(
    parameter_validation=False,
    user_agent=NAME,
    connect_timeout=CONNECT_TIMEOUT,
    read_timeout=SEND_TIMEOUT - CONNECT_TIMEOUT,
    retries={"total_max_attempts": 1},
)
"""For sending: botocore would repeat a call whose answer was lost, and mail everyone twice."""


@cache
def client(service: str) -> Any:
    """The client of a service."""
    return boto3.client(service, config=config(service))  # type: ignore[call-overload]


def config(service: str) -> Config:
    """How patient the client of a service is: one that sends never repeats a call."""
    return _ONCE if service == "sesv2" else _PATIENT
