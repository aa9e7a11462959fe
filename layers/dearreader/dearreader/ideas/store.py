"""Ideas: a wish joins the idea that asks for the same, or opens one."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from dearreader.conditions import NEW, Update, equals
from dearreader.errors import ConditionFailed
from dearreader.ideas import older
from dearreader.ideas.matching import ENOUGH, identity, is_slip, nearest, wording
from dearreader.ideas.model import ERASED, IDEA, LONGEST, WORDING, Idea
from dearreader.ideas.votes import MOST_HOPS, Asked, Votes
from dearreader.ideas.words import Words, words
from dearreader.ports import Item, Table, Writing
from dearreader.times import milliseconds

POSTINGS = 64
"""Ideas that are looked at for one word; a word in more of them tells little."""

PROPOSED = 3
"""Ideas at most that are proposed as the same as a new one."""


@dataclass(frozen=True)
class Placed:
    """Where a text belongs; ``opened`` says that the idea is new."""

    idea: str
    opened: bool


class Ideas:
    """The ideas of the Ideas table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.votes = Votes(table)

    def want(self, text: str, subscriber: str, *, reply: str, now: datetime) -> str:
        """Open the idea or join it, and count the reader's one vote; returns the idea's id.

        Wanting it again, by whatever mail, changes nothing.
        """
        placed = self.place(text, now=now)
        self.votes.cast(placed.idea, subscriber, Asked(text[:LONGEST], reply, now))
        if not placed.opened:
            self._name_again(placed.idea, text[:LONGEST])
        return placed.idea

    def _name_again(self, idea: str, text: str) -> None:
        """An idea that all had taken back is called what the next reader calls it."""
        found = self.get(idea)
        if found and found.votes and found.text == ERASED:
            with suppress(ConditionFailed):
                named = Update(put={"text": text})
                self.table.update(IDEA, idea, named, when=equals("text", ERASED))

    def place(self, text: str, *, now: datetime) -> Placed:
        """The idea that asks for the same; it is opened where there is none."""
        text = text[:LONGEST]
        routed = self.table.get(WORDING, wording(text))
        if routed:
            return Placed(routed["idea"], opened=False)
        known = words(text)
        idea = identity(known)
        for name in (idea, older.identity(text)):
            if self.table.get(IDEA, name):
                return Placed(name, opened=False)
        candidates = dict(self._candidates(known))
        for name, other in sorted(candidates.items()):
            if is_slip(known, other) and self._stands(name):
                return Placed(name, opened=False)
        near = nearest(known, candidates.items(), most=2 * PROPOSED)
        final = (self.standing(name) for _, name in near)
        proposed = list(dict.fromkeys(found.id for found in final if found and _is_shown(found)))
        return self._open(idea, text, known, proposed[:PROPOSED], now)

    def get(self, idea: str) -> Idea | None:
        """The idea, or None."""
        item = self.table.get(IDEA, idea)
        return Idea.from_item(item) if item else None

    def standing(self, idea: str) -> Idea | None:
        """The idea, or what it was merged into."""
        found = self.get(idea)
        for _ in range(MOST_HOPS):
            if not found or not found.into:
                break
            found = self.get(found.into)
        return found

    def beginning(self, letters: str) -> list[Idea]:
        """The ideas whose ids begin like that."""
        found = self.table.query(IDEA, first=letters, last=f"{letters}\uffff")
        return [Idea.from_item(item) for item in found]

    def all(self) -> list[Idea]:
        """All ideas, most wanted first, then oldest first; also hidden and merged ones."""
        ideas = [Idea.from_item(item) for item in self.table.query(IDEA)]
        return sorted(ideas, key=lambda idea: (-idea.votes, idea.opened_at, idea.id))

    def board(self) -> list[Idea]:
        """What is on the board: neither hidden, nor merged into another, nor taken back by all."""
        found = (idea for idea in self.all() if _is_shown(idea))
        return [idea for idea in found if idea.votes or idea.text != ERASED]

    def _candidates(self, known: Words) -> Iterator[tuple[str, Words]]:
        """Ideas that share a telling word: as many as a reply may read, however many there are."""
        for term in _indexed(known):
            for posting in self.table.query(f"term#{term}", limit=POSTINGS):
                yield posting["sk"], Words(tuple(posting["heavy"]), tuple(posting["light"]))

    def _stands(self, idea: str) -> bool:
        found = self.standing(idea)
        return found is not None and _is_shown(found)

    def _open(self, idea: str, text: str, known: Words, near: list[str], now: datetime) -> Placed:
        at = milliseconds(now)
        opened: Item = {"pk": IDEA, "sk": idea, "text": text, "votes": 0, "status": "open"}
        opened |= {"opened_at": at, **({"near": near} if near else {})}
        posting = {"sk": idea, "heavy": list(known.heavy), "light": list(known.light)}
        writings = [
            Writing(self.table, opened, when=NEW),
            *(Writing(self.table, {"pk": f"term#{term}", **posting}) for term in _indexed(known)),
        ]
        with suppress(ConditionFailed):  # another reply opened it at the same moment
            self.table.transact(writings)
        return Placed(idea, opened=True)


def _is_shown(idea: Idea) -> bool:
    return idea.status not in {"hidden", "merged"}


def _indexed(known: Words) -> tuple[str, ...]:
    return known.heavy if len(known.heavy) >= ENOUGH else known.all
