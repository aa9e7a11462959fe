"""Queues bring a message until it is taken, not before its time, and not for ever."""

from collections import Counter

import pytest
from botocore.exceptions import ClientError

from dearreader.errors import TryLater
from tests.contract.databases import excuse
from tests.contract.lines import Line
from tests.contract.reading import DIE, LATER, TAKE


def send(line: Line, *numbers: int, delay: int = 0) -> float:
    """Queue messages; returns when."""
    at = line.time.now()
    line.time.act(lambda: line.queue.send([{"number": each} for each in numbers], delay=delay))
    return at


def times(line: Line) -> Counter[int]:
    return Counter(number for _, number in line.reader.taken)


def backlog(line: Line) -> int:
    found: list[int] = []
    line.time.act(lambda: found.append(line.queue.backlog()))
    return found[0]


def drained(line: Line) -> bool:
    """Asked twice: a message that becomes visible between two counts may be in neither."""
    return backlog(line) == 0 and backlog(line) == 0


def test_every_message_is_taken_and_none_is_left(line: Line) -> None:
    send(line, *range(23))
    line.time.until(lambda: set(times(line)) == set(range(23)))
    line.time.until(lambda: drained(line))
    assert line.dead() == []


def test_only_what_failed_comes_back_and_not_before_it_is_visible(line: Line) -> None:
    line.reader.answer = lambda number: LATER if number % 2 and times(line)[number] == 1 else TAKE
    sent = send(line, *range(5))
    line.time.until(lambda: backlog(line) == 2)
    assert set(times(line)) == set(range(5))
    line.time.until(lambda: drained(line))
    assert times(line) == {0: 1, 1: 2, 2: 1, 3: 2, 4: 1}
    again = line.reader.taken[5:]
    assert {number for _, number in again} == {1, 3}
    assert all(at >= sent + line.visibility for at, _ in again)


def test_what_a_process_dies_over_comes_back(line: Line) -> None:
    line.reader.answer = lambda number: DIE if number == 1 and times(line)[1] == 1 else TAKE
    sent = send(line, 0, 1, 2)
    line.time.until(lambda: drained(line))
    assert set(times(line)) == {0, 1, 2}
    again = [at for at, number in line.reader.taken if number == 1]
    assert len(again) == 2
    assert again[1] >= sent + line.visibility


def test_what_fails_each_time_is_given_up_and_kept(line: Line) -> None:
    line.reader.answer = lambda number: LATER if number == 1 else TAKE
    send(line, 0, 1, 2)
    line.time.until(lambda: line.dead() == [1])
    assert times(line) == {0: 1, 1: line.most_receives, 2: 1}
    assert backlog(line) == 0


def test_a_delayed_message_is_not_seen_before_its_time(line: Line) -> None:
    sent = send(line, 0, delay=1)
    line.time.until(lambda: drained(line))
    assert [at >= sent + 1 for at, _ in line.reader.taken] == [True]


def test_each_message_may_have_a_time_of_its_own(line: Line) -> None:
    messages = [{"number": number} for number in range(12)]
    delays = [number % 3 for number in range(12)]
    sent = line.time.now()
    line.time.act(lambda: line.queue.send(messages, delay=delays))
    line.time.until(lambda: drained(line))
    early = [number for at, number in line.reader.taken if at < sent + delays[number]]
    assert early == []
    assert set(times(line)) == set(range(12))


def test_a_backlog_counts_what_waits_and_what_is_being_taken(line: Line) -> None:
    seen: list[int] = []

    def look(number: int) -> str:
        seen.append(line.queue.backlog())
        return TAKE

    line.reader.answer = look
    send(line, 9, delay=900)
    assert backlog(line) == 1
    send(line, 1)
    line.time.until(lambda: backlog(line) == 1)
    assert seen == [2]
    assert set(times(line)) == {1}


def test_no_message_is_delayed_by_more_than_a_quarter_of_an_hour(line: Line) -> None:
    excuse(line, "simulation", "takes any delay")
    excuse(line, "ministack", "takes any delay from a batch of messages")
    with pytest.raises((TryLater, ClientError)):
        send(line, 1, delay=901)
    assert backlog(line) == 0
