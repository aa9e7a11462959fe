"""What people do to the laptop's cloud, in one call each: readers sign up, an edition goes out."""

import time
from collections.abc import Callable, Collection
from datetime import datetime
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import urlencode
from urllib.request import Request
from zlib import crc32

from dearreader.app import App
from dearreader.editions.model import Edition
from local.cloud import Cloud
from local.inbox import reader as as_reader
from local.loopback import DIRECT

PATIENCE = 60.0
"""Seconds after which what should have happened is given up."""

LOOK_EVERY = 0.1

READ_WITHIN = 5.0
"""Seconds in which inbound/ has long read a mail that came in, if all is well."""

T = TypeVar("T")


def sign_up(cloud: Cloud, addresses: Collection[str]) -> None:
    """Have readers sign up on the site, and confirm by the links in their mails."""
    for address in addresses:
        form = urlencode({"email": address}).encode()
        headers = {"X-Forwarded-For": network_of(address)}
        request = Request(f"{cloud.site}/subscribe", data=form, headers=headers)
        with DIRECT.open(request, timeout=PATIENCE) as answer:
            if answer.status != HTTPStatus.OK:
                raise RuntimeError(f"a sign-up was answered {answer.status}")
    waiting = set(addresses)

    def confirmed() -> bool:
        for mail in cloud.ses.mails():
            if mail.tags.get("kind") == "invite" and mail.to[0] in waiting:
                as_reader.confirm(mail)
                waiting.remove(mail.to[0])
        return not waiting

    until(confirmed, "every reader has a confirmation mail")


def network_of(person: str) -> str:
    """An address of a private network that is this person's own: many people are not one robot."""
    number = crc32(person.encode())
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def send_due(app: App, at: datetime | None = None) -> Edition | None:
    """Open what is due (at a moment, or now), see it through; None where nothing was due."""
    known = {edition.key for edition in app.editions.latest()}
    app.schedule_queue.send([{"ask": "due"} | ({"at": at.isoformat()} if at else {})])

    def opened() -> Edition | None:
        fresh = (each for each in app.editions.latest() if each.key not in known)
        return next(fresh, None)

    until(lambda: opened() or not app.schedule_queue.backlog(), "schedule/ answers")
    edition = opened()
    return _seen_through(app, edition) if edition else None


def unread(cloud: Cloud, app: App) -> int:
    """How many mails that came in inbound/ has not read, after a little patience."""
    domain = f"@{cloud.smtp.reply_domain}"
    arrived = {
        mail.id
        for mail in cloud.smtp.received()
        if any(to.lower().endswith(domain) for to in mail.to)
    }
    end = time.monotonic() + READ_WITHIN
    while waiting := arrived - {reply.id for reply in app.replies.newest()}:
        if time.monotonic() > end:
            break
        time.sleep(LOOK_EVERY)
    return len(waiting)


def until(look: Callable[[], T | None], what: str) -> T:
    """What `look` finds, once it finds something. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > end:
            raise TimeoutError(f"Not within {PATIENCE:.0f} s: {what}.")
        time.sleep(LOOK_EVERY)
    return found


def _seen_through(app: App, edition: Edition) -> Edition:
    """The edition, closed or held: settle/ is asked at once when all letters are out."""
    asked = False

    def ended() -> Edition | None:
        nonlocal asked
        now = app.editions.get(edition.key)
        if now and now.state in {"closed", "held"}:
            return now
        if now and now.state == "sending" and not asked:
            asked = all(batch.state == "done" for batch in app.editions.batches(now))
            if asked:
                app.settle_queue.send([{"ask": "settle"}])
        return None

    return until(ended, f"{edition.key} is closed")
