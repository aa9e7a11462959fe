"""What one reader asked for, what became of it, and how it is taken back or forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from dearreader.conditions import Update, equals, exists
from dearreader.errors import ConditionFailed
from dearreader.ideas.credit import CREDIT
from dearreader.ideas.model import ERASED, IDEA, Idea, of_reader, votes_of
from dearreader.ideas.replies import REPLY
from dearreader.ideas.store import Ideas
from dearreader.times import seconds

Became = Literal["received", "planned", "written", "declined"]

KEPT = timedelta(days=90)
"""How long what is empty of an erased reader stays: until no mail of theirs can come again."""


@dataclass(frozen=True)
class Asked:
    """One thing a reader asked for. ``slug`` is the post that was written about it."""

    idea: str
    text: str = field(repr=False)
    became: Became
    slug: str
    others: int


class Asking:
    """What readers asked for, each reader's own."""

    def __init__(self, ideas: Ideas) -> None:
        self._ideas = ideas
        self._table = ideas.table

    def of(self, subscriber: str) -> list[Asked]:
        """What the reader asked for and has not taken back, in their own words."""
        return [found for idea in self._own(subscriber) if (found := self._asked(idea, subscriber))]

    def take_back(self, subscriber: str, idea: str) -> None:
        """The reader asks for it no more: the words go, and the counts are one less.

        No mail of before brings it back; one that comes later does. What the reader did not ask for
        stays as it is.
        """
        if idea in self._own(subscriber):
            self._take_words_out(idea, subscriber)
            self._ideas.votes.take_back(idea, subscriber)

    def forget(self, subscriber: str, *, now: datetime) -> list[str]:
        """Erase the reader's words, votes and consent; returns the ids of the reader's mails.

        What stays is empty, and expires. May be done again, and goes on where it was cut short.
        """
        expires = {"expires": seconds(now + KEPT)}
        mails = []
        for item in list(self._table.query(of_reader(subscriber))):
            kind, _, name = item["sk"].partition("#")
            if kind == IDEA:
                self._take_words_out(name, subscriber)
                self._ideas.votes.take_back(name, subscriber)
                for place in (name, *self._ideas.votes.merged_into(name)):
                    emptied = Update(put=expires, drop=("replies", "text", "reply"))
                    self._change(votes_of(place), subscriber, emptied, "gone")
            elif kind == REPLY:
                empty = {"text": "", "ideas": [], "subscriber": "", **expires}
                self._change(REPLY, name, Update(put=empty), "pk")
                mails.append(name)
            drop = ("name",) if kind == CREDIT else ()
            self._change(item["pk"], item["sk"], Update(put=expires, drop=drop), "pk")
        return mails

    def _take_words_out(self, idea: str, subscriber: str) -> None:
        """An idea that bears the reader's words alone is told in another's, or in none."""
        found, vote = self._ideas.get(idea), self._ideas.votes.get(idea, subscriber)
        if not found or not vote or vote.gone or vote.text != found.text:
            return
        others = [
            other.text
            for other in self._ideas.votes.of(idea)
            if other.text and other.subscriber != subscriber
        ]
        if found.text in others:
            return
        text = Update(put={"text": min(others, default=ERASED)})
        try:
            self._table.update(IDEA, idea, text, when=equals("text", found.text))
        except ConditionFailed:
            return

    def _own(self, subscriber: str) -> list[str]:
        return list(self._pointers(subscriber))

    def _pointers(self, subscriber: str) -> Iterator[str]:
        pk = of_reader(subscriber)
        for item in self._table.query(pk, first=f"{IDEA}#", last=f"{IDEA}#\uffff"):
            yield item["sk"].partition("#")[2]

    def _asked(self, idea: str, subscriber: str) -> Asked | None:
        vote = self._ideas.votes.get(idea, subscriber)
        standing = self._ideas.standing(idea)
        if not vote or vote.gone or idea not in vote.origins or not standing:
            return None
        slug = standing.slug if standing.status == "written" else ""
        return Asked(idea, vote.text, _became(standing), slug, max(0, standing.votes - 1))

    def _change(self, pk: str, sk: str, update: Update, there: str) -> None:
        try:
            self._table.update(pk, sk, update, when=exists(there))
        except ConditionFailed:
            return


def _became(idea: Idea) -> Became:
    match idea.status:
        case "planned" | "written" | "declined":
            return idea.status
        case _:
            return "received"
