"""The reader's links: ID.KEY, which name a reader without naming an address."""

import re
from typing import NamedTuple

_LINK = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{22})")


class Link(NamedTuple):
    """A subscriber's id, and the key that only their mail knows."""

    id: str
    key: str

    def __str__(self) -> str:
        """As it stands at the end of a URL."""
        return f"{self.id}.{self.key}"


def parse(text: str) -> Link | None:
    """The link, or None where the text is not of its form."""
    found = _LINK.fullmatch(text)
    return Link(*found.groups()) if found else None
