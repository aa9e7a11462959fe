"""Everything that the tables hold, as files keep it, and how it comes back.

What is left out can be made again, or is nobody's: the pacer's clock, and the batches of editions
whose account is closed and settled. Coming back, every item is new or is left alone, so that it may
be cut off and asked again. Departures come first: at no moment is somebody a reader who has left.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from dearreader.conditions import NEW, Update
from dearreader.editions.model import Edition
from dearreader.editions.store import EDITION, Editions
from dearreader.errors import ConditionFailed
from dearreader.ideas import Ideas
from dearreader.ideas.model import IDEA
from dearreader.ideas.replies import REPLY
from dearreader.imports import LEFT
from dearreader.nudges import TOLD
from dearreader.ports import Clock, Item, Table, Writing
from dearreader.posts import Posts
from dearreader.subscribers import Subscribers
from dearreader.times import milliseconds

Kind = Literal["departures", "readers", "posts", "ideas", "replies", "editions"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which they come back."""

PAUSED = "it was under way when it was exported"


class Exports:
    """Reads everything."""

    def __init__(
        self, *, subscribers: Subscribers, posts: Posts, editions: Editions, ideas: Ideas
    ) -> None:
        self._subscribers = subscribers
        self._posts = posts
        self._editions = editions
        self._ideas = ideas

    def everything(self) -> Iterator[tuple[Kind, Item]]:
        """Every item with its kind, in no order: as it stands while it is read."""
        for item in self._posts.table.scan():
            yield "posts", item
        for item in self._ideas.table.scan():
            yield "replies" if item["pk"] == REPLY else "ideas", item
        unsettled = set(self._unsettled())
        for item in self._editions.table.scan():
            if item["pk"] in {EDITION, TOLD} or item["pk"].partition("#")[0] in unsettled:
                yield "editions", item
        for item in self._subscribers.table.scan():  # last: who leaves meanwhile has left
            yield "departures" if item["status"] in LEFT else "readers", item

    def _unsettled(self) -> Iterator[str]:
        """The editions of which it may still matter who is in which batch."""
        for item in self._editions.table.query(EDITION):
            edition = Edition.from_item(item)
            if edition.state != "closed" or edition.account.get("unresolved"):
                yield edition.key


class Returns:
    """Takes back what was exported."""

    def __init__(
        self,
        *,
        subscribers: Subscribers,
        posts: Posts,
        editions: Editions,
        ideas: Ideas,
        clock: Clock,
    ) -> None:
        self._subscribers = subscribers
        self._posts = posts
        self._editions = editions
        self._ideas = ideas
        self._clock = clock

    def take(self, kind: Kind, items: Sequence[Item]) -> int:
        """Take up to 100 items of a kind back; how many of them were not there."""
        if kind in {"departures", "readers"}:
            table = self._subscribers.table
            there = _put(table, [self._reader(item) for item in items])
            if kind == "departures":
                self._follow([item for item, new in zip(items, there, strict=True) if not new])
            return sum(there)
        if kind == "posts":
            return sum(_put_one(self._posts.table, item) for item in items)
        if kind == "editions":
            return sum(_put(self._editions.table, [self._edition(item) for item in items]))
        votes = [item for item in items if _counts(item)]
        others = [_uncounted(item) for item in items if item not in votes]
        new = sum(_put_one(self._ideas.table, item) for item in others)
        return new + sum(map(self._count, votes))

    def missing(self, kind: Kind, items: Sequence[Item]) -> int:
        """How many of the items are not here. It reads the table of that kind."""
        tables = {
            "departures": self._subscribers.table,
            "readers": self._subscribers.table,
            "posts": self._posts.table,
            "editions": self._editions.table,
        }
        table = tables.get(kind, self._ideas.table)
        here = {item["sk"] + item["pk"] for item in table.scan(only=("pk", "sk"))}
        if table is self._subscribers.table:
            return sum(item["sk"] + self._subscribers.pk(item["sk"]) not in here for item in items)
        return sum(item["sk"] + item["pk"] not in here for item in items)

    def _reader(self, item: Item) -> Item:
        """In the shard that is theirs here."""
        return item | {"pk": self._subscribers.pk(item["sk"])}

    def _follow(self, departures: Sequence[Item]) -> None:
        """Who is a reader here, and left there later, has left."""
        for item in departures:
            found = self._subscribers.item(item["sk"]) or {}
            since = found.get("confirmed_at") or found.get("asked_at") or 0
            if found.get("status") in {"pending", "active"} and item["left_at"] > since:
                self._subscribers.leave(item["sk"], item["status"], now=self._clock.now())

    def _edition(self, item: Item) -> Item:
        """Nothing goes out because it came back: what was under way waits for the writer."""
        if item["pk"] != EDITION or item["state"] == "closed":
            return item
        held = {"state": "held", "hold": "writer", "reason": PAUSED}
        return item | held | {"held": milliseconds(self._clock.now())}

    def _count(self, vote: Item) -> bool:
        table = self._ideas.table
        keys = {"pk": IDEA, "sk": vote["pk"].partition("#")[2]}
        counted = Update(add={"votes": 1}, default={"wanted_at": vote.get("at", 0)})
        try:
            table.transact([Writing(table, vote, when=NEW), Writing(table, keys, counted)])
        except ConditionFailed:
            return False
        return True


def _put(table: Table, items: Sequence[Item]) -> list[bool]:
    """Of each item whether it was not there, and is now. Letters are too large to go together."""
    if not items:
        return []
    try:
        table.transact([Writing(table, item, when=NEW) for item in items])
    except ConditionFailed:
        return [_put_one(table, item) for item in items]
    return [True] * len(items)


def _put_one(table: Table, item: Item) -> bool:
    try:
        table.put(item, when=NEW)
    except ConditionFailed:
        return False
    return True


def _counts(item: Item) -> bool:
    """Whether it is a vote that nobody has taken back."""
    return item["pk"].startswith(f"{IDEA}#") and "gone" not in item


def _uncounted(item: Item) -> Item:
    """Ideas come back without votes: each vote that comes back is counted."""
    return item | {"votes": 0} if item["pk"] == IDEA else item


def order(item: Item) -> tuple[bool, str, str]:
    """Ideas before their votes, letters before their posts: whatever is named is there already."""
    return "#" in item["pk"], item["pk"], item["sk"]
