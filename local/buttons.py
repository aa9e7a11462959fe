"""What the buttons of `make dev`'s bar do, and what each says afterwards, to a writer."""

from datetime import datetime
from zoneinfo import ZoneInfo

from botocore.exceptions import BotoCoreError, ClientError

from dearreader.app import App
from dearreader.editions.model import Edition
from dearreader.editions.slots import due, following
from local.acts import send_due, sign_up
from local.cloud import Cloud
from local.command import dearreader
from local.sample.readers import more

MORE_READERS = 10

FAULTS = (TimeoutError, OSError, BotoCoreError, ClientError)
"""What goes wrong while the cloud is being edited, or when a function fails."""


class Buttons:
    """The writer's hand on one cloud. A slot is asked for; the functions' clocks stay as they are.

    Asking for the next slot sends one post, the first in the queue. Whatever is pressed, and
    however often, an edition is opened once: nobody gets a letter twice.
    """

    def __init__(self, cloud: Cloud, app: App) -> None:
        self._cloud = cloud
        self._app = app

    def outlook(self) -> str:
        """Which post is next, and when: what the buttons would do."""
        waiting = self._app.posts.with_status("queued")
        if not waiting:
            return "No post waits in the queue."
        when = self._told_time(self._next_slot())
        others = f" {len(waiting) - 1} more in the queue." if waiting[1:] else ""
        return f"Next: “{waiting[0].title}”, {when}.{others}"

    def send_due(self) -> str:
        """Send what is due at this moment."""
        edition = send_due(self._app)
        return self._told(edition) if edition else self._nothing_went()

    def send_next(self) -> str:
        """Send what is due at the next slot, now."""
        slot = self._next_slot()
        edition = send_due(self._app, slot)
        if not edition:
            return self._nothing_went()
        return f"As if it were {self._told_time(slot)}: {self._told(edition)}"

    def sign_up_more(self) -> str:
        """Have ten readers sign up and confirm."""
        known = {address for mail in self._cloud.ses.mails() for address in mail.to}
        fresh = more(MORE_READERS, known=known)
        sign_up(self._cloud, fresh)
        return f"{len(fresh)} more readers have signed up and confirmed."

    def _next_slot(self) -> datetime:
        """The slot that is due and unsent, else the first after now and after all that are sent."""
        latest = self._app.editions.latest(limit=1)
        last = latest[0].slot if latest else None
        now, publication = self._app.clock.now(), self._app.publication
        slot = due(now, publication, last) or following(max(now, last or now), publication)
        return slot.at

    def _nothing_went(self) -> str:
        """Why there was nothing to send."""
        for edition in self._app.editions.latest():
            if edition.state != "closed":
                return f"Nothing new went out. {self._standing(edition)}; the next letter waits."
        if not self._app.posts.with_status("queued", limit=1):
            return (
                "Nothing went out: no post waits in the queue. Queue one: "
                f"{dearreader('post add FILE')}, then {dearreader('post queue SLUG')}."
            )
        return (
            f"Nothing is due now. The next letter is due {self._told_time(self._next_slot())}: "
            "go to the next slot to send it at once."
        )

    def _told(self, edition: Edition) -> str:
        if edition.state != "closed":
            return f"{self._standing(edition)}."
        accepted = edition.account.get("accepted", 0)
        readers = "1 reader" if accepted == 1 else f"{accepted} readers"
        return f"“{self._title(edition)}” went to {readers}. Look into the inbox."

    def _standing(self, edition: Edition) -> str:
        """How an edition stands that is not closed."""
        named = f"“{self._title(edition)}” ({edition.key})"
        if edition.state == "held":
            more = dearreader(f"edition show {edition.key}")
            return f"{named} is held: {edition.reason.rstrip('.')} ({more} says more)"
        return f"{named} is still going out"

    def _title(self, edition: Edition) -> str:
        post = self._app.posts.get(edition.slug)
        return post.title if post else edition.slug

    def _told_time(self, at: datetime) -> str:
        """A moment, on the writer's clock."""
        zone = self._app.publication.time_zone
        local = at.astimezone(ZoneInfo(zone))
        return f"{local:%A} {local.day} {local:%B, %H:%M} ({zone})"
