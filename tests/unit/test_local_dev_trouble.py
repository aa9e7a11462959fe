"""A function's error, as it is read in the terminal of `make dev`."""

import json
from typing import Any

from local.trouble import Trouble, errors

FOLDER = "/work/dearreader-ministack-x/ministack-lambda-dear-reader-SignupFunction-0B18-8fuq"
TRACE = f"""Traceback (most recent call last):
  File "{FOLDER}/layer_1/python/dearreader/entry/http.py", line 25, in handler
    response = view(Request.from_event(event), current())
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/usr/lib/python3/site-packages/somebody/elses.py", line 7, in call
    return call()
  File "{FOLDER}/code/app.py", line 14, in handler
    1 / 0
ZeroDivisionError: division by zero"""
LOGGED = json.dumps(
    {"level": "ERROR", "message": "not answered", "service": "signup", "exception": TRACE}
)
READABLE = """signup: not answered: ZeroDivisionError: division by zero
    layers/dearreader/dearreader/entry/http.py:25 in handler
        response = view(Request.from_event(event), current())
    functions/signup/app.py:14 in handler
        1 / 0"""


class Logs:
    """A log group of which each invocation is a stream."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def write(self, stream: str, *lines: str, at: int) -> None:
        self.events += [
            {"logStreamName": stream, "timestamp": at, "message": line} for line in lines
        ]

    def get_paginator(self, _name: str) -> "Logs":
        return self

    def paginate(self, *, logGroupName: str, startTime: int) -> list[dict[str, Any]]:  # noqa: N803
        assert logGroupName == "group"
        return [{"events": [each for each in self.events if each["timestamp"] >= startTime]}]


def test_an_error_is_told_with_its_function_and_our_own_lines() -> None:
    assert list(errors(["START RequestId: 1", LOGGED, "END RequestId: 1"])) == [READABLE]


def test_an_error_that_no_handler_caught_is_told_too() -> None:
    lines = ["START RequestId: 1", *TRACE.splitlines(), "END RequestId: 1", "REPORT RequestId: 1"]
    assert list(errors(lines)) == [READABLE.replace("not answered", "not caught")]


def test_what_went_well_is_not_told() -> None:
    fine = json.dumps({"level": "INFO", "message": "answered 200", "service": "signup"})
    assert not list(errors(["START RequestId: 1", fine, "{not JSON", "END RequestId: 1"]))


def test_each_error_is_told_once_also_where_two_come_late() -> None:
    logs = Logs()
    trouble = Trouble(logs, "group")
    logs.write("a", LOGGED, at=100_000)
    assert list(trouble.seen()) == [READABLE]
    assert not list(trouble.seen())
    logs.write("b", LOGGED, at=99_500)
    logs.write("c", LOGGED, at=160_000)
    assert len(list(trouble.seen())) == 2
    assert not list(trouble.seen())
