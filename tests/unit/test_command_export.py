"""`dearreader subscribers export`, and what becomes of it on another stack: the round trip."""

import json
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dearreader.app import App
from dearreader.errors import SendInDoubt
from dearreader.events import Change, of_change
from tests.unit.conftest import MORNING
from tests.unit.test_command_subscribers import writes
from tests.world.commands import Desk
from tests.world.readers import (
    TODAY,
    audience,
    deliver,
    edition,
    identity,
    join,
    leave,
    prepare,
    reader,
    received,
    work_schedule,
    write,
)
from tests.world.sendings import LEASE, QUARTER
from tests.world.tables import MemoryTable
from tests.world.world import MemoryWorld, app

TEXT = "---\ntitle: on being early\n---\nhi friends, come early.\n"
ADA, BEA, CLEO = "ada@example.com", "bea@example.com", "cleo@example.com"
TABLES = ("subscribers", "posts", "editions", "ideas")


@pytest.fixture
def lived_in(desk: Desk, stack: App, world: MemoryWorld) -> App:
    """A stack on which everything has happened at least once."""
    audience(stack, 30)
    for address in (ADA, BEA, CLEO):
        join(stack, address)
    stack.signups.ask("waits@example.com", where="192.0.2.1")
    write(stack, "first")
    prepare(stack, world)
    world.ses.answers = [SendInDoubt()]
    deliver(stack, world)
    for seconds in (LEASE + 1, QUARTER):
        world.clock.sleep(seconds)
        stack.settling.settle()
    stack.nudges.tell()
    writes(stack, world, ADA, "the night train", "m1")
    writes(stack, world, BEA, "a night train", "m2")
    writes(stack, world, CLEO, "slow mornings", "m3")
    leave(stack, identity(BEA))
    desk.lines("subscribers", "erase", CLEO, "--yes")
    Path("draft.md").write_text(TEXT)
    desk.lines("post", "add", "draft.md")
    write(stack, "in-reserve", status="fallback")
    write(stack, "second")
    world.clock.sleep(1)
    write(stack, "third")
    desk.lines("post", "move", "third", "first")
    return stack


@pytest.fixture
def exported(desk: Desk, lived_in: App) -> Path:
    desk.lines("subscribers", "export", "backup")
    return Path("backup").resolve()


@pytest.fixture
def elsewhere() -> MemoryWorld:
    return MemoryWorld(MORNING + timedelta(days=1, hours=1), seed=5)


def files(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text() for each in folder.glob("*.jsonl")}


def held(world: MemoryWorld) -> dict[str, dict[tuple[str, str], dict[str, Any]]]:
    """What the tables hold, but the pacer's clock."""
    return {
        name: {key: item for key, item in world.table(name).items.items() if key[0] != "pacer"}
        for name in TABLES
    }


def test_everything_comes_back_as_it_was(
    exported: Path, world: MemoryWorld, elsewhere: MemoryWorld
) -> None:
    there = Desk(app(elsewhere))
    assert there.lines("subscribers", "import", str(exported), "--yes")[-1].startswith("Done: ")
    assert held(elsewhere) == held(world)
    there.lines("subscribers", "export", "again")
    assert files(Path("again")) == files(exported)


def test_life_goes_on_where_it_came_back(
    desk: Desk, exported: Path, stack: App, elsewhere: MemoryWorld
) -> None:
    moved = app(elsewhere)
    there = Desk(moved)
    there.lines("subscribers", "import", str(exported), "--yes")
    prepare(moved, elsewhere)
    deliver(moved, elsewhere)
    moved.settling.settle()
    assert len(received(elsewhere)) == 31
    assert not {BEA, CLEO, "waits@example.com"} & set(received(elsewhere))
    assert moved.posts.with_status("sent")[0].slug == "third"
    assert reader(moved, identity(ADA)).link == reader(stack, identity(ADA)).link
    for address in (BEA, CLEO):
        assert "only they can come back" in there.refused("subscribers", "add", address)


