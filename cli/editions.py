"""`dearreader edition`: what goes out, and what became of it."""

import json
import re
import time
from datetime import UTC, date, datetime
from itertools import count
from typing import TYPE_CHECKING

import click

from cli.connection import Place
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from dearreader.editions.model import Edition

PATIENCE = 20.0
"""Seconds in which schedule/ should have answered."""

LOOK_EVERY = 0.25

KEY = re.compile(r"\d{4}-\d\d-\d\d\.[a-z]+")


@click.group()
def edition() -> None:
    """What goes out, when, and what became of it."""


@edition.command()
@click.option("--now", is_flag=True, required=True, help="Say it: letters go out by this.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Ask as if it were this day's hour: for trying things out.",
)
@click.option("--wait", is_flag=True, help="Wait until the edition is closed.")
@click.pass_obj
def send(place: Place, *, now: bool, day: datetime | None, wait: bool) -> None:  # noqa: ARG001
    """Ask for what is due. Whatever was opened already is not opened again."""
    from dearreader.editions.slots import slot_on  # noqa: PLC0415

    app = place.app
    known = {each.key for each in app.editions.latest()}
    message = {"ask": "due"}
    if day:
        message["at"] = slot_on(day.date(), place.publication).at.isoformat()
    waiting = app.posts.with_status("queued", limit=1)
    app.schedule_queue.send([message])
    opened = _opened(place, known)
    if not opened:
        raise BadInput(_why_not(place, day.date() if day else None, queued=bool(waiting)))
    click.echo(f"{opened.key}: “{opened.slug}” is going out.")
    if wait:
        _show(_closed(place, opened.key))


@edition.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_editions(place: Place, *, as_json: bool) -> None:
    """The latest editions, newest first."""
    for each in place.app.editions.latest(limit=30):
        if as_json:
            click.echo(json.dumps(_as_json(each)))
        else:
            click.echo(f"{each.key}  {each.state:8}  {each.slug:24}  {_account(each)}")


@edition.command()
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def show(place: Place, key: str, *, as_json: bool) -> None:
    """One edition and its account."""
    found = place.app.editions.get(key) if KEY.fullmatch(key) else None
    if not found:
        raise BadInput(f"There is no edition “{key[:40]}”. See them all: dearreader edition list")
    if as_json:
        click.echo(json.dumps(_as_json(found)))
    else:
        _show(found)


@edition.command()
@click.argument("key")
@click.pass_obj
def resume(place: Place, key: str) -> None:
    """Go on with a held edition: whoever has had it is not mailed again."""
    app = place.app
    found = app.editions.get(key)
    if not found:
        raise BadInput(f"There is no edition {key}. See them all: dearreader edition list")
    if found.state != "held":
        raise BadInput(f"{key} is {found.state}, not held: there is nothing to resume.")
    if not app.editions.resume(found):
        raise BadInput(f"{key} has changed meanwhile. Look again: dearreader edition show {key}")
    app.schedule_queue.send([{"ask": "due"}])
    click.echo(f"{key} goes on, if the account allows it: dearreader edition show {key}")


def _opened(place: Place, known: set[str]) -> "Edition | None":
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        fresh = [each for each in place.app.editions.latest() if each.key not in known]
        if fresh:
            return fresh[0]
        time.sleep(LOOK_EVERY)
        if not place.app.schedule_queue.backlog():
            break
    return next((each for each in place.app.editions.latest() if each.key not in known), None)


def _closed(place: Place, key: str) -> "Edition":
    """Wait, asking settle/ at growing intervals whether the edition is through."""
    for look in count(1):
        found = place.app.editions.get(key)
        if found and found.state in {"closed", "held"}:
            return found
        if look.bit_count() == 1:  # 1, 2, 4, 8 …
            place.app.settle_queue.send([{"ask": "settle"}])
        time.sleep(LOOK_EVERY)
    raise AssertionError


def _why_not(place: Place, day: date | None, *, queued: bool) -> str:
    from dearreader.editions.slots import due, following, slot_on  # noqa: PLC0415

    if not queued:
        return "Nothing is queued. Queue a post first: dearreader post queue SLUG"
    latest = place.app.editions.latest(limit=1)
    if latest and latest[0].state != "closed":
        return f"{latest[0].key} is still {latest[0].state}; the next one waits for it."
    now = datetime.now(UTC)
    at = slot_on(day, place.publication).at if day else now
    if not due(at, place.publication, latest[0].slot if latest else None):
        after = following(max(now, latest[0].slot if latest else now), place.publication)
        return f"Nothing is due. The next letter goes out on {after.key} (at {after.at:%H:%M} UTC)."
    return "schedule/ has not answered. Look at its log, and at its dead-letter queue."


def _show(found: "Edition") -> None:
    click.echo(f"{found.key}: “{found.slug}” is {found.state}.")
    if found.reason:
        click.echo(f"Held because {found.reason}. When that is mended:")
        click.echo(f"  dearreader edition resume {found.key}")
    click.echo(_account(found))


def _account(found: "Edition") -> str:
    if not found.account:
        return f"{found.intended} readers"
    counts = {name: int(value) for name, value in found.account.items()}
    parts = [f"{counts.pop('intended')} intended"]
    parts += [f"{value} {name}" for name, value in counts.items() if value or name == "accepted"]
    return ", ".join(parts)


def _as_json(found: "Edition") -> dict[str, object]:
    return {
        "edition": found.key,
        "state": found.state,
        "post": found.slug,
        "opened": found.opened.isoformat(),
        "closed": found.closed.isoformat() if found.closed else None,
        "reason": found.reason,
        "intended": found.intended,
        "account": {name: int(value) for name, value in found.account.items()},
    }
