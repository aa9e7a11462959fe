"""The cold path: what a function imports before it can answer, beside what boto3 alone costs.

Each is a process of its own, which imports a function's module and makes the table that it works
on, with its client; the other imports boto3 and makes one client. Both have bytecode, as layers do.
The figure is CPU time, the least of many, for what else runs on the machine only adds to it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

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

ROUNDS = 15

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


def measure(scripts: Sequence[str], rounds: int) -> list[Loaded]:
    """The least of several rounds of each; the first, which makes the bytecode, does not count."""
    with tempfile.TemporaryDirectory() as bytecode:
        for script in scripts:
            load(script, bytecode)
        found = [[load(script, bytecode) for script in scripts] for _ in range(rounds)]
    return [min(several, key=lambda one: one.milliseconds) for several in zip(*found, strict=True)]


def figures() -> Iterator[Figure]:
    """Each function's CPU time over that of boto3 and one client, and how many modules more."""
    names = [*PUBLIC, *OTHERS]
    alone, *loaded = measure([ALONE, *map(code, names)], ROUNDS)
    for name, one in zip(names, loaded, strict=True):
        how = (
            f"{one.milliseconds:.0f} ms of CPU over {alone.milliseconds:.0f} for boto3 and a "
            f"client, least of {ROUNDS} processes"
        )
        yield Figure(
            name=f"cold start of {name}/",
            value=round(one.milliseconds / alone.milliseconds, 3),
            unit="× boto3 and one client",
            how=how,
            most=AT_MOST if name in PUBLIC else None,
        )
        yield Figure(
            name=f"modules of {name}/",
            value=len(one.modules - alone.modules),
            unit="modules",
            how="beyond those of boto3 and one client",
        )
