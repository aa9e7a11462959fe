"""A reply reads the ideas that share a word with it, however many there are on the board."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from dearreader.app import App
from dearreader.ideas import Ideas
from dearreader.ideas.store import POSTINGS
from dearreader.ports import Item
from tests.unit.conftest import MORNING
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, app

ADA, LIN = "a" * 32, "b" * 32


class Counting(MemoryTable):
    """A table that counts what is read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.read = 0
        self.partitions: set[str] = set()

    def get(self, pk: str, sk: str) -> Item | None:
        self.read += 1
        return super().get(pk, sk)

    def query(self, pk: str, **limits: Any) -> Iterator[Item]:
        self.partitions.add(pk)
        for item in super().query(pk, **limits):
            self.read += 1
            yield item


@pytest.fixture(scope="module")
def table() -> Counting:
    """A board of 600 ideas, each word in more of them than are looked at for it."""
    table = Counting("ideas")
    ideas = Ideas(table)
    things, where = ["tides", "bread", "moths", "clocks"], ["work", "school", "home", "sea", "noon"]
    for number, (thing, place) in enumerate(product(things, where)):
        for more in range(30):
            text = f"{thing} {place} {number * 30 + more}"
            ideas.want(text, ADA, reply="mail", now=MORNING)
    return table


def test_a_reply_reads_candidates_and_never_the_board(table: Counting) -> None:
    table.read, table.partitions = 0, set()
    Ideas(table).want("bread and clocks at the sea", LIN, reply="mail", now=MORNING)
    assert table.read <= 3 * POSTINGS + 20
    assert "idea" not in table.partitions
    assert table.partitions == {"term#bread", "term#clock", "term#sea"}


def test_a_wish_that_is_known_reads_next_to_nothing(table: Counting) -> None:
    table.read, table.partitions = 0, set()
    Ideas(table).want("Tides at work, 7", LIN, reply="mail", now=MORNING)
    assert table.read <= 5
    assert table.partitions == set()


def board(stack: App, *texts: str) -> dict[str, list[str]]:
    """Each idea's text, with the texts that it is proposed to be the same as."""
    for text in texts:
        stack.ideas.want(text, ADA, reply="mail", now=stack.clock.now())
    texts_of = {idea.id: idea.text for idea in stack.ideas.all()}
    return {idea.text: [texts_of[near] for near in idea.near] for idea in stack.ideas.all()}


@pytest.fixture
def stack() -> App:
    return app(MemoryWorld(MORNING))


def test_a_word_mistyped_joins_the_idea_that_is_there(stack: App) -> None:
    assert board(stack, "noisy neighbourhoods", "noisy neigbourhoods", "noisy neighborhoods") == {
        "noisy neighbourhoods": []
    }


def test_what_is_near_is_proposed_and_not_joined(stack: App) -> None:
    found = board(stack, "friendship after forty", "dating after forty", "tide tables")
    assert found["dating after forty"] == ["friendship after forty"]
    assert found["tide tables"] == []


def test_an_idea_of_an_older_board_is_found_by_its_older_id(stack: App) -> None:
    older = {"pk": "idea", "sk": "c05fe77339371657", "text": "how whales sleep", "votes": 1}
    older |= {"status": "open", "opened_at": 0}
    vote = {"pk": "idea#c05fe77339371657", "sk": ADA, "text": "how whales sleep", "reply": "m"}
    for item in (older, {**vote, "at": 0}):
        stack.ideas.table.put(item)
    for reader in (ADA, LIN):
        stack.ideas.want("The sleep: how whales", reader, reply="new", now=stack.clock.now())
    assert [(idea.text, idea.votes) for idea in stack.ideas.board()] == [("how whales sleep", 2)]
