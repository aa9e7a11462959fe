"""Reading replies: what importing the reader costs, and what a mail costs.

All is CPU time: it says the same on a busy machine. ``python -m benchmarks.replies [--json]``.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from dearreader.replies import read
from tests.replies.fresh.compose import SETS, fresh
from tests.replies.own.compose import labelled

ROOT = Path(__file__).parents[1]
LIST_ID = "letters.reply.example.com"
RUNS = 25
"""Processes of each sort, one after the other in turn."""
ROUNDS = 20
"""Times that all mails are read, one after the other; a mail's least counts: machines slow down
for seconds at a time."""

# What is loaded with the reader, but for what Python has loaded by itself
_NEEDED = """
import sys
before = set(sys.modules)
import dearreader.replies
new = [name for name in sys.modules if name not in before]
given = {name.partition(".")[0] for name in new} & sys.stdlib_module_names
print(*sorted(name for name in given if not name.startswith("_")))
"""
_IMPORTING = """
import time
before = time.process_time()
import {}
print(time.process_time() - before)
"""
_FIRST = """
import sys, time
raw = sys.stdin.buffer.read()
before = time.process_time()
from dearreader.replies import read
read(raw, list_id="l.example")
print(time.process_time() - before)
"""


def figures() -> Iterator[Figure]:
    """What importing costs, and what a mail does."""
    yield from _importing()
    yield from _reading()


def _importing() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as compiled:
        needed = ", ".join(_python(_NEEDED, compiled).split())
        alone, ours, first = [], [], []
        reply = next(mail.raw for mail in labelled() if mail.label["ideas"])
        for _ in range(RUNS):
            alone.append(float(_python(_IMPORTING.format(needed), compiled)))
            ours.append(float(_python(_IMPORTING.format("dearreader.replies"), compiled)))
            first.append(float(_python(_FIRST, compiled, reply)))
    yield Figure(
        name="import of the reader",
        value=round(median(one / only for one, only in zip(ours, alone, strict=True)), 3),
        unit="× its standard modules",
        most=1.5,
        how=(
            f"the median of {RUNS} rounds, compiled beforehand; the least were "
            f"{min(ours) * 1e3:.1f} and {min(alone) * 1e3:.1f} ms of CPU; the modules are {needed}"
        ),
    )
    yield Figure(
        name="import and first reply",
        value=round(min(first) * 1e3, 2),
        unit="ms of CPU",
        how=(
            f"the least of {RUNS} processes; tables are made, and patterns compiled, with the "
            "first mail that needs them"
        ),
    )


def _python(code: str, compiled: str, given: bytes = b"") -> str:
    """What a new Python prints that sees this project's layer, and no packages."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    paths = {"PYTHONPATH": str(ROOT / "layers/dearreader"), "PYTHONPYCACHEPREFIX": compiled}
    done = subprocess.run(  # noqa: S603 - it is our own code
        [sys.executable, "-S", "-c", code],
        input=given,
        env={**kept, **paths},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def _reading() -> Iterator[Figure]:
    mails = [path.read_bytes() for path in sorted(ROOT.glob("tests/replies/labelled/*.eml"))]
    mails += [mail.raw for mail in labelled()]
    mails += [mail.raw for which in SETS for mail in fresh(which)]
    rounds = [
        [(_spent(_read, raw), _spent(message_from_bytes, raw)) for raw in mails]
        for _ in range(ROUNDS)
    ]
    ours, theirs = zip(
        *(map(min, zip(*several, strict=True)) for several in zip(*rounds, strict=True)),
        strict=True,
    )
    spent, parsed = sorted(ours), sorted(theirs)
    how = f"{len(mails)} labelled mails, each the least of {ROUNDS} rounds in this process"
    for name, share, limit in (("median", 0.5, 1.0), ("99th percentile", 0.99, 10.0)):
        yield Figure(
            name=f"a mail, {name}",
            value=round(spent[int(len(spent) * share)] * 1e3, 3),
            unit="ms of CPU",
            most=limit,
            how=how,
        )
    yield Figure(
        name="that over the standard parser",
        value=round(spent[len(spent) // 2] / parsed[len(parsed) // 2], 2),
        unit="times",
        how="the medians; email.message_from_bytes takes a mail apart, and reads nothing in it",
    )


def _read(raw: bytes) -> None:
    read(raw, list_id=LIST_ID)


def _spent(what: Callable[[bytes], object], raw: bytes) -> float:
    before = time.process_time()
    what(raw)
    return time.process_time() - before


if __name__ == "__main__":
    from benchmarks.__main__ import main

    main(["replies", *sys.argv[1:]])
