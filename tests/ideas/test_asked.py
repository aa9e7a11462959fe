"""What a reader asked for and what became of it; each erasable, and all of it; the public page."""

import pytest

from dearreader import pages
from dearreader.app import App
from dearreader.ideas import KeptReply
from tests.unit.conftest import MORNING
from tests.world.invoking import invoke, process
from tests.world.world import MemoryWorld, app

ADA, LIN, KIM = "a" * 32, "b" * 32, "c" * 32
LINK = f"{ADA}.{'k' * 22}"


@pytest.fixture
def stack() -> App:
    return app(MemoryWorld(MORNING))


def want(stack: App, text: str, *readers: str) -> str:
    for reader in readers:
        idea = stack.ideas.want(text, reader, reply=f"{text[:9]} {reader[0]}", now=MORNING)
    return idea


def counts(stack: App) -> dict[str, int]:
    for idea in stack.ideas.all():
        assert idea.votes == len(list(stack.ideas.votes.of(idea.id))), idea.text
    return {idea.text: idea.votes for idea in stack.ideas.board()}


def test_a_reader_sees_what_became_of_each_wish_in_their_own_words(stack: App) -> None:
    tides, moon = want(stack, "tides", ADA), want(stack, "the moon", LIN, ADA)
    bread, moths = want(stack, "bread", ADA), want(stack, "moths", ADA)
    stack.acts.plan(moon)
    stack.acts.decline(bread)
    stack.acts.hide(moths)
    stack.acts.merge(tides, moon)
    assert {(each.text, each.became, each.others) for each in stack.asking.of(ADA)} == {
        ("tides", "planned", 1),
        ("the moon", "planned", 1),
        ("bread", "declined", 0),
        ("moths", "received", 0),
    }
    assert stack.asking.of(KIM) == []


def test_a_wish_taken_back_counts_nowhere_and_another_s_cannot_be(stack: App) -> None:
    tides, moon = want(stack, "tides", ADA, LIN), want(stack, "the moon", KIM)
    stack.acts.merge(tides, moon)
    for _ in range(2):
        stack.asking.take_back(ADA, tides)
        stack.asking.take_back(ADA, moon)
        stack.asking.take_back(ADA, "0" * 16)
    assert counts(stack) == {"the moon": 2}
    assert stack.asking.of(ADA) == []
    assert len(stack.asking.of(LIN)) == 1
    stack.acts.undo(tides)
    assert counts(stack) == {"tides": 1, "the moon": 1}


def keep(stack: App, name: str, reader: str) -> None:
    stack.replies.keep(
        KeptReply(
            id=name,
            kind="reply",
            text=f"secret words of {reader[0]}",
            ideas=("tides",),
            verified=True,
            subscriber=reader,
            letter_date="",
            received_at=MORNING,
        )
    )


def test_erasing_a_reader_removes_words_votes_and_consent_and_the_counts_agree(
    stack: App,
) -> None:
    tides, moon = want(stack, "tides", LIN, ADA), want(stack, "the moon", LIN)
    want(stack, "ada's own secret words", ADA)
    stack.acts.merge(tides, moon)
    stack.credits.give(ADA, "Ada L.", now=MORNING)
    keep(stack, "mail-1", ADA)
    keep(stack, "mail-2", LIN)
    assert [reply.id for reply in stack.replies.of(ADA)] == ["mail-1"]
    for _ in range(2):
        assert stack.asking.forget(ADA, now=MORNING) == ["mail-1"]
        assert stack.replies.of(ADA) == []
        assert counts(stack) == {"the moon": 1}
        assert stack.credits.name(ADA) == ""
        assert stack.asking.of(ADA) == []
    of_ada = [item for item in stack.ideas.table.items.values() if ADA in item.values()]  # type: ignore[attr-defined]
    assert all("text" not in item and "reply" not in item for item in of_ada)
    assert all("expires" in item for item in of_ada if item["sk"] == ADA)
    kept = {reply.id: (reply.text, reply.subscriber) for reply in stack.replies.newest()}
    assert kept == {"mail-2": ("secret words of b", LIN)}
    keep(stack, "mail-1", ADA)
    empty = stack.replies.get("mail-1")
    assert empty
    assert (empty.text, empty.ideas, empty.subscriber) == ("", (), "")


def test_everybody_sees_what_several_asked_for_or_is_planned_and_no_more(stack: App) -> None:
    want(stack, "tides", ADA, LIN, KIM)
    want(stack, "my neighbour Ada Lovelace", LIN)
    stack.acts.plan(want(stack, "bread <b>", KIM))
    stack.acts.hide(want(stack, "spam", ADA, LIN))
    stack.acts.decline(want(stack, "crypto", ADA, LIN))
    stack.acts.add("the writer's own")
    assert [idea.text for idea in stack.wanted.ideas()] == ["tides", "bread <b>"]
    html = pages.wanted(stack.publication, stack.wanted.ideas())
    assert "bread &lt;b&gt;" in html
    assert "3 readers" in html
    assert not any(secret in html for secret in (ADA, LIN, KIM, "Lovelace", "spam", "crypto"))


def test_the_public_page_reads_the_board_once_in_five_minutes(
    stack: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    want(stack, "tides", ADA, LIN)
    assert len(stack.wanted.ideas()) == 1
    want(stack, "bread", ADA, LIN)
    assert len(stack.wanted.ideas()) == 1
    stack.clock.sleep(301)
    assert len(stack.wanted.ideas()) == 2


def test_the_part_of_a_reader_s_page_escapes_words_and_takes_each_back(stack: App) -> None:
    idea = want(stack, 'the "sea" & <script>', ADA)
    part = pages.asked(stack.publication, stack.asking.of(ADA), name="Ada <L>", link=LINK)
    assert 'the "sea" &amp; &lt;script&gt;' in part
    assert "Ada &lt;L&gt;" in part
    assert f'name="idea" value="{idea}"' in part
    assert "<script>" not in part
    assert "nothing yet" in pages.asked(stack.publication, [], name="", link=LINK)


@pytest.mark.parametrize(("shown", "status"), [("yes", 200), ("no", 404), ("", 404)])
def test_the_site_has_the_page_where_the_writer_wants_it(shown: str, status: int) -> None:
    stack = app(MemoryWorld(MORNING), SHOW_IDEAS=shown)
    want(stack, "tides", ADA, LIN)
    with process(stack, f"ideas-{shown}"):
        answer = invoke("archive.ideas")
    assert answer["statusCode"] == status
    assert ("tides" in answer["body"]) == (status == 200)


def test_an_idea_goes_on_in_the_words_of_another_who_asked_for_it(stack: App) -> None:
    idea = want(stack, "how whales sleep", ADA)
    want(stack, "The sleep of whales", LIN)
    want(stack, "how whales sleep", KIM)
    stack.asking.take_back(ADA, idea)
    assert counts(stack) == {"how whales sleep": 2}
    stack.asking.take_back(KIM, idea)
    assert counts(stack) == {"The sleep of whales": 1}
    stack.asking.take_back(LIN, idea)
    assert counts(stack) == {}


def test_what_all_have_taken_back_is_called_what_the_next_reader_calls_it(stack: App) -> None:
    idea = want(stack, "the night train", ADA)
    stack.asking.take_back(ADA, idea)
    assert counts(stack) == {}
    assert want(stack, "The night train!", LIN) == idea
    assert counts(stack) == {"The night train!": 1}
