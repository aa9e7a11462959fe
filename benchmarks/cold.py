"""The cold path: what a function imports before it can answer, beside what boto3 alone costs.

Each is a process of its own, which imports a function's module and makes the table that it works
on, with its client; the other imports boto3 and makes one client. Both have bytecode, as layers do.
The figure is the median of many rounds' ratios of CPU time: machines slow down to half for seconds
at a time, and what runs within one round is mostly slowed down together.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure

ROOT = Path(__file__).resolve().parents[1]

PUBLIC = {"signup": "subscribers", "confirm": "subscribers", "unsubscribe": "subscribers"} | {
    "archive": "posts"
}
"""The functions that somebody waits for, and the table that each begins with."""

OTHERS = {
    "invite": "subscribers",
    "schedule": "opening",
    "deliver": "delivery",
    "settle": "settling",
    "feedback": "feedback",
    "inbound": "ideas",
    "outbox": "bus",
    "nudge": "nudges",
}
"""The functions that read a queue or a stream, and the part that each begins with."""

AT_MOST = 1.15
"""Of boto3 and one client: what a public function may cost."""

ALONE = "import boto3\nboto3.client('dynamodb')"

ROUNDS = 30
"""Processes of each that has a limit."""

FEWER = 8
"""Processes of each other function."""

ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "POWERTOOLS_SERVICE_NAME": "bench",
    "POWERTOOLS_METRICS_NAMESPACE": "DearReader",
    "SEND_HOUR": "7",
    "TIME_ZONE": "Europe/Berlin",
    **dict.fromkeys(("SUBSCRIBERS_TABLE", "POSTS_TABLE", "EDITIONS_TABLE", "IDEAS_TABLE"), "none"),
    **dict.fromkeys(("BUS", "SALT", "ALARM_TOPIC"), "none"),
}


@dataclass(frozen=True)
class Loaded:
    """What a process has loaded: CPU milliseconds, and the modules by name."""

    milliseconds: float
    modules: frozenset[str]


def code(function: str) -> str:
    """What a function does before it can work."""
    part = (PUBLIC | OTHERS)[function]
    stand_in = "from dearreader.app import App, Aws\nAws.parameter = lambda *_: 'https://none'\n"
    return (
        f"import functions.{function}.app\n{stand_in}"
        f"from dearreader.app import current\ncurrent().{part}"
    )


def load(script: str, bytecode: str) -> Loaded:
    """Run it in a process of its own, whose bytecode is kept in a folder."""
    timed = (
        "import sys, time\nbegun = time.process_time()\n"
        f"{script}\ntook = time.process_time() - begun\n"
        "import json\nprint(json.dumps([took * 1000, sorted(sys.modules)]))"
    )
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": f"{ROOT / 'layers' / 'dearreader'}{os.pathsep}{ROOT}",
        "PYTHONPYCACHEPREFIX": bytecode,
        **ENVIRONMENT,
    }
    done = subprocess.run(  # noqa: S603 - it is our own code
        [sys.executable, "-c", timed], env=environment, capture_output=True, text=True, check=True
    )
    took, modules = json.loads(done.stdout)
    return Loaded(took, frozenset(modules))


def measure(scripts: Sequence[str], rounds: int) -> Iterator[list[Loaded]]:
    """Rounds of each once; one more before them makes the bytecode and does not count."""
    with tempfile.TemporaryDirectory() as bytecode:
        for script in scripts:
            load(script, bytecode)
        for _ in range(rounds):
            yield [load(script, bytecode) for script in scripts]


def figures() -> Iterator[Figure]:
    """Each function's CPU time over that of boto3 and one client, and how many modules more."""
    yield from _beside_boto3(PUBLIC, ROUNDS, AT_MOST)
    yield from _beside_boto3(OTHERS, FEWER, None)


def _beside_boto3(names: Iterable[str], rounds: int, most: float | None) -> Iterator[Figure]:
    alone, *loaded = zip(*measure([ALONE, *map(code, names)], rounds), strict=True)
    for name, several in zip(names, loaded, strict=True):
        pairs = list(zip(several, alone, strict=True))
        yield Figure(
            name=f"cold start of {name}/",
            value=round(median(one.milliseconds / only.milliseconds for one, only in pairs), 3),
            unit="× boto3 and one client",
            how=(
                f"the median of {rounds} rounds; the least was {_least(several):.0f} ms of CPU, "
                f"and {_least(alone):.0f} for boto3 and a client"
            ),
            most=most,
        )
        yield Figure(
            name=f"modules of {name}/",
            value=len(several[0].modules - alone[0].modules),
            unit="modules",
            how="beyond those of boto3 and one client",
        )


def _least(several: Iterable[Loaded]) -> float:
    return min(one.milliseconds for one in several)
