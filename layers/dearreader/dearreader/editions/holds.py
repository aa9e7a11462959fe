"""What stops an edition, and what lets it go on: each one conditional write on the edition's item.

Faults of the sender and the writer's own wish wait for the writer (`dearreader edition resume`);
an edition held for its quota goes on when there is room, one in doubt when a probe is answered.
"""

from datetime import datetime, timedelta

from dearreader.conditions import Update, equals, exists
from dearreader.editions.model import BatchName, Edition, Hold
from dearreader.editions.store import EDITION, HELD, Editions
from dearreader.errors import ConditionFailed
from dearreader.times import milliseconds

FREED_BY_ITSELF = frozenset({"quota", "doubt"})

DOUBTS_IN_A_ROW = 3
REFUSED_IN_A_ROW = 3
"""So many calls in doubt, or batches refused whole, with none between that went well, stop it."""

PROBE_FIRST = timedelta(minutes=1)
PROBE_AT_LEAST_EVERY = timedelta(minutes=15)
"""One batch probes after 1, 2, 4, 8 and then every 15 minutes."""

BREAKER_FROM = 500
BREAKERS: tuple[tuple[Hold, float, str], ...] = (
    ("bounces", 0.04, "bounced"),
    ("complaints", 0.001, "were reported as spam"),
)
"""Shares of what was accepted, once that is 500, at which SES would begin to look at the account.

https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-bounce-rate.html
"""


class Holds:
    """Stops editions, and lets them go on."""

    def __init__(self, editions: Editions) -> None:
        self._editions = editions

    def hold(self, edition: Edition, kind: Hold, reason: str, *, now: datetime) -> bool:
        """Stop, and say why. Nothing is lost: what waits is mailed when the edition goes on."""
        at = milliseconds(now)
        put = {"state": "held", "hold": kind, "reason": reason, "held": at}
        if kind == "doubt":
            put |= {"probes": 0, "probe_at": milliseconds(now + PROBE_FIRST)}
        return self._editions.move(edition.key, Update(put=put), equals("state", edition.state))

    def resume(self, edition: Edition, *, waive: bool = False) -> bool:
        """This hold, and no later one, → planning, where preflight looks again.

        ``waive``: the writer overrules a breaker, which then holds this edition no more.
        """
        go_on = Update(
            put={"state": "planning"},
            add={"waived": {str(edition.hold)}} if waive and edition.hold else {},
            drop=HELD,
        )
        held = milliseconds(edition.held) if edition.held else 0
        return self._editions.move(
            edition.key, go_on, equals("state", "held") & equals("held", held)
        )

    def doubted(self, edition: Edition, *, now: datetime) -> None:
        """Count a call that ended in doubt; the third in a row stops the edition."""
        if edition.state == "held":
            return  # a probe: the next one is set already
        doubts = self._count(edition, Update(add={"doubts": 1})).doubts
        if doubts >= DOUBTS_IN_A_ROW:
            self.hold(edition, "doubt", "three calls to SES in a row had no answer", now=now)

    def refused_whole(
        self, edition: Edition, batch: BatchName, status: str, *, now: datetime
    ) -> bool:
        """Count a batch refused from first to last; True where that stopped the edition."""
        found = self._count(edition, Update(add={"refused_whole": {batch.tag}}))
        if len(found.refused_whole) < REFUSED_IN_A_ROW:
            return False
        reason = f"SES refused three batches running from first to last: {status}"
        return self.hold(edition, "sender", reason, now=now)

    def answered(self, edition: Edition, *, accepted: bool) -> None:
        """A call was answered: whatever came in a row ends here, and a probe frees its edition."""
        ends = ["doubts"] if edition.doubts else []
        ends += ["refused_whole"] if accepted and edition.refused_whole else []
        if edition.state == "held" and edition.hold == "doubt":
            free = Update(put={"state": "sending"}, drop=HELD)
            self._editions.move(
                edition.key, free, equals("state", "held") & equals("hold", "doubt")
            )
        elif ends:
            drop = Update(drop=tuple(ends))
            self._editions.move(edition.key, drop, equals("state", edition.state))

    def probe(self, edition: Edition, number: int, *, now: datetime) -> bool:
        """Take the probe of that number: one delivery may try whether SES answers again."""
        if edition.state != "held" or edition.hold != "doubt" or edition.probes != number:
            return False
        next_at = milliseconds(now + after_probe(number))
        taken = Update(put={"probes": number + 1, "probe_at": next_at})
        try:
            self._editions.table.update(
                EDITION,
                edition.key,
                taken,
                when=equals("hold", "doubt") & equals("probes", number),
            )
        except ConditionFailed:
            return False  # another's, or ours whose answer was lost: the next probe is not far
        return True

    def heard(self, edition: str, kind: Hold) -> int:
        """Count a bounce or a complaint, roughly: it only decides when to count exactly."""
        update = Update(add={f"heard_{kind}": 1})
        try:
            item = self._editions.table.update(EDITION, edition, update, when=exists("pk"))
        except ConditionFailed:
            return 0
        return int(item[f"heard_{kind}"])

    def _count(self, edition: Edition, update: Update) -> Edition:
        try:
            item = self._editions.table.update(
                EDITION, edition.key, update, when=equals("state", edition.state)
            )
        except ConditionFailed as refusal:
            return Edition.from_item(refusal.found) if refusal.found else edition
        return Edition.from_item(item)


def after_probe(number: int) -> timedelta:
    """How long after the probe of that number, from 0, the next one follows."""
    doublings = min(number + 1, 4)  # no more, for no moment lies 2^41 minutes ahead
    return min(PROBE_FIRST * (1 << doublings), PROBE_AT_LEAST_EVERY)


def breaker(
    edition: Edition, accepted: int, *, bounced: int, complained: int
) -> tuple[Hold, str] | None:
    """Which breaker the counts trip, if any, and why."""
    if accepted < BREAKER_FROM:
        return None
    for (kind, share, what), count in zip(BREAKERS, (bounced, complained), strict=True):
        if count >= share * accepted and kind not in edition.waived:
            return kind, f"{count} of {accepted} letters {what}"
    return None
