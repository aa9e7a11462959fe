"""Planners that meet, die and go on, while readers come and go: everyone is in one batch."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from dearreader.editions.slots import Slot
from dearreader.links import Link
from dearreader.subscribers import shard
from dearreader.times import milliseconds, seconds
from tests.unit.conftest import MORNING
from tests.world.readers import TODAY, edition, members
from tests.world.turns import Actor, SharedTable
from tests.world.world import MemoryWorld, PlentyOfTime, app

KEY = "k" * 22

numbers = st.integers(0, 2**32 - 1)
planners = st.integers(0, 2)
anyone = st.sampled_from([0, 0, 1, 2]) | st.integers(0, 30)
doings = st.lists(
    st.tuples(planners, st.sampled_from([1, 3, 5, 8, 40]))
    | st.tuples(st.sampled_from(["leave", "confirm"]), anyone),
    max_size=12,
)
"""In turn: so many turns of a planner, or a reader who leaves or confirms."""

divisions = st.sampled_from([(1, 1), (1, 1), (3, 1), (4, 2), (5, 3), (2, 4), (64, 1), (64, 7)])
"""Into how many shards, and ranges of them."""


def identity(number: int) -> str:
    """The reader's id."""
    return f"{number:08x}{'0' * 24}"


class Ending:
    """A deadline at which a planner stops after its next batch."""

    def remaining(self) -> float:
        return 9.0


