"""`dearreader subscribers`: the readers, one by one, and a reader's right to be forgotten."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import pytest

from dearreader.app import App
from dearreader.ideas import KeptReply
from dearreader.signups import CONSENT
from tests.world.commands import Desk
from tests.world.readers import audience, deliver, identity, join, leave, prepare, received, write
from tests.world.world import MemoryWorld

ADA, BEA = "ada@example.com", "bea@example.com"


def writes(stack: App, world: MemoryWorld, reader: str, idea: str, mail: str) -> None:
    """A reader's reply, as inbound/ leaves it."""
    world.mail.objects[f"mail/{mail}"] = f"From: {reader}".encode()
    subscriber = identity(reader)
    stack.ideas.want(idea, subscriber, reply=mail, now=stack.clock.now())
    stack.replies.keep(
        KeptReply(
            id=mail,
            kind="reply",
            text=f"please write about {idea}",
            ideas=(idea,),
            verified=True,
            subscriber=subscriber,
            letter_date="2026-11-24",
            received_at=stack.clock.now(),
        )
    )
    stack.clock.sleep(1)


def everything(world: MemoryWorld) -> str:
    return repr([table.items for table in world.tables.values()]) + repr(world.mail.objects)


def shown(desk: Desk, address: str) -> Mapping[str, Any]:
    done = desk.ran("subscribers", "show", address, "--json")
    assert done.code == 0
    found: Mapping[str, Any] = json.loads(done.out)
    return found


def test_readers_are_listed_with_their_status(desk: Desk, stack: App) -> None:
    assert desk.lines("subscribers", "list")[0].startswith("No readers yet.")
    join(stack, ADA)
    leave(stack, join(stack, BEA))
    assert sorted(desk.lines("subscribers", "list")) == [
        f"active        {ADA}",
        f"unsubscribed  {BEA}",
    ]
    (line,) = desk.lines("subscribers", "list", "--status", "active", "--json")
    assert json.loads(line) == {
        "address": ADA,
        "status": "active",
        "confirmed": "2026-11-24T06:00:00.010000+00:00",
    }


def test_a_reader_is_shown_with_consent_and_its_evidence(desk: Desk, stack: App) -> None:
    join(stack, ADA)
    assert desk.lines("subscribers", "show", "ADA@example.com") == [
        f"{ADA} is active.",
        "  asked      2026-11-24 06:00 UTC",
        "  confirmed  2026-11-24 06:00 UTC",
        "  consent, at    2026-11-24T06:00:00+00:00",
        "  consent, from  192.0.2.1",
        f"  consent, text  {CONSENT}",
        "  0 votes and 0 replies",
        "All of it, for them: dearreader subscribers show ADA@example.com --json",
    ]
    assert "There is no reader" in desk.refused("subscribers", "show", BEA)
    assert "address" in desk.refused("subscribers", "show", "nobody")


def test_a_reader_who_asks_gets_all_that_is_held_but_no_key(
    desk: Desk, stack: App, world: MemoryWorld
) -> None:
    join(stack, ADA)
    writes(stack, world, ADA, "the night train", "m1")
    found = shown(desk, ADA)
    assert found["confirmed_from"] == "192.0.2.1"
    assert found["asked"] == [{"topic": "the night train", "became": "received"}]
    assert found["replies"][0]["words"] == "please write about the night train"
    subscriber = stack.subscribers.get(identity(ADA))
    assert subscriber
    assert subscriber.key not in json.dumps(found)


def test_whoever_is_added_confirms_by_mail_like_everyone(desk: Desk, stack: App) -> None:
    assert desk.lines("subscribers", "add", "Ada@Example.com")[0].startswith(
        "Ada@example.com is mailed a link"
    )
    ada = stack.subscribers.get(identity(ADA))
    assert ada
    assert ada.is_owed_an_invitation(stack.clock.now())
    assert shown(desk, ADA)["consent"]["from"].startswith("the writer")
    join(stack, BEA)
    assert desk.lines("subscribers", "add", BEA) == [f"{BEA} is a reader already."]


def test_who_left_is_neither_added_nor_mailed(desk: Desk, stack: App, world: MemoryWorld) -> None:
    leave(stack, join(stack, ADA))
    before = dict(world.table("subscribers").items)
    assert "only they can come back: by signing up at https://letters.example" in desk.refused(
        "subscribers", "add", ADA
    )
    assert world.table("subscribers").items == before


