"""Nobody twice, nobody missed, nobody after leaving, in every seed; and it can tell."""

from collections.abc import Callable
from typing import Any

import pytest

from dearreader.conditions import Condition, Update
from dearreader.editions.model import Batch, BatchName
from dearreader.editions.store import Editions
from dearreader.errors import SendInDoubt
from dearreader.ports import Bulk
from dearreader.subscribers import Subscriber, Subscribers, shard
from dearreader.times import milliseconds
from tests.simulation import run as simulation
from tests.simulation.adapters import ProcessMailer
from tests.simulation.run import run

SEEDS = 60
CAUGHT_WITHIN = 500


@pytest.mark.parametrize("tens", range(0, SEEDS, 10))
def test_whatever_fails_nobody_is_mailed_twice_or_missed(tens: int) -> None:
    for seed in range(tens, tens + 10):
        assert run(seed, 200).violations == [], f"seed {seed}"


@pytest.mark.parametrize("readers", [0, 1, 49, 50, 51, 130])
def test_small_and_odd_audiences_come_out_even(readers: int) -> None:
    for seed in range(1000, 1008):
        assert run(seed, readers).violations == [], f"seed {seed}"


def test_a_seed_tells_the_same_story_each_time() -> None:
    assert run(7, 80) == run(7, 80)


def caught(readers: int = 60) -> bool:
    return any(run(seed, readers).violations for seed in range(CAUGHT_WITHIN))


def without_the_claim(patch: pytest.MonkeyPatch) -> None:
    """Every delivery of a message believes that the batch is its own."""

    def claim(
        self: Editions, batch: Batch, outcomes: str, *, owner: str, now: Any, lease: Any
    ) -> bool:
        claimed = {"owner": owner, "claimed": milliseconds(now), "lease": milliseconds(lease)}
        change = Update(put={"state": "claimed", "outcomes": outcomes, **claimed})
        self.table.update(batch.name.pk, batch.name.sk, change)
        return True

    patch.setattr(Editions, "claim", claim)


def without_the_re_read(patch: pytest.MonkeyPatch) -> None:
    """Who was in the batch when it was frozen gets the letter."""

    def everyone(self: Subscribers, subscribers: Any, *, opened: Any) -> dict[str, Subscriber]:
        items = [
            item
            for each in subscribers
            for item in self.table.query(f"{shard(each):02d}", first=each, last=each)
        ]
        return {item["sk"]: Subscriber.from_item(item) for item in items}

    patch.setattr(Subscribers, "still_active", everyone)


def without_freezing(patch: pytest.MonkeyPatch) -> None:
    """A later planner puts other members into a batch that is there."""

    def freeze(
        self: Editions, name: BatchName, members: list[str], until: Any, *, now: Any
    ) -> bool:
        table, self.table = self.table, _Unconditional(self.table)  # type: ignore[assignment]
        try:
            return whole(self, name, members, until, now=now)
        finally:
            self.table = table

    whole = Editions.freeze
    patch.setattr(Editions, "freeze", freeze)


class _Unconditional:
    def __init__(self, table: Any) -> None:
        self._table = table

    def put(self, item: Any, *, when: Condition | None = None) -> None:
        self._table.put(item)


def without_the_tick(patch: pytest.MonkeyPatch) -> None:
    """Nobody looks after what a message lost."""
    patch.setattr(simulation, "_tick", lambda _: None)


def with_an_sdk_that_repeats(patch: pytest.MonkeyPatch) -> None:
    """A call whose answer was lost is made again, as botocore does by default."""
    once: Callable[[ProcessMailer, Bulk], list[str]] = ProcessMailer.send_bulk

    def send_bulk(self: ProcessMailer, bulk: Bulk) -> list[str]:
        try:
            return once(self, bulk)
        except SendInDoubt:
            return once(self, bulk)

    patch.setattr(ProcessMailer, "send_bulk", send_bulk)


@pytest.mark.parametrize(
    "removed",
    [
        without_the_claim,
        without_the_re_read,
        without_freezing,
        without_the_tick,
        with_an_sdk_that_repeats,
    ],
    ids=lambda each: each.__name__,
)
def test_without_a_part_of_the_protocol_a_seed_tells(
    removed: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    removed(monkeypatch)
    assert caught()
