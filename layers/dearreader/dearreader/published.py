"""What was sent, as the web and the feeds show it, read with few and small requests.

Cold path of archive/ and confirm/: the standard library only.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from dearreader.pages.sent import SentPost
from dearreader.posts import Post, Posts, position

ON_A_PAGE = 62
"""Two months of a letter a day: more are reached by month."""

IN_FEED = 20

BESIDE = 5
"""So many posts are looked at for one that is not withdrawn."""

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_FARTHEST_EAST = timezone(timedelta(hours=14))
_REMEMBERED = 64
"""Letters whose page a process remembers: they never change."""


@dataclass(frozen=True)
class Shelf:
    """Posts of the archive, the latest first, and the first days of the months that hold others.

    ``month`` is the first day of the one month that was asked for, or None for the latest posts.
    """

    posts: Sequence[SentPost]
    months: Sequence[date]
    month: date | None = None


class Published:
    """The posts that are public."""

    def __init__(self, posts: Posts) -> None:
        self._posts = posts
        self._table = posts.table
        self._pages: dict[tuple[str, str], str] = {}

    def find(self, slug: str) -> Post | None:
        """The post, withdrawn or not, once it was sent."""
        post = self._posts.get(slug)
        return post if post and post.status == "sent" else None

    def latest(self) -> Post | None:
        """The post that was sent last."""
        return next(iter(self.newest(BESIDE)), None)

    def newest(self, count: int = IN_FEED) -> list[Post]:
        """So many of the latest, less those that were withdrawn."""
        return [post for post in self._posts.with_status("sent", limit=count) if post.is_public]

    def every(self) -> list[SentPost]:
        """All, the latest first, without their text."""
        return [shown(post) for post in self._posts.with_status("sent") if post.is_public]

    def beside(self, post: Post) -> tuple[SentPost | None, SentPost | None]:
        """The next newer and the next older one, without their text."""
        if not post.sent_on:
            return None, None
        here = position(post.sent_on)
        newer = self._table.by_status("sent", above=here, limit=BESIDE)
        older = self._table.by_status("sent", below=here, newest_first=True, limit=BESIDE)
        before, after = _first(older), _first(newer)
        return shown(after) if after else None, shown(before) if before else None

    def whole(self, post: Post) -> SentPost:
        """The post with its text."""
        name = post.slug, post.letter
        if name not in self._pages:
            letter = self._posts.letter(*name)
            if len(self._pages) >= _REMEMBERED:
                self._pages.pop(next(iter(self._pages)))
            self._pages[name] = letter.page if letter else ""
        return shown(post, self._pages[name])

    def shelf(self, month: str = "") -> Shelf | None:
        """The latest posts, in whole months, or those of a month such as 2026-11.

        None for what is no month in which there was a publication.
        """
        newest = self.newest(ON_A_PAGE)
        if not month:
            return self._latest_shelf([shown(post) for post in newest])
        found = _MONTH.fullmatch(month)
        oldest = self._oldest()
        if not found or not oldest or not newest:
            return None
        begin = date(int(found[1]), int(found[2]), 1)
        months = _months(_first_of_month(oldest), _first_of_month(newest[0]))
        if begin not in months:
            return None
        posts = [post for post in self._until(_next(begin)) if _first_of_month(post) == begin]
        others = [other for other in months if other != begin]
        return Shelf([shown(post) for post in posts], others, begin)

    def _latest_shelf(self, posts: list[SentPost]) -> Shelf:
        oldest = self._oldest() if posts else None
        if not oldest or oldest.slug == posts[-1].slug:
            return Shelf(posts, [])
        last = posts[-1].sent_on.replace(day=1)
        whole = [post for post in posts if post.sent_on.replace(day=1) != last]
        if whole:
            last = whole[-1].sent_on.replace(day=1)
        months = _months(_first_of_month(oldest), last)
        return Shelf(whole or posts, [month for month in months if month != last or not whole])

    def _oldest(self) -> Post | None:
        return _first(self._table.by_status("sent", limit=BESIDE))

    def _until(self, end: date) -> list[Post]:
        """The last posts before a day, wherever on earth that day begins: a month's at least."""
        moment = datetime.combine(end + timedelta(days=1), time(), _FARTHEST_EAST)
        below = position(moment)
        entries = self._table.by_status("sent", below=below, newest_first=True, limit=40)
        return _public(entries)


def shown(post: Post, page: str = "") -> SentPost:
    """The post as pages and feeds take it."""
    return SentPost(
        slug=post.slug,
        title=post.title,
        subtitle=post.subtitle,
        tags=post.tags,
        sent_on=day(post),
        corrected_at=post.corrected_at,
        page=page,
    )


def day(post: Post) -> date:
    """The local date of the edition that it went out in."""
    return date.fromisoformat(post.edition.partition(".")[0])


def _public(entries: Iterable[Mapping[str, Any]]) -> list[Post]:
    return [post for post in map(Post.from_item, entries) if post.is_public]


def _first(entries: Iterable[Mapping[str, Any]]) -> Post | None:
    return next(iter(_public(entries)), None)


def _first_of_month(post: Post) -> date:
    return day(post).replace(day=1)


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _months(first: date, last: date) -> list[date]:
    """The first days of all months from one to another, the latest first."""
    found = [first]
    while found[-1] < last:
        found.append(_next(found[-1]))
    return found[::-1]
