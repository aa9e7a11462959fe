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


class Tally:
    """The account of an edition, added up batch by batch; the batches are not kept.

    ``duplicates`` are the copies that were accepted, by receipts or SES's word, beyond each
    reader's first; ``bounced`` and ``complained`` the readers of whom we heard that.
    """

    def __init__(self, batches: Iterable[Batch] = ()) -> None:
        self._counts: Counter[str] = Counter()
        self._intended = 0
        self.duplicates = 0
        self.bounced = 0
        self.complained = 0
        for batch in batches:
            self.add(batch)

    def add(self, batch: Batch) -> None:
        """Count what became of everyone in a batch.

        A message that failed after SES had accepted it (Rejected, Rendering Failed) is refused; one
        whose receipt came after it was called unresolved is accepted.
        """
        self._intended += len(batch.outcomes)
        self.duplicates += _duplicates(batch)
        self.bounced += len(batch.bounced)
        self.complained += len(batch.complained)
        if not batch.fell and UNRESOLVED not in batch.outcomes:
            self._counts.update(batch.outcomes)  # most batches, and at once
            return
        proven = batch.proven
        for index, code in enumerate(batch.outcomes):
            taken = code in {ACCEPTED, PROVEN} or (code == UNRESOLVED and index in proven)
            self._counts[(REFUSED if index in batch.fell else ACCEPTED) if taken else code] += 1

    def account(self) -> dict[str, int]:
        """What became of everyone: intended = accepted + left + refused + expired + unresolved.

        Counted from the batches themselves, for a counter may count twice.
        """
        counts = {name: self._counts[code] for code, name in NAMES.items()}
        counts["accepted"] += self._counts[PROVEN]
        return {"intended": self._intended} | counts


def adds_up(counts: Mapping[str, int]) -> bool:
    """Whether everyone who was intended has an outcome."""
    return counts["intended"] == sum(counts[name] for name in NAMES.values())


def _duplicates(batch: Batch) -> int:
    if not batch.doubted:
        return 0
    beyond = 0
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
