"""`make bench`: what it prints."""

import json

import pytest

from benchmarks import __main__ as command
from benchmarks import crowd, telling
from benchmarks.figure import Figure
from tests.world.invoking import process

KEPT = Figure(name="a mail", value=0.6123, unit="ms", how="the least of five", most=1)
MISSED = Figure(name="an import", value=1612.4, unit="ms", how="the least of two", most=10, least=2)
FREE = Figure(name="modules", value=0, unit="modules", how="the least of two")


@pytest.fixture
def some(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two benchmarks, one of which does not keep to its limit."""
    known = {"cold": lambda: iter([MISSED, FREE]), "replies": lambda: [KEPT]}
    monkeypatch.setattr(command, "benchmarks", lambda: known)
    monkeypatch.setenv("COLUMNS", "80")


def _ran(words: list[str]) -> int:
    with pytest.raises(SystemExit) as ended:
        command.main(words)
    return int(ended.value.code or 0)


@pytest.mark.usefixtures("some")
def test_all_figures_are_in_one_table_with_how_each_was_got(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _ran([]) == 1
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "cold",
        "  an import (1)  1,612  ms       NOT at least 2 and at most 10",
        "  modules (1)        0  modules",
        "replies",
        "  a mail (2)     0.612  ms       at most 1",
        "(1) the least of two",
        "(2) the least of five",
    ]


@pytest.mark.usefixtures("some")
def test_one_benchmark_may_be_named_and_told_as_one_json_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _ran(["replies", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"replies": [KEPT.as_json()]}


@pytest.mark.usefixtures("some")
def test_what_is_no_benchmark_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ran(["wire"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "There is no benchmark wire. There are: cold, replies\n")


def test_every_file_with_figures_is_a_benchmark() -> None:
    assert {"cold", "delivering", "memory", "replies"} <= command.benchmarks().keys()
    assert {"telling", "crowd", "sender"}.isdisjoint(command.benchmarks())


def test_figures_are_told_in_three_digits() -> None:
    assert [telling.told(each) for each in (0, 0.00512, 1.2849, 22, 1234567)] == [
        *("0", "0.00512", "1.28", "22", "1,234,567"),
    ]


@pytest.mark.parametrize("function", crowd.WORK)
def test_a_made_up_audience_passes_through_a_function_as_a_real_one(function: str) -> None:
    world = crowd.Crowd(1234)
    stack = crowd.ready(world)
    with process(stack, function):
        crowd.WORK[function](stack, world)


def test_a_shard_of_a_made_up_audience_is_read_as_dynamodb_reads_it() -> None:
    readers = crowd.Crowd(1000).table("subscribers")
    shard = [item["sk"] for item in readers.query("07")]
    assert shard == sorted(shard)
    assert len(shard) == 16
    some = readers.query("07", first=shard[3], last=shard[5], only=("sk",))
    assert [item["sk"] for item in some] == shard[3:6]
