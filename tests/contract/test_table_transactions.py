"""Transactions: all or nothing, over several tables, and who is told of a refusal."""

import pytest

from dearreader.conditions import NEW, Update, absent, equals, exists
from dearreader.errors import ConditionFailed
from dearreader.ports import Item, Table, Writing
from tests.contract.databases import Database

KEY: Item = {"pk": "a", "sk": "b"}
NOBODY: Item = {"pk": "nobody", "sk": "b"}


@pytest.fixture
def one(database: Database) -> Table:
    return database.new()


@pytest.fixture
def other(database: Database) -> Table:
    table = database.new()
    table.put({**KEY, "state": "queued", "count": 1})
    return table


def sending(table: Table) -> Writing:
    return Writing(table, KEY, Update(put={"state": "sending"}), when=equals("state", "queued"))


def test_all_is_written_in_every_table(one: Table, other: Table) -> None:
    one.transact([Writing(one, {**KEY, "names": {"x"}}, when=NEW), sending(other)])
    assert one.get("a", "b") == {**KEY, "names": {"x"}}
    assert other.get("a", "b") == {**KEY, "state": "sending", "count": 1}


@pytest.mark.parametrize("first", [True, False])
def test_nothing_is_written_where_one_condition_fails(
    one: Table, other: Table, *, first: bool
) -> None:
    kept = other.get("a", "b")
    refusing = Writing(other, KEY, Update(add={"count": 1}), when=equals("state", "sent"))
    writings = [refusing, Writing(one, KEY, when=NEW)]
    with pytest.raises(ConditionFailed) as refusal:
        one.transact(writings if first else writings[::-1])
    assert refusal.value.found == kept == other.get("a", "b")
    assert one.get("a", "b") is None


def test_the_first_that_fails_says_what_it_found(one: Table, other: Table) -> None:
    one.put({**KEY, "by": "me"})
    refusals = [Writing(one, KEY, when=NEW), Writing(other, KEY, when=NEW)]
    with pytest.raises(ConditionFailed) as refusal:
        one.transact(refusals)
    assert refusal.value.found == one.get("a", "b")
    with pytest.raises(ConditionFailed) as refusal:
        one.transact(refusals[::-1])
    assert refusal.value.found == other.get("a", "b")


def test_what_is_not_there_is_told_as_nothing(one: Table) -> None:
    with pytest.raises(ConditionFailed) as refusal:
        one.transact([Writing(one, NOBODY, Update(put={"n": 1}), when=exists("pk"))])
    assert refusal.value.found is None


def test_a_part_without_a_condition_is_always_written(one: Table, other: Table) -> None:
    more = Writing(other, KEY, Update(add={"count": 2}, drop=("state",)))
    made = Writing(one, NOBODY, Update(default={"n": 1}))
    one.transact([Writing(one, {**KEY, "n": 1}), made, more])
    one.transact([Writing(one, {**KEY, "n": 2}, when=equals("n", 1)), made])
    assert one.get("a", "b") == {**KEY, "n": 2}
    assert one.get("nobody", "b") == {**NOBODY, "n": 1}
    assert other.get("a", "b") == {**KEY, "count": 3}


def test_conditions_see_the_items_as_they_were_before(one: Table) -> None:
    there = {"pk": "a", "sk": "c"}
    with pytest.raises(ConditionFailed):
        one.transact([Writing(one, KEY), Writing(one, there, when=exists("n"))])
    one.transact([Writing(one, KEY, when=NEW), Writing(one, there, when=absent("n"))])
    assert len(list(one.query("a"))) == 2
