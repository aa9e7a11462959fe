"""One run: readers, two posts, two days; then the account of it."""

import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

from dearreader import addresses, entry
from dearreader.editions.model import ACCEPTED, LEFT, UNRESOLVED, Edition
from dearreader.editions.store import Editions
from dearreader.entry import http, queue
from dearreader.posts import Letter, Posts
from dearreader.subscribers import SHARDS, shard
from dearreader.times import milliseconds
from tests.simulation.adapters import BEGINNING
from tests.simulation.cloud import Cloud
from tests.simulation.faults import Faults, draw
from tests.world.world import ENVIRONMENT

DAY = 86_400.0
SLOT = 1_800.0
"""Seconds from the beginning to the first slot: 07:00 in Berlin."""

DAYS = 2
TICK = 300.0
LIMIT = (DAYS + 2) * DAY
LAG = 0.3
"""Seconds between a slot and its call: some 70 reads and writes of 4 ms at most."""

RATES = (5.0, 14.0, 50.0, 200.0)


class Unheard:
    """Stands in for Powertools, which costs more than all that is simulated; keeps the faults."""

    faults: ClassVar[list[str]] = []

    def exception(self, *_: object, **__: object) -> None:
        """A function failed in a way that nobody foresaw."""
        self.faults.append(traceback.format_exc(limit=-3))

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


@contextmanager
def unheard() -> Iterator[None]:
    """Let the handlers talk to nobody, for the time of a run."""
    told = [(module, vars(module)["logger"]) for module in (entry, queue, http)]
    counted = entry.metrics
    for module, _ in told:
        vars(module).update(logger=Unheard)
    vars(entry).update(metrics=Unheard)
    try:
        yield
    finally:
        for module, logger in told:
            vars(module).update(logger=logger)
        vars(entry).update(metrics=counted)


@dataclass
class Verdict:
    """What a run came to; ``violations`` are sentences, and should be none."""

    seed: int
    counts: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)


def run(seed: int, readers: int, *, faults: Faults | None = None) -> Verdict:
    """Simulate two days from a seed."""
    faults = faults or draw(seed)
    cloud = Cloud(faults, rate=faults.random.choice(RATES), seed=seed)
    ids = _settle_in(cloud, readers)
    _queue_posts(cloud)
    _live(cloud, ids)
    with unheard():
        ended = cloud.hub.run(lambda: _is_over(cloud), LIMIT)
    return _judge(cloud, seed, ids, ended=ended)


def _settle_in(cloud: Cloud, readers: int) -> dict[str, str]:
    """Readers who confirmed long ago: address by id."""
    ids = {}
    for number in range(readers):
        address = f"reader{number}@example.com"
        subscriber = addresses.identity(address, salt=ENVIRONMENT["SALT"])
        ids[subscriber] = address
        cloud.table("subscribers").put(
            {
                "pk": f"{shard(subscriber, SHARDS):02d}",
                "sk": subscriber,
                "status": "active",
                "address": address,
                "key": cloud.chance.key(),
                "consent": {},
                "asked_at": 1,
                "confirmed_at": milliseconds(BEGINNING - timedelta(days=30)),
            }
        )
    cloud.table("subscribers").changes.clear()
    return ids


def _queue_posts(cloud: Cloud) -> None:
    posts = Posts(cloud.table("posts"))
    for number in range(DAYS):
        text = f"letter {number} {{{{site}}}}/unsubscribe/{{{{link}}}}"
        letter = Letter(
            slug=f"letter-{number}",
            version=f"v{number}",
            title=f"Letter {number}",
            subtitle="",
            tags=(),
            subject=f"Letter {number}",
            html=text,
            text=text,
            page="",
        )
        posts.table.put({"pk": letter.slug, "sk": "post", "status": "draft", "title": letter.title})
        posts.queue(letter, now=BEGINNING + timedelta(seconds=number))


