"""`dearreader edition send`: asks for what is due, and tells what became of the asking."""

import time
from datetime import date

from cli.connection import Place
from dearreader.editions.model import Edition
from dearreader.editions.slots import due, following, slot_on
from dearreader.errors import BadInput

PATIENCE = 20.0
"""Seconds in which schedule/ should have answered."""

LOOK_EVERY = 0.25


def send_due(place: Place, day: date | None) -> Edition:
    """The edition that is opened by asking, now or as if it were the hour of a day.

    Raises BadInput where none is: with the reason.
    """
    app = place.app
    known = {each.key for each in app.editions.latest()}
    message = {"ask": "due"}
    if day:
        message["at"] = slot_on(day, place.publication).at.isoformat()
    waits = app.posts.next_due() is not None
    app.schedule_queue.send([message])
    opened = _opened(place, known)
    if not opened:
        raise BadInput(_why_not(place, day, waits=waits))
    return opened


def _opened(place: Place, known: set[str]) -> Edition | None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        fresh = [each for each in place.app.editions.latest() if each.key not in known]
        if fresh:
            return fresh[0]
        time.sleep(LOOK_EVERY)
        if not place.app.schedule_queue.backlog():
            break
    return next((each for each in place.app.editions.latest() if each.key not in known), None)


def _why_not(place: Place, day: date | None, *, waits: bool) -> str:
    if not waits:
        return "Nothing is queued. Queue a post first: dearreader post queue SLUG"
    latest = place.app.editions.latest()
    if unfinished := next((each for each in latest if each.state != "closed"), None):
        return (
            f"{unfinished.key} is still {unfinished.state}, and the next one waits for it. "
            f"See why: dearreader edition show {unfinished.key}"
        )
    now = place.app.clock.now()
    at = slot_on(day, place.publication).at if day else now
    if not due(at, place.publication, latest[0].slot if latest else None):
        after = following(max(now, latest[0].slot if latest else now), place.publication)
        return f"Nothing is due. The next letter goes out on {after.key} (at {after.at:%H:%M} UTC)."
    return "schedule/ has not answered. Look at its log, and at its dead-letter queue."
