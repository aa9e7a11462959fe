"""Editions and batches: their states, their items, and the account that must add up.

edition   planning → sending → closed, and held from either until what holds it is over
batch     frozen → claimed → done; claimed → frozen when some still wait for another call;
          claimed → doubtful when the claim's lease ended without an outcome
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal, NamedTuple, Self

from dearreader.errors import TryLater
from dearreader.times import from_milliseconds

VERSION = 2
"""Of the items' shape. 1 had no CALLED: whoever waited in a claimed batch was in its call."""

EditionState = Literal["planning", "sending", "held", "closed"]
BatchState = Literal["frozen", "claimed", "doubtful", "done"]

Hold = Literal["quota", "doubt", "account", "sender", "bounces", "complaints", "writer"]
"""What stops an edition: room in the quota and an end of doubt free it again by themselves."""

WAITING, CALLED, ACCEPTED, PROVEN, LEFT, REFUSED, EXPIRED, UNRESOLVED = ".caplrxu"
"""What became of one recipient: one character each, in the order of the batch's members.

CALLED is in the call of a claimed batch; PROVEN was accepted by the word of a receipt alone.
"""

ID_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One letter going out in one slot.

    ``opened`` decides who is in its audience, ``unsent_after`` when the unsent expires, ``size``
    how many recipients a call may have. ``planned`` holds the ranges whose batches are all frozen;
    ``intended`` and ``batches`` are their sums.

    ``hold`` and ``reason`` say why it is held, since ``held``. ``doubts`` counts the calls in doubt
    since the last that was answered, ``probes`` the batches that then tried again, of which the
    next may at ``probe_at``. ``refused_whole`` names the batches refused whole since one was not.
    ``waived`` are the holds that the writer overruled; ``decided`` is when the writer left the
    unresolved as they are.
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
    hold: Hold | None = None
    reason: str = ""
    held: datetime | None = None
    doubts: int = 0
    probes: int = 0
    probe_at: datetime | None = None
    refused_whole: frozenset[str] = frozenset()
    waived: frozenset[str] = frozenset()
    account: Mapping[str, int] = field(default_factory=dict)
    duplicates: int = 0
    closed: datetime | None = None
    decided: datetime | None = None

    @property
    def day(self) -> str:
        """The slot's local date, as in Reply-To."""
        return self.key.partition(".")[0]

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The edition that a table's item describes. Raises TryLater for a newer code's item."""
        _check(item)
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
            hold=item.get("hold"),
            reason=item.get("reason", ""),
            held=_moment(item, "held"),
            doubts=item.get("doubts", 0),
            probes=item.get("probes", 0),
            probe_at=_moment(item, "probe_at"),
            refused_whole=frozenset(item.get("refused_whole", ())),
            waived=frozenset(item.get("waived", ())),
            account={name: int(count) for name, count in item.get("account", {}).items()},
            duplicates=item.get("duplicates", 0),
            closed=_moment(item, "closed"),
            decided=_moment(item, "decided"),
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

    @classmethod
    def from_tag(cls, edition: str, tag: str) -> Self:
        """The batch that the tag names. Raises ValueError."""
        number, _, batch = tag.partition("-")
        return cls(edition, int(number), int(batch))

    def message(self) -> dict[str, Any]:
        """What asks deliver/ for this batch."""
        return {"edition": self.edition, "range": self.range, "batch": self.number}


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Up to 50 subscribers of an edition, by index; one call to SES.

    ``outcomes`` has one character a member (see `WAITING`). ``until`` is where the next batch
    begins: the shard, and the last id read in it; or that the range ends, which a batch of nobody
    may say as well. ``receipts`` maps an attempt's token to the
    indices that SES proved accepted; ``claimed`` is when the last attempt began, ``lease`` when it
    has ended, whatever came of it. ``step`` is how many recipients a call may have (0: the
    edition's size), ``tries`` how many calls had somebody put off; ``doubted`` has the tokens of
    the attempts that ended in doubt. ``fell`` holds those that failed
    after they were accepted, ``bounced`` and ``complained`` those of whom we heard that later.
    """

    name: BatchName
    state: BatchState
    packed: bytes = field(repr=False)
    outcomes: str
    until: tuple[int, str]
    owner: str = ""
    claimed: datetime | None = None
    lease: datetime | None = None
    tries: int = 0
    step: int = 0
    doubted: frozenset[str] = frozenset()
    receipts: Mapping[str, frozenset[int]] = field(default_factory=dict)
    fell: frozenset[int] = frozenset()
    bounced: frozenset[int] = frozenset()
    complained: frozenset[int] = frozenset()

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The batch that a table's item describes. Raises TryLater for a newer code's item."""
        _check(item)
        edition, _, number = item["pk"].rpartition("#")
        return cls(
            name=BatchName(edition, int(number), int(item["sk"])),
            state=item["state"],
            packed=bytes(item["members"]),
            outcomes=item["outcomes"],
            until=(item["until"][0], item["until"][1]),
            owner=item.get("owner", ""),
            claimed=_moment(item, "claimed"),
            lease=_moment(item, "lease"),
            tries=item.get("tries", 0),
            step=item.get("step", 0),
            doubted=frozenset(item.get("doubted", ())),
            receipts={
                name[len(RECEIPTS) :]: frozenset(item[name])
                for name in item
                if name.startswith(RECEIPTS)
            },
            fell=frozenset(item.get("fell", ())),
            bounced=frozenset(item.get("bounced", ())),
            complained=frozenset(item.get("complained", ())),
        )

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The ids of its subscribers, by index."""
        return unpack(self.packed)

    def those(self, code: str) -> list[int]:
        """The indices of those of whom that became."""
        return [index for index, each in enumerate(self.outcomes) if each == code]

    @property
    def waiting(self) -> list[int]:
        """The indices of those who wait for a call."""
        return self.those(WAITING)

    @property
    def called(self) -> list[int]:
        """The indices of those in the last claim's call, while it has no outcome."""
        in_call = self.those(CALLED)
        older = self.state in {"claimed", "doubtful"} and not in_call
        return self.waiting if older else in_call

    @property
    def unresolved(self) -> list[int]:
        """The indices of those of whom nobody can tell whether SES accepted their copy."""
        return [index for index in self.those(UNRESOLVED) if index not in self.proven]

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


def _check(item: Mapping[str, Any]) -> None:
    if item.get("v", 1) > VERSION:
        raise TryLater("a newer version of the code wrote this: it has to be deployed everywhere")


def _moment(item: Mapping[str, Any], name: str) -> datetime | None:
    milliseconds = item.get(name)
    return from_milliseconds(milliseconds) if milliseconds is not None else None
