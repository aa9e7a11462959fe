"""Memory: the peak of the functions that a whole edition passes through, for few and for many.

Each function is a process of its own, which does all that an edition asks of it, in one process
and in one range, as no real one must. The audience is made up page by page (`benchmarks.crowd`).
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from samtranslator.yaml_helper import yaml_parse

from benchmarks.figure import Figure

ROOT = Path(__file__).resolve().parents[1]

FEW, MANY = 1_000, 1_000_000

FLAT = 1.15
"""Times the peak for few: what the peak for many may be. A few MB is what one page takes."""

WORK = {
    "schedule": "opening, planning and queueing",
    "deliver": "delivering every batch",
    "settle": "queueing every batch again, then closing",
}


def figures() -> Iterator[Figure]:
    """The peak of each function for many, in MB, and over that for few."""
    given = _given()
    for function, work in WORK.items():
        few, many = peak(function, FEW), peak(function, MANY)
        how = (
            f"{work}; ru_maxrss of a new process, boto3 included, over a made-up audience of which "
            "nothing is stored"
        )
        yield Figure(
            name=f"peak memory of {function}/ for {MANY:,} readers",
            value=round(many, 1),
            unit="MB",
            most=given[function],
            how=how,
        )
        yield Figure(
            name=f"that over the peak for {FEW:,}",
            value=round(many / few, 3),
            unit="times",
            most=FLAT,
            how=f"{many:.1f} MB over {few:.1f} MB",
        )


def peak(function: str, readers: int) -> float:
    """Megabytes that a function's process took at most."""
    done = subprocess.run(  # noqa: S603 - it is our own code
        [sys.executable, "-m", "benchmarks.crowd", function, str(readers)],
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": f"{ROOT / 'layers' / 'dearreader'}{os.pathsep}{ROOT}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "POWERTOOLS_SERVICE_NAME": function,
            "POWERTOOLS_METRICS_NAMESPACE": "DearReader",
        },
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    return int(done.stderr.splitlines()[-1]) * _UNIT / 1e6


_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts."""


def _given() -> dict[str, float]:
    """The megabytes that the template gives each function."""
    template = yaml_parse((ROOT / "template.yaml").read_text())
    usual = template["Globals"]["Function"]["MemorySize"]
    resources = template["Resources"]
    return {
        function: float(
            resources[f"{function.title()}Function"]["Properties"].get("MemorySize", usual)
        )
        for function in WORK
    }
