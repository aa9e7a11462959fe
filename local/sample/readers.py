"""The sample publication's readers: a dozen by name, and as many more as one likes by number."""

from collections.abc import Collection

NAMES = "ada alan barbara dorothy emmy grace hedy joan katherine lise maria valentina".split()  # noqa: SIM905
_DOMAIN = "readers.example.org"


def address(name: str) -> str:
    """The address of a reader of the sample."""
    return f"{name}@{_DOMAIN}"


def more(count: int, *, known: Collection[str]) -> list[str]:
    """Addresses of readers who are not among those known."""
    numbered = (address(f"reader-{number}") for number in range(1, len(known) + count + 1))
    return [each for each in numbered if each not in known][:count]


def is_sample(given: str) -> bool:
    """Whether an address is one of theirs, not that of the person at the keyboard."""
    return given.lower().endswith(f"@{_DOMAIN}")
