"""Readers, posts and editions for tests: who is there, what is queued, and how far it has come."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dearreader import addresses
from dearreader.app import App
from dearreader.editions.model import BatchName, Edition
from dearreader.editions.queueing import LONGEST_DELAY
from dearreader.editions.steps import Step
from dearreader.posts import Letter, Manuscript, PostStatus
from dearreader.subscribers import Subscriber
from tests.world.world import ENVIRONMENT, MemoryWorld, PlentyOfTime

TODAY, TOMORROW = "2026-11-24.daily", "2026-11-25.daily"


def letter(slug: str, version: str = "1f2e3d4c") -> Letter:
    """A small letter with every variable."""
    return Letter(
        slug=slug,
        version=version,
        title="the sea",
        subtitle="",
        tags=(),
        subject="the sea",
        html='<p>hello</p><a href="{{site}}/unsubscribe/{{link}}">leave</a>',
        text="hello\n{{site}}/unsubscribe/{{link}}\n{{date}}",
        page="<p>hello</p>",
    )


def write(
    stack: App, slug: str = "the-sea", version: str = "1f2e3d4c", *, status: PostStatus = "queued"
) -> None:
    """Add a post and queue it, or keep it as a fallback."""
    now = stack.clock.now()
    stack.posts.add(Manuscript(slug=slug, title="the sea", body="hello"), "hello", now=now)
    stack.posts.queue(letter(slug, version), now=now, status=status)


def address(number: int) -> str:
    """The address of the reader of that number."""
    return f"reader{number}@example.com"


def identity(text: str) -> str:
    """The id of the reader at an address."""
    return addresses.identity(addresses.parse(text), salt=ENVIRONMENT["SALT"])


def join(stack: App, text: str) -> str:
    """Sign up and confirm; returns the reader's id."""
    stack.signups.ask(text, where="192.0.2.1")
    link = reader(stack, identity(text)).link
    assert stack.subscribers.confirm(link, now=stack.clock.now(), where="192.0.2.1")
    return link.id


def audience(stack: App, count: int) -> list[str]:
    """So many active readers; returns their ids in the order of their numbers."""
    return [join(stack, address(number)) for number in range(count)]


def reader(stack: App, subscriber: str) -> Subscriber:
    """The reader of that id."""
    found = stack.subscribers.get(subscriber)
    assert found
    return found


def leave(stack: App, subscriber: str) -> None:
    """Off the list."""
    stack.subscribers.leave(subscriber, "unsubscribed", now=stack.clock.now())


def edition(stack: App, key: str = TODAY) -> Edition:
    """The edition of that key."""
    found = stack.editions.get(key)
    assert found
    return found


def members(stack: App, key: str = TODAY) -> list[str]:
    """Everyone in the edition's batches, in order."""
    batches = stack.editions.batches(edition(stack, key))
    return [member for batch in batches for member in batch.members]


def queue(stack: App, **step: Any) -> None:
    """Let today's batches be queued, from the first on or by a step."""
    stack.queueing.queue(Step(edition=TODAY, **step), deadline=PlentyOfTime())


def work_schedule(stack: App, world: MemoryWorld) -> None:
    """Take what waits in schedule/'s queue, until nothing does."""
    waiting = world.queue("schedule").messages
    while waiting:
        message = waiting.pop(0)
        if message["ask"] == "plan":
            stack.planning.plan(message["edition"], message["range"], deadline=PlentyOfTime())
        elif message["ask"] == "queue":
            step = Step.from_message(message)
            late = step.turn and step.turn > world.clock.time + timedelta(seconds=LONGEST_DELAY)
            assert not late, "it is to be seen later"
            stack.queueing.queue(step, deadline=PlentyOfTime())
        else:
            stack.opening.ask()


def prepare(stack: App, world: MemoryWorld) -> Edition:
    """Open the edition that is due and plan it: its batches wait in deliver/'s queue."""
    stack.opening.ask()
    work_schedule(stack, world)
    return stack.editions.latest()[0]


def deliver(stack: App, world: MemoryWorld) -> list[str]:
    """Take each message that waits in deliver/'s queue, once; returns what came of them.

    What they send in their own place waits for the next time.
    """
    waiting = world.queue("deliver").messages
    taken = [waiting.pop(0) for _ in range(len(waiting))]
    return [take(stack, message) for message in taken]


def take(stack: App, message: Mapping[str, Any]) -> str:
    """Take a message of deliver/'s queue."""
    name = BatchName(message["edition"], message["range"], message["batch"])
    probe = message.get("probe")
    return stack.delivery.deliver(name, deadline=PlentyOfTime(), probe=probe)


def received(world: MemoryWorld) -> list[str]:
    """The addresses of all letters that SES accepted, sorted."""
    return sorted(copy.to for copy in world.ses.copies)


def addresses_of(numbers: Sequence[int]) -> list[str]:
    """Their addresses, sorted."""
    return sorted(address(number) for number in numbers)


def tags(world: MemoryWorld, call: int = -1, copy: int = 0) -> dict[str, list[str]]:
    """The tags of a copy, as SES's events show them."""
    bulk = world.ses.calls[call]
    return {name: [value] for name, value in {**bulk.tags, **bulk.copies[copy].tags}.items()}