def test_files_are_for_the_writer_alone_and_name_what_is_in_them(exported: Path) -> None:
    for each in exported.glob("*.jsonl"):
        assert stat.S_IMODE(each.stat().st_mode) == 0o600
    assert stat.S_IMODE(exported.stat().st_mode) == 0o700
    assert {each.name for each in exported.iterdir()} == {
        "dearreader.json",
        "posts",
        "readers.csv",
        *(
            f"{kind}.jsonl"
            for kind in json.loads((exported / "dearreader.json").read_text())["counts"]
        ),
    }
    assert (exported / "posts/draft.md").read_text() == TEXT
    assert f"{ADA},active," in (exported / "readers.csv").read_text()
    assert "a made-up salt" not in (exported / "dearreader.json").read_text()


def test_the_list_for_others_can_be_imported_as_well(
    exported: Path, elsewhere: MemoryWorld
) -> None:
    moved = app(elsewhere)
    there = Desk(moved)
    shown = there.lines(
        "subscribers", "import", str(exported / "readers.csv"), "--yes", "--consent", "x"
    )
    assert shown[-1] == (
        "Done: 31 new readers; 1 has left there, and is kept so that nobody mails them."
    )
    assert reader(moved, identity(BEA)).status == "unsubscribed"


def test_it_is_tried_first(exported: Path, elsewhere: MemoryWorld) -> None:
    there = Desk(app(elsewhere))
    for words in ((), ("--dry-run",), ("--dry-run", "--yes")):
        shown = there.lines("subscribers", "import", str(exported), *words)
        assert shown[0] == "        2 departures, 2 of them not here"
        assert shown[-1] == "Nothing is changed."
    assert not any(elsewhere.table(name).items for name in TABLES)


def test_taking_it_back_where_it_is_changes_nothing(
    desk: Desk, exported: Path, world: MemoryWorld
) -> None:
    before = held(world)
    shown = desk.lines("subscribers", "import", str(exported), "--yes")
    assert shown[-1] == "Done: all of it was here."
    assert held(world) == before


def test_who_left_since_the_export_is_not_revived(
    desk: Desk, exported: Path, stack: App, world: MemoryWorld
) -> None:
    leave(stack, identity(ADA))
    desk.lines("subscribers", "import", str(exported), "--yes")
    assert reader(stack, identity(ADA)).status == "unsubscribed"


def test_a_backup_without_the_departures_is_put_right_by_an_export_with_them(
    desk: Desk, exported: Path, stack: App, world: MemoryWorld
) -> None:
    bea = identity(BEA)
    item = stack.subscribers.item(bea)
    assert item
    revived = {"status": "active", "key": "k" * 22, "confirmed_at": item["left_at"] - 1}
    world.table("subscribers").put(item | revived)
    join(stack, "new@example.com")
    desk.lines("subscribers", "import", str(exported), "--yes")
    assert reader(stack, bea).status == "unsubscribed"
    assert reader(stack, identity("new@example.com")).status == "active"


def test_who_has_come_back_since_they_left_stays(desk: Desk, exported: Path, stack: App) -> None:
    stack.clock.sleep(60)
    join(stack, BEA)
    desk.lines("subscribers", "import", str(exported), "--yes")
    assert reader(stack, identity(BEA)).status == "active"


def test_what_was_under_way_waits_for_the_writer(
    desk: Desk, stack: App, world: MemoryWorld, elsewhere: MemoryWorld
) -> None:
    audience(stack, 120)
    write(stack)
    prepare(stack, world)
    message = world.queue("deliver").messages.pop(0)
    world.queue("deliver").messages[:] = [message]
    deliver(stack, world)
    desk.lines("subscribers", "export", "backup")
    elsewhere.clock.time = world.clock.time
    moved = app(elsewhere)
    there = Desk(moved)
    shown = there.lines("subscribers", "import", "backup", "--yes")
    assert shown[-1] == ("What was under way then is paused: dearreader edition list")
    moved.settling.settle()
    work_schedule(moved, elsewhere)
    deliver(moved, elsewhere)
    assert received(elsewhere) == []
    there.lines("edition", "resume", TODAY)
    for _ in range(3):
        moved.settling.settle()
        work_schedule(moved, elsewhere)
        deliver(moved, elsewhere)
    moved.settling.settle()
    assert edition(moved).state == "closed"
    assert len(received(world)) + len(received(elsewhere)) == 120
    assert not set(received(world)) & set(received(elsewhere))