class PlannersTogether(RuleBasedStateMachine):
    """Planners take turns, each at every single item that it reads."""

    @initialize(
        active=st.dictionaries(numbers, st.sampled_from([0, 1, 86_400_000]), max_size=25),
        others=st.dictionaries(numbers, st.sampled_from(["pending", "left"]), max_size=6),
        size=st.sampled_from([1, 2, 2, 3, 7]),
        division=divisions,
    )
    def open(
        self,
        active: dict[int, int],
        others: dict[int, str],
        size: int,
        division: tuple[int, int],
    ) -> None:
        """Readers who confirmed so many milliseconds ago, or wait, or left; then it opens."""
        self.world = MemoryWorld(MORNING)
        self.shards, self.ranges = division
        self.size = size
        for name in ("subscribers", "editions"):
            self.world.tables[name] = SharedTable(name)
        for number, ago in active.items():
            confirmed = MORNING - timedelta(milliseconds=ago)
            self._add(number, status="active", key=KEY, confirmed_at=milliseconds(confirmed))
        for number in others.keys() - active.keys():
            if others[number] == "left":
                self._add(number, status="unsubscribed", confirmed_at=1, left_at=2, old_keys={KEY})
            else:
                expires = seconds(MORNING + timedelta(days=14))
                self._add(number, status="pending", key=KEY, expires=expires)
        self.ids = [identity(number) for number in sorted({*active, *others})]
        self.active = {identity(number) for number in active}
        self.faithful = set(self.active)
        self.stack = app(self.world, SHARDS=str(self.shards))
        editions = self.stack.editions
        opening = editions.opening(
            Slot(MORNING.date(), MORNING),
            slug="the-sea",
            letter="1f2e3d4c",
            size=size,
            ranges=self.ranges,
            now=MORNING,
            unsent_after=MORNING + timedelta(hours=20),
        )
        editions.table.transact([opening])
        self.planners: list[Actor | None] = [None] * 3
        self.frozen: dict[tuple[str, str], bytes] = {}

    def _add(self, number: int, **more: Any) -> None:
        subscriber = identity(number)
        pk = f"{shard(subscriber, self.shards):02d}"
        who = {"pk": pk, "sk": subscriber, "address": f"{number}@example.com", "consent": {}}
        self.world.table("subscribers").put({**who, **more})

    @rule(share=st.integers(0, 63), endings=st.sets(planners), doings=doings)
    def plan(self, share: int, endings: set[int], doings: Sequence[tuple[Any, int]]) -> None:
        """A message asks for a range to be planned, and comes to every planner that is idle."""
        number = share % self.ranges
        for who, planner in enumerate(self.planners):
            if planner is None:
                self.planners[who] = self._planner(number, ending=who in endings)
        self.go_on(doings)

    def _planner(self, number: int, *, ending: bool) -> Actor:
        planning = app(self.world, SHARDS=str(self.shards)).planning
        deadline = Ending() if ending else PlentyOfTime()
        return Actor(lambda: planning.plan(TODAY, number, deadline=deadline))

    @rule(
        share=st.integers(0, 63),
        turns=st.integers(3, 20),
        leavers=st.lists(anyone, max_size=2),
        more=st.sampled_from([5, 8, 40, 80]),
    )
    def overtake(self, share: int, turns: int, leavers: list[int], more: int) -> None:
        """Readers leave whom one planner of a range has seen, and another has not."""
        self.plan(share, set(), [(0, turns)])
        self.go_on([*(("leave", which) for which in leavers), (1, more), (0, more)])

    @rule(doings=doings)
    def go_on(self, doings: Sequence[tuple[Any, int]]) -> None:
        for what, count in doings:
            if what == "leave":
                self._leave(count)
            elif what == "confirm":
                self._confirm(count)
            else:
                self._take_turns(what, count)

    def _take_turns(self, who: int, turns: int) -> None:
        for _ in range(turns):
            planner = self.planners[who]
            if planner is None:
                return
            planner.go_on()
            if planner.ended:
                self.planners[who] = None

    @rule(who=planners)
    def die(self, who: int) -> None:
        planner = self.planners[who]
        if planner is not None:
            planner.die()
        self.planners[who] = None

    def _leave(self, which: int) -> None:
        if self.ids:
            subscriber = self.ids[which % len(self.ids)]
            self.stack.subscribers.leave(subscriber, "unsubscribed", now=self._later())
            self.faithful.discard(subscriber)

    def _confirm(self, which: int) -> None:
        """Who is pending becomes active; who left signs up again before."""
        if self.ids:
            subscriber = self.ids[which % len(self.ids)]
            self.stack.subscribers.ask(
                subscriber, "back@example.com", key=KEY, now=self._later(), consent={}
            )
            link = Link(subscriber, KEY)
            self.stack.subscribers.confirm(link, now=self._later(), where="192.0.2.1")

    def _later(self) -> datetime:
        self.world.clock.sleep(1)
        return self.world.clock.now()

    @invariant()
    def what_is_frozen_stays_so(self) -> None:
        found = {
            key: item["members"]
            for key, item in self.world.table("editions").items.items()
            if "members" in item
        }
        assert self.frozen.items() <= found.items()
        self.frozen = found

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        for who in range(3):
            self.die(who)
        for number in range(self.ranges):
            app(self.world, SHARDS=str(self.shards)).planning.plan(
                TODAY, number, deadline=PlentyOfTime()
            )
        self.what_is_frozen_stays_so()
        planned = members(self.stack)
        assert len(planned) == len(set(planned)), "somebody is in two batches"
        assert set(planned) <= self.active, "somebody had not confirmed when it opened"
        assert set(planned) >= self.faithful, "somebody is in no batch"
        self._check_batches()

    def _check_batches(self) -> None:
        opened = edition(self.stack)
        batches = list(self.stack.editions.batches(opened))
        for _, some in groupby(batches, key=lambda batch: batch.name.range):
            mine = list(some)
            sizes = [len(batch.members) for batch in mine]
            assert [batch.name.number for batch in mine] == list(range(len(mine)))
            assert all(size == self.size for size in sizes[:-1])
            assert 0 < sizes[-1] <= self.size
        places = [(shard(one, self.shards), one) for batch in batches for one in batch.members]
        assert places == sorted(places)
        assert (opened.state, len(opened.planned)) == ("sending", self.ranges)
        assert len(self.faithful) <= opened.intended
        assert (opened.intended, opened.batches) == (len(places), len(batches))


TestPlannersTogether = PlannersTogether.TestCase
TestPlannersTogether.settings = settings(max_examples=300, stateful_step_count=8)


def test_nothing_is_added_to_a_range_that_has_been_counted() -> None:
    together = PlannersTogether()
    together.open(active={0: 0}, others={}, size=1, division=(1, 1))
    together.overtake(share=0, turns=4, leavers=[0], more=80)
    assert edition(together.stack).intended == len(members(together.stack))
