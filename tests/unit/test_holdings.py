"""A reader's own page: all that is held, as a page and as data, and erased for good on request."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from dearreader import events
from dearreader.app import App
from dearreader.events import Change
from dearreader.ideas import KeptReply
from tests.world.invoking import ADA, ask, invoke, process, sample
from tests.world.readers import join, reader
from tests.world.world import MemoryWorld

ADDRESS = "ada@example.net"
WORDS = "please write about\nwhales <3"


@pytest.fixture(autouse=True)
def _lambda(stack: App) -> Iterator[None]:
    with process(stack, "unsubscribe"):
        yield


@pytest.fixture
def ada(stack: App, world: MemoryWorld) -> None:
    """The reader of the samples, who has confirmed and written once, as another has."""
    ask(stack)
    assert stack.subscribers.confirm(ADA, now=stack.clock.now(), where="192.0.2.9")
    other = join(stack, "eve@example.net")
    for number, who in enumerate((ADA.id, other)):
        write(stack, world, f"mail-{number}", who)


def write(stack: App, world: MemoryWorld, name: str, who: str) -> None:
    """Somebody's reply is read, and its topic counted."""
    world.mail.objects[f"mail/{name}"] = b"From: ..."
    stack.ideas.want("whales", who, reply=name, now=stack.clock.now())
    kept = KeptReply(
        id=name,
        kind="reply",
        text=WORDS,
        ideas=("whales",),
        verified=True,
        subscriber=who,
        letter_date="2026-11-23",
        received_at=stack.clock.now(),
    )
    stack.replies.keep(kept)


