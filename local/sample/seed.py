"""Fills a fresh cloud by the same roads that people take: forms, links, the queue, SMTP."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

from dearreader.app import App
from dearreader.editions.slots import slot_on
from dearreader.letters.manuscript import parse
from dearreader.letters.rendering import render
from local.answers import send_answers
from local.cloud import Cloud
from local.inbox import reader as as_reader
from local.mails import Mail

POSTS = Path(__file__).with_name("posts")
READERS = "ada alan barbara dorothy emmy grace hedy joan katherine lise maria valentina".split()  # noqa: SIM905
SENT_DAYS = 3
PATIENCE = 60.0

T = TypeVar("T")


def seed(cloud: Cloud, app: App) -> Iterator[str]:
    """Fill the cloud, and say after each step what is there now."""
    cloud.stack.tick()
    for name in READERS:
        form = urlencode({"email": f"{name}@readers.example.org"}).encode()
        urlopen(Request(f"{cloud.site}/subscribe", data=form), timeout=PATIENCE).close()
    for mail in _wait(lambda: _mails(cloud, "invite"), len(READERS)):
        as_reader.confirm(mail)
    yield f"{len(READERS)} readers signed up and confirmed"

    today = datetime.now(ZoneInfo(app.publication.time_zone)).date()
    posts = sorted(POSTS.glob("*.md"))
    for post in posts:
        now, source = datetime.now(UTC), post.read_text()
        manuscript = parse(source, slug=post.stem)
        app.posts.add(manuscript, source, now=now)
        app.posts.queue(render(manuscript, app.publication, today=today), now=now)
    for back in range(SENT_DAYS, 0, -1):
        slot = slot_on(today - timedelta(days=back), app.publication)
        app.schedule_queue.send([{"ask": "due", "at": slot.at.isoformat()}])
        _wait_until_closed(app, slot.key)
    yield f"{SENT_DAYS} letters sent, {len(posts) - SENT_DAYS} queued"

    letters = _mails(cloud, "letter")[-len(READERS) :]
    sent = send_answers(letters, port=cloud.smtp.port)
    _wait(app.ideas.replies, sent)
    yield f"{sent} mails came back, {len(app.ideas.board())} ideas on the board"


def _mails(cloud: Cloud, kind: str) -> list[Mail]:
    return [mail for mail in cloud.ses.mails() if mail.tags.get("kind") == kind]


def _wait(look: Callable[[], list[T]], count: int) -> list[T]:
    until = time.monotonic() + PATIENCE
    while len(found := look()) < count:
        if time.monotonic() > until:
            raise TimeoutError(f"{len(found)} of {count} came in {PATIENCE:.0f} s")
        time.sleep(0.1)
    return found


def _wait_until_closed(app: App, key: str) -> None:
    def closed() -> list[str]:
        found = app.editions.get(key)
        return [key] if found and found.state == "closed" else []

    _wait(closed, 1)
