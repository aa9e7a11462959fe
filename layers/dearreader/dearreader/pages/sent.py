"""A post that has gone out, as pages and feeds show it."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class SentPost:
    """`sent_on` is the edition's local date; `page` is the post's HTML, empty where a list will do.

    ``tag_uri`` names the post for ever, wherever the site moves and however it is rendered anew.
    """

    slug: str
    title: str
    subtitle: str = ""
    tags: tuple[str, ...] = ()
    sent_on: date
    corrected_at: datetime | None = None
    page: str = field(default="", repr=False)

    @property
    def corrected_on(self) -> str:
        """The date in UTC of its last correction on the web, as 2026-11-24, or ""."""
        return f"{self.corrected_at:%Y-%m-%d}" if self.corrected_at else ""

    @property
    def day(self) -> str:
        """The date, as 2026-11-24."""
        return f"{self.sent_on:%Y-%m-%d}"

    def tag_uri(self, list_id: str) -> str:
        """The post's name in feeds (RFC 4151)."""
        return f"tag:{list_id},{self.day}:{self.slug}"
