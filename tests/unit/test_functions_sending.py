"""The functions of the daily send take the events of their triggers, and do their one thing."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dearreader.app import App
from dearreader.posts import Manuscript
from tests.world.invoking import (
    ADA,
    ask,
    failures,
    four_batches,
    invoke,
    messages,
    process,
    sample,
)
from tests.world.readers import (
    TODAY,
    audience,
    deliver,
    edition,
    letter,
    members,
    prepare,
    reader,
    write,
)
from tests.world.world import MemoryWorld


@pytest.fixture(autouse=True)
def _lambda(stack: App, request: pytest.FixtureRequest) -> Iterator[None]:
    with process(stack, request.node.name):
        yield


def counted(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The metrics that were written, in order."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [
        metric["Name"]
        for line in lines
        if "_aws" in line
        for directive in line["_aws"]["CloudWatchMetrics"]
        for metric in directive["Metrics"]
    ]


def test_an_outcome_is_a_metric_in_the_functions_namespace_with_the_function_beside_it(
    stack: App, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    """The alarms of the template hear it by these: tests/template/test_alarms.py."""
    assert failures(invoke("nudge")) == []
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (line,) = [line for line in lines if "_aws" in line]
    assert line["_aws"]["CloudWatchMetrics"] == [
        {
            "Namespace": "DearReader",
            "Dimensions": [["service"]],
            "Metrics": [{"Name": "well", "Unit": "Count"}],
        }
    ]
    assert (line["service"], line["well"]) == (request.node.name, [1.0])


@pytest.mark.parametrize("name", ["schedule.due", "schedule.due-at"])
def test_schedule_opens_what_is_due_and_plans_it(stack: App, world: MemoryWorld, name: str) -> None:
    audience(stack, 2)
    write(stack)
    assert failures(invoke(name)) == []
    assert world.queue("schedule").messages == [{"ask": "plan", "edition": TODAY, "range": 0}]
    assert failures(invoke("schedule.plan")) == []
    assert edition(stack).state == "sending"
    queue = messages(world.queue("schedule").messages[1])
    assert failures(invoke("schedule", queue)) == []
    assert world.queue("deliver").messages == [{"edition": TODAY, "range": 0, "batch": 0}]


def test_deliver_mails_its_batch(stack: App, world: MemoryWorld) -> None:
    four_batches(stack, world)
    for _ in range(2):
        assert failures(invoke("deliver")) == []
    assert [copy.to for copy in world.ses.copies] == [
        reader(stack, member).address for member in members(stack)[150:]
    ]


def test_deliver_asks_for_a_batch_that_ses_put_off_by_a_fresh_message(
    stack: App, world: MemoryWorld
) -> None:
    four_batches(stack, world)
    queue = world.queue("deliver")
    queue.messages.clear()
    world.ses.answers = ["TRANSIENT_FAILURE"]
    assert failures(invoke("deliver")) == []
    assert len(world.ses.copies) == 19
    (again,) = queue.messages
    assert queue.delays[-1] == 30
    assert failures(invoke("deliver", messages(again))) == []
    assert len(world.ses.copies) == 20


def test_settle_closes_an_edition(stack: App, world: MemoryWorld) -> None:
    audience(stack, 1)
    write(stack)
    prepare(stack, world)
    assert failures(invoke("settle")) == []
    assert edition(stack).state == "sending"
    deliver(stack, world)
    assert failures(invoke("settle")) == []
    assert edition(stack).state == "closed"


def test_settle_closes_the_ideas_of_a_post_that_was_sent(stack: App, world: MemoryWorld) -> None:
    now = stack.clock.now()
    (ada,) = audience(stack, 1)
    idea = stack.ideas.want("the sound of the sea", ada, reply="mail", now=now)
    answering = replace(letter("ocean-listening"), answers=(idea,))
    stack.posts.add(Manuscript(slug="ocean-listening", title="the sea", body="hi"), "hi", now=now)
    stack.posts.queue(answering, now=now)
    prepare(stack, world)
    for _ in range(2):
        assert failures(invoke("settle.post-sent")) == []
    (found,) = stack.ideas.board()
    assert (found.status, found.slug) == ("written", "ocean-listening")


def test_settle_asks_for_an_invitation_that_was_lost_in_a_way_that_invite_understands(
    stack: App, world: MemoryWorld
) -> None:
    ask(stack)
    world.clock.sleep(16 * 60)
    for _ in range(2):
        assert failures(invoke("settle")) == []
    (asked,) = world.queue("invite").messages
    assert failures(invoke("invite", messages(asked))) == []
    (mail,) = world.ses.envelopes
    assert (mail.to, str(ADA) in mail.text) == ("ada@example.net", True)


@pytest.mark.parametrize("fault", ["none", "an outcome that nobody knows", "a batch is gone"])
def test_settle_says_where_an_account_does_not_add_up(
    stack: App, world: MemoryWorld, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    audience(stack, 3)
    write(stack)
    prepare(stack, world)
    deliver(stack, world)
    batches = world.table("editions").items
    if fault == "an outcome that nobody knows":
        batches[f"{TODAY}#00", "000000"]["outcomes"] = "a?a"
    elif fault == "a batch is gone":
        del batches[f"{TODAY}#00", "000000"]
    invoke("settle")
    assert edition(stack).state == "closed"
    assert counted(capsys) == ["closed" if fault == "none" else "does not add up"]


def test_nudge_tells_the_writer_once_and_says_each_time_that_all_is_well(
    stack: App, world: MemoryWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    audience(stack, 1)
    write(stack)
    prepare(stack, world)
    stack.deciding.pause(TODAY)
    write(stack, "tomorrow")
    for _ in range(2):
        assert failures(invoke("nudge")) == []
    assert len(world.mailbox.mails) == 1
    assert counted(capsys) == ["well", "well"]


def test_nudge_does_not_say_so_where_a_letter_should_have_gone_out(
    stack: App, world: MemoryWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    write(stack)
    world.clock.sleep(2 * 3600)
    assert failures(invoke("nudge")) == []
    assert counted(capsys) == ["silent"]
    prepare(stack, world)
    invoke("nudge")
    assert counted(capsys) == ["well"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sent", "active"),
        ("bounced-for-now", "active"),
        ("rejected", "active"),
        ("rendering-failed", "active"),
        ("bounced-for-good", "bounced"),
        ("complained", "complained"),
    ],
)
def test_feedback_knows_the_reader_of_an_event(
    stack: App, world: MemoryWorld, name: str, expected: str
) -> None:
    four_batches(stack, world)
    deliver(stack, world)
    for _ in range(2):
        assert failures(invoke(f"feedback.{name}")) == []
    assert reader(stack, members(stack)[167]).status == expected
    batch = list(stack.editions.batches(edition(stack)))[3]
    assert batch.receipts == {"8c1f2a3b": frozenset({17})}
    assert batch.fell == ({17} if name.startswith("re") else set())


def test_feedback_ends_the_wait_of_an_address_that_does_not_exist(stack: App) -> None:
    ask(stack)
    invoke("feedback.invitation-bounced")
    assert reader(stack, ADA.id).status == "bounced"


def test_feedback_that_cannot_be_read_comes_back_alone(stack: App, world: MemoryWorld) -> None:
    four_batches(stack, world)
    good = json.loads(sample("feedback.sent")["Records"][0]["body"])
    assert failures(invoke("feedback", messages(good, {"detail": {}}, good))) == ["1"]
    batch = list(stack.editions.batches(edition(stack)))[3]
    assert batch.receipts == {"8c1f2a3b": frozenset({17})}
