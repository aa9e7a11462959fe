"""Who makes an event and who takes it agree: each consumer runs on its real producer's output."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any, Literal

import pytest
from jsonschema import Draft202012Validator

from dearreader.app import App, World
from dearreader.aws.ses import SesMailer
from dearreader.aws.wire import to_wire
from dearreader.editions.model import ACCEPTED
from dearreader.events import SOURCE
from dearreader.publication import Publication
from dearreader.settings import Settings
from local.answers import answers
from local.mails import Mail
from local.reception import Arrival, as_stored
from local.ses import LocalSes
from tests.contract.ses_client import client_of
from tests.world.invoking import SAMPLES, failures, invoke, messages, process, sample
from tests.world.readers import (
    address,
    audience,
    deliver,
    edition,
    identity,
    join,
    leave,
    members,
    prepare,
    reader,
    write,
)
from tests.world.world import ENVIRONMENT, MemoryMailer, MemoryWorld

MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
SCHEMAS = SAMPLES.parent / "schemas"
TABLES = ("subscribers", "posts", "ideas")


class DefaultBus:
    """EventBridge's default bus: keeps what is put, as a rule's queue gets it."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    def put_events(self, *, Entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:  # noqa: N803
        self.messages += [
            routed(entry["Source"], entry["DetailType"], json.loads(entry["Detail"]))
            for entry in Entries
        ]
        return {"FailedEntryCount": 0, "Entries": [{"EventId": "1"} for _ in Entries]}


class LocalWorld(MemoryWorld):
    """A stack in memory that mails through the local SES."""

    def __init__(self, ses: LocalSes) -> None:
        super().__init__(MORNING)
        self._client = client_of(ses)

    def mailer(self, publication: Publication, configuration_set: str) -> MemoryMailer:
        mailer: Any = SesMailer(self._client, publication, configuration_set=configuration_set)
        return mailer  # type: ignore[no-any-return]


def routed(source: str, detail_type: str, detail: Mapping[str, Any]) -> dict[str, Any]:
    """An event as EventBridge puts it into a queue."""
    return {
        "version": "0",
        "id": "17793124-05d4-b198-2fde-7ededc63b108",
        "detail-type": detail_type,
        "source": source,
        "account": "123456789012",
        "time": "2026-11-24T07:00:02Z",
        "region": "eu-west-1",
        "resources": [],
        "detail": dict(detail),
    }


def stream(world: MemoryWorld, table: str) -> dict[str, Any]:
    """All changes of a table, as its stream hands them to outbox/."""
    records: list[dict[str, Any]] = []
    for old, new in world.table(table).changes:
        images = {"OldImage": to_wire(old)} if old else {}
        images |= {"NewImage": to_wire(new)} if new else {}
        keys = {name: value for name, value in to_wire(new or old).items() if name in {"pk", "sk"}}
        name = "MODIFY" if old and new else "INSERT" if new else "REMOVE"
        records.append(
            {
                "eventID": str(len(records)),
                "eventName": name,
                "eventSource": "aws:dynamodb",
                "dynamodb": {"Keys": keys, "StreamViewType": "NEW_AND_OLD_IMAGES", **images},
            }
        )
    return {"Records": records}


def validate(detail_type: str, detail: Mapping[str, Any]) -> None:
    name = detail_type.lower().replace(" ", "-")
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(schema, format_checker=checker).validate(dict(detail))


@pytest.fixture
def bus() -> DefaultBus:
    return DefaultBus()


@pytest.fixture
def ses(bus: DefaultBus) -> Iterator[LocalSes]:
    with LocalSes(aws=lambda _: bus, max_send_rate=50) as local:
        yield local


@pytest.fixture
def world(ses: LocalSes) -> LocalWorld:
    return LocalWorld(ses)


@pytest.fixture
def stack(world: LocalWorld, request: pytest.FixtureRequest) -> Iterator[App]:
    anywhere: World = world
    made = App(Settings.from_environment(ENVIRONMENT), anywhere)
    with process(made, request.node.name):
        yield made


def publish(world: MemoryWorld) -> list[tuple[str, Mapping[str, Any]]]:
    """Run outbox/ over all that changed; returns what is on the bus."""
    for table in TABLES:
        invoke("outbox", stream(world, table))
    return world.bus("bus").events


