"""`python -m tests.simulation --seeds A:B --readers N --json`: simulate, and end with one line."""

import json
import sys
import time
from collections import Counter

import click

from tests.simulation.run import Verdict, run

COUNTS = (
    "duplicates",
    "missed",
    "after_leaving",
    "unconfirmed",
    "rate_exceeded",
    "unresolved",
    "duplicates_by_lost_receipts",
)


@click.command()
@click.option("--seeds", default="0:100", show_default=True, help="A:B, from A up to before B.")
@click.option("--readers", default=200, show_default=True, help="Readers of each run.")
@click.option("--json", "as_json", is_flag=True, help="End with one line of JSON.")
def main(seeds: str, readers: int, *, as_json: bool) -> None:
    """Simulate two days from each seed; a violation prints its seed and exits 1."""
    first, _, last = seeds.partition(":")
    began = time.monotonic()
    verdicts = [_told(run(seed, readers)) for seed in range(int(first), int(last))]
    counts: Counter[str] = sum((verdict.counts for verdict in verdicts), Counter())
    summary = {"runs": len(verdicts), "readers": readers, **{name: counts[name] for name in COUNTS}}
    if as_json:
        click.echo(json.dumps(summary))
    else:
        took = time.monotonic() - began
        click.echo(f"{', '.join(f'{v} {k}' for k, v in summary.items())} in {took:.1f} s")
    sys.exit(any(verdict.violations for verdict in verdicts))


def _told(verdict: Verdict) -> Verdict:
    for violation in verdict.violations[:5]:
        click.echo(f"seed {verdict.seed}: {violation}", err=True)
    return verdict


if __name__ == "__main__":
    main()
