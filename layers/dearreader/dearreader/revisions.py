"""What posts were before each change, so that the writer can take the last one back.

A revision is kept before the change is made: who dies between the two leaves one that differs from
nothing, and is passed over. All lie in one partition of the table of posts, newest last.
"""

from dataclasses import dataclass, field
from typing import Any

from dearreader.conditions import Update, absent, equals
from dearreader.errors import BadInput, ConditionFailed
from dearreader.ports import Chance, Clock, Item, Writing
from dearreader.posts import MANUSCRIPT, POST, WAITING, Post, Posts
from dearreader.times import milliseconds

HISTORY = "#history"
"""No post can be called so."""

KEPT = 50
"""Revisions: older ones are forgotten."""


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A post as it was before it was ``added`` again, ``queued``, ``unqueued`` or ``moved``.

    ``was`` is its item without the keys; ``source`` its Markdown, where that was about to change.
    """

    key: str
    slug: str
    done: str
    was: Item
    source: str | None = field(repr=False)


class Revisions:
    """Keeps them, and goes back."""

    def __init__(self, posts: Posts, *, clock: Clock, chance: Chance) -> None:
        self._posts = posts
        self._table = posts.table
        self._clock = clock
        self._chance = chance

    def remember(self, slug: str, done: str) -> None:
        """Keep what a post is, before something is done to it. A post that is not there is none."""
        item = self._table.get(slug, POST)
        if not item:
            return
        kept: Item = {
            "pk": HISTORY,
            "sk": f"{milliseconds(self._clock.now()):015d}.{self._chance.token()}",
            "slug": slug,
            "done": done,
            "was": _without_keys(item),
        }
        source = self._posts.source(slug) if done == "added" else None
        self._table.put(kept if source is None else kept | {"source": source})
        for old in list(self._table.query(HISTORY, newest_first=True))[KEPT:]:
            self._table.delete(HISTORY, old["sk"])

    def undo(self, slug: str | None = None) -> tuple[str, Post]:
        """Take the last change of a post, or of any, back: what was done, and the post as it is.

        Raises BadInput where there is nothing to take back, or the post has gone out.
        """
        for item in self._table.query(HISTORY, newest_first=True):
            revision = _revision(item)
            if (slug and revision.slug != slug) or item.get("undone"):
                continue
            present = self._table.get(revision.slug, POST) or {}
            if not self._differs(revision, present):
                continue
            self._restore(revision, present)
            return revision.done, Post.from_item(revision.was | {"pk": revision.slug})
        raise BadInput("There is nothing to take back. See all posts: dearreader post list")

    def _differs(self, revision: Revision, present: Item) -> bool:
        if _without_keys(present) != revision.was:
            return True
        return revision.source is not None and revision.source != self._posts.source(revision.slug)

    def _restore(self, revision: Revision, present: Item) -> None:
        if present.get("status") not in {"draft", *WAITING}:
            raise BadInput(
                f"“{revision.slug}” is {present.get('status')}: what has gone out stays as it is."
            )
        new = [name for name in _without_keys(present) if name not in revision.was]
        letter = present.get("letter")
        same = (
            equals("status", present["status"])
            & equals("position", present["position"])
            & (absent("letter") if letter is None else equals("letter", letter))
        )
        keys = {"pk": revision.slug, "sk": POST}
        writings = [
            Writing(self._table, keys, Update(put=revision.was, drop=tuple(new)), when=same),
            Writing(self._table, {"pk": HISTORY, "sk": revision.key}, Update(put={"undone": True})),
        ]
        if revision.source is not None:
            source = {"pk": revision.slug, "sk": MANUSCRIPT, "source": revision.source}
            writings.append(Writing(self._table, source))
        try:
            self._table.transact(writings)
        except ConditionFailed as refusal:
            raise BadInput(
                f"“{revision.slug}” has just changed. Look at it, and ask again: "
                f"dearreader post show {revision.slug}"
            ) from refusal


def _revision(item: Item) -> Revision:
    return Revision(
        key=item["sk"],
        slug=item["slug"],
        done=item["done"],
        was=item["was"],
        source=item.get("source"),
    )


def _without_keys(item: Item) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name not in {"pk", "sk"}}
