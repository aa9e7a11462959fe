"""What a run used: AWS's units by function, and calls by kind."""

from collections import Counter
from dataclasses import dataclass, field

KILOBYTE = 1024
READ_UNIT = 4 * KILOBYTE


def write_units(size: int) -> int:
    """Of an item of so many bytes: 1 KB each."""
    return max(1, -(-size // KILOBYTE))


def read_units(size: int) -> int:
    """Of a strongly consistent read of so many bytes, summed over its items: 4 KB each."""
    return max(1, -(-size // READ_UNIT))


@dataclass
class Meter:
    """``units`` are by (function, unit), in the units that `cli.prices` has prices of.

    ``calls`` are by (function, call). What no function does itself, such as a queue's polling, is
    its consumer's.
    """

    units: Counter[tuple[str, str]] = field(default_factory=Counter)
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)

    def use(self, function: str, unit: str, amount: float) -> None:
        """Count what is paid for."""
        self.units[function, unit] += amount  # type: ignore[assignment] # a Counter of floats, too

    def call(self, function: str, call: str, count: int = 1) -> None:
        """Count a call."""
        self.calls[function, call] += count

    def request(self, function: str, call: str, count: int = 1) -> None:
        """Count a request to SQS."""
        self.call(function, call, count)
        self.use(function, "queue requests", count)
