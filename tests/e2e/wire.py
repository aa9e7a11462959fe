"""What the tests on the wire do to an edition, and see of it: by SES, and by the command."""

import json
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest

from dearreader.conditions import Update, equals
from dearreader.editions.model import Batch, BatchName
from dearreader.errors import ConditionFailed
from dearreader.times import milliseconds
from tests.e2e.command import local
from tests.e2e.laptop import Laptop
from tests.e2e.waiting import eventually

COMES_BACK = 10
"""Seconds until a queue brings a message again whose worker has died; the template has minutes."""

LATER = timedelta(minutes=20)
"""After this much a claim's lease has ended and its receipts should all have come."""

ROUNDS = 8
LONG = 120.0
"""Seconds: ten times what it takes until an edition is planned, or all its events are heard."""

# What is done


def bring_again_soon(laptop: Laptop) -> None:
    """Have every queue of functions bring a message again soon whose worker has died."""
    sqs = laptop.client("sqs")
    for url in sqs.list_queues()["QueueUrls"]:
        attributes = {"VisibilityTimeout": str(COMES_BACK)}
        sqs.set_queue_attributes(QueueUrl=url, Attributes=attributes)


def deliveries(laptop: Laptop, *, go_on: bool) -> None:
    """Have batches brought to deliver/, or wait in their queue."""
    client = laptop.client("lambda")
    function = laptop.cloud.stack.functions["DeliverFunction"]
    (source,) = client.list_event_source_mappings(FunctionName=function)["EventSourceMappings"]
    client.update_event_source_mapping(UUID=source["UUID"], Enabled=go_on)


def open_edition(laptop: Laptop) -> str:
    """Have a letter go out on the next day, and see it planned; returns the edition's key."""
    laptop.queue("a letter")
    key = laptop.open_next()

    def planned() -> bool:
        edition = laptop.app.editions.get(key)
        return edition is not None and edition.state != "planning"

    eventually(planned, LONG)
    return key


def leave(laptop: Laptop, count: int) -> set[str]:
    """Have some readers leave by their mail program's button; returns their addresses."""
    items = laptop.items("SubscribersTable")
    gone = items[:: len(items) // count][:count]
    for item in gone:
        link = f"{item['sk']['S']}.{item['key']['S']}"
        page = laptop.post(f"/unsubscribe/{link}", {"List-Unsubscribe": "One-Click"})
        assert page.status == 200
    return {item["address"]["S"] for item in gone}


def see_closed(laptop: Laptop, key: str) -> None:
    """Let time pass, and settle/ look, until the edition is closed."""
    for _ in range(ROUNDS):
        laptop.quiet(LONG)
        time_passes(laptop, key)
        for _ in range(3):  # doubt, its end, and who is mailed again
            laptop.settle()
        if laptop.edition(key).state == "closed":
            return
    pytest.fail(f"{laptop.edition(key)}")


def time_passes(laptop: Laptop, key: str) -> None:
    """Let all that was done have been done so much earlier, and all that waits be due."""
    editions = laptop.app.editions
    if probe_at := laptop.edition(key).probe_at:
        due = Update(put={"probe_at": milliseconds(probe_at - LATER)})
        editions.move(key, due, equals("state", "held"))
    for batch in batches(laptop, key):
        moments = {"claimed": batch.claimed, "lease": batch.lease}
        past = {name: milliseconds(at - LATER) for name, at in moments.items() if at}
        if past:
            same = equals("state", batch.state)
            with suppress(ConditionFailed):  # its message has just come by itself
                editions.table.update(batch.name.pk, batch.name.sk, Update(put=past), when=same)
    put_off = [each for each in batches(laptop, key) if each.state == "frozen" and each.tries]
    laptop.app.deliver_queue.send([each.name.message() for each in put_off])


# What is there


def batches(laptop: Laptop, key: str) -> list[Batch]:
    return list(laptop.app.editions.batches(laptop.edition(key)))


def claimed(laptop: Laptop, key: str) -> set[BatchName]:
    """The batches that are claimed now."""
    return {batch.name for batch in batches(laptop, key) if batch.state == "claimed"}


def taken(laptop: Laptop, key: str) -> set[BatchName]:
    """The batches of which SES took letters."""
    letters = laptop.letters(laptop.edition(key))
    return {BatchName.from_tag(key, mail.tags["batch"]) for mail in letters}


def everyone(laptop: Laptop) -> list[str]:
    """The addresses of all who are active."""
    items = laptop.items("SubscribersTable")
    return [item["address"]["S"] for item in items if item["status"]["S"] == "active"]


def had(laptop: Laptop, key: str) -> Counter[str]:
    """How many copies of the edition SES took for each address."""
    return Counter(mail.to[0] for mail in laptop.letters(laptop.edition(key)))


def with_receipt(laptop: Laptop, key: str) -> set[str]:
    """The addresses of those for whom SES has told that it took their copy."""
    tag = [key.replace(".", "_")]
    mails = [event.detail["mail"] for event in laptop.cloud.ses.events("Email Sent")]
    return {mail["destination"][0] for mail in mails if mail["tags"]["edition"] == tag}


def happened(laptop: Laptop) -> dict[str, int]:
    """How often each fault of calls struck."""
    struck: Counter[str] = Counter()
    for fault in laptop.cloud.ses.faults.listed():
        if fault["on"] == "SendBulkEmail":
            struck[fault["do"]] += fault["happened"]
    return dict(struck)


def shown(laptop: Laptop, key: str) -> dict[str, object]:
    """What the command says of an edition, counted from its batches."""
    told = local("edition", "show", key, "--json")
    assert (told.code, told.err) == (0, "")
    found: dict[str, object] = json.loads(told.out)
    return found


def account(laptop: Laptop, key: str) -> dict[str, int]:
    """What became of everybody, as the command tells; without what became of nobody.

    That it adds up, and that nobody had two copies by anybody's word, is asserted.
    """
    told = shown(laptop, key)
    counts: dict[str, int] = told["account"]  # type: ignore[assignment]
    intended = counts["intended"]
    assert intended == sum(counts.values()) - intended
    assert told["duplicates"] == 0
    return {name: count for name, count in counts.items() if count}


def unresolved(laptop: Laptop, key: str) -> set[str]:
    """The addresses that the command names as those of whom nobody can tell."""
    named: list[dict[str, str]] = shown(laptop, key)["unresolved"]  # type: ignore[assignment]
    return {each["address"] for each in named}
