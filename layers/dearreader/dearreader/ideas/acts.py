"""What the writer does to the board: each act can be undone, and be done again without harm.

An act and its record are one transaction, on the state that the writer saw. What follows from it
(votes that move) is done afterwards, vote by vote: an act that was cut short is done again, and
ends what it began.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dearreader.conditions import NEW, Condition, Update, absent, equals
from dearreader.errors import BadInput, ConditionFailed
from dearreader.ideas.matching import wording
from dearreader.ideas.model import IDEA, LONGEST, WORDING, Idea, Status, Vote
from dearreader.ideas.replies import KeptReply
from dearreader.ideas.store import Ideas
from dearreader.ideas.votes import Asked
from dearreader.ports import Clock, Item, Writing
from dearreader.times import milliseconds

Kind = Literal["add", "plan", "decline", "hide", "merge", "split", "count"]

CHANGED = "The idea changed while you looked at it. See it again: dearreader ideas show "


@dataclass(frozen=True)
class Undone:
    """An act that was taken back, and the idea as it is then."""

    kind: Kind
    idea: Idea


class Acts:
    """The writer's acts on the board."""

    def __init__(self, ideas: Ideas, clock: Clock) -> None:
        self._ideas = ideas
        self._table = ideas.table
        self._votes = ideas.votes
        self._clock = clock

    def add(self, text: str) -> Idea:
        """Put an idea of the writer's own on the board, or find it there."""
        placed = self._ideas.place(text, now=self._clock.now())
        idea = self._standing(placed.idea)
        if placed.opened:
            return self._record(idea, "add", {}, before="hidden")
        if idea.status == "hidden":
            return self._record(idea, "add", {"status": "open"})
        return idea

    def plan(self, idea: str, *, slug: str = "") -> Idea:
        """Say that it will be written about, in the post of that slug where there is one."""
        found = self._standing(idea)
        if found.status == "planned" and slug in {"", found.slug}:
            return found
        return self._turn(found, "plan", "planned", slug=slug)

    def decline(self, idea: str) -> Idea:
        """Say that it will not be written about."""
        return self._turn(self._standing(idea), "decline", "declined")

    def hide(self, idea: str) -> Idea:
        """Take it off the board."""
        return self._turn(self._standing(idea), "hide", "hidden")

    def merge(self, idea: str, into: str) -> Idea:
        """Let an idea be the same as another; returns the other, with the votes of both."""
        found, other = self._known(idea), self._standing(into)
        if found.into and self._standing(found.into).id == other.id:
            return self._carried(found)
        if found.into:
            raise BadInput(f"{found.id} is merged into {found.into}: merge that, or undo it first.")
        if found.id == other.id:
            raise BadInput("That is the same idea already.")
        self._record(found, "merge", {"status": "merged", "into": other.id})
        return self._carried(self._known(found.id))

    def apart(self, idea: str, other: str) -> Idea:
        """Propose no more that the two are the same."""
        for one, two in ((idea, other), (other, idea)):
            found = self._known(one)
            left = [near for near in found.near if near != two]
            if len(left) < len(found.near):
                update = Update(put={"near": left})
                self._update(found, update, equals("near", list(found.near)))
        return self._known(idea)

    def split(self, idea: str, texts: Sequence[str]) -> Idea:
        """Make an idea of its own of some of an idea's wordings; returns it, with their votes."""
        found = self._known(idea)
        wordings = sorted({wording(text) for text in texts})
        if found.into:
            raise BadInput(f"{found.id} is merged into {found.into}: split that, or undo it first.")
        routed = self._table.get(WORDING, wordings[0]) if wordings else None
        new = self._ideas.get(routed["idea"]) if routed and routed["from"] == found.id else None
        if new and new.leaving == found.id:
            return self._left(new)
        if new and not new.into:
            return self._moved(found, new, wordings)
        if new:
            return self._split_again(found, new)
        kept, gone = self._parted(found, wordings)
        if not gone or not kept:
            raise BadInput("Name some of its wordings, not all: dearreader ideas show " + found.id)
        self._open_split(found, wordings, gone[0].text)
        return self._moved(found, self._known(wordings[0]), wordings)

    def count(self, reply: KeptReply, text: str) -> Idea:
        """Find an idea in a reply that nobody found; its reader, where proven, votes for it."""
        placed = self._ideas.place(text, now=self._clock.now())
        idea = self._known(placed.idea)
        if not reply.subscriber:
            return self._record(idea, "add", {}, before="hidden") if placed.opened else idea
        before = self._votes.get(idea.id, reply.subscriber)
        self._votes.cast(
            idea.id, reply.subscriber, Asked(text[:LONGEST], reply.id, self._clock.now())
        )
        idea = self._known(idea.id)
        if before and not before.gone:
            return idea
        return self._record(idea, "count", {}, more={"reader": reply.subscriber})

    def undo(self, idea: str) -> Undone:
        """Take back the last act on the idea."""
        found = self._known(idea)
        if found.leaving:
            return Undone("merge", self._left(found))
        if found.status == "written":
            raise BadInput(f"{found.id} has been written about: {found.slug}. That stands.")
        if not found.acts:
            raise BadInput(f"There is nothing to undo: you did nothing to {found.id} yet.")
        act = self._table.get(_acts_of(found.id), _number(found.acts)) or {}
        kind: Kind = act["kind"]
        restored: Item = {"status": act["status"], "acts": found.acts - 1}
        drop = tuple(name for name in ("slug", "into") if name not in act)
        restored |= {name: act[name] for name in ("slug", "into") if name in act}
        if kind == "merge":
            restored["leaving"] = found.into
        self._update(found, Update(put=restored, drop=drop), _seen(found))
        if kind == "merge":
            return Undone(kind, self._left(self._known(found.id)))
        if kind == "split":
            self._put_back(act["to"], found.id)
        if kind == "count":
            self._votes.take_back(found.id, act["reader"])
            self._votes.forget(found.id, act["reader"])  # else the same reply could not count again
        return Undone(kind, self._known(found.id))

    def wordings(self, idea: str) -> dict[str, int]:
        """The wordings in which readers asked for it, most used first, and how many used each."""
        found: dict[str, int] = {}
        for vote in self._own_votes(idea):
            found[vote.text] = found.get(vote.text, 0) + 1
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def _own_votes(self, idea: str) -> list[Vote]:
        return [vote for vote in self._votes.of(idea) if idea in vote.origins]

    def _turn(self, found: Idea, kind: Kind, status: Status, *, slug: str = "") -> Idea:
        if found.status == "written":
            raise BadInput(f"{found.id} has been written about: {found.slug}.")
        if found.status == status and not slug:
            return found
        return self._record(found, kind, {"status": status, **({"slug": slug} if slug else {})})

    def _record(
        self,
        found: Idea,
        kind: Kind,
        changes: Item,
        *,
        before: Status | None = None,
        more: Item | None = None,
    ) -> Idea:
        """Do it to the idea as it was seen, and keep what it was. Raises BadInput."""
        act: Item = {
            "pk": _acts_of(found.id),
            "sk": _number(found.acts + 1),
            "kind": kind,
            "status": before or found.status,
            "at": milliseconds(self._clock.now()),
            **({"slug": found.slug} if found.slug else {}),
            **({"into": found.into} if found.into else {}),
            **(more or {}),
        }
        update = Update(put={**changes, "acts": found.acts + 1})
        key = {"pk": IDEA, "sk": found.id}
        try:
            self._table.transact(
                [Writing(self._table, key, update, _seen(found)), Writing(self._table, act)]
            )
        except ConditionFailed as refusal:
            raise BadInput(CHANGED + found.id) from refusal
        return self._known(found.id)

    def _carried(self, found: Idea) -> Idea:
        """Bring the votes of a merged idea to what it was merged into."""
        for vote in self._votes.of(found.id):
            for origin in sorted(vote.origins):
                at = milliseconds(self._clock.now())
                self._votes.carry(found.id, vote.subscriber, origin, at=at)
        return self._standing(found.id)

    def _left(self, found: Idea) -> Idea:
        """Take the votes of an idea that was merged out of the other again."""
        came = {found.id}.union(*(vote.origins for vote in self._votes.of(found.id)))
        for vote in self._votes.of(found.leaving):
            for origin in sorted(vote.origins & came):
                self._votes.withdraw_along(found.leaving, vote.subscriber, origin)
        self._update(found, Update(drop=("leaving",)), equals("leaving", found.leaving))
        return self._known(found.id)

    def _parted(self, found: Idea, wordings: Sequence[str]) -> tuple[list[Vote], list[Vote]]:
        votes = self._own_votes(found.id)
        gone = [vote for vote in votes if wording(vote.text) in wordings]
        return [vote for vote in votes if vote not in gone], gone

    def _open_split(self, found: Idea, wordings: Sequence[str], text: str) -> None:
        """Open the new idea, lead its wordings to it, and keep the act: all or nothing."""
        new, at = wordings[0], milliseconds(self._clock.now())
        opened: Item = {"pk": IDEA, "sk": new, "text": text, "votes": 0, "status": "open"}
        act: Item = {"pk": _acts_of(found.id), "sk": _number(found.acts + 1), "kind": "split"}
        update = Update(put={"acts": found.acts + 1})
        routes = [
            {"pk": WORDING, "sk": each, "idea": new, "from": found.id} for each in wordings[:50]
        ]
        try:
            self._table.transact(
                [
                    Writing(self._table, {"pk": IDEA, "sk": found.id}, update, _seen(found)),
                    Writing(self._table, {**act, "status": found.status, "to": new, "at": at}),
                    Writing(self._table, {**opened, "opened_at": at}, when=NEW),
                    *(Writing(self._table, route) for route in routes),
                ]
            )
        except ConditionFailed as refusal:
            raise BadInput(CHANGED + found.id) from refusal

    def _split_again(self, found: Idea, new: Idea) -> Idea:
        """What was split off before, and put back, leaves once more."""
        self._record(found, "split", {}, more={"to": new.id})
        out = Update(put={"status": "open", "leaving": found.id}, drop=("into",))
        self._update(new, out, equals("into", found.id))
        return self._left(self._known(new.id))

    def _moved(self, found: Idea, new: Idea, wordings: Sequence[str]) -> Idea:
        for vote in self._parted(found, wordings)[1]:
            asked = Asked(vote.text, vote.reply, self._clock.now())
            self._votes.cast(new.id, vote.subscriber, asked)
            self._votes.take_back(found.id, vote.subscriber)
        return self._known(new.id)

    def _put_back(self, new: str, idea: str) -> None:
        """What was split off is merged again: its wordings lead there, and on from there."""
        merged = Update(put={"status": "merged", "into": idea})
        found = self._known(new)
        if not found.into:
            self._update(found, merged, absent("into"))
        self._carried(self._known(new))

    def _update(self, found: Idea, update: Update, when: Condition) -> None:
        try:
            self._table.update(IDEA, found.id, update, when=when)
        except ConditionFailed as refusal:
            raise BadInput(CHANGED + found.id) from refusal

    def _known(self, idea: str) -> Idea:
        found = self._ideas.get(idea)
        if not found:
            raise BadInput(f"There is no idea {idea}. See them: dearreader ideas list")
        return found

    def _standing(self, idea: str) -> Idea:
        return self._ideas.standing(idea) or self._known(idea)


def _acts_of(idea: str) -> str:
    return f"act#{idea}"


def _number(count: int) -> str:
    return f"{count:06d}"


def _seen(found: Idea) -> Condition:
    acts = equals("acts", found.acts) if found.acts else absent("acts") | equals("acts", 0)
    return equals("status", found.status) & acts
