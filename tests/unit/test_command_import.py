"""`dearreader subscribers import`: lists from elsewhere."""

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dearreader.app import App
from dearreader.events import Change, of_change
from dearreader.imports import Entry, Imports
from tests.world.commands import Desk, Ran
from tests.world.readers import deliver, identity, join, leave, prepare, received, write
from tests.world.tables import MemoryTable
from tests.world.world import ENVIRONMENT, MemoryWorld

ADA, BEA, CLEO, DORA = (f"{name}@example.com" for name in ("ada", "bea", "cleo", "dora"))

BEEHIIV = f"""email,status,created_at,utm_source,subscription_tier
{ADA},active,2025-03-01 10:00:00 UTC,twitter,free
{BEA},inactive,2025-03-02 10:00:00 UTC,,free
{CLEO},pending,2025-03-03 10:00:00 UTC,,free
"""
SUBSTACK = f"""email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at
{ADA},false,,other,false,2025-03-01T10:00:00.000Z,
{BEA},false,,other,true,2025-03-02T10:00:00.000Z,
"""
NEWER_SUBSTACK = f"""Email,Name,Stripe plan,Cancel date,Start date,Paid upgrade date
{ADA},Ada,,,2025-03-01T10:00:00.000Z,
"""
LISTMONK = f"""uuid,email,name,attributes,status,created_at,updated_at
1-2,{ADA},Ada,"{{""city"": ""Berlin, Mitte""}}",enabled,2025-03-01T10:00:00Z,2025-03-01T10:00:00Z
1-3,{BEA},Bea,{{}},blocklisted,2025-03-02T10:00:00Z,2025-04-01T10:00:00Z
"""


def take(desk: Desk, text: str | bytes, *words: str, name: str = "list.csv") -> list[str]:
    return taking(desk, text, "--yes", *words, name=name).out.splitlines()


def taking(desk: Desk, text: str | bytes, *words: str, name: str = "list.csv") -> Ran:
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    done = desk.ran("subscribers", "import", name, *words)
    assert (done.code, done.err) == (0, ""), done
    return done


def statuses(stack: App) -> dict[str, str]:
    return {each.address: each.status for each in stack.subscribers.everyone()}


def consent(stack: App, address: str) -> dict[str, str]:
    found = stack.subscribers.item(identity(address))
    assert found
    return dict(found["consent"])


def imports_of(stack: App) -> Imports:
    return Imports(
        subscribers=stack.subscribers,
        salt=ENVIRONMENT["SALT"],
        clock=stack.clock,
        chance=stack.world.chance,
    )


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        (BEEHIIV, "beehiiv’s export", {ADA: "active", BEA: "unsubscribed"}),
        (SUBSTACK, "Substack’s export", {ADA: "active", BEA: "unsubscribed"}),
        (NEWER_SUBSTACK, "Substack’s export", {ADA: "active"}),
        (LISTMONK, "listmonk’s export", {ADA: "active", BEA: "unsubscribed"}),
    ],
    ids=["beehiiv", "Substack", "Substack, newer", "listmonk"],
)
def test_an_export_is_known_by_its_columns(
    desk: Desk, stack: App, text: str, named: str, expected: dict[str, str]
) -> None:
    assert named in take(desk, text)[0]
    assert statuses(stack) == expected
    found = consent(stack, ADA)
    assert found["at"].startswith("2025-03-01")
    assert found["text"].startswith("subscribed ")
    assert found["from"] == f"a list: {named.partition('’')[0]}"


def test_a_plain_file_wants_to_know_how_its_people_agreed(desk: Desk, stack: App) -> None:
    Path("list.csv").write_text(f"Name;E-Mail;Opt-in IP\nAda;{ADA};192.0.2.9\n")
    assert "--consent" in desk.refused("subscribers", "import", "list.csv", "--yes")
    assert statuses(stack) == {}
    desk.lines("subscribers", "import", "list.csv", "--yes", "--consent", "on paper, in May")
    assert consent(stack, ADA) == {
        "from": "a list: CSV",
        "text": "on paper, in May",
        "at": "unknown; imported on 2026-11-24",
    }