def test_coming_back_makes_no_events_but_for_who_still_waits(
    exported: Path, elsewhere: MemoryWorld
) -> None:
    Desk(app(elsewhere)).lines("subscribers", "import", str(exported), "--yes")
    changes = [Change(*change) for change in elsewhere.table("subscribers").changes]
    assert [event[0] for change in changes for event in of_change(change)] == ["Subscriber Pending"]


def test_it_may_be_cut_off_and_nothing_is_counted_twice(
    exported: Path, world: MemoryWorld, elsewhere: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Desk(app(elsewhere))
    for stops in range(1, 40, 3):
        writings = iter(range(stops))

        def dies(method: Any, writings: Any = writings) -> Any:
            def call(table: Any, *words: Any, **more: Any) -> Any:
                if next(writings, None) is None:
                    raise KeyboardInterrupt
                return method(table, *words, **more)

            return call

        with monkeypatch.context() as patch:
            for name in ("put", "transact"):
                patch.setattr(MemoryTable, name, dies(getattr(MemoryTable, name)))
            done = there.ran("subscribers", "import", str(exported), "--yes")
        assert done.code in {0, 130}
    there.lines("subscribers", "import", str(exported), "--yes")
    assert held(elsewhere) == held(world)


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("dearreader.json", None, "no whole export"),
        ("dearreader.json", "{}", "no whole export"),
        ("dearreader.json", "no JSON", "no whole export"),
        ("ideas.jsonl", None, "no whole export"),
        ("ideas.jsonl", "", "ideas.jsonl has 0 lines, not 15"),
        ("replies.jsonl", "{}\n" * 3, "replies.jsonl, line 1 is no line of an export"),
        ("replies.jsonl", "[]\n" * 3, "replies.jsonl, line 1 is no line of an export"),
        ("replies.jsonl", "x\n" * 3, "replies.jsonl, line 1 is no line of an export"),
    ],
)
def test_an_export_that_is_not_whole_is_refused_as_a_whole(
    exported: Path, elsewhere: MemoryWorld, name: str, text: str | None, word: str
) -> None:
    (exported / name).unlink()
    if text is not None:
        (exported / name).write_text(text)
    assert word in Desk(app(elsewhere)).refused("subscribers", "import", str(exported), "--yes")
    assert not any(elsewhere.table(name).items for name in TABLES)


def test_a_stack_with_another_salt_takes_nothing(exported: Path, elsewhere: MemoryWorld) -> None:
    there = Desk(app(elsewhere), SALT="another salt altogether")
    assert "another salt" in there.refused("subscribers", "import", str(exported), "--yes")
    assert not any(elsewhere.table(name).items for name in TABLES)


def test_an_export_goes_into_a_folder_of_its_own(desk: Desk, exported: Path) -> None:
    assert "is not empty" in desk.refused("subscribers", "export", str(exported))


def test_a_program_is_told_what_an_export_brings_back(
    exported: Path, elsewhere: MemoryWorld
) -> None:
    there = Desk(app(elsewhere))
    (told,) = there.lines("subscribers", "import", str(exported), "--json")
    missing = json.loads(told)["missing"]
    assert missing["readers"] > 30
    assert json.loads(told)["taken"] is None
    (told,) = there.lines("subscribers", "import", str(exported), "--json", "--yes")
    assert json.loads(told)["taken"] == missing
    (told,) = there.lines("subscribers", "import", str(exported), "--json", "--yes")
    assert set(json.loads(told)["missing"].values()) == {0}
