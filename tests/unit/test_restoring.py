"""`dearreader restore`: what was lost comes back, and nobody who left, nor what was erased."""

from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from cli import backups
from dearreader.app import App
from dearreader.errors import BadInput
from dearreader.events import Change, of_change
from dearreader.links import Link
from tests.world.commands import Desk
from tests.world.invoking import failures, invoke, messages, process
from tests.world.readers import identity, join, leave, reader, write
from tests.world.world import MemoryWorld

ADA, BEA, CLEO = "ada@example.com", "bea@example.com", "cleo@example.com"
THEN = "then"


class Backups:
    """Stands for DynamoDB's own, over a world in memory: tables are copied as they are."""

    def __init__(self, desk: Desk, stack: App, world: MemoryWorld) -> None:
        self._desk = desk
        self._stack = stack
        self._world = world

    def keep(self) -> None:
        for kind, name in backups.TABLES.items():
            copy = self._world.table(f"{THEN}-{name}")
            copy.items.update(
                {key: dict(item) for key, item in self._world.table(kind).items.items()}
            )

    def lose(self, *addresses: str) -> None:
        for each in addresses:
            found = identity(each)
            self._stack.subscribers.table.delete(self._stack.subscribers.pk(found), found)

    def note_departures(self) -> None:
        """What the streams, the bus, its rule and settle/ do of what has changed so far."""
        changes = self._world.table("subscribers").changes
        told = [event for change in changes for event in of_change(Change(*change))]
        changes.clear()
        bodies = [
            {"detail-type": name, "detail": detail}
            for name, detail in told
            if name in {"Subscriber Left", "Subscriber Erased"}
        ]
        with process(self._stack, "settle"):
            assert failures(invoke("settle", messages(*bodies))) == []

    def restore(self, *more: str) -> list[str]:
        return self._desk.lines("restore", "--tables", THEN, *more)


@pytest.fixture
def kept(desk: Desk, stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch) -> Backups:
    """Ada, Bea and Cleo read, and the tables of now are kept."""
    for each in (ADA, BEA, CLEO):
        join(stack, each)
    names = {kind: f"{THEN}-{name}" for kind, name in backups.TABLES.items()}
    monkeypatch.setattr(backups, "found", lambda *_: names)
    monkeypatch.setattr("cli.connection.Place.client", lambda *_: None)
    made = Backups(desk, stack, world)
    made.keep()
    world.clock.sleep(3600)
    return made


def held(world: MemoryWorld, *tables: str) -> dict[str, dict[Any, Any]]:
    return {name: dict(world.table(name).items) for name in tables or backups.TABLES}


def test_what_was_lost_comes_back_as_it_was(kept: Backups, world: MemoryWorld, stack: App) -> None:
    write(stack)
    before = held(world, "subscribers", "posts")
    kept.lose(ADA, BEA)
    assert kept.restore("--yes")[-1] == "Done: 2 readers."
    assert held(world, "subscribers", "posts") == before
    assert kept.restore("--yes")[-1] == "Done: all of it was here."


def test_what_is_missing_is_told_first_and_nothing_is_changed(
    kept: Backups, world: MemoryWorld
) -> None:
    kept.lose(ADA)
    before = held(world)
    assert "        3 readers, 1 of them not here" in kept.restore("--dry-run")
    assert held(world) == before


def test_who_left_since_is_not_revived(kept: Backups, stack: App) -> None:
    leave(stack, identity(ADA))
    kept.note_departures()
    kept.lose(BEA)
    assert kept.restore("--yes")[-1] == "Done: 1 readers."
    assert reader(stack, identity(ADA)).status == "unsubscribed"


def test_who_left_since_and_is_lost_comes_back_as_gone_with_links_that_still_work(
    kept: Backups, stack: App
) -> None:
    link = reader(stack, identity(ADA)).link
    leave(stack, identity(ADA))
    left_at = stack.clock.now()
    kept.note_departures()
    kept.lose(ADA, BEA)
    told = kept.restore("--yes")
    assert "1 who have left, or were erased, stay away." in told
    ada = reader(stack, identity(ADA))
    assert (ada.status, ada.key, ada.address) == ("unsubscribed", "", ADA)
    assert ada.knows(link.key)
    item = stack.subscribers.item(ada.id) or {}
    assert item["left_at"] == int(left_at.timestamp() * 1000)
    assert "consent" in item
    assert reader(stack, identity(BEA)).status == "active"


def test_who_was_erased_since_and_is_lost_comes_back_as_nothing_but_that(
    kept: Backups, desk: Desk, stack: App, world: MemoryWorld
) -> None:
    desk.lines("subscribers", "erase", ADA, "--yes")
    kept.note_departures()
    kept.lose(ADA)
    kept.restore("--yes")
    ada = reader(stack, identity(ADA))
    assert (ada.status, ada.address, ada.key) == ("unsubscribed", "", "")
    assert ADA not in str(held(world))
    assert stack.subscribers.item(ada.id)["erased_at"]  # type: ignore[index] # it is there


def test_who_had_left_before_and_was_erased_since_stays_erased(
    kept: Backups, desk: Desk, stack: App, world: MemoryWorld
) -> None:
    leave(stack, identity(ADA))
    kept.keep()
    world.clock.sleep(60)
    desk.lines("subscribers", "erase", ADA, "--yes")
    kept.note_departures()
    kept.lose(ADA)
    kept.restore("--yes")
    assert reader(stack, identity(ADA)).status == "unsubscribed"
    assert ADA not in str(held(world))


def test_who_was_made_a_reader_again_by_mistake_leaves_again(kept: Backups, stack: App) -> None:
    leave(stack, identity(ADA))
    kept.note_departures()
    table, pk = stack.subscribers.table, stack.subscribers.pk(identity(ADA))
    broken = dict(table.get(pk, identity(ADA)) or {}) | {"status": "active", "key": "k" * 22}
    table.put(broken)
    kept.restore("--yes")
    assert reader(stack, identity(ADA)).status == "unsubscribed"