def erase(**more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = invoke("unsubscribe.erase", sample("unsubscribe.erase") | more)
    return answer


def item(stack: App) -> dict[str, Any]:
    return dict(stack.subscribers.item(ADA.id) or {})


@pytest.mark.usefixtures("ada")
def test_the_page_tells_all_that_is_held_and_changes_nothing(world: MemoryWorld) -> None:
    before = {name: dict(table.items) for name, table in world.tables.items()}
    page = invoke("unsubscribe.me")
    assert page["statusCode"] == 200
    for told in (
        ADDRESS,
        ADA.id,
        "24 November 2026, 06:00 UTC, from 192.0.2.1",
        "24 November 2026, 06:00 UTC, from 192.0.2.9",
        "please write about<br>whales &lt;3",
        "read as a wish for: whales",
        f'href="/me/{ADA}/data"',
    ):
        assert told in page["body"]
    assert page["body"].count("<blockquote>") == 1, "another reader's words"
    assert page["headers"]["Cache-Control"] == "no-store"
    assert {name: dict(table.items) for name, table in world.tables.items()} == before


@pytest.mark.usefixtures("ada")
def test_the_data_is_all_that_the_table_holds_but_the_keys(stack: App) -> None:
    answer = invoke("unsubscribe.my-data")
    assert answer["headers"]["Content-Type"] == "application/json"
    assert "Access-Control-Allow-Origin" not in answer["headers"]
    data = json.loads(answer["body"])
    assert data == {
        "id": ADA.id,
        "status": "active",
        "address": ADDRESS,
        "asked_at": "2026-11-24T06:00:00+00:00",
        "confirmed_at": "2026-11-24T06:00:00+00:00",
        "confirmed_from": "192.0.2.9",
        "consent": {"at": "2026-11-24T06:00:00+00:00", "from": "192.0.2.1", "text": "yes"},
        "asked": [{"topic": "whales", "became": "received"}],
        "replies": [
            {
                "received_at": "2026-11-24T06:00:00+00:00",
                "to_the_letter_of": "2026-11-23",
                "words": WORDS,
                "topics": ["whales"],
            }
        ],
    }
    told = {"id", *data} - {"replies", "asked"}
    assert item(stack).keys() - {"pk", "sk", "key"} <= told


@pytest.mark.usefixtures("ada")
def test_erasing_leaves_nothing_but_what_keeps_the_reader_from_being_mailed(
    stack: App, world: MemoryWorld
) -> None:
    world.clock.sleep(60)
    answer = erase()
    assert "you are forgotten" in answer["body"]
    assert item(stack) == {
        "pk": item(stack)["pk"],
        "sk": ADA.id,
        "status": "unsubscribed",
        "left_at": 1795500060000,
        "erased_at": 1795500060000,
        "old_keys": {ADA.key},
    }
    everything = str([table.items for table in world.tables.values()])
    assert ADDRESS not in everything
    assert everything.count("whales <3") == 1, "the other reader's words stay"
    assert world.mail.objects.keys() == {"mail/mail-1"}
    assert stack.subscribers.still_active([ADA.id], opened=stack.clock.now()) == {}


@pytest.mark.usefixtures("ada")
def test_erasing_may_be_repeated_and_every_link_still_leads_out(stack: App) -> None:
    first = erase()
    kept = item(stack)
    assert first == erase()
    assert first["body"] == invoke("unsubscribe.me")["body"]
    assert item(stack) == kept
    assert "no more letters will come" in invoke("unsubscribe.one-click")["body"]
    assert json.loads(invoke("unsubscribe.my-data")["body"]).keys() == {
        "id",
        "status",
        "left_at",
        "erased_at",
        "asked",
        "replies",
    }


@pytest.mark.usefixtures("ada")
def test_erasing_that_was_cut_short_goes_on_when_it_is_repeated(
    stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> None:
        raise RuntimeError("S3 is away")

    with monkeypatch.context() as patch:
        patch.setattr(world.mail, "forget", broken)
        assert erase()["statusCode"] == 500
    assert reader(stack, ADA.id).status == "unsubscribed", "no letter goes out meanwhile"
    assert erase()["statusCode"] == 200
    assert [reply.subscriber == ADA.id for reply in stack.replies.newest()] == [False]
    assert "mail/mail-0" not in world.mail.objects


@pytest.mark.usefixtures("ada")
def test_what_others_asked_for_as_well_stays_with_one_vote_less(stack: App) -> None:
    (before,) = stack.ideas.board()
    assert before.votes == 2
    erase()
    (after,) = stack.ideas.board()
    assert (after.id, after.text, after.votes) == (before.id, "whales", 1)


@pytest.mark.usefixtures("ada")
def test_a_wish_is_taken_back_at_once_and_nothing_else(stack: App) -> None:
    (idea,) = stack.ideas.board()
    before = item(stack)
    answer = erase(body=base64.b64encode(f"idea={idea.id}".encode()).decode())
    assert "nothing yet. reply to any letter" in answer["body"]
    assert [each.votes for each in stack.ideas.board()] == [1]
    assert item(stack) == before
    assert answer == erase(body=base64.b64encode(f"idea={idea.id}".encode()).decode())


@pytest.mark.usefixtures("ada")
def test_a_name_is_taken_back_at_once(stack: App) -> None:
    stack.credits.give(ADA.id, "Ada L", now=stack.clock.now())
    assert "you may be named as Ada L" in invoke("unsubscribe.me")["body"]
    answer = erase(body=base64.b64encode(b"credit=no").decode())
    assert "Ada L" not in answer["body"]
    assert stack.credits.name(ADA.id) == ""


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("body", [b"", b"sure=no", b"other=yes"])
def test_nothing_is_erased_without_the_tick(stack: App, body: bytes) -> None:
    before = item(stack)
    answer = erase(body=base64.b64encode(body).decode())
    assert "erase me" in answer["body"]
    assert item(stack) == before


@pytest.mark.usefixtures("ada")
def test_who_was_erased_may_sign_up_again_as_somebody_new(stack: App) -> None:
    erase()
    ask(stack)
    back = reader(stack, ADA.id)
    assert (back.status, back.address) == ("pending", ADDRESS)


@pytest.mark.parametrize("how", ["complained", "bounced"])
def test_why_a_reader_left_outlives_their_erasure(stack: App, how: Any) -> None:
    ask(stack)
    stack.subscribers.leave(ADA.id, how, now=stack.clock.now())
    left = item(stack)["left_at"]
    assert "what we know of you" in invoke("unsubscribe.me")["body"]
    erase()
    assert (item(stack)["status"], item(stack)["left_at"]) == (how, left)
    assert "address" not in item(stack)


def test_a_letter_that_was_handed_on_does_not_show_who_has_come_back(
    stack: App, world: MemoryWorld
) -> None:
    ask(stack)
    stack.subscribers.leave(ADA.id, "unsubscribed", now=stack.clock.now())
    stack.signups.ask(ADDRESS, where="192.0.2.1")
    world.clock.sleep(timedelta(minutes=1).total_seconds())
    stack.subscribers.ask(
        ADA.id, ADDRESS, key="z" * 22, now=stack.clock.now(), consent={"from": "a", "text": "b"}
    )
    for name in ("me", "erase", "my-data"):
        assert invoke(f"unsubscribe.{name}")["statusCode"] == 404
    assert reader(stack, ADA.id).address == ADDRESS


@pytest.mark.parametrize("name", ["me", "my-data", "erase"])
@pytest.mark.parametrize("link", ["", "x", f"{ADA.id}.{'k' * 22}"])
def test_a_wrong_link_shows_nobody(stack: App, name: str, link: str) -> None:
    ask(stack)
    event = sample(f"unsubscribe.{name}") | {"pathParameters": {"link": link}}
    answer = invoke(f"unsubscribe.{name}", event)
    assert answer["statusCode"] == 404
    assert ADDRESS not in answer["body"]
    assert reader(stack, ADA.id).address == ADDRESS


@pytest.mark.usefixtures("ada")
def test_leaving_by_erasure_is_told_like_any_other_and_so_is_the_erasure(
    world: MemoryWorld,
) -> None:
    world.table("subscribers").changes.clear()
    erase()
    change, forgotten = world.table("subscribers").changes
    ((name, detail),) = events.of_change(Change(*forgotten))
    assert (name, detail["id"]) == ("Subscriber Erased", ADA.id)
    ((name, detail),) = events.of_change(Change(*change))
    assert (name, detail["how"]) == ("Subscriber Left", "unsubscribed")
    assert events.of_change(Change(change[1], {})) == []
    assert events.of_change(Change(change[0], {})) == []
