"""Every function takes the real event that its trigger hands over, and does its one thing."""

import json
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from dearreader.app import App
from dearreader.errors import SendInDoubt, SendRefused
from tests.world.invoking import (
    ADA,
    SAMPLES,
    Invocation,
    ask,
    failures,
    four_batches,
    invoke,
    messages,
    process,
    sample,
)
from tests.world.readers import (
    audience,
    deliver,
    edition,
    identity,
    prepare,
    reader,
    write,
)
from tests.world.world import MemoryWorld

TRIGGERS = sorted(path.stem for path in SAMPLES.glob("*.json") if not path.match("bus.*"))
FUNCTIONS = sorted(path.parent.name for path in SAMPLES.parents[1].glob("functions/*/app.py"))


@pytest.fixture(autouse=True)
def _lambda(stack: App, request: pytest.FixtureRequest) -> Iterator[None]:
    with process(stack, request.node.name):
        yield


def confirm(stack: App) -> None:
    ask(stack)
    assert stack.subscribers.confirm(ADA, now=stack.clock.now(), where="192.0.2.1")


def status(stack: App) -> str:
    return reader(stack, ADA.id).status


def publish(stack: App, world: MemoryWorld, slug: str) -> None:
    """A post has gone out."""
    write(stack, slug)
    prepare(stack, world)
    deliver(stack, world)
    stack.settling.settle()


def test_every_function_has_a_sample() -> None:
    assert sorted({name.partition(".")[0] for name in TRIGGERS}) == FUNCTIONS


@pytest.mark.parametrize("name", TRIGGERS)
def test_every_sample_is_taken_by_its_function_on_an_empty_stack(name: str) -> None:
    answer = invoke(name) or {}
    assert answer.get("statusCode", 404) in {200, 204, 404}
    assert answer.get("batchItemFailures", []) == []


def test_signup_shows_the_publication_and_takes_a_form_and_json(stack: App) -> None:
    home = invoke("signup.home")
    assert home["statusCode"] == 200
    assert "small hours" in home["body"]
    assert invoke("signup.form")["statusCode"] == 200
    assert reader(stack, identity("ada@example.net")).status == "pending"
    answer = invoke("signup.json")
    assert (answer["statusCode"], json.loads(answer["body"])["status"]) == (200, "pending")


def test_signup_answers_new_pending_and_active_readers_alike(stack: App) -> None:
    new = invoke("signup.form")
    pending = invoke("signup.form")
    link = reader(stack, identity("ada@example.net")).link
    assert stack.subscribers.confirm(link, now=stack.clock.now(), where="192.0.2.1")
    assert new == pending == invoke("signup.form")


@pytest.mark.parametrize("name", ["signup.form", "signup.json"])
def test_signup_says_what_to_do_about_a_bad_address(stack: App, name: str) -> None:
    body = '{"email": "ada"}' if name == "signup.json" else "email=ada"
    answer = invoke(name, {**sample(name), "body": body, "isBase64Encoded": False})
    assert answer["statusCode"] == 400
    assert "email address" in answer["body"]
    assert answer["headers"]["Content-Type"].startswith(
        "application/json" if name == "signup.json" else "text/html"
    )


def test_confirm_changes_nothing_when_looked_at_and_confirms_by_its_button(stack: App) -> None:
    ask(stack)
    shown = invoke("confirm.page")
    assert (shown["statusCode"], status(stack)) == (200, "pending")
    assert f"/confirm/{ADA}" in shown["body"]
    for _ in range(2):
        assert invoke("confirm.button")["statusCode"] == 200
        assert status(stack) == "active"
    assert invoke("confirm.page")["statusCode"] == 200


def test_who_confirms_begins_with_the_latest_post(stack: App, world: MemoryWorld) -> None:
    publish(stack, world, "ocean-listening")
    write(stack, "tomorrow")
    ask(stack)
    for name in ("confirm.button", "confirm.button", "confirm.page"):
        page = invoke(name)["body"]
        assert "you're in" in page
        assert "<h2>the sea</h2><p>hello</p>" in page
    stack.corrections.withdraw("ocean-listening")
    assert "the latest" not in invoke("confirm.page")["body"]


@pytest.mark.parametrize("name", ["confirm.page", "confirm.button"])
@pytest.mark.parametrize("state", ["unknown", "left", "too old"])
def test_confirm_revives_nobody(stack: App, world: MemoryWorld, name: str, state: str) -> None:
    if state == "left":
        confirm(stack)
        stack.subscribers.leave(ADA.id, "complained", now=stack.clock.now())
    if state == "too old":
        ask(stack)
        world.clock.sleep(15 * 24 * 3600)
    before = dict(world.table("subscribers").items)
    assert invoke(name)["statusCode"] == 404
    assert world.table("subscribers").items == before


@pytest.mark.parametrize("link", ["", "nonsense", f"{ADA.id}.{'x' * 22}", f"{ADA}x"])
@pytest.mark.parametrize("name", ["confirm.button", "unsubscribe.one-click"])
def test_a_wrong_link_does_nothing(stack: App, name: str, link: str) -> None:
    ask(stack)
    event = {**sample(name), "pathParameters": {"link": link}}
    assert invoke(name, event)["statusCode"] == 404
    assert status(stack) == "pending"


@pytest.mark.parametrize("name", ["button", "one-click", "one-click-multipart"])
@pytest.mark.parametrize("state", ["pending", "active"])
def test_unsubscribe_takes_a_reader_off_the_list_at_once(stack: App, name: str, state: str) -> None:
    ask(stack)
    if state == "active":
        confirm(stack)
    for _ in range(2):
        answer = invoke(f"unsubscribe.{name}")
        assert answer["statusCode"] == 200
        assert not {"location", "set-cookie"} & {header.lower() for header in answer["headers"]}
        assert status(stack) == "unsubscribed"