@pytest.mark.parametrize(
    "text",
    [
        f"email\n{ADA}\n{BEA}\n",
        f"{ADA}\n{BEA}\n",
        f"\ufeffEmail,\r\n{ADA},\r\n{BEA},\r\n",
        f"\n\nname\te-mail\n\nAda\t{ADA}\nBea\t{BEA}\n\n",
        f'name|Email Address\n"Ada | A."|{ADA}\n"B ""the"" ea"|{BEA}\n',
        f"email\n{ADA}\n{BEA}\n".encode("utf-16"),
        f"naïve,email\nJosé,{ADA}\nBëa,{BEA}\n".encode("cp1252"),
        f'email,note\n{ADA},"two\nlines"\n{BEA},\n',
        f"email\n {ADA.upper()} \n{BEA}",
    ],
)
def test_files_are_read_as_people_have_them(desk: Desk, stack: App, text: str | bytes) -> None:
    take(desk, text, "--consent", "on paper")
    assert {address.lower() for address in statuses(stack)} == {ADA, BEA}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("name,phone\nAda,1\n", "No column is called email"),
        (f"{ADA},Ada\n{BEA},Bea\n", "has no names above its columns"),
        (b"PK\x03\x04\0\0\0", "save it as CSV"),
    ],
)
def test_a_file_that_is_no_list_says_what_to_do(
    desk: Desk, stack: App, text: str | bytes, word: str
) -> None:
    Path("list.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    assert word in desk.refused("subscribers", "import", "list.csv", "--yes", "--consent", "x")
    assert statuses(stack) == {}


def test_bad_lines_are_told_by_number_and_reason_and_the_rest_is_taken(
    desk: Desk, stack: App
) -> None:
    text = f"""email,status,name
{ADA},active,Ada
nobody,active,
,active,No Address
{BEA},perhaps,Bea
{CLEO},pending,Cleo
e@example.com,active,"never closed
{DORA},active,Dora,and,more
{CLEO}m,active,Cleo
{ADA},active,Ada again
"""
    shown = take(desk, text, "--consent", "on paper", "--bad-lines", "bad.txt")
    assert shown == [
        "list.csv: a CSV file, 8 people.",
        "        2 new readers",
        "        1 line has an address that stands in the file already",
        "        6 not taken:",
        "          line 3: “nobody” is no address that can be mailed",
        "          line 4: it has no address",
        "          line 5: its status “perhaps” is none that is known",
        "          line 6: has not confirmed there: they can sign up on your site",
        "          line 7: a quote is opened in it and never closed",
        "          line 8: it has 5 columns, not 3",
        "Done: 2 new readers.",
    ]
    assert statuses(stack) == {ADA: "active", f"{CLEO}m": "active"}
    assert [line.partition("\t")[0] for line in Path("bad.txt").read_text().splitlines()] == [
        *"345678"
    ]


def test_only_the_first_bad_lines_are_shown(desk: Desk, stack: App) -> None:
    shown = take(desk, "email\n" + "nobody\n" * 50 + f"{ADA}\n", "--consent", "x")
    assert "          and 30 more: --bad-lines FILE has them all" in shown
    assert statuses(stack) == {ADA: "active"}


def test_it_is_tried_first_and_nothing_changes(desk: Desk, stack: App, world: MemoryWorld) -> None:
    for words in (("--dry-run",), ("--dry-run", "--yes"), ()):
        shown = taking(desk, BEEHIIV, *words).out.splitlines()
        assert shown[1:3] == [
            "        1 new reader",
            "        1 has left there, and is kept so that nobody mails them",
        ]
        assert shown[-1] == "Nothing is changed."
    assert "To take it: dearreader subscribers import list.csv --yes" in shown
    assert not world.table("subscribers").items


def test_imported_readers_are_mailed_and_the_others_are_not(
    desk: Desk, stack: App, world: MemoryWorld
) -> None:
    take(desk, BEEHIIV)
    world.clock.sleep(1)
    write(stack)
    prepare(stack, world)
    deliver(stack, world)
    assert received(world) == [ADA]
    assert world.ses.envelopes == []


def test_who_has_left_here_is_neither_mailed_nor_made_active(
    desk: Desk, stack: App, world: MemoryWorld
) -> None:
    leave(stack, join(stack, ADA))
    desk.lines("subscribers", "erase", ADA, "--yes")
    leave(stack, join(stack, BEA))
    stack.signups.ask(BEA, where="192.0.2.1")  # wants to come back, and has not confirmed
    leave(stack, join(stack, CLEO))
    before = dict(world.table("subscribers").items)
    text = f"email\n{ADA}\n{BEA}\n{CLEO}"
    shown = take(desk, text, "--consent", "on paper")
    assert shown[1:] == [
        "        1 is a reader here already",
        "        2 have left here, and stay away",
        "There is nothing to change.",
    ]
    assert world.table("subscribers").items == before


def test_who_has_not_confirmed_here_but_there_becomes_a_reader(desk: Desk, stack: App) -> None:
    stack.signups.ask(ADA, where="192.0.2.1")
    take(desk, BEEHIIV)
    assert statuses(stack)[ADA] == "active"


def test_who_came_by_a_list_and_left_there_since_leaves_here(desk: Desk, stack: App) -> None:
    join(stack, BEA)
    take(desk, f"email,status\n{ADA},active\n", "--consent", "x")
    link = stack.subscribers.get(identity(ADA))
    assert link
    shown = take(desk, f"email,status\n{ADA},unsubscribed\n{BEA},unsubscribed\n", "--consent", "x")
    assert shown[1:] == [
        "        1 is a reader here already",
        "        1 has left there since, and leaves here as well",
        "Done: 1 has left there since, and leaves here as well.",
    ]
    assert statuses(stack) == {ADA: "unsubscribed", BEA: "active"}
    after = stack.subscribers.get(identity(ADA))
    assert after
    assert after.knows(link.key)


def test_who_left_in_one_line_has_left(desk: Desk, stack: App) -> None:
    take(
        desk, f"email,status\n{ADA},active\n{ADA.upper()},bounced\n{ADA},active\n", "--consent", "x"
    )
    assert set(statuses(stack).values()) == {"bounced"}


def test_taking_it_again_changes_nothing(desk: Desk, stack: App, world: MemoryWorld) -> None:
    take(desk, BEEHIIV)
    before = dict(world.table("subscribers").items)
    world.clock.sleep(60)
    assert take(desk, BEEHIIV)[-1] == "There is nothing to change."
    assert world.table("subscribers").items == before


def test_an_imported_list_makes_no_events_and_who_leaves_it_does(
    desk: Desk, stack: App, world: MemoryWorld
) -> None:
    take(desk, BEEHIIV)
    leave(stack, identity(ADA))
    changes = [Change(*change) for change in world.table("subscribers").changes]
    events = [event for change in changes for event in of_change(change)]
    assert [(name, detail["id"]) for name, detail in events] == [("Subscriber Left", identity(ADA))]


def test_an_import_that_is_cut_off_anywhere_goes_on_and_loses_and_doubles_nobody(
    desk: Desk, stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, table = random.Random(7), world.table("subscribers")
    everyone = [f"reader{number}@example.com" for number in range(1_000)]
    gone = set(chance.sample(everyone, 50))
    lines = [f"{each},{'unsubscribed' if each in gone else 'active'}" for each in everyone]
    Path("list.csv").write_text("email,status\n" + "\n".join(lines))
    words = ("subscribers", "import", "list.csv", "--yes", "--consent", "x")
    keys: dict[str, Any] = {}
    for stops in (1, 2, 0, 3):
        calls = iter(range(stops))

        def cut(writings: Any, calls: Any = calls) -> None:
            if next(calls, None) is None:
                raise KeyboardInterrupt
            MemoryTable.transact(table, writings)

        with monkeypatch.context() as patch:
            patch.setattr(table, "transact", cut)
            done = desk.ran(*words)
        assert done.code == 130
        assert "goes on from there" in done.out
        now = {item["sk"]: item.get("key") for item in table.items.values()}
        assert now.items() >= keys.items()
        keys = now
        assert len(table.items) < 1_000
    assert desk.ran(*words).code == 0
    assert len(table.items) == 1_000
    found = statuses(stack)
    assert set(found) == set(everyone)
    assert {address for address, status in found.items() if status != "active"} == gone
    assert Counter(found.values()) == {"active": 950, "unsubscribed": 50}


def test_whoever_signs_up_meanwhile_is_taken_as_who_they_are(
    desk: Desk, stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = world.table("subscribers")

    def meanwhile(writings: Any) -> None:
        monkeypatch.undo()
        leave(stack, join(stack, ADA))
        join(stack, CLEO)
        MemoryTable.transact(table, writings)

    monkeypatch.setattr(table, "transact", meanwhile)
    Path("list.csv").write_text(f"email\n{ADA}\n{BEA}\n{CLEO}\n")
    done = desk.ran(
        "subscribers", "import", str(Path("list.csv").resolve()), "--yes", "--consent", "x"
    )
    assert done.out.splitlines()[-1] == (
        "Done: 1 new reader; 1 is a reader here already; 1 has left here, and stays away."
    )
    assert statuses(stack) == {ADA: "unsubscribed", BEA: "active", CLEO: "active"}


def test_who_wants_to_come_back_is_not_confirmed_by_a_list(stack: App) -> None:
    leave(stack, join(stack, ADA))
    stack.signups.ask(ADA, where="192.0.2.1")
    assert imports_of(stack).take(Entry(address=ADA, status="active", consent={})) == "known"
    assert statuses(stack) == {ADA: "pending"}


def test_ctrl_c_while_it_is_tried_changes_nothing(
    desk: Desk, stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stops(**more: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(world.table("subscribers"), "scan", stops)
    Path("list.csv").write_text(BEEHIIV)
    done = desk.ran("subscribers", "import", "list.csv", "--yes")
    assert (done.code, done.err) == (130, "\nStopped.\n")
    assert not world.table("subscribers").items


def test_an_answer_that_is_lost_takes_nobody_twice(
    stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = world.table("subscribers")

    def twice(item: Any, **more: Any) -> None:
        MemoryTable.put(table, item, **more)
        MemoryTable.put(table, item, **more)  # as the SDK does

    monkeypatch.setattr(table, "put", twice)
    imports = imports_of(stack)
    assert imports.take(Entry(address=ADA, status="active", consent={})) == "new"
    assert imports.take(Entry(address=ADA, status="active", consent={})) == "known"


def test_a_program_is_told_what_would_become_of_a_list_and_what_became_of_it(
    desk: Desk, stack: App
) -> None:
    join(stack, ADA)
    people = "".join(f"{each},active,x\n" for each in (ADA, BEA, BEA, "broken"))
    text = f"email,status,utm_source\n{people}"
    told = json.loads(taking(desk, text, "--json").out)
    assert told == {
        "file": "list.csv",
        "origin": "beehiiv’s export",
        "would": {"known": 1, "new": 1},
        "twice": 1,
        "bad": [{"line": 5, "reason": "“broken” is no address that can be mailed"}],
        "taken": None,
    }
    assert statuses(stack) == {ADA: "active"}
    assert json.loads(taking(desk, text, "--json", "--yes").out)["taken"] == {"new": 1}
    assert statuses(stack) == {ADA: "active", BEA: "active"}
    assert json.loads(taking(desk, text, "--json", "--yes").out)["taken"] == {}
