"""Posts, which the writer writes, and letters, which are what a post became when it was queued."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Self

from dearreader.conditions import Update, absent, differs, equals
from dearreader.errors import BadInput, ConditionFailed
from dearreader.ports import Table, Writing
from dearreader.times import from_milliseconds, milliseconds

PostStatus = Literal["draft", "queued", "fallback", "sending", "sent"]
"""A fallback goes out once, on a day for which nothing is queued."""

WAITING: tuple[PostStatus, ...] = ("queued", "fallback")

POST, MANUSCRIPT = "post", "manuscript"

LONGEST_SLUG = 80
"""Characters: it is part of a link, and a table's key."""

BRACES = "{{"
"""What a letter writes as ``{{braces}}``, because SES would read a literal ``{{`` as a variable."""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """An opportunity in the block at a letter's end."""

    name: str
    url: str
    note: str = ""
    deadline: date | None = None


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """A post as its Markdown file says it: front matter and body."""

    slug: str
    title: str
    subtitle: str = ""
    tags: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    body: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A rendered, immutable version of a post. All readers get the same one.

    ``subject``, ``html`` and ``text`` are SES inline templates, whose only variables are ``site``
    (https://…, no slash at the end), ``link`` (the reader's ID.KEY), ``date`` (the edition's local
    date), ``asked_html`` and ``asked_text`` (a line for who asked for it) and ``braces`` (see
    `BRACES`). ``answers`` are the ideas that it answers. ``page`` is the post's own HTML for the
    web and for feeds, with no variables in it. ``version`` is a hash of all of it.
    """

    slug: str
    version: str
    title: str
    subtitle: str
    tags: tuple[str, ...]
    subject: str
    html: str = field(repr=False)
    text: str = field(repr=False)
    page: str = field(repr=False)
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Post:
    """What the table knows of a post. ``letter`` is the version that was rendered last."""

    slug: str
    status: PostStatus
    title: str
    subtitle: str
    tags: tuple[str, ...]
    letter: str
    edition: str
    sent_on: datetime | None

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The post that a table's item, or its entry in the index, describes."""
        sent = item.get("sent_on")
        return cls(
            slug=item["pk"],
            status=item["status"],
            title=item["title"],
            subtitle=item.get("subtitle", ""),
            tags=tuple(item.get("tags", ())),
            letter=item.get("letter", ""),
            edition=item.get("edition", ""),
            sent_on=from_milliseconds(sent) if sent is not None else None,
        )


_WAITS = equals("status", "queued") | equals("status", "fallback")


class Posts:
    """The table of posts: pk = slug, sk = `post`, `manuscript` or `letter#VERSION`.

    The index by-status orders the queue by when each post joined it, and what was sent by its slot.
    """

    def __init__(self, table: Table) -> None:
        self.table = table

    def get(self, slug: str) -> Post | None:
        """The post, or None."""
        item = self.table.get(slug, POST)
        return Post.from_item(item) if item else None

    def add(self, manuscript: Manuscript, source: str, *, now: datetime) -> Post:
        """Keep a manuscript as a draft, or in place of what was kept; a queued post stays queued.

        Raises BadInput where the post has gone out: a letter cannot be called back.
        """
        described = {
            "title": manuscript.title,
            "subtitle": manuscript.subtitle,
            "tags": list(manuscript.tags),
        }
        try:
            item = self.table.update(
                manuscript.slug,
                POST,
                Update(put=described, default={"status": "draft", "position": _position(now)}),
                when=absent("status") | equals("status", "draft") | _WAITS,
            )
        except ConditionFailed as refusal:
            raise _gone_out(manuscript.slug, refusal) from refusal
        self.table.put({"pk": manuscript.slug, "sk": MANUSCRIPT, "source": source})
        return Post.from_item(item)

    def source(self, slug: str) -> str | None:
        """The Markdown that was added, or None."""
        item = self.table.get(slug, MANUSCRIPT)
        return str(item["source"]) if item else None

    def queue(self, letter: Letter, *, now: datetime, status: PostStatus = "queued") -> Post:
        """Put a rendered letter at the queue's end; a post that waits there keeps its place.

        Or among the fallbacks, where that is the ``status``.

        Raises BadInput where the post has gone out or was never added.
        """
        kept = {"pk": letter.slug, "sk": f"letter#{letter.version}", **asdict(letter)}
        self.table.put({**kept, "tags": list(letter.tags), "answers": list(letter.answers)})
        queued = Update(put={"status": status, "letter": letter.version})
        again = equals("status", status)
        joining = Update(put={**queued.put, "position": _position(now)})
        joins = equals("status", "draft") | (_WAITS & differs("status", status))
        try:
            try:
                item = self.table.update(letter.slug, POST, joining, when=joins)
            except ConditionFailed:
                item = self.table.update(letter.slug, POST, queued, when=again)
        except ConditionFailed as refusal:
            raise _gone_out(letter.slug, refusal) from refusal
        return Post.from_item(item)

    def next_due(self) -> Post | None:
        """The first post of the queue, else the first fallback.

        The index may lag, so the post itself is asked as well.
        """
        for status in WAITING:
            for entry in self.table.by_status(status):
                post = self.get(entry["pk"])
                if post and post.status == status:
                    return post
        return None

    def with_status(self, status: PostStatus, *, limit: int | None = None) -> list[Post]:
        """The posts of a status: the queue from its head, what was sent from the newest."""
        entries = self.table.by_status(status, newest_first=status == "sent", limit=limit)
        return [Post.from_item(entry) for entry in entries]

    def letter(self, slug: str, version: str) -> Letter | None:
        """A rendered letter, or None."""
        item = self.table.get(slug, f"letter#{version}")
        if not item:
            return None
        values = {name: item[name] for name in Letter.__dataclass_fields__ if name in item}
        sequences = {name: tuple(item.get(name, ())) for name in ("tags", "answers")}
        return Letter(**{**values, **sequences})

    def sending(self, post: Post, edition: str) -> Writing:
        """The write queued → sending, of the letter that the edition names."""
        return Writing(
            self.table,
            {"pk": post.slug, "sk": POST},
            Update(put={"status": "sending", "edition": edition}),
            when=equals("status", post.status) & equals("letter", post.letter),
        )

    def sent(self, slug: str, edition: str, *, slot: datetime) -> Writing:
        """The write sending → sent."""
        return Writing(
            self.table,
            {"pk": slug, "sk": POST},
            Update(
                put={
                    "status": "sent",
                    "sent_on": milliseconds(slot),
                    "position": _position(slot),
                }
            ),
            when=equals("edition", edition),
        )


def _position(moment: datetime) -> str:
    return f"{milliseconds(moment):015d}"


def _gone_out(slug: str, refusal: ConditionFailed) -> BadInput:
    if refusal.found is None:
        return BadInput(f"There is no post “{slug}”. Add it first: dearreader post add {slug}.md")
    status = refusal.found["status"]
    return BadInput(f"“{slug}” is {status}: a letter that has gone out cannot be changed.")