def test_who_came_back_by_their_own_wish_stays(
    kept: Backups, stack: App, world: MemoryWorld
) -> None:
    leave(stack, identity(ADA))
    world.clock.sleep(3600)
    join(stack, ADA)
    kept.note_departures()
    kept.restore("--yes")
    assert reader(stack, identity(ADA)).status == "active"


def test_who_came_back_before_the_moment_comes_back_as_a_reader(
    kept: Backups, stack: App, world: MemoryWorld
) -> None:
    leave(stack, identity(ADA))
    kept.note_departures()
    world.clock.sleep(3600)
    join(stack, ADA)
    kept.keep()
    kept.lose(ADA)
    kept.restore("--yes")
    ada = reader(stack, identity(ADA))
    assert ada.status == "active"
    assert stack.subscribers.confirm(Link(ada.id, ada.key), now=world.clock.now(), where="") is True


def test_readers_of_another_salt_are_not_taken(
    kept: Backups, desk: Desk, world: MemoryWorld, stack: App
) -> None:
    before = held(world, "subscribers")
    other = Desk(stack, SALT="another salt, of another stack")
    assert "another salt" in other.refused("restore", "--tables", THEN, "--yes")
    assert held(world, "subscribers") == before


def test_a_departure_that_is_told_late_or_twice_is_noted_as_the_latest(stack: App) -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    for at in (noon, noon - timedelta(hours=1), noon):
        detail = {"id": identity(ADA), "at": at.isoformat(), "how": "complained"}
        stack.departures.note("Subscriber Left", detail)
    before = list(stack.editions.table.query("departure"))
    stack.clock.sleep(60)
    stack.departures.note("Subscriber Left", detail)
    assert list(stack.editions.table.query("departure")) == before
    (noted,) = stack.departures.all()
    assert (noted.how, noted.left_at, noted.erased_at) == (
        "complained",
        int(noon.timestamp()) * 1000,
        0,
    )


def test_a_moment_has_to_be_said(desk: Desk) -> None:
    assert "Say as of when" in desk.refused("restore")
    assert "Say as of when" in desk.refused("restore", "--at", "2026-11-24 08:00", "--tables", "x")
    assert "Only what --at" in desk.refused("restore", "--tables", "x", "--forget")
    assert "does not match the formats" in desk.refused("restore", "--at", "yesterday")


LIVE = {kind: f"stack-{name}-1A2B" for kind, name in backups.TABLES.items()}
AT = datetime(2026, 11, 24, 7, tzinfo=UTC)
PREFIX = "stack-restored-20261124070000"
NAMES = [f"{PREFIX}-{name}" for name in backups.TABLES.values()]


@pytest.fixture
def dynamodb() -> Any:
    return boto3.client(
        "dynamodb", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x"
    )


def test_each_table_is_restored_once_and_waited_for(dynamodb: Any) -> None:
    told: list[str] = []
    waited: list[float] = []
    with Stubber(dynamodb) as aws:
        aws.add_response("list_tables", {"TableNames": [*LIVE.values(), NAMES[0]]}, {})
        for kind, name in list(zip(LIVE, NAMES, strict=True))[1:]:
            request = {
                "SourceTableName": LIVE[kind],
                "TargetTableName": name,
                "RestoreDateTime": AT,
            }
            aws.add_response("restore_table_to_point_in_time", {}, request)
        looks = [("CREATING", NAMES), ("CREATING", NAMES[1:]), ("ACTIVE", NAMES[1:])]
        for status, names in looks:
            for name in names:
                there = "ACTIVE" if name == NAMES[0] else status
                aws.add_response(
                    "describe_table", {"Table": {"TableStatus": there}}, {"TableName": name}
                )
        found = backups.restore(dynamodb, LIVE, PREFIX, AT, tell=told.append, wait=waited.append)
        aws.assert_no_pending_responses()
    assert list(found.values()) == NAMES
    assert told == ["DynamoDB restores 3 of 4 tables, in its own time …"]
    assert waited == [backups.LOOK_EVERY] * 2


def test_tables_are_found_by_how_they_begin_and_never_the_live_ones(dynamodb: Any) -> None:
    old = [f"stack-{name}-OLD" for name in backups.TABLES.values()]
    with Stubber(dynamodb) as aws:
        aws.add_response("list_tables", {"TableNames": [*LIVE.values(), *old]}, {})
        assert list(backups.found(dynamodb, LIVE, "stack").values()) == old
        aws.add_response("list_tables", {"TableNames": [*LIVE.values(), *old, *NAMES]}, {})
        assert list(backups.found(dynamodb, LIVE, PREFIX).values()) == NAMES
        aws.add_response("list_tables", {"TableNames": list(LIVE.values())}, {})
        with pytest.raises(BadInput, match="no table stack-SubscribersTable beside"):
            backups.found(dynamodb, LIVE, "stack")
        aws.add_response("list_tables", {"TableNames": [*old, *old]}, {})
        with pytest.raises(BadInput, match="Say more of the name"):
            backups.found(dynamodb, LIVE, "stack")


def test_only_what_was_restored_is_deleted(dynamodb: Any) -> None:
    with Stubber(dynamodb) as aws:
        for name in NAMES:
            aws.add_response("list_tables", {"TableNames": [*LIVE.values(), NAMES[1]]}, {})
            if name == NAMES[1]:
                aws.add_response("delete_table", {}, {"TableName": name})
        assert backups.forget(dynamodb, LIVE, PREFIX) == [NAMES[1]]
        aws.assert_no_pending_responses()
