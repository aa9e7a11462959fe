"""`dearreader log`: what functions say, and what failed."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import click

from cli.connection import Place
from dearreader.errors import BadInput

# ruff: noqa: PLC0415

FAILED = '?ERROR ?"Task timed out" ?"Runtime exited"'
"""What the template's metric filter counts: logged as failed, or said by Lambda of a death."""

WORDS = re.compile(r"ERROR|Task timed out|Runtime exited")
SINCE = re.compile(r"(\d{1,4})(m|h|d)")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
STREAM = re.compile(r"-(\w+)Function-")
"""In a log stream's name: 2026/11/28/dear-reader-DeliverFunction-a1b2c3[$LATEST]0f1e2d."""

LONGEST = 2000
"""Characters of a part of a line."""

FRAME = re.compile(r'File ".*?((?:[^/"]+/)?[^/"]+)", line (\d+), in (\S+)')
"""A line of a traceback: the file with its folder, the line, the function."""


@click.command()
@click.argument("function", required=False, default="")
@click.option("--since", default="1d", show_default=True, help="How far back: 30m, 6h, 7d.")
@click.option("--all", "whole", is_flag=True, help="Every line, not only what failed.")
@click.pass_obj
def log(place: Place, function: str, *, since: str, whole: bool) -> None:
    """What failed of late, or all that functions say.

    FUNCTION is one of them, such as deliver; all where it is left out. Lines hold ids, never
    addresses.

    \b
    dearreader log                      what failed in the last day
    dearreader log deliver --since 2h   what failed in deliver/
    dearreader log settle --all         every line of settle/
    """  # noqa: D301 - click's \b is a backspace, which a raw string has not
    if function and f"{function.capitalize()}Function" not in place.resources:
        raise BadInput(f"There is no function {function[:80]}/. One of them is deliver/.")
    begin = place.app.clock.now() - _span(since)
    lines = list(_lines(place, function, begin, whole=whole))
    for each in lines:
        click.echo(each)
    if not lines:
        where = f"{function}/ logged nothing" if function else "Nothing was logged"
        click.echo(f"{where}{'' if whole else ' as failed'} in the last {since}.")


def _span(since: str) -> timedelta:
    match = SINCE.fullmatch(since)
    if not match:
        raise BadInput(f"“{since[:80]}” is no span of time. Write it as 30m, 6h or 7d.")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


def _lines(place: Place, function: str, begin: datetime, *, whole: bool) -> Iterator[str]:
    pattern = "ERROR" if place.local else FAILED  # the laptop's cloud knows single words only
    more = {} if whole else {"filterPattern": pattern}
    pages = place.client("logs").get_paginator("filter_log_events")
    found = pages.paginate(
        logGroupName=place.resources["Logs"], startTime=int(begin.timestamp() * 1000), **more
    )
    for page in found:
        for event in page["events"]:
            line = _line(event["message"])
            name = line.get("service") or _function(event["logStreamName"])
            if function in {"", name} and (whole or WORDS.search(event["message"])):
                at = datetime.fromtimestamp(event["timestamp"] / 1000, UTC)
                yield f"{at:%Y-%m-%d %H:%M:%S}  {name + '/':12}  {_told(line)}"


def _line(message: str) -> dict[str, str]:
    """What is in a line of ours; Lambda's own are a message and nothing else."""
    import json

    try:
        found = {str(name): str(value) for name, value in json.loads(message).items()}
    except (ValueError, AttributeError):
        found = {}
    return found if "message" in found else {"message": message}


def _function(stream: str) -> str:
    match = STREAM.search(stream)
    return match[1].lower() if match else ""


def _told(line: Mapping[str, str]) -> str:
    """In one line, without control characters, and not for ever."""
    parts = (line["message"], line.get("reason", ""), _wrong(line.get("exception", "")))
    text = "  ".join(part.strip()[-LONGEST:] for part in parts if part)
    return "".join(each if each.isprintable() else " " for each in text)


def _wrong(traceback: str) -> str:
    """What a traceback ends with, and where: KeyError: 'at' (ideas/store.py, line 40, in want)."""
    lines = [line.strip() for line in traceback.splitlines() if line.strip()]
    where = [match for line in lines if (match := FRAME.match(line))]
    place = f" ({where[-1][1]}, line {where[-1][2]}, in {where[-1][3]})" if where else ""
    return f"{lines[-1]}{place}" if lines else ""
