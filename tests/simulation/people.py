"""Who lives in a run: readers who come and go, the writer who mends, Scheduler who asks."""

from contextlib import suppress
from datetime import timedelta
from functools import cache, partial

from dearreader import addresses
from dearreader.editions.model import UNRESOLVED, Edition
from dearreader.editions.slots import following
from dearreader.editions.store import Editions
from dearreader.errors import BadInput
from dearreader.posts import Letter, Posts
from dearreader.subscribers import shard
from dearreader.times import milliseconds
from tests.simulation.cloud import Cloud
from tests.simulation.hub import Died
from tests.world.world import ENVIRONMENT

DAY = 86_400.0
HOUR = 3_600.0
WRITER_LOOKS = 1_200.0
TICK = 300.0
LATE = 7_200.0
"""Seconds by which firings of a slot, and people, may be late."""

RESTLESS = 900.0
"""So long after a slot the tick asks whatever there is, in some runs more often than ever."""
NEWCOMERS = 1 / 20


def settle_in(cloud: Cloud, readers: int) -> dict[str, str]:
    """Readers who confirmed long ago: address by id."""
    ids = {}
    faults = cloud.faults
    for number in range(readers):
        address = f"reader{number}@example.com"
        subscriber = _identity(address)
        ids[subscriber] = address
        cloud.table("subscribers").put(
            {
                "pk": f"{shard(subscriber, faults.shards):02d}",
                "sk": subscriber,
                "status": "active",
                "address": address,
                "key": cloud.chance.key(),
                "consent": {},
                "asked_at": 1,
                "confirmed_at": milliseconds(cloud.beginning - timedelta(days=30)),
            }
        )
    cloud.table("subscribers").changes.clear()
    chosen = faults.random.sample(
        sorted(ids.values()), min(len(ids), faults.unreadable + faults.rejected)
    )
    cloud.ses.unreadable = set(chosen[: faults.unreadable])
    cloud.ses.rejected = set(chosen[faults.unreadable :])
    return ids


@cache
def _identity(address: str) -> str:
    return addresses.identity(address, salt=ENVIRONMENT["SALT"])


def queue_posts(cloud: Cloud) -> None:
    """What goes out: a post a day, and one more in reserve that no day needs."""
    posts = Posts(cloud.table("posts"))
    for number in range(cloud.faults.letters):
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
        posts.queue(letter, now=cloud.beginning + timedelta(seconds=number))


def live(cloud: Cloud, ids: dict[str, str]) -> None:
    """Schedule all that will happen: ticks, firings, people who come and go, deploys."""
    random, hub, faults = cloud.faults.random, cloud.hub, cloud.faults
    tick(cloud)
    hub.spawn(cloud.first_slot + WRITER_LOOKS * random.random(), partial(_look_after, cloud))
    if faults.deploy >= 0:
        hub.at(cloud.first_slot + faults.deploy, cloud.deploy)
    if faults.calendar.then:
        hub.at(cloud.first_slot + 3 * 3_600, lambda: cloud.deploy(faults.calendar.then))
    slot = cloud.beginning
    for day in range(cloud.faults.letters):
        slot = following(slot, cloud.settings.publication).at
        begins = cloud.seconds(slot)
        for _ in range(random.choice((0, 1, 1, 1, 2))):
            when = begins + random.choice((0, 0, LATE)) + random.uniform(0, 60)
            hub.at(when, lambda: cloud.ask("schedule", {"ask": "due"}))
        for subscriber in ids:
            within = random.choice((90, 600))
            when = begins + random.choice((0, 0, LATE)) + random.uniform(0, within)
            if faults.hits(faults.leave / faults.letters):
                hub.spawn(when, partial(_leave, cloud, subscriber))
            elif faults.hits(faults.erase / faults.letters):
                hub.at(when, partial(_erase, cloud, subscriber))
        for number in range(max(1, int(len(ids) * NEWCOMERS))):
            address = f"new{day}.{number}@example.com"
            hub.spawn(begins + random.uniform(-1_200, 1_200), partial(_sign_up, cloud, address))


