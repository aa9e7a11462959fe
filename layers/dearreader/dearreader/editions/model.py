"""Editions and batches: their states, their items, and the account that must add up.

edition   planning → sending → closed, and held from either until somebody resumes it
batch     frozen → claimed → done; claimed → frozen when SES accepted none of what remains;
          claimed → doubtful when the claim's lease ended without an outcome
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple, Self

from dearreader.times import from_milliseconds

EditionState = Literal["planning", "sending", "held", "closed"]
BatchState = Literal["frozen", "claimed", "doubtful", "done"]

WAITING, ACCEPTED, LEFT, REFUSED, EXPIRED, UNRESOLVED = ".alrxu"
"""What became of one recipient: one character each, in the order of the batch's members."""

ID_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One letter going out in one slot.

    ``opened`` decides who is in its audience, ``unsent_after`` when the unsent expires, ``size``
    how many recipients a call may have. ``planned`` holds the ranges whose batches are all frozen;
    ``intended`` and ``batches`` are their sums. ``reason`` says why it is held.
    """

    key: str
    state: EditionState
    slot: datetime
    opened: datetime
    unsent_after: datetime
    slug: str
    letter: str
    size: int
    ranges: int
    planned: frozenset[int] = frozenset()
    intended: int = 0
    batches: int = 0
    reason: str = ""
    account: Mapping[str, int] = field(default_factory=dict)
    closed: datetime | None = None

    @property
    def day(self) -> str:
        """The slot's local date, as in Reply-To."""
        return self.key.partition(".")[0]

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The edition that a table's item describes."""
        closed = item.get("closed")
        return cls(
            key=item["sk"],
            state=item["state"],
            slot=from_milliseconds(item["slot"]),
            opened=from_milliseconds(item["opened"]),
            unsent_after=from_milliseconds(item["unsent_after"]),
            slug=item["slug"],
            letter=item["letter"],
            size=item["size"],
            ranges=item["ranges"],
            planned=frozenset(item.get("planned", ())),
            intended=item.get("intended", 0),
            batches=item.get("batches", 0),
            reason=item.get("reason", ""),
            account=item.get("account", {}),
            closed=from_milliseconds(closed) if closed is not None else None,
        )


class BatchName(NamedTuple):
    """What names one batch, in messages and in SES's tags."""

    edition: str
    range: int
    number: int

    @property
    def pk(self) -> str:
        """The partition that holds the batch's range."""
        return f"{self.edition}#{self.range:02d}"

    @property
    def sk(self) -> str:
        """The batch within its range."""
        return f"{self.number:06d}"

    @property
    def tag(self) -> str:
        """The range and number, as SES's tag `batch` has them."""
        return f"{self.range}-{self.number}"

    def message(self) -> dict[str, Any]:
        """What asks deliver/ for this batch."""
        return {"edition": self.edition, "range": self.range, "batch": self.number}


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Up to 50 subscribers of an edition, by index; one call to SES.

    ``outcomes`` has one character a member (see `WAITING`). ``until`` is where the next batch
    begins: the shard, and the last id read in it. ``receipts`` maps an attempt's token to the
    indices that SES proved accepted; ``claimed`` is when the last attempt began, ``lease`` when it
    has ended, whatever came of it; ``fell`` holds those that failed after they were accepted.
    """

    name: BatchName
    state: BatchState
    members: tuple[str, ...]
    outcomes: str
    until: tuple[int, str]
    owner: str = ""
    claimed: datetime | None = None
    lease: datetime | None = None
    tries: int = 0
    receipts: Mapping[str, frozenset[int]] = field(default_factory=dict)
    fell: frozenset[int] = frozenset()

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The batch that a table's item describes."""
        edition, _, number = item["pk"].rpartition("#")
        claimed, lease = item.get("claimed"), item.get("lease")
        return cls(
            name=BatchName(edition, int(number), int(item["sk"])),
            state=item["state"],
            members=unpack(item["members"]),
            outcomes=item["outcomes"],
            until=(item["until"][0], item["until"][1]),
            owner=item.get("owner", ""),
            claimed=from_milliseconds(claimed) if claimed is not None else None,
            lease=from_milliseconds(lease) if lease is not None else None,
            tries=item.get("tries", 0),
            receipts={
                name.removeprefix(RECEIPTS): frozenset(value)
                for name, value in item.items()
                if name.startswith(RECEIPTS)
            },
            fell=frozenset(item.get("fell", ())),
        )

    @property
    def waiting(self) -> list[int]:
        """The indices of those who have no outcome yet."""
        return [index for index, code in enumerate(self.outcomes) if code == WAITING]

    @property
    def accepted(self) -> frozenset[int]:
        """The indices that SES said it accepted."""
        return frozenset(index for index, code in enumerate(self.outcomes) if code == ACCEPTED)

    @property
    def proven(self) -> frozenset[int]:
        """The indices that a receipt, of whichever attempt, proves accepted."""
        return frozenset().union(*self.receipts.values())

    def settled(self, outcomes: Mapping[int, str]) -> str:
        """The outcomes with some of them replaced."""
        return "".join(outcomes.get(index, code) for index, code in enumerate(self.outcomes))


RECEIPTS = "receipts_"


def pack(members: Iterable[str]) -> bytes:
    """Ids as bytes: 50 of them, with their batch's state, are one write unit."""
    return b"".join(bytes.fromhex(member) for member in members)


def unpack(packed: bytes) -> tuple[str, ...]:
    """The ids that `pack` packed."""
    return tuple(
        packed[start : start + ID_BYTES].hex() for start in range(0, len(packed), ID_BYTES)
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

    Counted from the batches themselves. A message that failed after SES had accepted it (Rejected,
    Rendering Failed) is refused.
    """
    counts: Counter[str] = Counter()
    intended = 0
    for batch in batches:
        intended += len(batch.members)
        for index, code in enumerate(batch.outcomes):
            counts[REFUSED if code == ACCEPTED and index in batch.fell else code] += 1
    return {"intended": intended} | {name: counts[code] for code, name in NAMES.items()}