def test_who_is_removed_gets_no_more_letters(desk: Desk, stack: App, world: MemoryWorld) -> None:
    audience(stack, 2)
    join(stack, ADA)
    write(stack)
    prepare(stack, world)
    assert desk.lines("subscribers", "remove", ADA)[0] == f"{ADA} gets no more letters."
    deliver(stack, world)
    assert ADA not in received(world)
    assert len(received(world)) == 2
    assert shown(desk, ADA)["status"] == "unsubscribed"
    assert "There is no reader" in desk.refused("subscribers", "remove", BEA)


def test_nothing_of_an_erased_reader_is_left_but_that_they_left(
    desk: Desk, stack: App, world: MemoryWorld
) -> None:
    join(stack, ADA)
    join(stack, BEA)
    writes(stack, world, ADA, "the night train", "m1")
    writes(stack, world, BEA, "slow mornings", "m2")
    assert "for good" in desk.refused("subscribers", "erase", ADA)
    assert desk.lines("subscribers", "erase", ADA, "--yes")[0] == (
        f"{ADA} is erased, with 1 vote and 1 reply."
    )
    left = everything(world)
    assert "ada@" not in left
    assert "night train" not in left
    subscriber = identity(ADA)
    assert set(stack.subscribers.item(subscriber) or {}) == {
        "pk",
        "sk",
        "status",
        "left_at",
        "old_keys",
        "erased_at",
    }
    assert [idea.text for idea in stack.ideas.board()] == ["slow mornings"]
    assert [reply.id for reply in stack.replies.newest()] == ["m2"]
    assert list(world.mail.objects) == ["mail/m2"]
    assert "unsubscribed  erased" in desk.lines("subscribers", "list")
    assert shown(desk, ADA)["asked"] == []


def test_an_idea_that_others_want_stays_in_their_words(
    desk: Desk, stack: App, world: MemoryWorld
) -> None:
    for address, words in (
        (ADA, "the night train"),
        (BEA, "The night train!"),
        ("c@example.com", "night train"),
    ):
        join(stack, address)
        writes(stack, world, address, words, f"m-{address}")
    desk.lines("subscribers", "erase", ADA, "--yes")
    (idea,) = stack.ideas.board()
    assert (idea.text, idea.votes) == ("The night train!", 2)
    desk.lines("subscribers", "erase", "c@example.com", "--yes")
    (idea,) = stack.ideas.board()
    assert (idea.text, idea.votes) == ("The night train!", 1)


def test_an_erased_reader_is_not_added_again_but_may_come_back(desk: Desk, stack: App) -> None:
    old = join(stack, ADA)
    link = stack.subscribers.get(old)
    assert link
    desk.lines("subscribers", "erase", ADA, "--yes")
    assert "only they can come back" in desk.refused("subscribers", "add", ADA)
    join(stack, ADA)
    back = stack.subscribers.get(old)
    assert back
    assert (back.status, back.address) == ("active", ADA)
    assert back.knows(link.key)
    assert not back.has_link(link.link)


@pytest.mark.parametrize("before", range(6))
def test_erasing_that_was_cut_off_is_finished_by_asking_again(
    desk: Desk, stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    for number in range(3):
        join(stack, f"r{number}@example.com")
        writes(stack, world, f"r{number}@example.com", "the night train", f"m{number}")
    table, writings = world.table("ideas"), iter(range(before))

    def dying(write: Callable[..., Any]) -> Callable[..., Any]:
        def written(*arguments: Any, **more: Any) -> Any:
            if next(writings, None) is None:
                raise KeyboardInterrupt
            return write(*arguments, **more)

        return written

    with monkeypatch.context() as patch:
        for name in ("update", "transact"):
            patch.setattr(table, name, dying(getattr(table, name)))
        with suppress(KeyboardInterrupt):
            stack.holdings.erase(identity("r0@example.com"), now=stack.clock.now())
    desk.lines("subscribers", "erase", "r0@example.com", "--yes")
    (idea,) = stack.ideas.board()
    assert idea.votes == 2
    assert "r0@" not in everything(world)
    assert "mail/m0" not in everything(world)
