r"""Shows the functions' errors as they happen. MiniStack logs as Lambda does: a stream of lines.

START RequestId: 512ecf20-893c-407f-81a8-b2dd07489b22 Version: $LATEST
{"level":"ERROR","message":"not answered","service":"signup","exception":"Traceback …\nKeyError: …"}
END RequestId: 512ecf20-893c-407f-81a8-b2dd07489b22

An error that no handler caught has no JSON, only its traceback; the function is known by its path:
File "/tmp/…/ministack-lambda-dear-reader-SignupFunction-0B1804DF318D6-8fuq25m5/code/app.py", line 2
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

LOOK_EVERY = 0.5
"""Seconds between two looks: a look costs two milliseconds."""

_LOOK_BACK = 2000
"""Milliseconds before the newest line that are looked at again: lines may arrive out of order."""

_TRACEBACK = "Traceback (most recent call last):"
_PLACE = re.compile(r'File "[^"]*?-(?P<function>[A-Z]\w*?)Function-[^"/]*/(?P<path>[^"]+)"')
_LEVELS = frozenset({"ERROR", "CRITICAL"})


class Trouble:
    """The errors in one log group. `seen` looks once and tells what is new."""

    def __init__(self, logs: Any, group: str) -> None:
        self._logs = logs
        self._group = group
        self._since = 0
        self._known: set[str] = set()

    def seen(self) -> Iterator[str]:
        """Every error since the last look, each as a person reads it."""
        pages = self._logs.get_paginator("filter_log_events").paginate(
            logGroupName=self._group, startTime=self._since
        )
        streams: dict[str, list[str]] = {}
        for page in pages:
            for event in page["events"]:
                self._since = max(self._since, event["timestamp"] - _LOOK_BACK)
                streams.setdefault(event["logStreamName"], []).append(event["message"])
        fresh = [lines for name, lines in streams.items() if name not in self._known]
        self._known = set(streams)  # a stream is one invocation, and is written whole
        for lines in fresh:
            yield from errors(lines)

    def follow(self, tell: Callable[[str], None], stopped: Callable[[float], bool]) -> None:
        """Tell every error until `stopped`, which waits some seconds and says whether to end."""
        while not stopped(LOOK_EVERY):
            try:
                for error in self.seen():
                    tell(error)
            except (BotoCoreError, ClientError):
                if not stopped(LOOK_EVERY):  # otherwise the cloud is going down, and so are we
                    raise


def errors(lines: Sequence[str]) -> Iterator[str]:
    """The errors in one invocation's lines."""
    loose: list[str] = []
    for line in lines:
        entry = _entry(line)
        if entry.get("level") in _LEVELS:
            trace = str(entry.get("exception", ""))
            yield _readable(str(entry.get("service", "")), str(entry.get("message", "")), trace)
        elif not entry and (loose or line == _TRACEBACK):
            loose.append(line)
    if loose:
        trace = "\n".join(line for line in loose if not line.startswith(("END ", "REPORT ")))
        found = _PLACE.search(trace)
        yield _readable(found["function"].lower() if found else "a function", "not caught", trace)


def _entry(line: str) -> dict[str, Any]:
    """A JSON line's object, or nothing."""
    if not line.startswith("{"):
        return {}
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _readable(function: str, message: str, trace: str) -> str:
    r"""One error: the function, what it says, and the frames that are ours, under our paths.

    signup: not answered: KeyError: 'SALT'
      functions/signup/app.py:14 in handler
        app.signups.ask(request.field("email"))
    """
    lines = trace.rstrip().splitlines()
    last = f": {lines[-1]}" if lines else ""
    return "\n".join([f"{function}: {message}{last}", *_frames(lines, function)])


def _frames(lines: Sequence[str], function: str) -> Iterator[str]:
    """The places in our own sources, each with its line of code."""
    for index, line in enumerate(lines):
        found = re.match(r'\s+File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<name>.+)', line)
        place = _source(found["file"], function) if found else ""
        if found and place:
            yield f"    {place}:{found['line']} in {found['name']}"
            if index + 1 < len(lines) and not lines[index + 1].lstrip().startswith("File "):
                yield f"        {lines[index + 1].strip()}"


def _source(file: str, function: str) -> str:
    """The file of the project that a worker's copy was made of, or "" where it is none of ours."""
    if file.endswith("/code/app.py"):
        return f"functions/{function}/app.py"
    package = file.partition("/python/dearreader/")[2]
    return f"layers/dearreader/dearreader/{package}" if package else ""
