"""One measured figure: what it is, what it may be at most or must be at least, how it was got."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure. ``most`` and ``least`` are its limits, None where it has none."""

    name: str
    value: float
    unit: str
    how: str
    most: float | None = None
    least: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether it keeps to its limits; None where it has none."""
        if self.most is None and self.least is None:
            return None
        above = self.least is None or self.value >= self.least
        return above and (self.most is None or self.value <= self.most)

    def as_json(self) -> dict[str, Any]:
        """All of it, for `--json`."""
        return asdict(self) | {"met": self.met}
