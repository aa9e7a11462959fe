"""`python -m tests.simulation --seeds A:B --readers N --json`: simulate, and end with one line."""

import json
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat

import click

from tests.simulation.judge import Verdict
from tests.simulation.run import run

COUNTS = (
    "duplicates",
    "missed",
    "after_leaving",
    "unconfirmed",
    "rate_exceeded",
    "unresolved",
    "duplicates_by_lost_receipts",
)
AT_A_TIME = 4
"""Seeds that a process is given: some take ten times as long as others, and one may come last."""
TOLD = 5
"""Violations of one seed that are printed."""


class Seeds(click.ParamType):  # type: ignore[type-arg] # generic in its stubs alone
    """A:B, from A up to before B; one number is that seed alone."""

    name = "A:B"

    def convert(self, value: object, param: object, ctx: object) -> range:
        """The seeds."""
        first, colon, last = str(value).partition(":")
        if not first.isdecimal() or (colon and not last.isdecimal()):
            self.fail(f"{value!r} names no seeds; give A:B, such as 0:100.")
        return range(int(first), int(last) if colon else int(first) + 1)


@click.command()
@click.option("--seeds", type=Seeds(), default="0:100", show_default=True, help="A:B.")
@click.option("--readers", default=200, show_default=True, help="Readers of each run.")
@click.option("--jobs", default=os.cpu_count() or 1, show_default="one a core", help="Processes.")
@click.option("--json", "as_json", is_flag=True, help="End with one line of JSON.")
def main(seeds: range, readers: int, jobs: int, *, as_json: bool) -> None:
    """Simulate a letter or two from each seed; a violation prints its seed and exits 1.

    The same seed and number of readers tell the same story on every machine.
    """
    began = time.monotonic()
    verdicts = list(_told(_verdicts(seeds, readers, jobs)))
    counts: Counter[str] = sum((verdict.counts for verdict in verdicts), Counter())
    used = [share for verdict in verdicts for share in verdict.used]
    summary = {
        "runs": len(verdicts),
        "readers": readers,
        **{name: counts[name] for name in COUNTS},
        "utilisation": round(sum(used) / len(used), 3) if used else None,
    }
    if as_json:
        click.echo(json.dumps(summary))
    else:
        told = ", ".join(f"{value} {name}" for name, value in summary.items())
        click.echo(f"{told} in {time.monotonic() - began:.0f} s")
    sys.exit(any(verdict.violations for verdict in verdicts))


def _verdicts(seeds: range, readers: int, jobs: int) -> Iterator[Verdict]:
    if jobs <= 1 or len(seeds) <= AT_A_TIME:
        yield from (run(seed, readers) for seed in seeds)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawn) as pool:
        yield from pool.map(run, seeds, repeat(readers), chunksize=AT_A_TIME)


def _told(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    for verdict in verdicts:
        for violation in verdict.violations[:TOLD]:
            click.echo(f"seed {verdict.seed}: {violation}", err=True)
        yield verdict


if __name__ == "__main__":
    main()