@pytest.mark.parametrize("table", TABLES)
def test_what_outbox_makes_of_a_real_stream_obeys_the_schemas(
    stack: App, world: LocalWorld, table: str
) -> None:
    invoke(f"outbox.{table}")
    made = world.bus("bus").events
    assert made
    for detail_type, detail in made:
        validate(detail_type, detail)


def send(stack: App, world: MemoryWorld, ses: LocalSes, count: int) -> list[Mail]:
    """An edition to so many readers, through the local SES; returns the mails, by address."""
    audience(stack, count)
    write(stack)
    prepare(stack, world)
    assert set(deliver(stack, world)) == {"sent"}
    assert ses.drain(10)
    return sorted(ses.mails(), key=lambda mail: mail.to)


def test_a_reader_s_whole_way_is_told_and_every_event_obeys_its_schema(
    stack: App, world: LocalWorld, ses: LocalSes
) -> None:
    gone = join(stack, "ada@example.com")
    leave(stack, gone)
    stack.subscribers.forget(gone, now=stack.clock.now())
    send(stack, world, ses, 2)
    stack.settling.settle()
    for number in range(2):
        stack.ideas.want("tides", members(stack)[number], reply="mail", now=stack.clock.now())
    owe(stack, members(stack)[0])
    stack.holdings.erase(members(stack)[1], now=stack.clock.now())
    events = publish(world)
    for detail_type, detail in events:
        validate(detail_type, detail)
    assert {detail_type for detail_type, _ in events} == {
        json.loads(path.read_text())["title"] for path in SCHEMAS.iterdir()
    }


def test_invite_mails_who_outbox_says_is_pending(
    stack: App, world: LocalWorld, ses: LocalSes
) -> None:
    stack.signups.ask("ada@example.com", where="192.0.2.1")
    told = [
        routed(SOURCE, detail_type, detail)
        for detail_type, detail in publish(world)
        if detail_type == "Subscriber Pending"
    ]
    assert failures(invoke("invite", messages(*told, *told))) == []
    (mail,) = ses.mails()
    assert mail.to == ("ada@example.com",)
    link = re.search(r"/confirm/(\S+)", mail.text)
    assert link
    assert link[1] == str(reader(stack, identity("ada@example.com")).link)


def owe(stack: App, subscriber: str) -> None:
    """A thank-you for tides."""
    now = stack.clock.now()
    idea = stack.ideas.want("tides", subscriber, reply="o7q8mdjb8vl1", now=now)
    stack.owed_answers.owe(
        "thanks", subscriber, mail="o7q8mdjb8vl1", message_id="<a@b>", ideas=[idea], now=now
    )


def test_invite_answers_who_outbox_says_is_owed_an_answer_once(
    stack: App, world: LocalWorld, ses: LocalSes
) -> None:
    owe(stack, join(stack, "ada@example.com"))
    told = [
        routed(SOURCE, detail_type, detail)
        for detail_type, detail in publish(world)
        if detail_type == "Answer Owed"
    ]
    assert failures(invoke("invite", messages(*told, *told))) == []
    (mail,) = ses.mails()
    assert (mail.to, mail.header("Reply-To")) == (("ada@example.com",), "hello@reply.example.com")
    assert (mail.header("Auto-Submitted"), mail.header("In-Reply-To")) == ("auto-replied", "<a@b>")
    assert "“tides”: you are the first to ask." in mail.text


def test_feedback_keeps_the_receipts_of_what_ses_accepted(
    stack: App, world: LocalWorld, ses: LocalSes, bus: DefaultBus
) -> None:
    send(stack, world, ses, 60)
    sent = [event for event in bus.messages if event["detail-type"] == "Email Sent"]
    assert failures(invoke("feedback", messages(*sent))) == []
    for batch in stack.editions.batches(edition(stack)):
        assert batch.proven == set(batch.those(ACCEPTED)) == set(range(len(batch.members)))
    stack.settling.settle()
    assert edition(stack).account["accepted"] == 60


@pytest.mark.parametrize("how", ["bounce", "complain"])
def test_feedback_stops_the_reader_whom_ses_names(
    stack: App, world: LocalWorld, ses: LocalSes, bus: DefaultBus, how: str
) -> None:
    mails = send(stack, world, ses, 3)
    act = {"bounce": ses.bounce, "complain": ses.complain}[how]
    assert act(mails[1].id)
    assert ses.drain(10)
    for _ in range(2):
        assert failures(invoke("feedback", messages(*bus.messages))) == []
    states = [reader(stack, identity(address(number))).status for number in range(3)]
    left = "bounced" if how == "bounce" else "complained"
    assert states == ["active", left, "active"]


