"""What the writer sees at a glance: what goes out next, to how many, and what needs her."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from dearreader.editions.holds import FREED_BY_ITSELF
from dearreader.editions.slots import Slot, upcoming

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dearreader.app import App
    from dearreader.editions.model import Edition
    from dearreader.ports import SendingAccount
    from dearreader.posts import Post


class Need(NamedTuple):
    """Something that only the writer can settle, and the command for it, or ""."""

    what: str
    command: str = ""


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """How the publication stands.

    ``plan`` has each queued post with the slot in which it goes out, ``reserve`` the fallbacks,
    ``coming`` the next slot. ``audience`` counts readers by their status. ``last`` is the latest
    edition, if there is one; ``opened`` says that it is on its way.
    """

    plan: Sequence[tuple["Post", Slot]]
    reserve: Sequence["Post"]
    coming: Slot
    audience: "Mapping[str, int]"
    last: "Edition | None"
    needs: Sequence[Need]


def outlook(app: "App") -> Outlook:
    """Look at queue, readers, editions and the SES account."""
    now = app.clock.now()
    editions = app.editions.latest()
    last = editions[0] if editions else None
    slots = upcoming(now, app.publication, last.slot if last else None)
    coming = next(slots)
    queued = app.posts.with_status("queued")
    plan = list(zip(queued, _from(coming, slots), strict=False))
    reserve = app.posts.with_status("fallback")
    audience = app.subscribers.census(now=now)
    needs = [
        *_of_editions(editions),
        *_of_account(app.mailer.account(), audience["active"], sandbox=app.settings.sandbox),
        *_of_silence(app, coming, now),
        *([] if queued or reserve else [_nothing_queued(coming)]),
    ]
    return Outlook(
        plan=plan, reserve=reserve, coming=coming, audience=audience, last=last, needs=needs
    )


def scheduled(app: "App") -> list[tuple["Post", Slot]]:
    """Each queued post, in order, with the slot in which it goes out if nothing changes."""
    latest = app.editions.latest(limit=1)
    slots = upcoming(app.clock.now(), app.publication, latest[0].slot if latest else None)
    return list(zip(app.posts.with_status("queued"), slots, strict=False))


def _from(first: Slot, others: Iterator[Slot]) -> Iterator[Slot]:
    yield first
    yield from others


def _of_editions(editions: Sequence["Edition"]) -> Iterator[Need]:
    for each in editions:
        if each.state == "held" and each.hold not in FREED_BY_ITSELF:
            yield Need(f"{each.key} is held: {each.reason}.", f"edition show {each.key}")
        elif each.state == "closed" and not each.decided and each.account.get("unresolved"):
            some = f"{each.account['unresolved']:,} of {each.account['intended']:,}"
            yield Need(f"{each.key}: {some} may not have got it.", f"edition show {each.key}")


def _of_account(account: "SendingAccount", readers: int, *, sandbox: bool) -> Iterator[Need]:
    if account.fault:
        yield Need(f"No letter can go out: {account.fault}.")
    if not account.production and not sandbox:
        yield Need("SES keeps the account in its sandbox: ask it for production access.")
    if account.room is not None and account.room < readers:
        yield Need(
            f"SES lets {account.room:,} more mails go out in these 24 hours, for {readers:,} "
            "readers: ask it for a higher quota, or the letter is spread over more than a day."
        )


def _of_silence(app: "App", coming: Slot, now: datetime) -> Iterator[Need]:
    if coming.at > now:
        return
    if app.nudges.is_silent():
        yield Need(
            f"The letter of {coming.day} is more than two hours late. If you have not queued it "
            "just now: look at the log of schedule/."
        )
    elif app.posts.next_due() is None:
        yield Need(f"The letter of {coming.day} is due, and nothing is queued.")


def _nothing_queued(coming: Slot) -> Need:
    return Need(f"Nothing is queued for {coming.day}.", "post queue SLUG")
