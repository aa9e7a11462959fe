"""What the writer decides about an edition: each may be asked for twice, and tells why it can't be.

A died command leaves nothing half-done that asking again does not finish.
"""

from datetime import timedelta

from dearreader.conditions import Update, equals
from dearreader.editions.holds import FREED_BY_ITSELF, Holds
from dearreader.editions.model import REFUSED, UNRESOLVED, WAITING, BatchName, Edition
from dearreader.editions.store import Editions
from dearreader.errors import BadInput
from dearreader.ports import Clock, Queue
from dearreader.times import milliseconds

RESENT_WITHIN = timedelta(hours=4)
"""How long what the writer sends again may take: the next edition waits for it."""


class Deciding:
    """Carries out the writer's decisions."""

    def __init__(
        self, *, editions: Editions, schedule_queue: Queue, settle_queue: Queue, clock: Clock
    ) -> None:
        self._editions = editions
        self._holds = Holds(editions)
        self._schedule_queue = schedule_queue
        self._settle_queue = settle_queue
        self._clock = clock

    def edition(self, key: str) -> Edition:
        """The edition of that key. Raises BadInput where there is none."""
        found = self._editions.get(key)
        if not found:
            raise BadInput(
                f"There is no edition “{key[:40]}”. See them all: dearreader edition list"
            )
        return found

    def pause(self, key: str) -> None:
        """Stop an edition: calls that are on their way end, and no other begins."""
        found = self.edition(key)
        if found.state == "held" and found.hold not in FREED_BY_ITSELF:
            return  # it waits for the writer already, and keeps its reason
        if found.state == "closed":
            raise BadInput(f"{key} is closed: there is nothing left to pause.")
        reason = f"you paused it, and {found.reason}" if found.reason else "you paused it"
        if not self._holds.hold(found, "writer", reason, now=self._clock.now()):
            raise _changed(key)

    def resume(self, key: str) -> None:
        """Let a held edition go on: who has had it is not mailed again.

        Whoever was refused when the fault was the sender's is called once more.
        """
        found = self.edition(key)
        if found.state == "closed":
            raise BadInput(f"{key} is closed, not held: there is nothing to resume.")
        if found.state == "held":
            for tag in sorted(found.refused_whole):
                self._call_again(BatchName.from_tag(key, tag), REFUSED)
            if not self._holds.resume(found, waive=True):
                raise _changed(key)
        self._schedule_queue.send([{"ask": "due"}])

    def resend(self, key: str) -> int:
        """Mail another copy to all who are unresolved; returns to how many.

        Some of them may have it already: nobody can tell, which is why the writer is asked.
        """
        found = self.edition(key)
        if found.state != "closed":
            raise BadInput(
                f"{key} is {found.state}: who is unresolved is known when it is closed. "
                f"Look again: dearreader edition show {key}"
            )
        if key not in {edition.key for edition in self._editions.latest()}:
            raise BadInput(
                f"{key} is too long ago to be mailed again: newer letters have gone out."
            )
        again = 0
        for batch in list(self._editions.batches(found)):
            again += len(batch.unresolved) or len(batch.waiting)
            self._call_again(batch.name, UNRESOLVED)
        if not again:
            raise BadInput(f"Nobody is unresolved in {key}: there is no one to mail again.")
        now = self._clock.now()
        until = max(found.unsent_after, now + RESENT_WITHIN)
        reopen = Update(
            put={"state": "planning", "unsent_after": milliseconds(until)},
            drop=("closed", "decided"),
        )
        if not self._editions.move(key, reopen, equals("state", "closed")):
            raise _changed(key)
        self._schedule_queue.send([{"ask": "due"}])
        return again

    def leave(self, key: str) -> None:
        """Send no more of an edition: what is unsent expires, what is unresolved stays so."""
        found = self.edition(key)
        now = milliseconds(self._clock.now())
        if found.state == "closed":
            self._call_off(found)
            decided = Update(put={"decided": now})
        elif found.state == "held":
            decided = Update(put={"unsent_after": now, "decided": now})
        else:
            raise BadInput(f"{key} is {found.state}. Stop it first: dearreader edition pause {key}")
        if not self._editions.move(key, decided, equals("state", found.state)):
            raise _changed(key)
        self._settle_queue.send([{"ask": "settle"}])

    def _call_off(self, edition: Edition) -> None:
        """Take back what a `resend` began that died before it had reopened the edition."""
        for batch in list(self._editions.batches(edition)):
            if batch.waiting:
                outcomes = batch.settled(dict.fromkeys(batch.waiting, UNRESOLVED))
                self._editions.settle(batch, outcomes)

    def _call_again(self, name: BatchName, code: str) -> None:
        batch = self._editions.batch(name)
        if not batch or batch.state != "done":
            return
        some = batch.unresolved if code == UNRESOLVED else batch.those(code)
        if some:
            self._editions.settle(batch, batch.settled(dict.fromkeys(some, WAITING)))


def _changed(key: str) -> BadInput:
    return BadInput(f"{key} has changed meanwhile. Look again: dearreader edition show {key}")
