"""What a run came to, judged by what SES, the readers and the tables know."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import Any

from dearreader import addresses
from dearreader.editions.accounts import adds_up
from dearreader.editions.model import (
    ACCEPTED,
    EXPIRED,
    LEFT,
    PROVEN,
    REFUSED,
    UNRESOLVED,
    Batch,
    Edition,
)
from dearreader.editions.store import Editions
from dearreader.times import milliseconds
from tests.simulation.cloud import Cloud
from tests.simulation.people import editions
from tests.world.world import ENVIRONMENT

CANARY_MIN = 50
WORDS = ("has stopped", "nobody can tell", "bounced", "24 hours")
REFUSED_AT_THE_EDGE = 20
"""Two editions' worth of those who are refused before it is seen that everybody is."""

CLOCKS = 70_000
"""Milliseconds by which two clocks may disagree on whether a reader confirmed before an opening."""

CANARY_WITHIN = timedelta(minutes=29)
Items = dict[str, dict[str, Any]]


@dataclass
class Verdict:
    """What a run came to; ``violations`` are sentences, and should be none.

    ``used`` is the share of SES's rate that each edition of several calls used, ``told`` counts the
    mails to the writer that speak of each of `WORDS`.
    """

    seed: int
    counts: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    used: list[float] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)

    def violate(self, sentence: str, count: str = "") -> None:
        """Note a violation."""
        self.violations.append(sentence)
        if count:
            self.counts[count] += 1


def judge(cloud: Cloud, seed: int, *, ended: bool, failures: list[str]) -> Verdict:
    """The verdict on a run."""
    verdict = Verdict(seed, violations=failures)
    found = editions(cloud)
    if not ended:
        states = {edition.key: (edition.state, edition.hold) for edition in found}
        verdict.violate(f"not over: {states}")
    items = {item["address"]: item for item in cloud.table("subscribers").items.values()}
    for edition in found:
        if edition.state == "closed":
            _judge_edition(cloud, edition, items, verdict)
    for word in WORDS:
        verdict.told[word] = sum(word in text for _, text in cloud.told)
    _judge_slots(found, verdict)
    _judge_copies(cloud, verdict)
    _judge_invitations(cloud, items, verdict)
    if cloud.faults.calm:
        _judge_rate(cloud, verdict)
        verdict.used = [use for edition in found if (use := _use(cloud, edition)) is not None]
    return verdict


def _judge_edition(cloud: Cloud, edition: Edition, items: Items, verdict: Verdict) -> None:
    tag = edition.key.replace(".", "_")
    batches = list(Editions(cloud.table("editions")).batches(edition))
    outcomes = [
        (member, code, batch, index)
        for batch in batches
        for index, (member, code) in enumerate(zip(batch.members, batch.outcomes, strict=True))
    ]
    by_member = {member: (code, batch, index) for member, code, batch, index in outcomes}
    if len(by_member) < len(outcomes):
        verdict.violate(f"{edition.key}: somebody is in two batches")
    if cloud.faults.certain and any(batch.doubted for batch in batches):
        verdict.violate(f"{edition.key}: a batch in doubt, though every call was answered")
    if edition.intended != edition.account["intended"] or not adds_up(edition.account):
        verdict.violate(f"{edition.key}: the account does not add up: {edition.account}")
    closed = cloud.seconds(edition.closed)
    for address, item in items.items():
        who = f"{edition.key}: {address}"
        code, batch, index = by_member.get(item["sk"], ("", None, 0))
        copies = cloud.ses.copies.get((tag, address), [])
        left = cloud.left.get(item["sk"], float("inf"))
        confirmed = item.get("confirmed_at")
        if copies and (confirmed is None or confirmed > milliseconds(edition.opened)):
            verdict.violate(f"{who} had not confirmed", "unconfirmed")
        if any(reread > left for _, reread in copies):
            verdict.violate(f"{who} had left", "after_leaving")
        before = milliseconds(edition.opened) - CLOCKS
        stayed = left > closed and item["status"] == "active" and (confirmed or before) < before
        if stayed and (code in {"", LEFT} or (code in {ACCEPTED, PROVEN} and not copies)):
            verdict.violate(f"{who} missed, outcome {code!r}", "missed")
        again = item["sk"] in cloud.may_have_twice.get(edition.key, set())
        if copies and code not in {ACCEPTED, PROVEN, UNRESOLVED} and not again:
            verdict.violate(f"{who} accepted, outcome {code!r}")
        if batch:
            _judge_outcome(cloud, who, (code, batch, index), batches, verdict)


