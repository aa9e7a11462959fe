"""What readers ask for, for everybody to see: no names, and nothing of one reader's alone."""

from datetime import datetime, timedelta

from dearreader.ideas.model import Idea
from dearreader.ideas.store import Ideas
from dearreader.ports import Clock

MOST = 100
"""Ideas that the page shows."""

ANEW = timedelta(minutes=5)
"""How long one process shows what it read: a public page must not read the board each time."""

LEAST_VOTES = 2


class Wanted:
    """The ideas that may be shown, most wanted first."""

    def __init__(self, ideas: Ideas, clock: Clock) -> None:
        self._ideas = ideas
        self._clock = clock
        self._read_at: datetime | None = None
        self._found: list[Idea] = []

    def ideas(self) -> list[Idea]:
        """Those that several readers asked for, or that the writer has planned or written about."""
        now = self._clock.now()
        if self._read_at is None or now - self._read_at > ANEW:
            self._found = [idea for idea in self._ideas.board() if _may_be_shown(idea)][:MOST]
            self._read_at = now
        return self._found


def _may_be_shown(idea: Idea) -> bool:
    if idea.status in {"planned", "written"}:
        return idea.votes > 0
    return idea.status == "open" and idea.votes >= LEAST_VOTES