def test_unsubscribe_changes_nothing_when_looked_at(stack: App) -> None:
    confirm(stack)
    assert f"/unsubscribe/{ADA}" in invoke("unsubscribe.page")["body"]
    assert status(stack) == "active"
    invoke("unsubscribe.button")
    gone = invoke("unsubscribe.page")
    assert gone["statusCode"] == 200
    assert "<form" not in gone["body"]
    assert f'href="/me/{ADA}"' in gone["body"]


def test_archive_shows_what_was_sent_and_nothing_else(stack: App, world: MemoryWorld) -> None:
    write(stack, "ocean-listening")
    assert invoke("archive.post")["statusCode"] == 404
    assert "ocean-listening" not in invoke("archive.posts")["body"]
    publish(stack, world, "ocean-listening")
    write(stack, "tomorrow")
    for name in ("archive.post", "archive.posts", "archive.feed"):
        answer = invoke(name)
        assert answer["statusCode"] == 200
        assert "the sea" in answer["body"]
        assert "tomorrow" not in answer["body"]
        assert answer["headers"]["Cache-Control"].startswith("public")
    feed = invoke("archive.feed")
    assert feed["headers"]["Content-Type"].startswith("application/atom+xml")
    assert "https://letters.example/posts/ocean-listening" in feed["body"]


def test_a_path_that_leads_nowhere_is_told_so_kindly() -> None:
    answer = invoke("archive.nowhere")
    assert answer["statusCode"] == 404
    assert "nothing here" in answer["body"]


def test_invite_mails_the_link_once(stack: App, world: MemoryWorld) -> None:
    ask(stack)
    for _ in range(2):
        assert failures(invoke("invite")) == []
    (mail,) = world.ses.envelopes
    assert (mail.to, str(ADA) in mail.text) == ("ada@example.net", True)


def test_invite_brings_back_what_ses_refused_and_not_what_is_in_doubt(
    stack: App, world: MemoryWorld
) -> None:
    ask(stack)
    world.ses.answers = [SendRefused("TooManyRequestsException"), SendInDoubt()]
    assert len(failures(invoke("invite"))) == 1
    assert failures(invoke("invite")) == []
    assert failures(invoke("invite")) == []
    assert world.ses.envelopes == []


def test_inbound_files_the_ideas_of_a_reply(stack: App, world: MemoryWorld) -> None:
    mail = EmailMessage()
    mail["Authentication-Results"] = "amazonses.com; dmarc=pass header.from=example.net;"
    mail["From"] = "ada@example.net"
    mail["To"] = "hello+2026-11-24@reply.example.com"
    mail.set_content("please write about whales")
    world.mail.objects["mail/6v1qk3r8t0m2n4p6s8u0w2y4a6c8e0g2i4k6m8o1"] = bytes(mail)
    someone = identity("ada@example.net")
    stack.signups.ask("ada@example.net", where="192.0.2.1")
    link = reader(stack, someone).link
    stack.subscribers.confirm(link, now=stack.clock.now(), where="192.0.2.1")
    for _ in range(2):
        assert failures(invoke("inbound")) == []
    assert [(idea.text, idea.votes) for idea in stack.ideas.board()] == [("whales", 1)]


def test_inbound_passes_over_the_notice_of_its_set_up(stack: App, world: MemoryWorld) -> None:
    world.mail.objects["mail/AMAZON_SES_SETUP_NOTIFICATION"] = b"From: aws\n\nhello"
    assert failures(invoke("inbound.setup-notification")) == []
    assert stack.replies.newest() == []


@pytest.mark.parametrize("table", ["subscribers", "posts", "ideas"])
def test_outbox_publishes_what_changed(world: MemoryWorld, table: str) -> None:
    for _ in range(2):
        invoke(f"outbox.{table}")
    published = world.bus("bus").events
    assert published
    assert published[: len(published) // 2] == published[len(published) // 2 :]


def test_messages_that_fail_come_back_alone(stack: App, world: MemoryWorld) -> None:
    audience(stack, 1)
    write(stack)
    answer = invoke("schedule", messages({"ask": "due"}, {"no": "ask"}, {"ask": "due"}))
    assert failures(answer) == ["1"]
    assert edition(stack).state == "planning"


def test_a_fault_of_ours_is_a_kind_page_and_no_log_line_holds_a_key(
    stack: App,
    world: MemoryWorld,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    confirm(stack)

    def broken(*_: object) -> None:
        raise RuntimeError("a table is away")

    monkeypatch.setattr(stack.subscribers.table, "get", broken)
    answer = invoke("unsubscribe.one-click")
    assert answer["statusCode"] == 500
    assert "a table is away" not in answer["body"]
    log = capsys.readouterr().out
    assert "a table is away" in log
    assert not [secret for secret in (ADA.key, "ada@", "/unsubscribe/5f0c") if secret in log]


@pytest.mark.parametrize(
    "name", ["signup.form", "confirm.button", "unsubscribe.button", "invite", "deliver"]
)
def test_each_invocation_is_logged_and_counted_without_addresses_or_keys(
    stack: App, world: MemoryWorld, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    ask(stack)
    if name == "deliver":
        four_batches(stack, world)
    capsys.readouterr()
    invoke(name)
    log = capsys.readouterr().out
    lines = [json.loads(line) for line in log.splitlines()]
    assert any(line.get("request") == Invocation.aws_request_id for line in lines)
    assert any("_aws" in line for line in lines)
    assert "@" not in log
    assert ADA.key not in log
