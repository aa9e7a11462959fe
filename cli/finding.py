"""Ideas and replies by the beginning of their ids: what `list` shows is enough."""

from typing import TYPE_CHECKING

from cli.connection import Place
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from dearreader.ideas import Idea, KeptReply

SHOWN = 8
"""Letters of an id that lists show."""

LEAST = 4


def idea(place: Place, letters: str) -> "Idea":
    """The one idea whose id begins like that. Raises BadInput."""
    _enough(letters, "ideas")
    found = place.app.ideas.beginning(letters)
    if len(found) != 1:
        raise BadInput(_told(letters, "idea", len(found)))
    return found[0]


def reply(place: Place, letters: str) -> "KeptReply":
    """The one reply whose id begins like that. Raises BadInput."""
    _enough(letters, "replies")
    found = place.app.replies.beginning(letters)
    if len(found) != 1:
        raise BadInput(_told(letters, "reply", len(found)))
    return found[0]


def _enough(letters: str, what: str) -> None:
    if len(letters) < LEAST:
        raise BadInput(f"Give {LEAST} letters of the id at least: dearreader {what} list")


def _told(letters: str, what: str, count: int) -> str:
    several = {"idea": "ideas", "reply": "replies"}[what]
    if count:
        return f"{count} {several} begin with {letters}. Give more letters of the id."
    return f"There is no {what} {letters[:40]}. See them: dearreader {several} list"
