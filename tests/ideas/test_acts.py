"""What the writer does to the board: votes stay distinct readers, and each act can be undone."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import permutations
from random import Random

import pytest

from dearreader.app import App
from dearreader.conditions import Condition, Update
from dearreader.errors import BadInput
from dearreader.ideas import Idea, KeptReply
from dearreader.ports import Item, Writing
from tests.unit.conftest import MORNING
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, app

ADA, LIN, KIM, BO = ("a" * 32, "b" * 32, "c" * 32, "d" * 32)


@pytest.fixture
def stack() -> App:
    return app(MemoryWorld(MORNING))


def want(stack: App, text: str, *readers: str, mail: str = "mail") -> str:
    """Readers ask for it, each by a mail of their own, each mail told of twice."""
    for reader in readers * 2:
        name = f"{mail}-{reader[0]}"
        idea = stack.ideas.want(text, reader, reply=name, now=stack.clock.now())
    return idea


def votes(stack: App) -> dict[str, int]:
    """The board, and that each count is that of its votes."""
    for idea in stack.ideas.all():
        assert idea.votes == len(list(stack.ideas.votes.of(idea.id))), idea.text
    return {idea.text: idea.votes for idea in stack.ideas.board()}


def test_merged_ideas_have_the_votes_of_distinct_readers(stack: App) -> None:
    tides, sea = want(stack, "tides", ADA, LIN), want(stack, "the sea", LIN, KIM)
    for _ in range(2):
        assert stack.acts.merge(tides, sea).votes == 3
    assert votes(stack) == {"the sea": 3}


def test_undoing_a_merge_gives_both_their_own_votes_back(stack: App) -> None:
    tides, sea = want(stack, "tides", ADA, LIN), want(stack, "the sea", LIN, KIM)
    stack.acts.merge(tides, sea)
    want(stack, "tides", BO)
    assert votes(stack) == {"the sea": 4}
    assert stack.acts.undo(tides).kind == "merge"
    assert votes(stack) == {"tides": 3, "the sea": 2}


def test_ideas_merged_into_merged_ideas_carry_every_reader_to_the_end(stack: App) -> None:
    for order in permutations(range(3)):
        stack = app(MemoryWorld(MORNING))
        ids = [want(stack, text, *who) for text, who in WISHES.items()]
        first, second, third = (ids[number] for number in order)
        stack.acts.merge(first, second)
        stack.acts.merge(second, third)
        assert list(votes(stack).values()) == [3]
        stack.acts.undo(first)
        stack.acts.undo(second)
        assert votes(stack) == {text: len(who) for text, who in WISHES.items()}


WISHES = {"tides": (ADA, LIN), "the sea": (LIN, KIM), "harbours": (ADA, KIM)}


def test_a_ring_of_merges_is_refused(stack: App) -> None:
    tides, sea = want(stack, "tides", ADA), want(stack, "the sea", LIN)
    stack.acts.merge(tides, sea)
    with pytest.raises(BadInput, match="same idea already"):
        stack.acts.merge(sea, tides)
    with pytest.raises(BadInput, match="merged into"):
        stack.acts.merge(tides, want(stack, "harbours", KIM))


def test_wordings_split_off_are_an_idea_of_their_own_also_for_who_asks_later(stack: App) -> None:
    chase = want(stack, "dogs chase cats", ADA, LIN)
    assert want(stack, "cats chase dogs", KIM) == chase
    new = stack.acts.split(chase, ["cats chase dogs"])
    assert votes(stack) == {"dogs chase cats": 2, "cats chase dogs": 1}
    assert stack.acts.split(chase, ["cats chase dogs"]) == new
    want(stack, "Cats chase dogs!", BO)
    assert votes(stack) == {"dogs chase cats": 2, "cats chase dogs": 2}


def test_undoing_a_split_puts_all_together_and_it_can_be_split_again(stack: App) -> None:
    chase = want(stack, "dogs chase cats", ADA, LIN)
    want(stack, "cats chase dogs", KIM)
    for _ in range(2):
        stack.acts.split(chase, ["cats chase dogs"])
        assert votes(stack) == {"dogs chase cats": 2, "cats chase dogs": 1}
        assert stack.acts.undo(chase).kind == "split"
        assert votes(stack) == {"dogs chase cats": 3}
    want(stack, "cats chase dogs", BO)
    assert votes(stack) == {"dogs chase cats": 4}


@pytest.mark.parametrize("texts", [[], ["dogs chase cats"], ["nobody said that"]])
def test_all_or_none_of_the_wordings_cannot_be_split_off(stack: App, texts: list[str]) -> None:
    chase = want(stack, "dogs chase cats", ADA)
    with pytest.raises(BadInput, match="not all"):
        stack.acts.split(chase, texts)


def status(stack: App, idea: str) -> str:
    found = stack.ideas.get(idea)
    assert found
    return found.status


def test_plan_decline_and_hide_are_undone_one_after_the_other(stack: App) -> None:
    idea = want(stack, "tides", ADA)
    turns: list[tuple[Callable[[str], Idea], str]] = [
        (stack.acts.plan, "planned"),
        (stack.acts.decline, "declined"),
        (stack.acts.hide, "hidden"),
    ]
    for act, after in turns:
        for _ in range(2):
            assert act(idea).status == after
    assert votes(stack) == {}
    for before in ("declined", "planned", "open"):
        stack.acts.undo(idea)
        assert status(stack, idea) == before
    with pytest.raises(BadInput, match="nothing to undo"):
        stack.acts.undo(idea)


def test_a_plan_remembers_its_post_and_undoing_brings_the_older_one_back(stack: App) -> None:
    idea = want(stack, "tides", ADA)
    assert stack.acts.plan(idea, slug="the-sea").slug == "the-sea"
    assert stack.acts.plan(idea, slug="the-tide").slug == "the-tide"
    assert stack.acts.undo(idea).idea.slug == "the-sea"
    assert stack.acts.undo(idea).idea.slug == ""


def test_an_idea_of_the_writer_s_has_no_votes_until_readers_ask_for_it(stack: App) -> None:
    added = stack.acts.add("how whales sleep")
    assert stack.acts.add("the sleep of whales") == added
    assert votes(stack) == {"how whales sleep": 0}
    want(stack, "How do whales sleep?", ADA)
    assert votes(stack) == {"how whales sleep": 1}


def test_undoing_an_addition_takes_it_off_the_board_and_adding_brings_it_back(stack: App) -> None:
    added = stack.acts.add("how whales sleep")
    stack.acts.undo(added.id)
    assert votes(stack) == {}
    stack.acts.add("how whales sleep")
    assert votes(stack) == {"how whales sleep": 0}


def reply(subscriber: str = ADA) -> KeptReply:
    return KeptReply(
        id="mail-9",
        kind="reply",
        text="tides, always",
        ideas=(),
        verified=bool(subscriber),
        subscriber=subscriber,
        letter_date="",
        received_at=MORNING,
    )


def test_an_idea_found_in_a_reply_by_hand_counts_its_reader_once(stack: App) -> None:
    for _ in range(2):
        idea = stack.acts.count(reply(), "tides")
        assert votes(stack) == {"tides": 1}
    assert stack.acts.undo(idea.id).kind == "count"
    assert votes(stack) == {"tides": 0}
    stack.acts.count(reply(), "tides")
    assert votes(stack) == {"tides": 1}


def test_an_unproven_reply_gives_an_idea_and_no_vote(stack: App) -> None:
    stack.acts.count(reply(""), "tides")
    assert votes(stack) == {"tides": 0}


def test_what_is_not_the_same_is_proposed_no_more(stack: App) -> None:
    one = want(stack, "friendship after forty", ADA)
    other = want(stack, "dating after forty", ADA)
    found = stack.ideas.get(other)
    assert found
    assert found.near == (one,)
    assert stack.acts.apart(one, other).near == ()
    assert stack.acts.apart(other, one).near == ()


def test_an_unknown_idea_is_told_so(stack: App) -> None:
    for act in (stack.acts.plan, stack.acts.decline, stack.acts.hide, stack.acts.undo):
        with pytest.raises(BadInput, match="There is no idea 12"):
            act("12")


class Dying(MemoryTable):
    """A table whose writes fail from one on, as where a process dies."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.left = 10**9

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        self._spend()
        return super().update(pk, sk, update, when=when)

    def transact(self, writings: Sequence[Writing]) -> None:
        self._spend()
        super().transact(writings)

    def _spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise InterruptedError


