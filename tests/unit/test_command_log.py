"""How `dearreader log` tells a line of a function's log."""

import json

import pytest

from cli.log import _function, _line, _told

TRACEBACK = """Traceback (most recent call last):
  File "/opt/python/dearreader/entry/queue.py", line 27, in handler
    outcome = take(json.loads(record["body"]))
  File "/opt/python/dearreader/ideas/store.py", line 40, in want
    return item["at"]
KeyError: 'at'
"""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            {"level": "ERROR", "message": "failed", "exception": TRACEBACK},
            "failed  KeyError: 'at' (ideas/store.py, line 40, in want)",
        ),
        ({"level": "INFO", "message": "later", "reason": "no room"}, "later  no room"),
        ({"level": "INFO", "message": "well", "service": "nudge"}, "well"),
    ],
)
def test_a_line_of_ours_is_told_by_its_words_and_what_was_wrong(
    line: dict[str, str], told: str
) -> None:
    assert _told(_line(json.dumps(line))) == told


@pytest.mark.parametrize(
    "message", ["Task timed out after 60.06 seconds", "[1, 2]", "{}", '{"level": "ERROR"}']
)
def test_a_line_that_is_not_ours_is_told_as_it_is(message: str) -> None:
    assert _told(_line(message)) == message


def test_what_moves_a_terminal_is_not_told() -> None:
    assert _told(_line("died\x1b[2J\r\nof it\n")) == "died [2J  of it"


def test_a_function_is_known_by_its_log_stream() -> None:
    assert _function("2026/11/28/dear-reader-DeliverFunction-a1b2[$LATEST]0f1e") == "deliver"
    assert _function("2026/11/28/[$LATEST]0f1e") == ""
