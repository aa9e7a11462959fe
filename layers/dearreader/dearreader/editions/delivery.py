"""One batch to SES: slot, re-read, claim, one call, outcome, in this order.

The slot comes first because waiting for it takes time; the re-read comes after it so that who left
meanwhile is left out; the claim comes last so that a claim without an outcome means that SES may
have been called. No call is repeated here: what SES put off waits for another delivery.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from dearreader.editions import statuses
from dearreader.editions.model import (
    ACCEPTED,
    EXPIRED,
    LEFT,
    REFUSED,
    WAITING,
    Batch,
    BatchName,
    Edition,
)
from dearreader.editions.pacing import Pacer
from dearreader.editions.store import Editions
from dearreader.errors import SendInDoubt, SendRefused, TryLater
from dearreader.letters.copies import bulk
from dearreader.ports import SEND_TIMEOUT, Chance, Clock, Deadline, Mailer
from dearreader.posts import Letter, Posts
from dearreader.publication import Publication
from dearreader.subscribers import Subscriber, Subscribers

OUTCOME_TIME = 5.0
"""Seconds kept for writing the outcome."""

LEASE_BEYOND = timedelta(seconds=60)
"""How much longer than its invocation a claim lives: for clocks that disagree."""


class Delivery:
    """Delivers batches. One lives as long as its function's process, and keeps the last letter."""

    def __init__(
        self,
        *,
        publication: Publication,
        site: str,
        posts: Posts,
        editions: Editions,
        subscribers: Subscribers,
        mailer: Mailer,
        pacer: Pacer,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self._publication = publication
        self._site = site
        self._posts = posts
        self._editions = editions
        self._subscribers = subscribers
        self._mailer = mailer
        self._pacer = pacer
        self._clock = clock
        self._chance = chance
        self._letter: Letter | None = None

    def deliver(self, name: BatchName, *, deadline: Deadline) -> str:
        """Mail a batch to those of it who wait, and say in a word what came of it.

        Raises TryLater where the same message should come again.
        """
        edition = self._editions.get(name.edition)
        if not edition or edition.state != "sending":
            return "not sending"
        batch = self._editions.batch(name)
        if not batch or batch.state != "frozen":
            return "not waiting"
        if self._clock.now() >= edition.unsent_after:
            self._editions.settle(batch, batch.settled(dict.fromkeys(batch.waiting, EXPIRED)))
            return "expired"
        if batch.proven.intersection(batch.waiting):
            return self._accept(batch)
        letter = self._letter_of(edition)
        self._pacer.wait(
            len(batch.waiting), deadline=deadline, keep=SEND_TIMEOUT + 2 * OUTCOME_TIME
        )
        waiting = [batch.members[index] for index in batch.waiting]
        active = self._subscribers.still_active(waiting, opened=edition.opened)
        left = {index: LEFT for index in batch.waiting if batch.members[index] not in active}
        chosen = [index for index in batch.waiting if index not in left]
        if not chosen:
            self._editions.settle(batch, batch.settled(left))
            return "all left"
        readers = {index: active[batch.members[index]] for index in chosen}
        attempt = _Attempt(edition, batch, readers, left, self._chance.token())
        return self._send(attempt, letter, deadline)

    def _accept(self, batch: Batch) -> str:
        """Believe receipts that came after a doubt was ended: those readers have their copy."""
        settled = batch.settled(dict.fromkeys(batch.proven.intersection(batch.waiting), ACCEPTED))
        if self._editions.accept(batch, settled) and WAITING not in settled:
            return "accepted before"
        raise TryLater("receipts came late; the rest of the batch is sent with the next try")

    def _send(self, attempt: "_Attempt", letter: Letter, deadline: Deadline) -> str:
        mails = bulk(
            letter,
            self._publication,
            site=self._site,
            day=attempt.edition.day,
            tags={
                "kind": "letter",
                "edition": attempt.edition.key.replace(".", "_"),
                "batch": attempt.batch.name.tag,
                "attempt": attempt.owner,
            },
            readers=attempt.readers,
        )
        now = self._clock.now()
        lease = now + timedelta(seconds=deadline.remaining()) + LEASE_BEYOND
        if deadline.remaining() < SEND_TIMEOUT + OUTCOME_TIME:
            raise TryLater("too little time is left to call SES and to write what it says")
        known = attempt.batch.settled(attempt.left)
        claim = self._editions.claim
        if not claim(attempt.batch, known, owner=attempt.owner, now=now, lease=lease):
            return "claimed by another"
        try:
            answers = self._mailer.send_bulk(mails)
        except SendInDoubt:
            return "in doubt"  # the claim stays: settle/ finds it when its lease has ended
        except SendRefused as refusal:
            self._record(attempt, {}, tries=attempt.batch.tries)
            if refusal.code in statuses.PATIENCE:
                raise TryLater("SES asks for patience") from refusal
            reason = statuses.CALLS_REFUSED.get(refusal.code, f"SES answered {refusal.code}")
            return self._hold(attempt.edition, reason)
        return self._judge(attempt, dict(zip(attempt.readers, answers, strict=True)))

    def _judge(self, attempt: "_Attempt", answers: Mapping[int, str]) -> str:
        tries = attempt.batch.tries + 1
        last_try = tries >= statuses.TRIES
        fault = statuses.senders_fault(list(answers.values()), last_try=last_try)
        outcomes = {}
        for index, answer in answers.items():
            if answer == statuses.ACCEPTED:
                outcomes[index] = ACCEPTED
            elif not fault and (last_try or answer not in statuses.SOON):
                outcomes[index] = REFUSED
        self._record(attempt, outcomes, tries=tries)
        if fault:
            return self._hold(attempt.edition, fault)
        if len(outcomes) < len(answers):
            raise TryLater("SES put some recipients off")
        return "sent"

    def _record(self, attempt: "_Attempt", outcomes: Mapping[int, str], *, tries: int) -> None:
        settled = attempt.batch.settled({**attempt.left, **outcomes})
        self._editions.record(attempt.batch, settled, owner=attempt.owner, tries=tries)

    def _hold(self, edition: Edition, reason: str) -> str:
        self._editions.hold(edition, reason, now=self._clock.now())
        return "held"

    def _letter_of(self, edition: Edition) -> Letter:
        if not self._letter or self._letter.version != edition.letter:
            self._letter = self._posts.letter(edition.slug, edition.letter)
        if not self._letter:
            raise TryLater(f"the letter of {edition.key} is not in the table of posts")
        return self._letter


@dataclass(frozen=True)
class _Attempt:
    """One call to SES: for whom of which batch, who has left, and under which owner token."""

    edition: Edition
    batch: Batch
    readers: Mapping[int, Subscriber]
    left: Mapping[int, str]
    owner: str
