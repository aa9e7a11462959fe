"""Letters to two thousand readers over real sockets, while SES, its events and the workers fail.

The simulation proves the protocol in memory; here botocore, HTTP, processes and queues are real.
Judged is by what the local SES took, whatever the tables say.
"""

from collections.abc import Iterator

import pytest

from dearreader.editions.model import PROVEN
from local.cloud import Cloud
from tests.e2e.crowd import crowd
from tests.e2e.laptop import Laptop
from tests.e2e.waiting import eventually
from tests.e2e.wire import (
    LONG,
    account,
    batches,
    bring_again_soon,
    claimed,
    deliveries,
    everyone,
    had,
    happened,
    leave,
    open_edition,
    see_closed,
    taken,
    unresolved,
    with_receipt,
)
from tests.e2e.workers import caller, kill, workers

pytestmark = pytest.mark.once

READERS = 2000
RATE = 1000.0
LEAVE = 3

AT_ONCE = 10
"""So many batches are delivered at once, as the template has it."""


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """A cloud of its own with two thousand readers."""
    state = tmp_path_factory.mktemp("wire") / "cloud.json"
    with Cloud(rate=RATE) as cloud, pytest.MonkeyPatch.context() as patch:
        cloud.describe(state)
        patch.setenv("DEARREADER_LOCAL", str(state))
        laptop = Laptop(cloud, state)
        crowd(laptop, READERS)
        bring_again_soon(laptop)
        yield laptop
        laptop.quiet(LONG)
        assert laptop.trouble() == []


@pytest.fixture(autouse=True)
def nothing_else_fails(laptop: Laptop) -> Iterator[None]:
    """Nor does SES tell of deliveries: the template does not ask it to."""
    laptop.cloud.ses.faults.add("lose", event="Email Delivered")
    yield
    laptop.cloud.ses.faults.clear()


def test_calls_that_fail_and_events_that_come_late_and_twice_mail_everyone_once(
    laptop: Laptop,
) -> None:
    faults = laptop.cloud.ses.faults
    faults.add("throttle", on="SendBulkEmail", skip=4, count=3)
    faults.add("hang-up", on="SendBulkEmail", skip=8, count=1)
    faults.add("hang-up", on="SendBulkEmail", accept=False, skip=16, count=1)
    faults.add("fail", on="SendBulkEmail", status=503, skip=28, count=3)
    faults.add("fail", on="SendBulkEmail", status=500, accept=False, skip=28, count=3)
    faults.add("double", event="Email Sent", probability=0.2)
    faults.add("delay", event="Email Sent", probability=0.2, seconds=2)
    deliveries(laptop, go_on=False)
    key = open_edition(laptop)
    gone = leave(laptop, LEAVE)
    deliveries(laptop, go_on=True)

    see_closed(laptop, key)

    assert happened(laptop) == {"throttle": 3, "hang-up": 2, "fail": 6}
    assert had(laptop, key) == dict.fromkeys(everyone(laptop), 1)
    assert gone.isdisjoint(had(laptop, key))
    stayed = READERS - LEAVE
    assert account(laptop, key) == {"intended": READERS, "accepted": stayed, "left": LEAVE}


def test_workers_that_are_killed_in_mid_call_mail_everyone_once(laptop: Laptop) -> None:
    ses, ministack = laptop.cloud.ses, laptop.cloud.ministack
    ses.faults.add("slow", on="SendBulkEmail", skip=10, seconds=LONG)
    ses.faults.add("late", on="SendBulkEmail", skip=13, count=2, seconds=5)
    key = open_edition(laptop)
    eventually(lambda: len(ses.held) >= AT_ONCE, LONG)
    kill(caller(ministack, ses.held[0]))
    eventually(lambda: len(ses.held) > AT_ONCE, LONG)
    under_way = claimed(laptop, key)
    kill(*workers(ministack))
    ses.faults.clear()
    eventually(lambda: under_way <= taken(laptop, key))  # of some only after their callers' death

    see_closed(laptop, key)

    assert len(under_way) > AT_ONCE
    told = {batch.name: set(batch.outcomes) for batch in batches(laptop, key)}
    assert {outcome for name in under_way for outcome in told[name]} == {PROVEN}
    assert had(laptop, key) == dict.fromkeys(everyone(laptop), 1)
    whole = len(everyone(laptop))
    assert account(laptop, key) == {"intended": whole, "accepted": whole}


def test_where_receipts_are_lost_who_may_have_no_letter_is_named_and_nobody_has_two(
    laptop: Laptop,
) -> None:
    ses = laptop.cloud.ses
    ses.faults.add("keep", event="Email Sent", probability=0.2)
    ses.faults.add("lose", event="Email Sent", probability=0.05)
    ses.faults.add("hang-up", on="SendBulkEmail", skip=10, count=1)
    ses.faults.add("fail", on="SendBulkEmail", status=503, accept=False, skip=20, count=1)
    ses.faults.add("entries", status="TRANSIENT_FAILURE", share=0.3, count=3)
    key = open_edition(laptop)

    see_closed(laptop, key)

    before = unresolved(laptop, key)
    assert before
    assert ses.release()
    laptop.quiet(LONG)
    named = unresolved(laptop, key)
    assert named < before
    assert named.isdisjoint(with_receipt(laptop, key))
    copies = had(laptop, key)
    assert {each for each in everyone(laptop) if copies[each] != 1} <= named
    assert set(copies.values()) == {1}
    whole = len(everyone(laptop))
    assert account(laptop, key) == {
        "intended": whole,
        "accepted": whole - len(named),
        "unresolved": len(named),
    }
