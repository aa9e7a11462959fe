"""One batch to SES: slot, re-read, claim, one call, outcome; nobody twice, nobody after leaving."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from dearreader.app import App
from dearreader.conditions import Condition, Update
from dearreader.editions.model import BatchName
from dearreader.editions.pacing import LEAD
from dearreader.errors import SendInDoubt
from dearreader.ports import Bulk, Item
from tests.unit.conftest import MORNING
from tests.world.readers import (
    TODAY,
    address,
    addresses_of,
    deliver,
    edition,
    join,
    leave,
    members,
    prepare,
    reader,
    received,
    write,
)
from tests.world.sendings import batch, sending
from tests.world.tables import MemoryTable
from tests.world.world import MemoryClock, MemoryMailer, MemoryWorld, PlentyOfTime, app

FIRST = BatchName(TODAY, 0, 0)


def deliver_first(stack: App) -> str:
    return stack.delivery.deliver(FIRST, deadline=PlentyOfTime())


class Witness(MemoryTable):
    """A table that notes what is asked of it, and lets something happen before a re-read."""

    def __init__(self, name: str, seen: list[str]) -> None:
        super().__init__(name)
        self.seen = seen
        self.before_reading: Callable[[], object] | None = None
        self.fatal: type[Exception] | None = None

    def query(self, pk: str, **bounds: Any) -> Iterator[Item]:
        before, self.before_reading = self.before_reading, None
        if before:
            before()
        self.seen.append(f"re-read {self.name}")
        return super().query(pk, **bounds)

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        state = update.put.get("state", "")
        if state == "done" and self.fatal:
            raise self.fatal
        self.seen.append("slot" if pk == "pacer" else f"{state} {self.name}")
        return super().update(pk, sk, update, when=when)


class SeenMailer(MemoryMailer):
    def __init__(self, seen: list[str]) -> None:
        super().__init__()
        self.seen = seen

    def send_bulk(self, bulk: Bulk) -> list[str]:
        self.seen.append("call")
        return super().send_bulk(bulk)


class Interrupted(MemoryClock):
    """A clock in whose sleep something happens."""

    asleep: Callable[[], object] | None = None

    def sleep(self, seconds: float) -> None:
        if seconds and self.asleep:
            self.asleep()
        super().sleep(seconds)


@pytest.fixture
def seen(world: MemoryWorld) -> list[str]:
    """What happens, in order."""
    order: list[str] = []
    world.tables |= {name: Witness(name, order) for name in ("subscribers", "editions")}
    world.ses = SeenMailer(order)
    return order


def witness(world: MemoryWorld, name: str) -> Witness:
    table = world.tables[name]
    assert isinstance(table, Witness)
    return table


@pytest.mark.parametrize("count", [1, 49, 50, 51, 101])
def test_everyone_gets_one_letter(stack: App, world: MemoryWorld, count: int) -> None:
    sending(stack, world, count)
    assert set(deliver(stack, world)) == {"sent"}
    assert received(world) == addresses_of(range(count))
    assert all(one.state == "done" for one in stack.editions.batches(edition(stack)))


def test_a_copy_is_the_reader_s_own(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 3)
    deliver(stack, world)
    (call,) = world.ses.calls
    assert call.reply_to == "hello+2026-11-24@reply.example.com"
    assert call.tags["edition"] == "2026-11-24_daily"
    assert call.tags["batch"] == "0-0"
    assert call.headers == {
        "List-Id": "<letters.reply.example.com>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",  # All has bounces kept as well
    }
    assert [copy.tags["index"] for copy in call.copies] == ["0", "1", "2"]
    for copy, member in zip(call.copies, members(stack), strict=True):
        found = reader(stack, member)
        assert copy.to == found.address
        assert copy.values == {"link": str(found.link)}
        url = f"<https://letters.example/unsubscribe/{found.link}>"
        by_mail = f"<mailto:leave+{found.link}@reply.example.com?subject=unsubscribe>"
        assert len(f"leave+{found.link}") <= 64  # RFC 5321 §4.5.3.1.1
        assert copy.headers == {"List-Unsubscribe": f"{url}, {by_mail}"}


def test_slot_then_re_read_then_claim_then_one_call_then_the_outcome(
    world: MemoryWorld, seen: list[str]
) -> None:
    stack = app(world)
    sending(stack, world, 1)
    seen.clear()
    deliver(stack, world)
    assert seen[seen.index("re-read subscribers") - 1] == "slot"
    steps = [step for step in seen if step != "slot"]
    assert steps == ["re-read subscribers", "claimed editions", "call", "done editions"]


def test_a_call_follows_its_slot_by_a_tenth_of_a_second(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 1)
    began = world.clock.now()
    deliver(stack, world)
    assert world.clock.now() == began + timedelta(seconds=LEAD)


def test_a_claim_that_takes_its_time_does_not_put_the_call_off(
    stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending(stack, world, 1)
    began, claim = world.clock.now(), stack.editions.claim

    def slowly(*args: Any, **names: Any) -> bool:
        world.clock.sleep(0.06)
        return claim(*args, **names)

    monkeypatch.setattr(stack.editions, "claim", slowly)
    deliver(stack, world)
    assert world.clock.now() == began + timedelta(seconds=LEAD)


def test_a_message_that_comes_again_sends_nothing(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 3)
    assert deliver_first(stack) == "sent"
    assert deliver_first(stack) == "not waiting"
    assert len(received(world)) == 3


@pytest.mark.parametrize("first", ["sent", "in doubt"])
def test_of_two_deliveries_at_once_one_calls(
    world: MemoryWorld, seen: list[str], first: str
) -> None:
    stack = app(world)
    sending(stack, world, 3)
    if first == "in doubt":
        world.ses.after_accepting = [SendInDoubt()]
    outcomes = []
    witness(world, "subscribers").before_reading = lambda: outcomes.append(
        deliver_first(app(world))
    )
    outcomes.append(deliver_first(stack))
    assert outcomes == [first, "claimed by another"]
    assert len(received(world)) == 3


def test_who_left_after_planning_gets_nothing_and_counts_as_left(
    stack: App, world: MemoryWorld
) -> None:
    readers = sending(stack, world, 3)
    leave(stack, readers[1])
    deliver(stack, world)
    assert received(world) == addresses_of([0, 2])
    assert sorted(batch(stack).outcomes) == ["a", "a", "l"]


def test_who_leaves_while_the_slot_is_waited_for_gets_nothing(world: MemoryWorld) -> None:
    clock = Interrupted(MORNING)
    world.clock = clock
    stack = app(world)
    sending(stack, world, 51)
    leaver = members(stack)[50]
    clock.asleep = lambda: leave(stack, leaver)
    assert deliver(stack, world) == ["sent", "all left"]
    assert reader(stack, leaver).address not in received(world)
    assert len(received(world)) == 50
    assert (batch(stack, 1).state, batch(stack, 1).outcomes) == ("done", "l")


def test_who_left_and_came_back_waits_for_the_next_letter(stack: App, world: MemoryWorld) -> None:
    readers = sending(stack, world, 2)
    leave(stack, readers[0])
    world.clock.sleep(1)
    join(stack, address(0))
    deliver(stack, world)
    assert received(world) == addresses_of([1])


@pytest.mark.parametrize("accepted", [True, False])
def test_a_call_in_doubt_keeps_its_claim_and_is_not_repeated(
    stack: App, world: MemoryWorld, *, accepted: bool
) -> None:
    sending(stack, world, 3)
    if accepted:
        world.ses.after_accepting = [SendInDoubt()]
    else:
        world.ses.answers = [SendInDoubt()]
    assert deliver_first(stack) == "in doubt"
    assert batch(stack).state == "claimed"
    claimed = world.clock.now() - timedelta(seconds=LEAD)
    assert batch(stack).lease == claimed + timedelta(seconds=120)
    assert deliver_first(stack) == "not waiting"
    world.clock.sleep(3600)
    assert deliver_first(stack) == "not waiting"
    assert len(world.ses.calls) == 1


def test_a_process_that_dies_after_the_call_leaves_its_claim(
    world: MemoryWorld, seen: list[str]
) -> None:
    stack = app(world)
    sending(stack, world, 3)
    witness(world, "editions").fatal = RuntimeError
    with pytest.raises(RuntimeError):
        deliver_first(stack)
    assert batch(stack).state == "claimed"
    assert deliver_first(stack) == "not waiting"
    assert len(received(world)) == 3


@pytest.mark.parametrize(("hours", "mailed"), [(19.99, 2), (20, 0)])
def test_20_hours_after_its_slot_nothing_is_mailed(
    stack: App, world: MemoryWorld, hours: float, mailed: int
) -> None:
    sending(stack, world, 2)
    world.clock.time = MORNING + timedelta(hours=hours)
    assert deliver(stack, world) == ["sent" if mailed else "expired"]
    assert len(received(world)) == mailed
    assert batch(stack).outcomes == ("aa" if mailed else "xx")


class Ending:
    """A deadline on a clock."""

    def __init__(self, clock: MemoryClock, seconds: float) -> None:
        self._clock = clock
        self._end = clock.now() + timedelta(seconds=seconds)

    def remaining(self) -> float:
        return (self._end - self._clock.now()).total_seconds()


def test_without_time_for_ses_to_answer_nothing_is_claimed(
    world: MemoryWorld, seen: list[str]
) -> None:
    stack = app(world)
    sending(stack, world, 2)
    witness(world, "subscribers").before_reading = lambda: world.clock.sleep(20)
    world.queue("deliver").messages.clear()
    assert stack.delivery.deliver(FIRST, deadline=Ending(world.clock, 40)) == "later"
    assert (batch(stack).state, batch(stack).tries) == ("frozen", 0)
    assert not world.ses.calls
    assert deliver(stack, world) == ["sent"]
    assert received(world) == addresses_of(range(2))


def test_a_letter_that_is_missing_holds_the_edition_and_costs_nobody_theirs(
    stack: App, world: MemoryWorld
) -> None:
    sending(stack, world, 1)
    gone = world.table("posts").items.pop(("the-sea", "letter#1f2e3d4c"))
    assert deliver(stack, world) == ["held"]
    assert (edition(stack).hold, batch(stack).outcomes) == ("sender", ".")
    assert "letter" in edition(stack).reason
    world.table("posts").items["the-sea", "letter#1f2e3d4c"] = gone
    stack.deciding.resume(TODAY)
    prepare(stack, world)
    assert deliver(stack, world) == ["sent"]


@pytest.mark.parametrize("name", [BatchName(TODAY, 0, 9), BatchName("2020-01-01.daily", 0, 0)])
def test_a_message_about_no_batch_does_nothing(
    stack: App, world: MemoryWorld, name: BatchName
) -> None:
    sending(stack, world, 1)
    stack.delivery.deliver(name, deadline=PlentyOfTime())
    assert not world.ses.calls


def test_each_day_s_letter_is_its_own(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 1)
    deliver(stack, world)
    stack.settling.settle()
    world.clock.sleep(24 * 3600)
    write(stack, "tomorrow", "99999999")
    world.table("posts").items["tomorrow", "letter#99999999"]["subject"] = "tomorrow"
    prepare(stack, world)
    deliver(stack, world)
    assert [call.subject for call in world.ses.calls] == ["the sea", "tomorrow"]