def lives(world: MemoryWorld, acts: list[Callable[[App], object]]) -> Iterator[App]:
    """The board after the acts, each of them cut short at every write and done again."""
    for left in range(14):
        stack = app(MemoryWorld(MORNING))
        table = Dying("ideas")
        stack.ideas.table = stack.ideas.votes.table = table
        stack.acts._table = table  # noqa: SLF001 - a table that dies
        want(stack, "tides", ADA, LIN)
        want(stack, "sea", LIN, KIM)
        want(stack, "cats chase dogs", ADA)
        want(stack, "dogs chase cats", LIN, KIM)
        for act in acts:
            table.left = left
            try:
                act(stack)
            except InterruptedError:
                table.left = 10**9
                act(stack)
            table.left = 10**9
        yield stack


def idea_of(stack: App, text: str) -> str:
    return next(idea.id for idea in stack.ideas.all() if idea.text == text)


def test_a_merge_cut_short_anywhere_is_whole_when_done_again(world: MemoryWorld) -> None:
    def merge(stack: App) -> object:
        return stack.acts.merge(idea_of(stack, "tides"), idea_of(stack, "sea"))

    for stack in lives(world, [merge]):
        assert votes(stack)["sea"] == 3


def test_a_split_cut_short_anywhere_is_whole_when_done_again(world: MemoryWorld) -> None:
    def split(stack: App) -> object:
        return stack.acts.split(idea_of(stack, "cats chase dogs"), ["dogs chase cats"])

    for stack in lives(world, [split]):
        assert votes(stack)["cats chase dogs"] == 1
        assert votes(stack)["dogs chase cats"] == 2


@pytest.fixture
def world() -> MemoryWorld:
    return MemoryWorld(MORNING)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_in_whatever_order_counts_are_those_of_the_votes(seed: int) -> None:
    random = Random(seed)
    stack = app(MemoryWorld(MORNING, seed))
    texts = ["tides", "the sea", "harbours", "dogs chase cats", "cats chase dogs"]
    for _ in range(60):
        ids = [idea.id for idea in stack.ideas.all()] or [want(stack, "tides", ADA)]
        one, other = random.choice(ids), random.choice(ids)
        acts: list[Callable[[], object]] = [
            partial(want, stack, random.choice(texts), random.choice([ADA, LIN, KIM, BO])),
            partial(stack.acts.merge, one, other),
            partial(stack.acts.split, one, random.sample(texts, 1)),
            partial(stack.acts.undo, one),
            partial(stack.ideas.votes.take_back, one, random.choice([ADA, LIN])),
        ]
        try:
            random.choice(acts)()
        except BadInput:
            continue
        votes(stack)
    for idea in stack.ideas.all():
        final = stack.ideas.standing(idea.id)
        assert final
        readers = {vote.subscriber for vote in stack.ideas.votes.of(idea.id)}
        assert readers <= {vote.subscriber for vote in stack.ideas.votes.of(final.id)}
