"""Ideas and votes, as their items describe them.

idea   open → planned → written; open or planned → declined or hidden, and back again
       any of these → merged into another, and back again
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Self

from dearreader.times import from_milliseconds

Status = Literal["open", "planned", "written", "declined", "hidden", "merged"]

IDEA, WORDING = "idea", "wording"

ERASED = "(taken back)"
"""In place of an idea that nobody else asked for."""

LONGEST = 300
"""Characters of an idea; more is a story, and stays in the reply."""


@dataclass(frozen=True, kw_only=True)
class Idea:
    """A topic in a reader's own words, and how many readers want it.

    ``into`` names the idea that it was merged into; ``near`` are ideas that may be the same, for
    the writer to judge. ``slug`` is the post that answers it, ``acts`` how many acts of the writer
    stand to be undone, ``leaving`` an idea out of which its votes are still to be taken.
    """

    id: str
    text: str = field(repr=False)
    votes: int
    status: Status
    opened_at: datetime
    into: str = ""
    near: tuple[str, ...] = ()
    slug: str = ""
    acts: int = 0
    leaving: str = ""

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The idea that a table's item describes."""
        return cls(
            id=item["sk"],
            text=item["text"],
            votes=item["votes"],
            status=item["status"],
            opened_at=from_milliseconds(item["opened_at"]),
            into=item.get("into", ""),
            near=tuple(item.get("near", ())),
            slug=item.get("slug", ""),
            acts=item.get("acts", 0),
            leaving=item.get("leaving", ""),
        )


@dataclass(frozen=True, kw_only=True)
class Vote:
    """One reader's vote for an idea.

    ``origins`` are the ideas that the reader asked for, by which the vote is here: the idea itself,
    or others that were merged into it. ``text`` is the reader's own wording, where it was asked for
    here, ``reply`` the mail that said so first. One that is ``gone`` counts no more.
    """

    idea: str
    subscriber: str
    origins: frozenset[str]
    text: str = field(repr=False)
    reply: str
    gone: bool

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The vote that a table's item describes."""
        idea = item["pk"].partition("#")[2]
        return cls(
            idea=idea,
            subscriber=item["sk"],
            origins=frozenset(item.get("origins", {idea})),
            text=item.get("text", ""),
            reply=item.get("reply", ""),
            gone="gone" in item,
        )


def votes_of(idea: str) -> str:
    """The partition of an idea's votes."""
    return f"{IDEA}#{idea}"


def of_reader(subscriber: str) -> str:
    """The partition of what is one reader's."""
    return f"reader#{subscriber}"
