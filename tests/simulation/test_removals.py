"""The simulation can tell: without any one part of the protocol, a seed fails."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

import pytest

from dearreader.conditions import Condition, Update, below, equals
from dearreader.editions import delivery, statuses
from dearreader.editions.delivery import Delivery
from dearreader.editions.doubts import Canaries
from dearreader.editions.holds import Holds
from dearreader.editions.model import CALLED, Batch, BatchName, Edition
from dearreader.editions.pacing import AHEAD, KEY, UNKNOWN_GAP, Pacer
from dearreader.editions.store import EDITION, Editions
from dearreader.errors import ConditionFailed, SendInDoubt
from dearreader.ports import Bulk, Deadline
from dearreader.posts import Letter
from dearreader.subscribers import Subscriber, Subscribers, shard
from dearreader.times import milliseconds
from tests.simulation import people
from tests.simulation.adapters import ProcessMailer
from tests.simulation.run import run

CAUGHT_WITHIN = 500
READERS = 60


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


def without_the_owner_token(patch: pytest.MonkeyPatch) -> None:
    """Who finds a batch claimed takes it for the doing of their own call, made again by the SDK."""
    whole = Editions.claim

    def claim(self: Editions, batch: Batch, outcomes: str, **details: Any) -> bool:
        if whole(self, batch, outcomes, **details):
            return True
        found = self.batch(batch.name)
        return found is not None and found.state == "claimed"

    patch.setattr(Editions, "claim", claim)


def without_claiming_last(patch: pytest.MonkeyPatch) -> None:
    """The claim is taken before the slot is waited for."""
    whole = Delivery._call  # noqa: SLF001

    def call(self: Any, edition: Edition, batch: Batch, letter: Letter, deadline: Deadline) -> str:
        now = self._clock.now()
        lease = now + timedelta(seconds=deadline.remaining()) + delivery.LEASE_BEYOND
        called = batch.settled(dict.fromkeys(batch.waiting, CALLED))
        token = self._chance.token()
        if not self._editions.claim(batch, called, owner=token, now=now, lease=lease):
            return "claimed by another"
        chance, self._chance = self._chance, _Always(token)
        self._editions.claim = lambda *_, **__: True
        try:
            return whole(self, edition, batch, letter, deadline)
        finally:
            self._chance = chance
            del self._editions.claim

    patch.setattr(Delivery, "_call", call)


class _Always:
    def __init__(self, token: str) -> None:
        self._token = token

    def token(self) -> str:
        return self._token


def without_the_re_read(patch: pytest.MonkeyPatch) -> None:
    """Who was in the batch when it was frozen gets the letter."""

    def everyone(
        self: Subscribers, subscribers: Sequence[str], *, opened: datetime
    ) -> dict[str, Subscriber]:
        items = [
            item
            for each in subscribers
            for item in self.table.query(f"{shard(each, self.shards):02d}", first=each, last=each)
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


def without_the_range_set(patch: pytest.MonkeyPatch) -> None:
    """Ranges are counted as they are planned, whichever they are."""

    def planned(
        self: Editions, edition: str, number: int, *, batches: int, intended: int
    ) -> Edition:
        found = self.get(edition)
        assert found
        counted = Update(
            add={"planned": {len(found.planned)}, "batches": batches, "intended": intended}
        )
        try:
            item = self.table.update(EDITION, edition, counted, when=equals("state", "planning"))
        except ConditionFailed as refusal:
            item = dict(refusal.found or {})
        return Edition.from_item(item)

    patch.setattr(Editions, "planned", planned)


def without_the_tick(patch: pytest.MonkeyPatch) -> None:
    """Nobody looks after what a message lost."""
    patch.setattr(people, "tick", lambda _: None)


def without_the_canary(patch: pytest.MonkeyPatch) -> None:
    """Who has no receipt is sent another copy, whether or not others have theirs."""
    patch.setattr(Canaries, "about", lambda *_: (1_000_000, 1_000_000))


def without_the_limit_to_catching_up(patch: pytest.MonkeyPatch) -> None:
    """The pacer makes up for the time in which nobody sent."""

    def take(self: Any, recipients: int) -> int | None:
        now = self._now()
        if not self._asked:
            self._learn(self._table.get(KEY, KEY) or {})
        takes = recipients * (self._gap or UNKNOWN_GAP)
        try:
            taken = self._table.update(
                KEY,
                KEY,
                Update(add={"next": takes}, default={"from": now}),
                when=below("next", now + AHEAD),
            )
        except ConditionFailed as refusal:
            if refusal.found and "next" in refusal.found:
                return None
            self._table.update(KEY, KEY, Update(put={"next": now + takes}))
            return int(now)
        return int(taken["next"]) - takes

    patch.setattr(Pacer, "_take", take)


def with_an_sdk_that_repeats(patch: pytest.MonkeyPatch) -> None:
    """A call whose answer was lost is made again, as botocore does by default."""
    once: Callable[[ProcessMailer, Bulk], list[str]] = ProcessMailer.send_bulk

    def send_bulk(self: ProcessMailer, bulk: Bulk) -> list[str]:
        try:
            return once(self, bulk)
        except SendInDoubt:
            return once(self, bulk)

    patch.setattr(ProcessMailer, "send_bulk", send_bulk)


def without_allowing_for_clocks_that_disagree(patch: pytest.MonkeyPatch) -> None:
    """A lease ends with its invocation, by the claimer's clock."""
    patch.setattr(delivery, "LEASE_BEYOND", timedelta(0))


def without_holding_for_the_senders_fault(patch: pytest.MonkeyPatch) -> None:
    """Whoever SES refuses is refused, however many they are."""

    def no_fault(answers: Sequence[str], *, last_try: bool) -> str:
        return ""

    def not_held(*_: Any, **__: Mapping[str, Any]) -> bool:
        return False

    patch.setattr(statuses, "senders_fault", no_fault)
    patch.setattr(Holds, "refused_whole", not_held)


SEEDS_THAT_TELL: dict[Callable[[pytest.MonkeyPatch], None], int] = {
    without_the_claim: 0,
    without_the_owner_token: 0,
    without_claiming_last: 89,
    without_the_re_read: 11,
    without_freezing: 386,
    without_the_range_set: 0,
    without_the_tick: 0,
    without_the_canary: 10,
    without_the_limit_to_catching_up: 8,
    with_an_sdk_that_repeats: 0,
    without_allowing_for_clocks_that_disagree: 104,
    without_holding_for_the_senders_fault: 164,
}
"""One for each, to be quick. Where it tells no more, the others of the first 500 are tried."""


@pytest.mark.once
@pytest.mark.timeout(1_500)
@pytest.mark.parametrize("removed", SEEDS_THAT_TELL, ids=lambda each: each.__name__)
def test_without_a_part_of_the_protocol_a_seed_tells(
    removed: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    told_once = SEEDS_THAT_TELL[removed]
    assert run(told_once, READERS).violations == []
    removed(monkeypatch)
    seeds = chain([told_once], range(CAUGHT_WITHIN))
    assert any(run(seed, READERS).violations for seed in seeds)
