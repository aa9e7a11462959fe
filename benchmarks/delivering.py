"""Delivering: readers to one CPU-second of deliver/, beside a plain loop of SendEmail and PutItem.

Both send to the same servers, which are other processes: MiniStack and the local SES. So what
counts is what the sender itself spends, for Lambda bills the time of the sender.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure
from local.ministack import REGION, MiniStack
from local.ses import LocalSes
from tests.world.indexes import definitions
from tests.world.world import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[1]

AT_LEAST = 10
"""Times the readers that the plain loop gets out of a CPU-second."""

ROUNDS, BATCHES, MAILS = 30, 2, 20


def figures() -> Iterator[Figure]:
    """Readers to a CPU-second, ours, the plain loop's, and how many times that is."""
    with _cloud() as environment:
        found = _run("benchmarks.sender", environment, ROUNDS, BATCHES, MAILS)
    ours, plain = min(found["ours"]), min(found["plain"])
    kept = f"the least of {ROUNDS} rounds, the two in turn; servers in other processes"
    yield Figure(
        name="readers to a CPU-second of deliver/",
        value=round(1 / ours),
        unit="readers",
        how=f"the function's handler, {BATCHES} messages of 50 readers a round: slot, re-read, "
        f"claim, SendBulkEmail, outcome, log and metrics; shards as full as 100,000 readers make "
        f"them; {kept}",
    )
    yield Figure(
        name="readers to a CPU-second of a plain loop",
        value=round(1 / plain),
        unit="readers",
        how=f"one boto3 SendEmail and one PutItem a reader, {MAILS} readers a round; {kept}",
    )
    yield Figure(
        name="deliver/ over the plain loop",
        value=round(plain / ours, 1),
        unit="times",
        how=f"{plain * 1e6:.0f} µs of CPU a reader over {ours * 1e6:.0f}",
        least=AT_LEAST,
    )


@contextmanager
def _cloud() -> Iterator[Mapping[str, str]]:
    """Tables, queues and an SES, and the environment of who is to use them."""
    with LocalSes(max_send_rate=100_000, max_24_hour_send=-1) as ses, MiniStack() as cloud:
        environment = {
            **ENVIRONMENT,
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": f"{ROOT / 'layers' / 'dearreader'}{os.pathsep}{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "SHARDS": "2",  # each as full as in an audience of 100,000
            "AWS_ENDPOINT_URL": cloud.endpoint,
            "AWS_ENDPOINT_URL_SESV2": ses.url,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "POWERTOOLS_SERVICE_NAME": "deliver",
            "POWERTOOLS_METRICS_NAMESPACE": "DearReader",
        }
        for table in ("subscribers", "posts", "editions"):
            _make_table(cloud, table)
        for queue in ("schedule", "deliver", "settle"):
            made = cloud.client("sqs").create_queue(QueueName=queue)
            environment[f"{queue.upper()}_QUEUE"] = made["QueueUrl"]
        cloud.client("ssm").put_parameter(
            Name=environment["SITE_PARAMETER"], Value="https://letters.example.org", Type="String"
        )
        yield environment


def _make_table(cloud: MiniStack, name: str) -> None:
    definition = definitions()[f"{name.title()}Table"]
    taken = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
    shape = {each: definition[each] for each in taken if each in definition}
    cloud.client("dynamodb").create_table(TableName=name, BillingMode="PAY_PER_REQUEST", **shape)


def _run(module: str, environment: Mapping[str, str], *arguments: int) -> Any:
    """What a module prints last, as JSON, in a process of its own."""
    done = subprocess.run(  # noqa: S603 - it is our own code
        [sys.executable, "-m", module, *map(str, arguments)],
        env=dict(environment),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])