def _live(cloud: Cloud, ids: dict[str, str]) -> None:
    """Schedule all that will happen: ticks, firings, people who come and go."""
    random, hub, faults = cloud.faults.random, cloud.hub, cloud.faults
    hub.at(0, cloud.follow_streams)
    _tick(cloud)
    for day in range(DAYS):
        slot = day * DAY + SLOT
        for _ in range(random.choice((0, 1, 1, 1, 2))):
            when = slot + random.choice((0, 0, 7_200)) + random.uniform(0, 60)
            hub.at(when, lambda: cloud.ask("schedule", {"ask": "due"}))
        for subscriber in ids:
            if faults.hits(faults.leave / DAYS):
                when = (
                    slot
                    + random.choice((0, 0, 7_200))
                    + random.uniform(0, random.choice((90, 600)))
                )
                hub.spawn(when, partial(_leave, cloud, subscriber))
        for number in range(max(1, len(ids) // 20)):
            address = f"new{day}.{number}@example.com"
            when = slot + random.uniform(-1_200, 1_200)
            hub.spawn(when, partial(cloud.visit, "signup", "POST", email=address))


def _tick(cloud: Cloud) -> None:
    """Every 5 minutes while there is something to do; else again before the next slot."""
    cloud.ask("schedule", {"ask": "due"})
    cloud.ask("settle", {"ask": "settle"})
    time = cloud.hub.time
    wait = TICK
    if _at_rest(cloud) and time % DAY > SLOT + 4 * 3_600:
        wait = DAY - time % DAY
    cloud.hub.at(time + wait, lambda: _tick(cloud))


def _leave(cloud: Cloud, subscriber: str) -> None:
    pk = f"{shard(subscriber, SHARDS):02d}"
    item = cloud.table("subscribers").get(pk, subscriber) or {}
    link = f"{subscriber}.{item['key']}" if "key" in item else ""
    if link and cloud.visit("unsubscribe", "POST", link) == 200:
        cloud.left.setdefault(subscriber, cloud.hub.time)


def _editions(cloud: Cloud) -> list[Edition]:
    return Editions(cloud.table("editions")).latest(10)


def _at_rest(cloud: Cloud) -> bool:
    waiting = any(queue.messages for queue in cloud.queues.values())
    return not waiting and all(edition.state == "closed" for edition in _editions(cloud))


def _is_over(cloud: Cloud) -> bool:
    if cloud.hub.time < (DAYS - 1) * DAY + SLOT + 8_000:
        return False
    closed = [edition for edition in _editions(cloud) if edition.state == "closed"]
    return len(closed) == DAYS and not cloud.queues["feedback"].messages


def _judge(cloud: Cloud, seed: int, ids: dict[str, str], *, ended: bool) -> Verdict:
    verdict = Verdict(seed, violations=list(Unheard.faults[:3]))
    Unheard.faults.clear()
    if not ended:
        states = {edition.key: edition.state for edition in _editions(cloud)}
        verdict.violations.append(f"not over: {states}")
    subscribers = {item["address"]: item for item in cloud.table("subscribers").items.values()}
    for edition in _editions(cloud):
        if edition.state == "closed":
            _judge_edition(cloud, edition, subscribers, verdict)
    for (edition_tag, address), copies in cloud.ses.copies.items():
        if len(copies) > 1:
            lost = cloud.faults.lose_receipt > 0
            kind = "duplicates_by_lost_receipts" if lost else "duplicates"
            verdict.counts[kind] += len(copies) - 1
            if not lost:
                verdict.violations.append(f"{edition_tag}: {len(copies)} copies to {address}")
    if cloud.faults.calm:
        _judge_rate(cloud, verdict)
    return verdict


def _judge_edition(
    cloud: Cloud, edition: Edition, subscribers: dict[str, dict[str, object]], verdict: Verdict
) -> None:
    tag = edition.key.replace(".", "_")
    batches = list(Editions(cloud.table("editions")).batches(edition))
    outcomes = [
        (member, code)
        for batch in batches
        for member, code in zip(batch.members, batch.outcomes, strict=True)
    ]
    by_member = dict(outcomes)
    if len(by_member) < len(outcomes):
        verdict.violations.append(f"{edition.key}: somebody is in two batches")
    account = dict(edition.account)
    if account.pop("intended") != sum(account.values()):
        verdict.violations.append(f"{edition.key}: the account does not add up: {edition.account}")
    if account["expired"] or (account["refused"] and not cloud.faults.put_off):
        verdict.violations.append(f"{edition.key}: given up without a reason: {edition.account}")
    closed = cloud.seconds(edition.closed)
    for address, item in subscribers.items():
        subscriber = str(item["sk"])
        confirmed = item.get("confirmed_at")
        copies = cloud.ses.copies.get((tag, address), [])
        if copies and (confirmed is None or int(str(confirmed)) > milliseconds(edition.opened)):
            verdict.counts["unconfirmed"] += 1
            verdict.violations.append(f"{edition.key}: {address} had not confirmed")
        left = cloud.left.get(subscriber, float("inf"))
        if any(reread > left for _, reread in copies):
            verdict.counts["after_leaving"] += 1
            verdict.violations.append(f"{edition.key}: {address} had left")
        code = by_member.get(subscriber, "")
        stayed = left > closed and confirmed is not None and item["status"] == "active"
        stayed = stayed and int(str(confirmed)) < milliseconds(edition.opened) - 10_000
        verdict.counts["unresolved"] += code == UNRESOLVED
        if stayed and (not code or code == LEFT or (code == ACCEPTED and not copies)):
            verdict.counts["missed"] += 1
            verdict.violations.append(f"{edition.key}: {address} missed, outcome {code!r}")
        if copies and code not in {ACCEPTED, UNRESOLVED}:
            verdict.violations.append(f"{edition.key}: {address} accepted, outcome {code!r}")
    if not cloud.faults.storm and account["unresolved"] and account["accepted"] >= 150:
        verdict.violations.append(f"{edition.key}: unresolved, though no receipt was lost")


def _judge_rate(cloud: Cloud, verdict: Verdict) -> None:
    """Whether any second had more than the rate and one batch.

    A call follows its slot after the re-read and the claim, some sooner than others: so a second
    of calls may hold the slots of a little more than a second.
    """
    size = min(50, max(1, int(cloud.rate)))
    calls = sorted(cloud.ses.calls)
    first = 0
    window = 0
    for time, count in calls:
        window += count
        while calls[first][0] <= time - 1.0:
            window -= calls[first][1]
            first += 1
        if window > cloud.rate * (1 + LAG) + size:
            verdict.counts["rate_exceeded"] += 1
            verdict.violations.append(f"{window} recipients within a second, rate {cloud.rate}")
            break
