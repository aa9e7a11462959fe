"""Fills a fresh cloud by the same roads that people take: forms, links, the queue, SMTP."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dearreader.app import App
from dearreader.editions.slots import Slot, slot_on
from dearreader.letters.manuscript import parse
from dearreader.letters.rendering import render
from local.acts import send_due, sign_up, until
from local.answers import send_answers
from local.cloud import Cloud
from local.inbox import reader as as_reader
from local.sample.readers import NAMES, address
from local.sample.replies import REPLIES

if TYPE_CHECKING:
    from local.mails import Mail

POSTS = Path(__file__).with_name("posts")
SENT_DAYS = 3


def seed(cloud: Cloud, app: App) -> Iterator[str]:
    """Fill the cloud, and say after each step what is there now."""
    cloud.stack.tick()
    sign_up(cloud, [address(name) for name in NAMES])
    yield f"{len(NAMES)} readers have signed up and confirmed"

    today = datetime.now(ZoneInfo(app.publication.time_zone)).date()
    posts = sorted(POSTS.glob("*.md"))
    for post in posts:
        now, source = datetime.now(UTC), post.read_text()
        manuscript = parse(source, slug=post.stem)
        app.posts.add(manuscript, source, now=now)
        app.posts.queue(render(manuscript, app.publication, today=today), now=now)
    for slot in _past_slots(app, today):
        send_due(app, slot.at)
    yield f"{SENT_DAYS} letters are sent, {len(posts) - SENT_DAYS} posts wait in the queue"

    sent = _reply(cloud)
    until(lambda: len(app.replies.newest()) >= sent, f"{sent} replies are read")
    yield f"{sent} mails came back, {len(app.ideas.board())} ideas are on the board"


def _past_slots(app: App, today: date) -> list[Slot]:
    """The latest slots before this moment, oldest first: nothing more is due when they are sent."""
    days = (today - timedelta(days=back) for back in range(SENT_DAYS, -1, -1))
    slots = [slot_on(day, app.publication) for day in days]
    return [slot for slot in slots if slot.at <= datetime.now(UTC)][-SENT_DAYS:]


def _reply(cloud: Cloud) -> int:
    """Answer the last letter as readers do; returns how many mails came back."""
    letters = [mail for mail in cloud.ses.mails() if mail.tags.get("kind") == "letter"]
    last: dict[str, Mail] = {mail.to[0]: mail for mail in letters}
    for name, words in REPLIES:
        as_reader.reply(last[address(name)], words, cloud.smtp.port)
    answered = [last[address(name)] for name in NAMES]
    return len(REPLIES) + send_answers(answered, port=cloud.smtp.port)
