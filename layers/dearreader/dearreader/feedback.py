"""What SES says later of what it accepted: receipts, bounces, complaints, failures.

An event proves acceptance, its absence proves nothing; events come late, twice and out of order.
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dearreader.editions.holds import Holds
from dearreader.editions.model import BatchName
from dearreader.editions.store import Editions
from dearreader.ports import Clock, Queue
from dearreader.subscribers import Subscribers

BOUNCED = "Email Bounced"
COMPLAINED = "Email Complaint Received"
FAILED = frozenset({"Email Rejected", "Email Rendering Failed"})

INDICES = range(50)
"""Of the members of a batch. Whoever sends with our configuration set writes any tags they like."""

SUPPRESSED = "OnAccountSuppressionList"
"""SES did not even try: that is no bounce of the account's.

https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
"""

HEARD = {"bounces": ("bounced", 20), "complaints": ("complained", 1)}
"""Where each is kept in its batch, and how many of it there are at least when a breaker trips."""

SUBSCRIBER = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Mark:
    """Our tags on a letter: whose copy it was, in which attempt."""

    batch: BatchName
    index: int
    attempt: str


class Feedback:
    """Takes SES's events in, many at a time; taking one twice changes nothing."""

    def __init__(
        self, *, editions: Editions, subscribers: Subscribers, settle_queue: Queue, clock: Clock
    ) -> None:
        self._editions = editions
        self._holds = Holds(editions)
        self._settle_queue = settle_queue
        self._subscribers = subscribers
        self._clock = clock

    def take(self, events: Iterable[Mapping[str, Any]]) -> None:
        """Receipts of one attempt become one write; departures one each."""
        receipts: dict[tuple[BatchName, str], set[int]] = defaultdict(set)
        for event in events:
            tags = event["detail"]["mail"].get("tags", {})
            mark = _mark(tags)
            if mark:
                receipts[mark.batch, mark.attempt].add(mark.index)
            if mark and event["detail-type"] in FAILED:
                self._editions.fall(mark.batch, {mark.index})
            if event["detail-type"] in {BOUNCED, COMPLAINED}:
                self._depart(event, mark, _invited(tags))
        for (batch, attempt), indices in receipts.items():
            self._editions.receive(batch, attempt, indices)

    def _depart(self, event: Mapping[str, Any], mark: Mark | None, invited: str) -> None:
        subscriber = self._member(mark) if mark else invited
        if not subscriber:
            return
        now = self._clock.now()
        if event["detail-type"] == COMPLAINED:
            self._subscribers.leave(subscriber, "complained", now=now)
            self._hear(mark, "complaints")
        elif event["detail"]["bounce"]["bounceType"] == "Permanent":
            self._subscribers.leave(subscriber, "bounced", now=now)
            if event["detail"]["bounce"].get("bounceSubType") != SUPPRESSED:
                self._hear(mark, "bounces")
        elif mark:
            self._subscribers.bounced_for_now(subscriber, mark.batch.edition, now=now)

    def _hear(self, mark: Mark | None, kind: Literal["bounces", "complaints"]) -> None:
        """Ask settle/ to look at the breakers as often as they could trip, and not more often."""
        how, step = HEARD[kind]
        if mark and self._editions.bounce(mark.batch, mark.index, how):
            count = self._holds.heard(mark.batch.edition, kind)
            if count and count % step == 0:
                self._settle_queue.send([{"ask": "settle"}])

    def _member(self, mark: Mark) -> str:
        batch = self._editions.batch(mark.batch)
        return batch.members[mark.index] if batch and mark.index < len(batch.members) else ""


def _mark(tags: Mapping[str, Any]) -> Mark | None:
    try:
        day, _, kind = _tag(tags, "edition").partition("_")
        name = BatchName.from_tag(f"{day}.{kind}", _tag(tags, "batch"))
        index = INDICES.index(int(_tag(tags, "index")))
        return Mark(name, index, _tag(tags, "attempt"))
    except ValueError:
        return None


def _invited(tags: Mapping[str, Any]) -> str:
    subscriber = _tag(tags, "subscriber")
    return subscriber if SUBSCRIBER.fullmatch(subscriber) else ""


def _tag(tags: Mapping[str, Any], name: str) -> str:
    values = tags.get(name) or [""]
    return str(values[0])
