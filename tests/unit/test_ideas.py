"""Ideas: one for a topic, however it is put; one vote a reader, however often it is asked for."""

from itertools import permutations

import pytest

from dearreader import events
from dearreader.app import App
from dearreader.events import Change
from dearreader.ideas import KeptReply, matching
from dearreader.ideas.words import words
from tests.unit.conftest import MORNING
from tests.world.world import MemoryWorld, app

ADA, LIN, KIM = "a" * 32, "b" * 32, "c" * 32


def want(stack: App, text: str, someone: str, reply: str = "mail-1") -> str:
    return stack.ideas.want(text, someone, reply=reply, now=stack.clock.now())


def identity(text: str) -> str:
    return matching.identity(words(text))


def votes(stack: App) -> dict[str, int]:
    return {idea.text: idea.votes for idea in stack.ideas.board()}


@pytest.mark.parametrize(
    "same",
    ["How whales sleep", "How do whales sleep?", "The sleep of whales", "sleep!  WHALES (sleep)"],
)
def test_a_topic_in_other_order_case_and_small_words_is_the_same_idea(same: str) -> None:
    assert identity(same) == identity("how whales sleep")


def test_other_words_are_another_idea() -> None:
    assert identity("how whales sleep") != identity("how whales sing")


@pytest.mark.parametrize("text", ["how", "to be", "?!", "…", "é", "睡眠", ""])
def test_every_text_has_an_identity(text: str) -> None:
    assert len(identity(text)) == 16


def test_votes_are_distinct_readers_whatever_comes_again(stack: App) -> None:
    for reply in ("mail-1", "mail-1", "mail-2"):
        want(stack, "how whales sleep", ADA, reply)
    assert votes(stack) == {"how whales sleep": 1}
    want(stack, "How do whales sleep?", LIN)
    assert votes(stack) == {"how whales sleep": 2}


def test_two_who_want_it_in_any_order_are_two_votes(world: MemoryWorld) -> None:
    for order in permutations([ADA, LIN, ADA, KIM]):
        stack = app(MemoryWorld(MORNING))
        for someone in order:
            want(stack, "tides", someone)
        assert votes(stack) == {"tides": 3}


def test_the_board_shows_the_most_wanted_first_then_the_oldest(
    stack: App, world: MemoryWorld
) -> None:
    for text, readers in (("old", [ADA]), ("wanted", [ADA, LIN]), ("new", [KIM])):
        for someone in readers:
            want(stack, text, someone)
        world.clock.sleep(60)
    assert list(votes(stack)) == ["wanted", "old", "new"]


def test_an_idea_keeps_the_words_of_who_opened_it_up_to_300_characters(stack: App) -> None:
    want(stack, "whales " * 100, ADA)
    (idea,) = stack.ideas.board()
    assert idea.text == ("whales " * 100)[:300]


def test_an_idea_is_announced_once_and_each_new_vote_once(stack: App, world: MemoryWorld) -> None:
    for someone in (ADA, ADA, LIN):
        want(stack, "tides", someone)
    changes = [Change(*change) for change in world.table("ideas").changes]
    told = [event for change in changes for event in events.of_change(change)]
    assert [detail_type for detail_type, _ in told] == ["Idea Opened", "Idea Wanted", "Idea Wanted"]
    assert [detail.get("votes") for _, detail in told] == [None, 1, 2]


def test_a_reply_is_kept_once_and_the_newest_is_shown_first(stack: App, world: MemoryWorld) -> None:
    def keep(name: str, text: str) -> None:
        stack.replies.keep(
            KeptReply(
                id=name,
                kind="reply",
                text=text,
                ideas=("tides",),
                verified=True,
                subscriber=ADA,
                letter_date="2026-11-24",
                received_at=world.clock.now(),
            )
        )

    keep("mail-1", "first")
    world.clock.sleep(60)
    keep("mail-2", "second")
    keep("mail-1", "first, again")
    assert [reply.text for reply in stack.replies.newest()] == ["second", "first"]
    assert stack.replies.newest()[0].ideas == ("tides",)


def test_what_a_reader_has_taken_back_no_older_mail_brings_back_but_a_new_one_does(
    stack: App,
) -> None:
    for mail in ("mail-1", "mail-2"):
        idea = want(stack, "tides", ADA, mail)
    stack.ideas.votes.take_back(idea, ADA)
    for mail in ("mail-1", "mail-2"):
        want(stack, "tides", ADA, mail)
    assert votes(stack) == {"tides": 0}
    want(stack, "tides", ADA, "mail-3")
    assert votes(stack) == {"tides": 1}