def test_feedback_ends_the_wait_of_an_address_that_bounces(
    stack: App, world: LocalWorld, ses: LocalSes, bus: DefaultBus
) -> None:
    nobody = "bounce@simulator.amazonses.com"
    stack.signups.ask(nobody, where="192.0.2.1")
    invoke("invite", messages(*(routed(SOURCE, *event) for event in publish(world))))
    assert ses.drain(10)
    assert failures(invoke("feedback", messages(*bus.messages))) == []
    assert reader(stack, identity(nobody)).status == "bounced"


@pytest.mark.parametrize("status", ["TRANSIENT_FAILURE", "MESSAGE_REJECTED"])
def test_what_ses_refuses_is_taken_for_what_it_is(
    stack: App, world: LocalWorld, ses: LocalSes, status: str
) -> None:
    audience(stack, 6)
    write(stack)
    prepare(stack, world)
    ses.faults.add("entries", to=address(2), status=status)
    deliver(stack, world)
    outcome = next(stack.editions.batches(edition(stack))).outcomes
    assert sorted(outcome) == sorted("aaaaa" + ("." if status == "TRANSIENT_FAILURE" else "r"))


@pytest.mark.parametrize("fate", ["reject", "render-fail"])
def test_what_ses_accepted_and_could_not_send_counts_as_refused(
    stack: App, world: LocalWorld, ses: LocalSes, bus: DefaultBus, fate: Literal["reject"]
) -> None:
    ses.faults.add(fate, to=address(1))
    send(stack, world, ses, 3)
    for _ in range(2):
        assert failures(invoke("feedback", messages(*bus.messages))) == []
    stack.settling.settle()
    account = edition(stack).account
    assert (account["accepted"], account["refused"]) == (2, 1)


def test_receipts_end_the_doubt_that_a_hang_up_left(
    stack: App, world: LocalWorld, ses: LocalSes, bus: DefaultBus
) -> None:
    audience(stack, 3)
    write(stack)
    prepare(stack, world)
    ses.faults.add("hang-up", count=1)
    assert deliver(stack, world) == ["in doubt"]
    assert ses.drain(10)
    assert len(ses.mails()) == 3
    assert failures(invoke("feedback", messages(*bus.messages))) == []
    world.clock.sleep(121)
    for _ in range(2):
        stack.settling.settle()
    assert edition(stack).account["accepted"] == 3


def received(world: MemoryWorld, sender: str, mail: bytes, name: str) -> dict[str, Any]:
    """A mail comes in as on the laptop; returns S3's event about it."""
    arrival = Arrival(
        mail_id=name,
        sender=sender,
        to="hello+2026-11-24@reply.example.com",
        helo="localhost",
        at=MORNING,
        region="eu-west-1",
    )
    world.mail.objects[f"mail/{name}"] = as_stored(mail, arrival, ())
    event: dict[str, Any] = json.loads(sample("inbound")["Records"][0]["body"])
    event["detail"]["object"]["key"] = f"mail/{name}"
    return event


def test_inbound_files_what_readers_answered_to_what_ses_delivered(
    stack: App, world: LocalWorld, ses: LocalSes
) -> None:
    mails = send(stack, world, ses, 6)
    letters = [message_from_bytes(mail.raw, policy=policy.default) for mail in mails]
    arrived = [
        received(world, sender, answer.as_bytes(), f"mail{number}")
        for number, (sender, answer) in enumerate(answers(letters))
    ]
    for _ in range(2):
        assert failures(invoke("inbound", messages(*arrived))) == []
    assert [idea.votes for idea in stack.ideas.board()] == [2, 1, 1]
    assert stack.ideas.board()[0].text == "making friends in a new city"
    kinds = sorted(reply.kind for reply in stack.replies.newest())
    assert kinds == ["auto_reply", "bounce", "reply", "reply", "reply", "reply"]
    forged = [reply for reply in stack.replies.newest() if not reply.subscriber]
    assert "winning the lottery" in " ".join(reply.text for reply in forged)
