"""Editions on their way: what waits, what is in doubt, what SES proves, what the account says."""

from collections.abc import Iterable
from datetime import timedelta

from dearreader.app import App
from dearreader.editions.model import Batch, BatchName
from dearreader.errors import SendInDoubt
from tests.world.readers import TODAY, audience, deliver, edition, prepare, tags, write
from tests.world.world import MemoryWorld

LEASE = timedelta(seconds=120).total_seconds()
"""Of a claim whose invocation has a minute."""

QUARTER = timedelta(minutes=15).total_seconds()


def sending(stack: App, world: MemoryWorld, count: int) -> list[str]:
    """An edition for so many readers, whose batches wait; the readers' ids by their numbers."""
    readers = audience(stack, count)
    write(stack)
    prepare(stack, world)
    return readers


def batch(stack: App, number: int = 0) -> Batch:
    """The batch of that number in today's edition."""
    found = stack.editions.batch(BatchName(TODAY, 0, number))
    assert found
    return found


def outcomes(stack: App) -> str:
    """What became of everyone in today's edition, in the order of the batches."""
    return "".join(one.outcomes for one in stack.editions.batches(edition(stack)))


def receive(stack: App, world: MemoryWorld, call: int, copies: Iterable[int]) -> None:
    """Receipts for some copies of a call."""
    stack.feedback.take(
        {"detail-type": "Email Sent", "detail": {"mail": {"tags": tags(world, call, copy)}}}
        for copy in copies
    )


def fall_into_doubt(stack: App, world: MemoryWorld) -> None:
    """Deliver with a call whose answer is lost, and let its lease end."""
    world.ses.after_accepting = [SendInDoubt()]
    assert "in doubt" in deliver(stack, world)
    world.clock.sleep(LEASE + 1)
    stack.settling.settle()


def counts(stack: App, **expected: int) -> bool:
    """Whether the edition is closed with these counts, no others, and they add up."""
    closed = edition(stack)
    found = dict(closed.account)
    intended = found.pop("intended", -1)
    assert closed.state == "closed"
    assert intended == sum(found.values()) == closed.intended
    return {name: count for name, count in found.items() if count} == expected


def finish(stack: App, world: MemoryWorld) -> None:
    """Ask, plan, deliver and settle, as ticks do, until the edition is closed or held."""
    for _ in range(10):
        prepare(stack, world)
        deliver(stack, world)
        stack.settling.settle()
        if edition(stack).state in {"closed", "held"}:
            return
