"""How an edition stands: its own item, and what its batches say."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dearreader.app import App
from dearreader.editions.accounts import Tally
from dearreader.editions.model import Batch, Edition


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An edition, counted.

    ``account`` is as `dearreader.editions.accounts` has it; of those without an outcome yet,
    ``waiting`` wait for a call, ``under_way`` are in one, and of ``in_doubt`` the call has ended
    without an answer. ``batches`` is how many were counted, ``unresolved`` are readers' ids.
    """

    edition: Edition
    account: Mapping[str, int]
    waiting: int = 0
    under_way: int = 0
    in_doubt: int = 0
    batches: int = 0
    duplicates: int = 0
    unresolved: tuple[str, ...] = field(default=(), repr=False)

    @property
    def open(self) -> int:
        """How many have no outcome yet."""
        return self.waiting + self.under_way + self.in_doubt


def standing(app: App, edition: Edition) -> Standing:
    """Count an edition's batches."""
    return _count(edition, app.editions.batches(edition), app.clock.now())


def _count(edition: Edition, batches: Iterable[Batch], now: datetime) -> Standing:
    """One batch at a time: a large edition has 20,000, which need not all be held at once."""
    tally = Tally()
    unfinished: Counter[str] = Counter()
    number, unresolved = 0, []
    for number, batch in enumerate(batches, start=1):  # noqa: B007 - how many there were
        tally.add(batch)
        unfinished.update(_unfinished(batch, now))
        unresolved += [batch.members[index] for index in batch.unresolved]
    counts = tally.account()
    gone = counts["intended"] < edition.account.get("intended", 0)  # after their 90 days
    return Standing(
        edition=edition,
        account=edition.account if gone else counts,
        waiting=unfinished["waiting"],
        under_way=unfinished["under way"],
        in_doubt=unfinished["in doubt"],
        batches=number,
        duplicates=edition.duplicates if gone else tally.duplicates,
        unresolved=tuple(unresolved),
    )


def _unfinished(batch: Batch, now: datetime) -> dict[str, int]:
    called = set(batch.called)
    lost = batch.state == "doubtful" or (batch.lease is not None and batch.lease < now)
    return {
        "waiting": len(set(batch.waiting) - called),
        "in doubt" if lost else "under way": len(called),
    }
