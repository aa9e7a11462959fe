"""Votes: one a reader and idea, whatever comes again; an idea's count is that of its votes.

A vote lies with the idea that the reader asked for, and is carried along to what that was merged
into; there it remembers by which ideas it came. Every change of a vote counts in the transaction
that makes it, and is taken back by the same road.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dearreader.conditions import NEW, Condition, Update, absent, equals, exists, lacks
from dearreader.errors import ConditionFailed
from dearreader.ideas.model import IDEA, Idea, Vote, of_reader, votes_of
from dearreader.ports import Item, Table, Writing
from dearreader.times import milliseconds

MOST_REPLIES = 50
"""Mails that a vote remembers to have asked for it."""

MOST_HOPS = 10
"""Ideas merged into ideas merged into ideas."""


@dataclass(frozen=True)
class Asked:
    """By which mail, in which words and when a reader asked."""

    text: str
    reply: str
    at: datetime


class Votes:
    """The votes of the Ideas table."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def cast(self, idea: str, subscriber: str, asked: Asked) -> None:
        """Count a reader's vote, here and wherever the idea was merged into."""
        at = milliseconds(asked.at)
        own = {"text": asked.text, "reply": asked.reply, "replies": {asked.reply}, "at": at}
        unless = NEW | (exists("gone") & lacks("replies", asked.reply))
        pointer = {"pk": of_reader(subscriber), "sk": f"{IDEA}#{idea}", "at": at}
        also = [Writing(self.table, pointer)]
        if self._support(idea, subscriber, idea, own, unless=unless, also=also, at=at):
            self.carry(idea, subscriber, idea, at=at)

    def carry(self, idea: str, subscriber: str, origin: str, *, at: int) -> None:
        """Count the vote as well in what the idea was merged into, if it was."""
        for here, into in self._hops(idea):
            still = Update(put={"carried_at": at})
            merged = Writing(self.table, {"pk": IDEA, "sk": here}, still, equals("into", into))
            unless = NEW | exists("gone")
            own: Item = {"at": at}
            self._support(into, subscriber, origin, own, unless=unless, also=[merged], at=at)

    def withdraw(self, idea: str, subscriber: str, origin: str) -> None:
        """The vote no longer counts here by that origin; by others it may."""
        while vote := self.get(idea, subscriber):
            if vote.gone or origin not in vote.origins:
                return
            try:
                self._withdraw(vote, vote.origins - {origin})
            except ConditionFailed:
                continue  # changed meanwhile: look again
            return

    def take_back(self, idea: str, subscriber: str) -> None:
        """The reader no longer asks for the idea: here, and wherever it was merged into."""
        self.withdraw_along(idea, subscriber, idea)

    def merged_into(self, idea: str) -> list[str]:
        """What the idea was merged into, and that again."""
        return [into for _, into in self._hops(idea)]

    def withdraw_along(self, idea: str, subscriber: str, origin: str) -> None:
        """The vote no longer counts by that origin: here, and wherever this was merged into."""
        for place in (idea, *self.merged_into(idea)):
            self.withdraw(place, subscriber, origin)

    def forget(self, idea: str, subscriber: str) -> None:
        """Keep nothing of a vote that is gone."""
        with suppress(ConditionFailed):
            self.table.delete(votes_of(idea), subscriber, when=exists("gone"))

    def get(self, idea: str, subscriber: str) -> Vote | None:
        """A reader's vote, also one that is gone."""
        item = self.table.get(votes_of(idea), subscriber)
        return Vote.from_item(item) if item else None

    def of(self, idea: str) -> Iterator[Vote]:
        """The votes that count."""
        for item in self.table.query(votes_of(idea)):
            if "gone" not in item:
                yield Vote.from_item(item)

    def _hops(self, idea: str) -> Iterator[tuple[str, str]]:
        """From idea to idea, as they were merged."""
        here = idea
        for _ in range(MOST_HOPS):
            item = self.table.get(IDEA, here)
            into = Idea.from_item(item).into if item else ""
            if not into:
                return
            yield here, into
            here = into

    def _support(
        self,
        idea: str,
        subscriber: str,
        origin: str,
        own: Item,
        *,
        unless: Condition,
        also: list[Writing],
        at: int,
    ) -> bool:
        """Let the vote count by that origin; False where it may not."""
        key: dict[str, Any] = {"pk": votes_of(idea), "sk": subscriber}
        vote = Writing(self.table, {**key, "origins": {origin}, **own}, when=unless)
        counted = Update(put={"wanted_at": at}, add={"votes": 1})
        count = Writing(self.table, {"pk": IDEA, "sk": idea}, counted, exists("pk"))
        while True:
            try:
                self.table.transact([vote, count, *also])
            except ConditionFailed as refusal:
                found = dict(refusal.found or {})
                if found.get("sk") != subscriber:
                    return False  # no such idea, or merged into another meanwhile
                if "gone" in found:
                    return False  # the reader has taken it back since that mail
                if not self._join(found, origin, own, also):
                    continue
            return True

    def _join(self, found: Item, origin: str, own: Item, also: list[Writing]) -> bool:
        """A vote that is there counts by that origin, too; False where it is there no more."""
        joined = Update(
            put={name: own[name] for name in ("text", "reply") if name in own}
            if origin not in Vote.from_item(found).origins
            else {},
            add={
                "origins": {origin, *Vote.from_item(found).origins},
                **_more_replies(found, own),
            },
        )
        if origin in found.get("origins", ()) and not _more_replies(found, own):
            return True
        vote = Writing(self.table, {"pk": found["pk"], "sk": found["sk"]}, joined, absent("gone"))
        try:
            self.table.transact([vote, *also])
        except ConditionFailed:
            return False
        return True

    def _withdraw(self, vote: Vote, left: frozenset[str]) -> None:
        key: dict[str, Any] = {"pk": votes_of(vote.idea), "sk": vote.subscriber}
        known: Condition = equals("origins", set(vote.origins))
        if vote.origins == {vote.idea}:
            known = known | absent("origins")
        same = absent("gone") & known
        words = ("text", "reply")
        if left:
            drop = words if vote.idea not in left else ()
            update = Update(put={"origins": set(left)}, drop=drop)
            self.table.update(key["pk"], key["sk"], update, when=same)
            return
        gone = Update(put={"gone": True}, drop=("origins", *words))
        less = Update(add={"votes": -1})
        self.table.transact(
            [
                Writing(self.table, key, gone, same),
                Writing(self.table, {"pk": IDEA, "sk": vote.idea}, less, exists("pk")),
            ]
        )


def _more_replies(found: Item, own: Item) -> dict[str, set[str]]:
    """What a vote has to remember of another mail that asks for it."""
    known = found.get("replies", {found.get("reply", "")})
    new = set(own.get("replies", ())) - set(known)
    return {"replies": new} if new and len(known) < MOST_REPLIES else {}
