"""`dearreader ideas` and `replies`, as the writer runs them on a board in memory."""

import json
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

from cli.ideas import ideas
from cli.replies import replies
from dearreader.app import App
from dearreader.errors import BadInput
from dearreader.ideas import KeptReply
from tests.world.readers import join

ADA, LIN = "a" * 32, "b" * 32


def run(stack: App, group: click.Group, *words: str) -> list[str]:
    place = SimpleNamespace(app=stack)
    done = CliRunner().invoke(group, words, obj=place, help_option_names=["-h", "--help"])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


@pytest.fixture
def board(stack: App) -> dict[str, str]:
    """The ids of four ideas by their text."""
    wishes = {
        "dogs chase cats": [ADA, LIN],
        "cats chase dogs": [ADA],
        "friendship after forty": [ADA],
        "dating after forty": [LIN],
    }
    return {
        text: stack.ideas.want(text, reader, reply=f"{text} {reader}", now=stack.clock.now())
        for text, readers in wishes.items()
        for reader in readers
    }


def test_the_board_shows_votes_and_what_may_be_the_same(stack: App, board: dict[str, str]) -> None:
    chase, dating = board["dogs chase cats"][:8], board["dating after forty"][:8]
    friends = board["friendship after forty"][:8]
    shown = run(stack, ideas, "list")
    assert shown[0] == f"{chase}     2  dogs chase cats"
    at = shown.index(f"{dating}     1  dating after forty")
    assert shown[at + 1] == f"                maybe the same as {friends}: friendship after forty"
    assert len(shown) == 4


def test_ideas_are_merged_and_the_merge_undone(stack: App, board: dict[str, str]) -> None:
    one, other = board["dating after forty"], board["friendship after forty"]
    (told,) = run(stack, ideas, "merge", one[:8], other[:8])
    assert told.endswith("is merged into “friendship after forty”, which has 2 votes.")
    listed = [json.loads(line) for line in run(stack, ideas, "list", "--all", "--json")]
    assert {each["into"] for each in listed} == {None, other}
    assert "merged: " in "\n".join(run(stack, ideas, "show", other[:8]))
    (told,) = run(stack, ideas, "undo", one[:8])
    assert told.endswith("is open again: merge undone.")


def test_what_is_not_the_same_is_proposed_no_more(stack: App, board: dict[str, str]) -> None:
    one, other = board["dating after forty"], board["friendship after forty"]
    run(stack, ideas, "merge", other[:8], one[:8], "--never")
    assert not any("maybe" in line for line in run(stack, ideas, "list"))


def test_wordings_are_numbered_and_split_off_by_number(stack: App, board: dict[str, str]) -> None:
    chase = board["dogs chase cats"]
    now = stack.clock.now()
    stack.ideas.want("cats chase dogs", "c" * 32, reply="late", now=now)
    shown = run(stack, ideas, "show", chase)
    assert shown[4:] == ["   1.    2  dogs chase cats", "   2.    1  cats chase dogs"]
    number = "2"
    told = json.loads(run(stack, ideas, "split", chase, number, "--json")[0])
    assert told["text"] == "cats chase dogs"
    with pytest.raises(BadInput, match="no wording"):
        run(stack, ideas, "split", chase, "99")


@pytest.mark.parametrize(
    ("act", "status"), [("plan", "planned"), ("decline", "declined"), ("hide", "hidden")]
)
def test_each_turn_is_told_and_undone(
    stack: App, board: dict[str, str], act: str, status: str
) -> None:
    idea = board["dating after forty"]
    assert json.loads(run(stack, ideas, act, idea[:6], "--json")[0])["status"] == status
    (told,) = run(stack, ideas, act, idea)
    assert told.endswith(f"is {status}.")
    assert json.loads(run(stack, ideas, "undo", idea, "--json")[0])["status"] == "open"


def test_an_idea_of_one_s_own_is_put_on_the_board(stack: App) -> None:
    (told,) = run(stack, ideas, "add", "how whales sleep")
    assert told.endswith("“how whales sleep” is on the board.")
    with pytest.raises(BadInput, match="Say what it is"):
        run(stack, ideas, "add", "  ")


@pytest.mark.parametrize("letters", ["", "abc", "ffffffff", "…………"])
def test_an_id_that_names_no_idea_is_told_what_to_do(
    stack: App, board: dict[str, str], letters: str
) -> None:
    with pytest.raises(BadInput, match="dearreader ideas list"):
        run(stack, ideas, "show", letters)


def keep(stack: App, name: str, text: str, subscriber: str, kind: str = "reply") -> None:
    stack.replies.keep(
        KeptReply(
            id=name,
            kind=kind,
            text=text,
            ideas=(),
            verified=bool(subscriber),
            subscriber=subscriber,
            letter_date="2026-11-24",
            received_at=stack.clock.now(),
        )
    )


def test_replies_of_nobody_proven_stand_apart_and_on_the_board_are_counted(stack: App) -> None:
    keep(stack, "proven-1", "tides, please", join(stack, "ada@example.com"))
    keep(stack, "forged-1", "crypto, please", "")
    keep(stack, "absent-1", "", "", kind="auto_reply")
    day = f"{stack.clock.now():%Y-%m-%d}"
    assert run(stack, replies, "list") == [
        f"proven-1  {day}  tides, please",
        "",
        "From nobody proven to be a reader:",
        f"forged-1  {day}  crypto, please",
    ]
    assert run(stack, replies, "list", "--unproven")[1:] == [f"forged-1  {day}  crypto, please"]
    assert len(run(stack, replies, "list", "--every-kind", "--json")) == 3
    assert run(stack, ideas, "list")[-2].startswith("1 reply is from nobody proven")


def test_a_reply_is_shown_with_its_writer_and_an_idea_found_in_it(stack: App) -> None:
    keep(stack, "proven-1", "tides, and more", join(stack, "ada@example.com"))
    shown = run(stack, replies, "show", "proven")
    assert "  from ada@example.com" in shown
    assert "tides, and more" in shown
    told = run(stack, replies, "idea", "proven-1", "tides")
    assert told[0].endswith("“tides” has 1 vote.")
    idea = told[1].rpartition(" ")[2]
    assert json.loads(run(stack, ideas, "undo", idea, "--json")[0])["votes"] == 0


def test_who_may_be_named_is_shown_by_the_name_that_they_gave(
    stack: App, board: dict[str, str]
) -> None:
    idea = board["dogs chase cats"]
    assert json.loads(run(stack, ideas, "show", idea, "--json")[0])["may_be_named"] == []
    stack.credits.give(LIN, "Lin O.", now=stack.clock.now())
    assert "May be named: Lin O." in run(stack, ideas, "show", idea)
