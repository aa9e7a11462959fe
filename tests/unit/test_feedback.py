"""What SES says later: receipts are kept, bounces and complaints stop an address."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from dearreader.app import App
from dearreader.conditions import Condition, Update
from dearreader.editions.accounts import Tally
from dearreader.editions.model import Batch, BatchName
from dearreader.ports import Item
from tests.world.readers import (
    TODAY,
    audience,
    deliver,
    edition,
    identity,
    members,
    prepare,
    reader,
    tags,
    write,
)
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, app

BOUNCED, COMPLAINED = "Email Bounced", "Email Complaint Received"


class Counted(MemoryTable):
    """A table that counts its writes."""

    writes = 0

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        self.writes += 1
        return super().update(pk, sk, update, when=when)


def event(
    detail_type: str, tagged: Mapping[str, list[str]], bounce: str = "Permanent"
) -> dict[str, Any]:
    """An event as far as it is read: events/samples has whole ones."""
    detail: dict[str, Any] = {"mail": {"tags": tagged}}
    if detail_type == BOUNCED:
        detail["bounce"] = {"bounceType": bounce}
    return {"detail-type": detail_type, "detail": detail}


def mailed(stack: App, world: MemoryWorld, count: int = 3) -> list[str]:
    """A letter has gone out; returns the readers in the order of the batches."""
    audience(stack, count)
    write(stack)
    prepare(stack, world)
    deliver(stack, world)
    return members(stack)


def batch(stack: App, number: int = 0) -> Batch:
    found = stack.editions.batch(BatchName(TODAY, 0, number))
    assert found
    return found


@pytest.mark.parametrize("times", [1, 3])
def test_receipts_are_kept_by_attempt_however_often_they_come(
    stack: App, world: MemoryWorld, times: int
) -> None:
    mailed(stack, world)
    events = [event("Email Sent", tags(world, copy=copy)) for copy in (0, 2)]
    for _ in range(times):
        stack.feedback.take(events)
    attempt = world.ses.calls[0].tags["attempt"]
    assert batch(stack).receipts == {attempt: frozenset({0, 2})}


def test_the_receipts_of_a_call_are_one_write(world: MemoryWorld) -> None:
    table = Counted("editions")
    world.tables["editions"] = table
    stack = app(world)
    mailed(stack, world, 60)
    before = table.writes
    events = [event("Email Sent", tags(world, 0, copy)) for copy in range(50)]
    events += [event("Email Delivered", tags(world, 1, copy)) for copy in range(10)]
    stack.feedback.take(events)
    assert table.writes == before + 2
    assert [len(*batch(stack, number).receipts.values()) for number in (0, 1)] == [50, 10]


@pytest.mark.parametrize(
    ("detail_type", "status"), [(BOUNCED, "bounced"), (COMPLAINED, "complained")]
)
def test_a_bounce_or_a_complaint_stops_that_reader_and_proves_acceptance(
    stack: App, world: MemoryWorld, detail_type: str, status: str
) -> None:
    readers = mailed(stack, world)
    for _ in range(2):
        stack.feedback.take([event(detail_type, tags(world, copy=1))])
    assert [reader(stack, one).status for one in readers] == ["active", status, "active"]
    assert list(batch(stack).receipts.values()) == [frozenset({1})]
    world.clock.sleep(24 * 3600)
    stack.settling.settle()
    write(stack, "tomorrow")
    assert prepare(stack, world).intended == 2


def test_a_bounce_after_a_complaint_changes_nothing(stack: App, world: MemoryWorld) -> None:
    readers = mailed(stack, world, 1)
    stack.feedback.take([event(COMPLAINED, tags(world)), event(BOUNCED, tags(world))])
    assert reader(stack, readers[0]).status == "complained"


def test_a_bounce_for_now_stops_nobody_at_once_and_five_editions_do(
    stack: App, world: MemoryWorld
) -> None:
    mailed(stack, world, 1)
    (someone,) = members(stack)
    for day in range(5):
        assert reader(stack, someone).status == "active"
        for _ in range(3):
            stack.feedback.take([event(BOUNCED, tags(world), "Transient")])
        stack.settling.settle()
        world.clock.sleep(24 * 3600)
        write(stack, f"day-{day}")
        prepare(stack, world)
        deliver(stack, world)
    assert reader(stack, someone).status == "bounced"


@pytest.mark.parametrize("detail_type", ["Email Rejected", "Email Rendering Failed"])
def test_what_ses_accepted_and_could_not_send_counts_as_refused(
    stack: App, world: MemoryWorld, detail_type: str
) -> None:
    readers = mailed(stack, world)
    for _ in range(2):
        stack.feedback.take([event(detail_type, tags(world, copy=2))])
    counts = Tally(stack.editions.batches(edition(stack))).account()
    assert (counts["accepted"], counts["refused"], counts["intended"]) == (2, 1, 3)
    assert {reader(stack, one).status for one in readers} == {"active"}


def test_an_invitation_that_bounces_or_is_complained_of_ends_the_wait(stack: App) -> None:
    for address, detail_type, status in (
        ("ada@example.com", BOUNCED, "bounced"),
        ("lin@example.com", COMPLAINED, "complained"),
    ):
        stack.signups.ask(address, where="192.0.2.1")
        someone = identity(address)
        tagged = {"kind": ["invite"], "subscriber": [someone]}
        stack.feedback.take([event("Email Sent", tagged), event(BOUNCED, tagged, "Transient")])
        assert reader(stack, someone).status == "pending"
        stack.feedback.take([event(detail_type, tagged)])
        assert reader(stack, someone).status == status


@pytest.mark.parametrize("detail_type", ["Email Sent", BOUNCED, COMPLAINED, "Email Rejected"])
@pytest.mark.parametrize(
    "forged",
    [
        {"index": ["-1"]},
        {"index": ["1"]},
        {"index": ["49"]},
        {"index": ["9" * 60]},
        {"index": ["one"]},
        {"index": []},
        {"batch": ["0-7"]},
        {"batch": ["0--1"]},
        {"batch": [""]},
        {"edition": ["2019-01-01_daily"]},
        {"edition": ["_"]},
        {"edition": [""]},
        {"edition": ["no date"], "subscriber": ["../../etc"]},
        {"edition": [""], "batch": [""], "subscriber": ["f" * 32]},
        {"edition": [""], "batch": [""], "subscriber": ["nobody"]},
        {"edition": [""], "batch": [""], "subscriber": [""]},
    ],
)
def test_tags_that_nobody_of_ours_wrote_do_no_harm(
    stack: App, world: MemoryWorld, forged: dict[str, list[str]], detail_type: str
) -> None:
    readers = mailed(stack, world, 1)
    stack.feedback.take([event(detail_type, {**tags(world), **forged})])
    assert reader(stack, readers[0]).status == "active"
    assert Tally(stack.editions.batches(edition(stack))).account()["accepted"] == 1
    assert len(world.table("subscribers").items) == 1
    assert [key for key in world.table("editions").items if key[0].startswith("20")] == [
        (f"{TODAY}#00", "000000")
    ]


def test_events_of_other_mail_are_passed_over(stack: App) -> None:
    stack.feedback.take([event(BOUNCED, {}), {"detail-type": BOUNCED, "detail": {"mail": {}}}])


def test_events_of_an_edition_that_is_forgotten_change_nothing(
    stack: App, world: MemoryWorld
) -> None:
    mailed(stack, world, 1)
    tagged = tags(world)
    del world.table("editions").items[f"{TODAY}#00", "000000"]
    world.clock.sleep(timedelta(days=91).total_seconds())
    stack.feedback.take([event("Email Sent", tagged), event("Email Rejected", tagged)])
    assert (f"{TODAY}#00", "000000") not in world.table("editions").items
