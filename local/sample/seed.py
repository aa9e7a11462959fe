"""Fills a fresh cloud by the same roads that people take: forms, links, the queue, SMTP."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dearreader.app import App
from dearreader.editions.slots import slot_on
from dearreader.letters.manuscript import parse
from dearreader.letters.rendering import render
from local.acts import send_due, sign_up, until
from local.answers import send_answers
from local.cloud import Cloud
from local.inbox import reader as as_reader
from local.sample.replies import REPLIES

if TYPE_CHECKING:
    from local.mails import Mail

POSTS = Path(__file__).with_name("posts")
READERS = "ada alan barbara dorothy emmy grace hedy joan katherine lise maria valentina".split()  # noqa: SIM905
SENT_DAYS = 3


def seed(cloud: Cloud, app: App) -> Iterator[str]:
    """Fill the cloud, and say after each step what is there now."""
    cloud.stack.tick()
    sign_up(cloud, [_address(name) for name in READERS])
    yield f"{len(READERS)} readers have signed up and confirmed"

    today = datetime.now(ZoneInfo(app.publication.time_zone)).date()
    posts = sorted(POSTS.glob("*.md"))
    for post in posts:
        now, source = datetime.now(UTC), post.read_text()
        manuscript = parse(source, slug=post.stem)
        app.posts.add(manuscript, source, now=now)
        app.posts.queue(render(manuscript, app.publication, today=today), now=now)
    for back in range(SENT_DAYS, 0, -1):
        send_due(app, slot_on(today - timedelta(days=back), app.publication).at)
    yield f"{SENT_DAYS} letters are sent, {len(posts) - SENT_DAYS} posts wait in the queue"

    sent = _reply(cloud)
    until(lambda: len(app.ideas.replies()) >= sent, f"{sent} replies are read")
    yield f"{sent} mails came back, {len(app.ideas.board())} ideas are on the board"


def _reply(cloud: Cloud) -> int:
    """Answer the last letter as readers do; returns how many mails came back."""
    letters = [mail for mail in cloud.ses.mails() if mail.tags.get("kind") == "letter"]
    last: dict[str, Mail] = {mail.to[0]: mail for mail in letters}
    for name, words in REPLIES:
        as_reader.reply(last[_address(name)], words, cloud.smtp.port)
    answered = [last[_address(name)] for name in READERS]
    return len(REPLIES) + send_answers(answered, port=cloud.smtp.port)


def _address(name: str) -> str:
    return f"{name}@readers.example.org"
