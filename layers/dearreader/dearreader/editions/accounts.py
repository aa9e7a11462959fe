"""The account of an edition: what became of everyone it was meant for, counted from its batches."""

from collections import Counter
from collections.abc import Iterable, Mapping

from dearreader.editions.model import (
    ACCEPTED,
    EXPIRED,
    LEFT,
    PROVEN,
    REFUSED,
    UNRESOLVED,
    Batch,
)

NAMES = {
    ACCEPTED: "accepted",
    LEFT: "left",
    REFUSED: "refused",
    EXPIRED: "expired",
    UNRESOLVED: "unresolved",
}


def account(batches: Iterable[Batch]) -> dict[str, int]:
    """What became of everyone: intended = accepted + left + refused + expired + unresolved.

    Counted from the batches themselves, for a counter may count twice. A message that failed after
    SES had accepted it (Rejected, Rendering Failed) is refused; one whose receipt came after it was
    called unresolved is accepted.
    """
    counts: Counter[str] = Counter()
    intended = 0
    for batch in batches:
        intended += len(batch.outcomes)
        proven = batch.proven
        for index, code in enumerate(batch.outcomes):
            taken = code in {ACCEPTED, PROVEN} or (code == UNRESOLVED and index in proven)
            counts[(REFUSED if index in batch.fell else ACCEPTED) if taken else code] += 1
    return {"intended": intended} | {name: counts[code] for code, name in NAMES.items()}


def adds_up(counts: Mapping[str, int]) -> bool:
    """Whether everyone who was intended has an outcome."""
    return counts["intended"] == sum(counts[name] for name in NAMES.values())


def duplicates(batches: Iterable[Batch]) -> int:
    """How many copies were accepted, by receipts or SES's word, beyond each reader's first."""
    beyond = 0
    for batch in batches:
        copies = Counter(
            index
            for attempt, indices in batch.receipts.items()
            if attempt in batch.doubted
            for index in indices
        )
        for index, count in copies.items():
            again = batch.outcomes[index] == ACCEPTED or any(
                index in indices
                for attempt, indices in batch.receipts.items()
                if attempt not in batch.doubted
            )
            beyond += count - 1 + again
    return beyond
