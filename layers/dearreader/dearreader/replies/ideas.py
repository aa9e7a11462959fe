"""Which topics the reader asks for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sorted:
    """A reader's sentences, sorted."""

    ideas: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    unsorted: tuple[str, ...] = ()


def sort(text: str, subject: str = "") -> Sorted:
    """Sort the reader's sentences."""
    return Sorted(unsorted=tuple(text.split("\n")) if text else ())
