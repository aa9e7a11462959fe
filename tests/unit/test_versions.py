"""A deploy in mid-edition: what older code wrote is read rightly, what newer code wrote waits."""

from collections import Counter
from typing import Any

import pytest

from dearreader.app import App
from dearreader.editions.accounts import NAMES
from dearreader.editions.model import VERSION
from dearreader.errors import TryLater
from dearreader.times import milliseconds
from tests.world.readers import TODAY, addresses_of, deliver, prepare, received
from tests.world.sendings import LEASE, QUARTER, counts, finish, outcomes, receive, sending
from tests.world.world import MemoryWorld

PK = f"{TODAY}#00"


def item(world: MemoryWorld, number: int = 0) -> dict[str, Any]:
    return world.table("editions").items[PK, f"{number:06d}"]


def of_version_1(world: MemoryWorld, number: int = 0, **claim: Any) -> None:
    """Make a batch what the first version of the code wrote: nobody is marked as called."""
    written = item(world, number)
    written.pop("step", None)
    written |= {"v": 1, "outcomes": written["outcomes"].replace("c", "."), **claim}


def claimed_by_version_1(stack: App, world: MemoryWorld, outcomes: str) -> None:
    """The older code died in its call, for all who wait."""
    now = stack.clock.now()
    of_version_1(
        world,
        outcomes=outcomes,
        state="claimed",
        owner="0a1b2c3d",
        claimed=milliseconds(now),
        lease=milliseconds(now) + int(LEASE * 1000),
    )
    world.queue("deliver").messages.clear()


def receipts(stack: App, places: list[int]) -> None:
    stack.feedback.take(
        {
            "detail-type": "Email Sent",
            "detail": {
                "mail": {
                    "tags": {
                        "edition": [TODAY.replace(".", "_")],
                        "batch": ["0-0"],
                        "attempt": ["0a1b2c3d"],
                        "index": [str(place)],
                    }
                }
            },
        }
        for place in places
    )


def test_a_batch_that_older_code_froze_is_mailed(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 60)
    of_version_1(world, 0)
    of_version_1(world, 1)
    finish(stack, world)
    assert counts(stack, accepted=60)
    assert received(world) == addresses_of(range(60))
    assert item(world)["v"] == VERSION


@pytest.mark.parametrize(
    ("claimed", "proven", "settled"),
    [("....", [0, 1, 2, 3], "pppp"), ("l...", [1], "lpuu"), ("a.a.", [], "auau")],
)
def test_who_waited_in_a_batch_that_older_code_claimed_was_in_its_call(
    stack: App, world: MemoryWorld, claimed: str, proven: list[int], settled: str
) -> None:
    sending(stack, world, 4)
    claimed_by_version_1(stack, world, claimed)
    stack.settling.settle()
    assert world.queue("deliver").messages == []
    world.clock.sleep(LEASE + 1)
    stack.settling.settle()
    receipts(stack, proven)
    world.clock.sleep(QUARTER)
    stack.settling.settle()
    assert outcomes(stack) == settled
    assert counts(stack, **Counter(NAMES.get(code, "accepted") for code in settled))
    assert world.ses.calls == []


def test_an_edition_of_which_older_code_sent_a_part_adds_up(stack: App, world: MemoryWorld) -> None:
    sending(stack, world, 60)
    later = world.queue("deliver").messages.pop()
    deliver(stack, world)
    receive(stack, world, 0, range(50))
    of_version_1(world)
    for name in ("edition", PK):
        key = (name, TODAY) if name == "edition" else (name, "000000")
        world.table("editions").items[key]["v"] = 1
    world.queue("deliver").messages[:] = [later]
    finish(stack, world)
    assert counts(stack, accepted=60)


@pytest.mark.parametrize("newer", ["edition", "batch"])
def test_what_newer_code_wrote_waits_until_this_code_is_replaced(
    stack: App, world: MemoryWorld, newer: str
) -> None:
    sending(stack, world, 3)
    key = ("edition", TODAY) if newer == "edition" else (PK, "000000")
    world.table("editions").items[key]["v"] = VERSION + 1
    before = {name: dict(one) for name, one in world.table("editions").items.items()}
    waits = list(world.queue("deliver").messages)
    with pytest.raises(TryLater):
        deliver(stack, world)
    world.queue("deliver").messages[:] = waits  # a message that fails comes back
    with pytest.raises(TryLater):
        stack.settling.settle()
    if newer == "edition":
        with pytest.raises(TryLater):
            stack.opening.ask()
    assert world.ses.calls == []
    after = world.table("editions").items
    assert {name: after[name] for name in before if name[0] != "pacer"} == {
        name: one for name, one in before.items() if name[0] != "pacer"
    }
    after[key]["v"] = VERSION
    prepare(stack, world)
    deliver(stack, world)
    assert received(world) == addresses_of(range(3))
