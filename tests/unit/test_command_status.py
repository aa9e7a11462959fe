"""`dearreader status`: the publication at a glance."""

import json
from datetime import timedelta

from dearreader.app import App
from dearreader.errors import SendInDoubt
from dearreader.ports import SendingAccount
from tests.world.commands import Desk
from tests.world.readers import TODAY, audience, deliver, join, leave, prepare, write
from tests.world.sendings import LEASE, QUARTER
from tests.world.world import MemoryWorld

EVENING = timedelta(hours=11)


def shown(desk: Desk, name: str) -> str:
    (line,) = [each for each in desk.lines("status") if each.startswith(f"  {name} ")]
    return line[len("  audience  ") :]


def needs(desk: Desk) -> list[str]:
    lines = desk.lines("status")
    return lines[lines.index("What needs you:") + 1 :]


def test_an_empty_publication_says_what_comes_first(desk: Desk, world: MemoryWorld) -> None:
    world.clock.sleep(-EVENING.total_seconds())
    tomorrow = "tomorrow, Tuesday 24 November, at 07:00 (Europe/Berlin)"
    assert desk.lines("status") == [
        "small hours",
        f"  next      nothing yet for the slot {tomorrow}",
        "  queue     0 letters",
        "  audience  0 readers",
        "  last      no letter has gone out yet",
        "",
        "What needs you:",
        "  Nothing is queued for 2026-11-24.",
        "    dearreader post queue SLUG",
    ]


def test_the_queue_is_told_in_days_and_the_audience_by_what_became_of_it(
    desk: Desk, stack: App, world: MemoryWorld
) -> None:
    world.clock.sleep(-EVENING.total_seconds())
    for reader in audience(stack, 5)[:2]:
        leave(stack, reader)
    stack.signups.ask("new@example.com", where="192.0.2.1")
    for number in range(3):
        write(stack, f"letter-{number}")
        world.clock.sleep(1)
    write(stack, "rainy-day", status="fallback")
    assert shown(desk, "next") == (
        "“the sea”, tomorrow, Tuesday 24 November, at 07:00 (Europe/Berlin)"
    )
    assert shown(desk, "queue") == ("3 letters, enough until Thursday 26 November; 1 in reserve")
    assert shown(desk, "audience") == "3 readers; 1 yet to confirm; 2 left or stopped"
    assert desk.lines("status")[-1] == "Nothing needs you."


def test_after_todays_letter_the_next_is_tomorrows(
    desk: Desk, stack: App, world: MemoryWorld
) -> None:
    audience(stack, 3)
    write(stack)
    write(stack, "tomorrows")
    assert shown(desk, "next").startswith("“the sea”, at once: it has been due since today, ")
    prepare(stack, world)
    assert shown(desk, "last") == f"{TODAY}: “the-sea” is going out"
    deliver(stack, world)
    stack.settling.settle()
    assert shown(desk, "next").startswith("“the sea”, tomorrow, Wednesday 25 November")
    assert shown(desk, "last") == f"{TODAY}: “the-sea”, 3 intended: 3 accepted"


def test_what_is_held_or_unresolved_needs_her_and_a_quota_that_frees_itself_does_not(
    desk: Desk, stack: App, world: MemoryWorld
) -> None:
    audience(stack, 3)
    write(stack)
    write(stack, "tomorrows")
    write(stack, "the day after")
    prepare(stack, world)
    world.ses.answers = [SendInDoubt()]
    deliver(stack, world)
    for seconds in (LEASE + 1, QUARTER):
        world.clock.sleep(seconds)
        stack.settling.settle()
    unresolved = [
        f"  {TODAY}: 3 of 3 may not have got it.",
        f"    dearreader edition show {TODAY}",
    ]
    assert needs(desk) == unresolved
    world.clock.sleep(timedelta(days=1).total_seconds())
    world.ses.standing = SendingAccount(rate=50.0, room=2)
    prepare(stack, world)
    (quota,) = [each for each in needs(desk) if each not in unresolved]
    assert quota.startswith("  SES lets 2 more mails go out in these 24 hours, for 3 readers")


def test_an_account_that_cannot_send_is_told(desk: Desk, stack: App, world: MemoryWorld) -> None:
    write(stack)
    world.ses.standing = SendingAccount(rate=1.0, room=200, fault="", production=False)
    assert needs(desk) == ["  SES keeps the account in its sandbox: ask it for production access."]
    world.ses.standing = SendingAccount(rate=1.0, room=200, fault="sending is switched off")
    assert needs(desk) == ["  No letter can go out: sending is switched off."]


def test_a_letter_that_did_not_go_out_is_told(desk: Desk, stack: App, world: MemoryWorld) -> None:
    write(stack)
    world.clock.sleep(timedelta(hours=3).total_seconds())
    assert needs(desk)[0].startswith("  The letter of 2026-11-24 is more than two hours late.")


def test_readers_who_let_their_link_expire_are_not_counted(
    desk: Desk, stack: App, world: MemoryWorld
) -> None:
    stack.signups.ask("new@example.com", where="192.0.2.1")
    world.clock.sleep(timedelta(days=14, seconds=1).total_seconds())
    join(stack, "ada@example.com")
    assert shown(desk, "audience") == "1 reader"


def test_the_same_as_json(desk: Desk, stack: App) -> None:
    join(stack, "ada@example.com")
    write(stack)
    found = json.loads(desk.lines("status", "--json")[0])
    assert found["next"] == {
        "edition": TODAY,
        "at": "2026-11-24T06:00:00+00:00",
        "post": "the-sea",
        "title": "the sea",
    }
    assert found["queue"] == [{"post": "the-sea", "title": "the sea", "edition": TODAY}]
    assert (found["audience"], found["last"], found["needs"]) == ({"active": 1}, None, [])