def _judge_outcome(
    cloud: Cloud,
    who: str,
    place: tuple[str, Batch, int],
    batches: list[Batch],
    verdict: Verdict,
) -> None:
    address = who.rpartition(" ")[2]
    code, batch, index = place
    faults, ses = cloud.faults, cloud.ses
    if code == EXPIRED and faults.quota is None:
        verdict.violate(f"{who} expired, though SES took mail")
    excused = faults.put_off or address in ses.rejected | ses.unreadable
    if code == REFUSED and not excused:
        verdict.counts[REFUSED] += 1
        if not faults.unverified.lasts or verdict.counts[REFUSED] > REFUSED_AT_THE_EDGE:
            verdict.violate(f"{who} refused without a reason")
    if code == UNRESOLVED and index in batch.unresolved:
        verdict.counts["unresolved"] += 1
        taken = not cloud.queues["feedback"].dead
        taken = taken and len(batch.doubted) == 1 and not batch.those(ACCEPTED)
        if faults.receipts_come and taken and _canaries(batch, batches) >= CANARY_MIN:
            verdict.violate(f"{who} unresolved, though all receipts came")


def _canaries(doubtful: Batch, batches: list[Batch]) -> int:
    """How many others SES said it accepted about when the batch was last called."""
    return sum(
        len(batch.those(ACCEPTED))
        for batch in batches
        if batch.claimed
        and doubtful.claimed
        and abs(batch.claimed - doubtful.claimed) < CANARY_WITHIN
    )


def _judge_slots(found: list[Edition], verdict: Verdict) -> None:
    slugs = Counter(edition.slug for edition in found)
    for slug, count in slugs.items():
        if count > 1:
            verdict.violate(f"{slug} went out in {count} editions")
    for later, earlier in pairwise(found):
        if later.slot - earlier.slot < timedelta(hours=12):
            verdict.violate(f"{earlier.key} and {later.key} are less than 12 hours apart")


def _judge_copies(cloud: Cloud, verdict: Verdict) -> None:
    faults = cloud.faults
    chance_loss = 0 < faults.lose_receipt < 0.5
    for (tag, address), copies in cloud.ses.copies.items():
        subscriber = addresses.identity(address, salt=ENVIRONMENT["SALT"])
        asked_for = subscriber in cloud.may_have_twice.get(tag.replace("_", "."), set())
        if len(copies) == 1 or asked_for:
            continue
        kind = "duplicates_by_lost_receipts" if chance_loss else "duplicates"
        verdict.counts[kind] += len(copies) - 1
        if not chance_loss:
            verdict.violate(f"{tag}: {len(copies)} copies to {address}")


def _judge_invitations(cloud: Cloud, items: Items, verdict: Verdict) -> None:
    """Everyone who asked was mailed the link: once, or twice where the first was in doubt."""
    for address in cloud.asked:
        mails = cloud.ses.invited[address]
        item = items.get(address)
        if item and not mails and cloud.faults.quota is None:
            verdict.violate(f"{address} was never mailed the link")
        if mails > 1 and not cloud.faults.die:
            verdict.violate(f"{address} was mailed the link {mails} times")


def _judge_rate(cloud: Cloud, verdict: Verdict) -> None:
    """Whether any second had more than the rate and one batch."""
    rate = max(cloud.faults.rates)
    most = rate + min(50, max(1, int(rate)))
    calls = sorted(cloud.ses.calls)
    first = window = 0
    for time, count in calls:
        window += count
        while calls[first][0] <= time - 1.0:
            window -= calls[first][1]
            first += 1
        if window > most:
            verdict.violate(f"{window} recipients in a second, rate {rate}", "rate_exceeded")
            return


def _use(cloud: Cloud, edition: Edition) -> float | None:
    """The share of the rate that an edition used from its first call to its last."""
    faults = cloud.faults
    steady = not (faults.put_off or faults.throttle or faults.lose_message or faults.only_tick)
    known = cloud.ses.known[edition.key.replace(".", "_")]
    if not steady or len(known) < 4 or faults.bulk_doubt or faults.rates[0] != faults.rates[1]:
        return None
    took = known[-1][0] - known[0][0]
    sent = sum(count for _, count in known[:-1])
    return sent / (took * faults.rates[0]) if took else None
