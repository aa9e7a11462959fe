"""What is due becomes an edition, and a planned edition starts when the account allows it.

Whoever asks (the schedule, the tick, the writer) only asks; the tables decide, so that asking
twice, late or never in time does no harm.
"""

import math
from datetime import datetime

from dearreader.editions.holds import Holds
from dearreader.editions.model import Edition
from dearreader.editions.pacing import Pacer
from dearreader.editions.slots import SENT_WITHIN, due
from dearreader.editions.steps import Step
from dearreader.editions.store import Editions
from dearreader.errors import ConditionFailed
from dearreader.ports import Clock, Mailer, Queue, SendingAccount
from dearreader.posts import Posts
from dearreader.publication import Publication

LARGEST_BATCH = 50
"""SendBulkEmail's limit of destinations."""

MOST_RANGES = 64
"""A small audience is one range, planned by one planner at a time; a larger one has up to 64."""


class Opening:
    """Opens editions, and starts them once they are planned."""

    def __init__(
        self,
        *,
        publication: Publication,
        posts: Posts,
        editions: Editions,
        mailer: Mailer,
        pacer: Pacer,
        schedule_queue: Queue,
        settle_queue: Queue,
        clock: Clock,
        reserve: float,
        sandbox: bool,
        one_range_below: int,
    ) -> None:
        self._publication = publication
        self._posts = posts
        self._editions = editions
        self._holds = Holds(editions)
        self._mailer = mailer
        self._pacer = pacer
        self._schedule_queue = schedule_queue
        self._settle_queue = settle_queue
        self._clock = clock
        self._reserve = reserve
        self._sandbox = sandbox
        self._one_range_below = one_range_below

    def ask(self, at: datetime | None = None) -> Edition | None:
        """Open the edition that is due, and repeat what an open one still lacks.

        ``at`` stands in for the present moment when looking for the slot, and for nothing else.
        """
        account = self._mailer.account()
        rate = self._rate(account)
        self._pacer.set_rate(rate)
        latest = self._editions.latest()
        unfinished = [edition for edition in latest if edition.state != "closed"]
        for edition in unfinished:
            self._repeat(edition, account)
        if unfinished:
            return None
        now = self._clock.now()
        asked = at or now
        slot = due(asked, self._publication, latest[0].slot if latest else None)
        post = self._posts.next_due() if slot else None
        if not slot or not post:
            return None
        opening = self._editions.opening(
            slot,
            slug=post.slug,
            letter=post.letter,
            size=min(LARGEST_BATCH, max(1, math.floor(rate))),
            ranges=self._ranges(latest[0].intended if latest else 0),
            now=now,
            unsent_after=now + (slot.at + SENT_WITHIN - asked),
        )
        try:
            self._editions.table.transact([opening, self._posts.sending(post, slot.key)])
        except ConditionFailed:
            return None  # another was first, or the writer changed the queue: the tick asks again
        opened = self._editions.get(slot.key)
        if opened:
            self._plan(opened)
        return opened

    def planned(self, edition: Edition) -> None:
        """Start the edition, all of whose ranges are planned, or hold it and say why."""
        self._start(edition, self._mailer.account())

    def _ranges(self, readers: int) -> int:
        """How many planners share the audience, by how many the last edition had."""
        return 1 if readers < max(1, self._one_range_below) else MOST_RANGES

    def _repeat(self, edition: Edition, account: SendingAccount) -> None:
        """Whatever step of an open edition has no result yet; and a hold that is over ends."""
        if (
            edition.state == "held"
            and edition.hold == "quota"
            and self._may_start(edition, account)
        ):
            if self._holds.resume(edition):
                self._start(edition, account)
        elif edition.state == "sending":
            self._stop(edition, account)
        elif edition.state == "planning" and len(edition.planned) < edition.ranges:
            self._plan(edition)
        elif edition.state == "planning":
            self._start(edition, account)

    def _plan(self, edition: Edition) -> None:
        missing = [number for number in range(edition.ranges) if number not in edition.planned]
        self._schedule_queue.send(
            [{"ask": "plan", "edition": edition.key, "range": number} for number in missing]
        )

    def _start(self, edition: Edition, account: SendingAccount) -> None:
        if self._stop(edition, account) or not self._editions.start(edition.key):
            return
        self._schedule_queue.send([Step(edition=edition.key).message()])
        takes = edition.intended / self._rate(account)
        self._settle_queue.send([{"ask": "settle"}], delay=min(900, math.ceil(takes) + 3))

    def _stop(self, edition: Edition, account: SendingAccount) -> bool:
        """Hold what the account may not send now. Where it may send some of it, it does."""
        fault = account.fault
        if not account.production and not self._sandbox:
            fault = fault or "SES keeps the account in its sandbox, for verified addresses only"
        now = self._clock.now()
        if fault:
            return self._holds.hold(edition, "account", fault, now=now)
        if not self._may_start(edition, account):
            reason = (
                f"the account may send {account.room} more mails within 24 hours, "
                f"and {self._waiting(edition)} readers of this edition wait"
            )
            return self._holds.hold(edition, "quota", reason, now=now)
        return False

    def _may_start(self, edition: Edition, account: SendingAccount) -> bool:
        """Whether there is room for one call at least; what is beyond the room waits for more."""
        if account.fault or account.room is None or account.room >= edition.size:
            return not account.fault
        return account.room >= self._waiting(edition)

    def _waiting(self, edition: Edition) -> int:
        return sum(len(batch.waiting) for batch in self._editions.batches(edition))

    def _rate(self, account: SendingAccount) -> float:
        """Recipients a second that are ours: at least one, whatever is reserved for others."""
        return max(account.rate - self._reserve, min(account.rate, 1.0))
