"""Ideas that a post answers: who asked for them, and that they have been written about."""

from collections.abc import Iterable
from datetime import datetime

from dearreader.conditions import Update, equals
from dearreader.errors import ConditionFailed
from dearreader.ideas.model import IDEA, Idea
from dearreader.ideas.store import Ideas
from dearreader.times import milliseconds


def askers(ideas: Ideas, answered: Iterable[str]) -> dict[str, str]:
    """Who asked for any of the ideas, by id, and in which words: one query an idea.

    Who asked for an idea that was merged into one of them has asked as well.
    """
    found: dict[str, str] = {}
    for name in answered:
        idea = ideas.standing(name)
        origins: set[str] = set()
        for vote in ideas.votes.of(idea.id) if idea else ():
            found.setdefault(vote.subscriber, "")
            found[vote.subscriber] = found[vote.subscriber] or vote.text
            origins |= vote.origins - {vote.idea}
        for origin in sorted(origins):
            for vote in ideas.votes.of(origin):
                if vote.subscriber in found:
                    found[vote.subscriber] = found[vote.subscriber] or vote.text
    return found


def written(ideas: Ideas, answered: Iterable[str], slug: str, *, now: datetime) -> list[Idea]:
    """Close the ideas as written about, with the post that did; those that are stay as they are.

    Returns those that were closed now.
    """
    closed = []
    for name in answered:
        while (found := ideas.standing(name)) and found.status != "written":
            put = {"status": "written", "slug": slug, "written_at": milliseconds(now)}
            try:
                item = ideas.table.update(
                    IDEA, found.id, Update(put=put), when=equals("status", found.status)
                )
            except ConditionFailed:
                continue  # the writer was at it meanwhile: look again
            closed.append(Idea.from_item(item))
            break
    return closed