def tick(cloud: Cloud) -> None:
    """Ask every 5 minutes, in some runs more often; once an hour where nothing can come of it."""
    hub, faults = cloud.hub, cloud.faults
    lately = cloud.since_first_slot() % DAY < RESTLESS
    found = editions(cloud)
    if lately or hub.time >= cloud.ticked + HOUR or not _at_rest(cloud, found):
        cloud.ticked = hub.time
        cloud.ask("schedule", {"ask": "due"})
        cloud.ask("settle", {"ask": "settle", "by": "tick"})
        if hub.time >= cloud.nudged + 2 * TICK:
            cloud.nudged = hub.time
            cloud.ask("nudge", {"ask": "tell"})
    wait = faults.tick if lately else TICK
    if any(edition.hold == "quota" for edition in found):
        wait = 4 * TICK
    hub.at(hub.time + wait, lambda: tick(cloud))


def _at_rest(cloud: Cloud, found: list[Edition]) -> bool:
    """Whether nothing is on its way, nobody waits for a link, and the writer for nothing."""
    waiting = any(queue.messages for queue in cloud.queues.values())
    return not waiting and is_over(cloud, found)


def is_over(cloud: Cloud, found: list[Edition]) -> bool:
    """Whether all editions are closed, nobody is unresolved, and all who asked have their link."""
    if not all(edition.state == "closed" for edition in found):
        return False
    if any(each.account.get("unresolved") and not each.decided for each in found):
        return False
    return next(cloud.table("subscribers").by_status("pending"), None) is None


def editions(cloud: Cloud) -> list[Edition]:
    """All editions, newest first; read again where something has changed."""
    table = cloud.table("editions")
    if not cloud.known_editions or cloud.known_editions[0] != len(table.changes):
        cloud.known_editions = len(table.changes), Editions(table).latest(10)
    return cloud.known_editions[1]


def _sign_up(cloud: Cloud, address: str) -> None:
    if cloud.visit("signup", "POST", email=address) < 300:
        cloud.asked.add(address)


def _leave(cloud: Cloud, subscriber: str) -> None:
    pk = f"{shard(subscriber, cloud.faults.shards):02d}"
    item = cloud.table("subscribers").get(pk, subscriber) or {}
    link = f"{subscriber}.{item['key']}" if "key" in item else ""
    if link and cloud.visit("unsubscribe", "POST", link) == 200:
        cloud.left.setdefault(subscriber, cloud.hub.time)


def _erase(cloud: Cloud, subscriber: str) -> None:
    pk = f"{shard(subscriber, cloud.faults.shards):02d}"
    cloud.table("subscribers").delete(pk, subscriber)
    cloud.left.setdefault(subscriber, cloud.hub.time)


def _look_after(cloud: Cloud) -> None:
    """The writer reads the mail and does what it says, once what is broken has been mended."""
    with suppress(Died):
        _mend(cloud)
    wait = WRITER_LOOKS * cloud.faults.random.uniform(0.5, 1.5)
    cloud.hub.spawn(cloud.hub.time + wait, partial(_look_after, cloud))


def _mend(cloud: Cloud) -> None:
    for edition in editions(cloud):
        told = any(edition.key in text for _, text in cloud.told)
        try:
            if edition.state == "held" and told and not cloud.ses.account().fault:
                cloud.by_hand().deciding.resume(edition.key)
            elif edition.state == "closed" and told and not edition.decided:
                _decide(cloud, edition)
        except BadInput:
            continue  # it has gone on, or changed, meanwhile


def _decide(cloud: Cloud, edition: Edition) -> None:
    if not edition.account["unresolved"]:
        return
    if cloud.faults.resends and edition.key not in cloud.resent:
        unresolved = {
            batch.members[index]
            for batch in Editions(cloud.table("editions")).batches(edition)
            for index in batch.those(UNRESOLVED)
        }
        cloud.may_have_twice.setdefault(edition.key, set()).update(unresolved)
        with suppress(BadInput):  # receipts came meanwhile: nobody is unresolved any more
            cloud.by_hand().deciding.resend(edition.key)
        cloud.resent.add(edition.key)
    else:
        cloud.by_hand().deciding.leave(edition.key)
