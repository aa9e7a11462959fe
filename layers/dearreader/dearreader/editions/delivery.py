"""One batch to SES: slot, re-read, claim, one call, outcome, in this order.

The slot comes first because waiting for it takes time; the re-read comes after it so that who left
meanwhile is left out; the claim comes last so that a claim without an outcome means that SES may
have been called. No call is repeated here: who was put off waits for another delivery, and each
part of a batch whose call SES could not read has a slot, a claim and an outcome of its own.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from dearreader.editions import statuses
from dearreader.editions.holds import Holds
from dearreader.editions.model import (
    ACCEPTED,
    CALLED,
    EXPIRED,
    LEFT,
    PROVEN,
    REFUSED,
    WAITING,
    Batch,
    BatchName,
    Edition,
    Hold,
)
from dearreader.editions.pacing import LEAD, Pacer
from dearreader.editions.store import Editions
from dearreader.errors import UNREACHABLE, SendInDoubt, SendRefused, TryLater
from dearreader.letters.copies import bulk
from dearreader.ports import SEND_TIMEOUT, Chance, Clock, Deadline, Mailer, Queue
from dearreader.posts import Letter, Posts
from dearreader.publication import Publication
from dearreader.subscribers import Recipient, Subscribers

OUTCOME_TIME = 5.0
"""Seconds kept for writing the outcome."""

LEASE_BEYOND = timedelta(seconds=60)
"""How much longer than its invocation a claim lives: for clocks that disagree."""

PATIENCE = 2
PUT_OFF = 30
"""Seconds until a throttled call is made again, and until the first who are put off are called."""

AGAIN = ""
"""What a call came to that leaves some of its batch to be called at once."""


class Delivery:
    """Delivers batches. One lives as long as its function's process, and keeps the last letter.

    ``askers`` tells who asked for some ideas, and in which words.
    """

    def __init__(
        self,
        *,
        publication: Publication,
        site: str,
        posts: Posts,
        editions: Editions,
        subscribers: Subscribers,
        askers: Callable[[Iterable[str]], Mapping[str, str]],
        mailer: Mailer,
        pacer: Pacer,
        deliver_queue: Queue,
        settle_queue: Queue,
        clock: Clock,
        chance: Chance,
    ) -> None:
        self._publication = publication
        self._site = site
        self._posts = posts
        self._editions = editions
        self._holds = Holds(editions)
        self._subscribers = subscribers
        self._askers = askers
        self._mailer = mailer
        self._pacer = pacer
        self._deliver_queue = deliver_queue
        self._settle_queue = settle_queue
        self._clock = clock
        self._chance = chance
        self._letter: Letter | None = None
        self._asked: tuple[str, Mapping[str, str]] = "", {}

    def deliver(self, name: BatchName, *, deadline: Deadline, probe: int | None = None) -> str:
        """Mail a batch to those of it who wait, and say in a word what came of it.

        ``probe`` is the number of the try to which an edition in doubt is stopped.
        """
        came_to = AGAIN
        while came_to == AGAIN:
            came_to = self._deliver(name, deadline, probe)
        return came_to

    def _deliver(self, name: BatchName, deadline: Deadline, probe: int | None) -> str:
        edition, batch = self._editions.with_batch(name)
        if not edition or not self._may_send(edition, probe):
            return "not sending"
        if not batch or batch.state != "frozen":
            return "not waiting"
        if self._clock.now() >= edition.unsent_after:
            self._editions.settle(batch, batch.settled(dict.fromkeys(batch.waiting, EXPIRED)))
            return "expired"
        if proven := batch.proven.intersection(batch.waiting):
            settled = batch.settled(dict.fromkeys(proven, PROVEN))
            self._editions.settle(batch, settled)  # receipts that came after a doubt was ended
            return AGAIN if WAITING in settled else "accepted before"
        letter = self._letter_of(edition)
        if not letter:
            reason = "its letter is not in the table of posts"
            self._holds.hold(edition, "sender", reason, now=self._clock.now())
            return "held"
        return self._call_in_time(edition, batch, letter, deadline)

    def _call_in_time(
        self, edition: Edition, batch: Batch, letter: Letter, deadline: Deadline
    ) -> str:
        self._find_askers(edition, letter)
        try:
            return self._call(edition, batch, letter, deadline)
        except TryLater:
            return self._later(batch.name, PATIENCE)

    def _call(self, edition: Edition, batch: Batch, letter: Letter, deadline: Deadline) -> str:
        """One call for as many of the batch as wait, and as one call may have."""
        call = batch.waiting[: min(batch.step or edition.size, self._pacer.most())]
        begun = self._pacer.wait(len(call), deadline=deadline, keep=SEND_TIMEOUT + 2 * OUTCOME_TIME)
        call = call[: self._pacer.most()]
        waiting = [batch.members[index] for index in call]
        active = self._subscribers.still_active(waiting, opened=edition.opened)
        left = {index: LEFT for index in call if batch.members[index] not in active}
        chosen = {
            index: active[batch.members[index]] for index in call if batch.members[index] in active
        }
        if not chosen:
            settled = batch.settled(left)
            self._editions.settle(batch, settled)
            return AGAIN if WAITING in settled else "all left"
        attempt = _Attempt(edition, batch, chosen, left, self._chance.token())
        return self._send(attempt, letter, begun, deadline)

    def _may_send(self, edition: Edition, probe: int | None) -> bool:
        if edition.state == "sending":
            return True
        return probe is not None and self._holds.probe(edition, probe, now=self._clock.now())

    def _send(self, attempt: "_Attempt", letter: Letter, begun: float, deadline: Deadline) -> str:
        """Claim, and call when it is time: what takes unequal times is over by then."""
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
            asked=self._asked[1],
        )
        now = self._clock.now()
        lease = now + timedelta(seconds=deadline.remaining()) + LEASE_BEYOND
        if deadline.remaining() < LEAD + SEND_TIMEOUT + OUTCOME_TIME:
            raise TryLater("too little time is left to call SES and to write what it says")
        called = attempt.batch.settled({**attempt.left, **dict.fromkeys(attempt.readers, CALLED)})
        claim = self._editions.claim
        if not claim(attempt.batch, called, owner=attempt.owner, now=now, lease=lease):
            return "claimed by another"
        self._pacer.until_call(begun)
        try:
            answers = self._mailer.send_bulk(mails)
        except SendInDoubt:
            return self._doubt(attempt)
        except SendRefused as refusal:
            return self._refused(attempt, refusal.code)
        return self._judge(attempt, dict(zip(attempt.readers, answers, strict=True)))

    def _doubt(self, attempt: "_Attempt") -> str:
        """The claim stays: settle/ finds it when its lease has ended."""
        self._holds.doubted(attempt.edition, now=self._clock.now())
        return "in doubt"

    def _refused(self, attempt: "_Attempt", code: str) -> str:
        """The whole call was refused: nobody was accepted."""
        if code == statuses.UNREADABLE:
            return self._bisect(attempt)
        self._record(attempt, {})
        if code in statuses.PATIENCE:
            if code != UNREACHABLE:
                self._answered(attempt.edition, accepted=False)
            return self._later(attempt.batch.name, PATIENCE)
        return self._hold(attempt, statuses.CALLS_REFUSED.get(code, f"SES answered {code}"))

    def _bisect(self, attempt: "_Attempt") -> str:
        """Call half as many at once; alone, a recipient whom SES cannot read is refused.

        After each success twice as many are called (`_judge`): where only one of 50 cannot be read,
        that takes 11 to 20 calls. Where many cannot, or nobody of several, it is the letter that
        SES cannot read: none of them counts as refused, and the edition is held.
        """
        recipients = len(attempt.readers)
        if recipients > 1:
            self._record(attempt, {}, step=math.ceil(recipients / 2))
            self._answered(attempt.edition, accepted=False)
            return AGAIN
        outcomes = dict.fromkeys(attempt.readers, REFUSED)
        refused = dict.fromkeys(attempt.batch.those(REFUSED), WAITING)
        all_of_them = refused and not {WAITING, ACCEPTED, PROVEN}.intersection(
            attempt.batch.settled(outcomes)
        )
        if not all_of_them and not statuses.many(len(refused) + 1, len(attempt.batch.outcomes)):
            return self._done(attempt, outcomes, statuses.UNREADABLE, step=1)
        self._record(attempt, refused, step=1)
        return self._hold(attempt, "SES could not read the calls for this letter")

    def _judge(self, attempt: "_Attempt", answers: Mapping[int, str]) -> str:
        put_off = any(answer in statuses.SOON for answer in answers.values())
        tries = attempt.batch.tries + put_off
        last_try = tries >= statuses.TRIES
        fault = statuses.senders_fault(list(answers.values()), last_try=last_try)
        outcomes = {}
        for index, answer in answers.items():
            if answer == statuses.ACCEPTED:
                outcomes[index] = ACCEPTED
            elif not fault and (last_try or answer not in statuses.SOON):
                outcomes[index] = REFUSED
        if fault:
            self._record(attempt, outcomes, tries=0)
            count = sum(answer == fault for answer in answers.values())
            reason = statuses.reason(fault, count, len(answers))
            return self._hold(attempt, reason, quota=fault == statuses.QUOTA_USED_UP)
        refusal = next((answer for answer in answers.values() if answer != statuses.ACCEPTED), "")
        came_to = self._done(attempt, outcomes, refusal, tries=tries, step=attempt.batch.step * 2)
        if put_off and not last_try and came_to != "held":
            return self._later(attempt.batch.name, PUT_OFF * 2 ** (tries - 1))
        return came_to

    def _done(
        self,
        attempt: "_Attempt",
        outcomes: Mapping[int, str],
        refusal: str,
        *,
        step: int,
        tries: int | None = None,
    ) -> str:
        """Write the outcomes, and see whether whole batches are refused one after the other."""
        settled = self._record(attempt, outcomes, tries=tries, step=step)
        accepted = ACCEPTED in outcomes.values()
        whole = ACCEPTED not in settled and PROVEN not in settled and WAITING not in settled
        now = self._clock.now()
        if whole and self._holds.refused_whole(
            attempt.edition, attempt.batch.name, refusal, now=now
        ):
            return "held"
        self._answered(attempt.edition, accepted=accepted)
        return AGAIN if WAITING in settled else "sent"

    def _answered(self, edition: Edition, *, accepted: bool) -> None:
        self._holds.answered(edition, accepted=accepted)
        if edition.state == "held":
            self._settle_queue.send([{"ask": "settle"}])

    def _record(
        self,
        attempt: "_Attempt",
        outcomes: Mapping[int, str],
        *,
        tries: int | None = None,
        step: int | None = None,
    ) -> str:
        waiting = dict.fromkeys(attempt.readers, WAITING)
        settled = attempt.batch.settled({**attempt.left, **waiting, **outcomes})
        self._editions.record(
            attempt.batch,
            settled,
            owner=attempt.owner,
            tries=attempt.batch.tries if tries is None else tries,
            step=min(attempt.batch.step if step is None else step, attempt.edition.size),
        )
        return settled

    def _hold(self, attempt: "_Attempt", reason: str, *, quota: bool = False) -> str:
        kind: Hold = "quota" if quota else "sender"
        self._holds.hold(attempt.edition, kind, reason, now=self._clock.now())
        return "held"

    def _later(self, name: BatchName, delay: int) -> str:
        """A fresh message in place of this one, for the queue's own pause is minutes long."""
        self._deliver_queue.send([name.message()], delay=delay)
        return "later"

    def _find_askers(self, edition: Edition, letter: Letter) -> None:
        """Who asked for what the letter answers: read once an edition and process."""
        if self._asked[0] != edition.key:
            self._asked = edition.key, self._askers(letter.answers) if letter.answers else {}

    def _letter_of(self, edition: Edition) -> Letter | None:
        if not self._letter or self._letter.version != edition.letter:
            self._letter = self._posts.letter(edition.slug, edition.letter)
        return self._letter


@dataclass(frozen=True)
class _Attempt:
    """One call to SES: for whom of which batch, who has left, and under which owner token."""

    edition: Edition
    batch: Batch
    readers: Mapping[int, Recipient]
    left: Mapping[int, str]
    owner: str
