"""Names of parametrized tests that are the same in every process, as pytest-xdist wants them."""

import re


def steady(value: object) -> str:
    """Its `repr`, sets in one order and without addresses in memory."""
    return re.sub(r"\{([^{}:]*)\}", _sorted, re.sub(r" at 0x[0-9a-f]+", "", repr(value)))


def _sorted(members: re.Match[str]) -> str:
    return "{" + ", ".join(sorted(members[1].split(", "))) + "}"
