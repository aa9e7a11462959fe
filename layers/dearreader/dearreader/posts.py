"""Posts, which the writer writes, and letters, which are what a post became when it was queued."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal, Self

from dearreader.conditions import Condition, Update, absent, differs, equals
from dearreader.errors import BadInput, ConditionFailed
from dearreader.ports import Table, Writing
from dearreader.times import from_milliseconds, milliseconds

PostStatus = Literal["draft", "queued", "fallback", "sending", "sent"]
"""A fallback goes out once, on a day for which nothing is queued."""

WAITING: tuple[PostStatus, ...] = ("queued", "fallback")

POST, MANUSCRIPT = "post", "manuscript"

A_SECOND = 1_000
"""Milliseconds."""

LONGEST_SLUG = 80
"""Characters: it is part of a link, and a table's key."""

BRACES = "{{"
"""What a letter writes as ``{{braces}}``, because SES would read a literal ``{{`` as a variable."""

THREADED = timedelta(days=7)
"""How long mail programs thread mails of the same subject: Gmail does it for a week."""

_SENT_IN_A_WEEK = 16
"""Letters: at most one is due every 12 hours."""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """An opportunity in the block at a letter's end."""

    name: str
    url: str
    note: str = ""
    deadline: date | None = None


@dataclass(frozen=True, kw_only=True)
class Picture:
    """An image that lay beside a post: its public address, and its size there in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """A post as its Markdown file says it: front matter and body.

    ``pictures`` are the images that lie beside the file, by their names in the body.
    """

    slug: str
    title: str
    subtitle: str = ""
    tags: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    body: str = field(repr=False)
    pictures: Mapping[str, Picture] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A rendered, immutable version of a post. All readers get the same one.

    ``subject``, ``html`` and ``text`` are SES inline templates, whose only variables are ``site``
    (https://…, no slash at the end), ``link`` (the reader's ID.KEY), ``date`` (the edition's local
    date), ``asked_html`` and ``asked_text`` (a line for who asked for it) and ``braces`` (see
    `BRACES`). ``answers`` are the ideas that it answers. ``page`` is the post's own HTML for the
    web and for feeds, with no variables in it. ``version`` is a hash of all of it; of a correction
    on the web, also the moment (see `Post.corrected_at`).
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
    """What the table knows of a post. ``letter`` is the version that was rendered last.

    A post that was sent and has no ``letter`` is withdrawn from the web.
    """

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

    @property
    def is_public(self) -> bool:
        """Whether it stands on the web: sent, and not withdrawn."""
        return self.status == "sent" and bool(self.letter)

    @property
    def corrected_at(self) -> datetime | None:
        """When it was last corrected on the web."""
        moment = self.letter.partition(".")[2]
        return from_milliseconds(int(moment)) if moment else None


_WAITS = equals("status", "queued") | equals("status", "fallback")


class Posts:
    """The table of posts: pk = slug, sk = `post`, `manuscript` or `letter#VERSION`.

    The index by-status orders the queue by when each post joined it, and what was sent by its slot:
    15 digits of milliseconds, and more digits where a post was moved between two others.
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
                Update(put=described, default={"status": "draft", "position": position(now)}),
                when=absent("status") | equals("status", "draft") | _WAITS,
            )
        except ConditionFailed as refusal:
            raise _gone_out(manuscript.slug, refusal) from refusal
        pictures = {name: asdict(each) for name, each in manuscript.pictures.items()}
        kept = {"pk": manuscript.slug, "sk": MANUSCRIPT, "source": source, "pictures": pictures}
        self.table.put(kept)
        return Post.from_item(item)

    def source(self, slug: str) -> str | None:
        """The Markdown that was added, or None."""
        item = self.table.get(slug, MANUSCRIPT)
        return str(item["source"]) if item else None

    def pictures(self, slug: str) -> dict[str, Picture]:
        """The images that lay beside the Markdown, by their names in it."""
        item = self.table.get(slug, MANUSCRIPT) or {}
        return {name: Picture(**each) for name, each in item.get("pictures", {}).items()}

    def queue(self, letter: Letter, *, now: datetime, status: PostStatus = "queued") -> Post:
        """Put a rendered letter at the queue's end; a post that waits there keeps its place.

        Or among the fallbacks, where that is the ``status``.

        Raises BadInput where the post has gone out or was never added.
        """
        kept = {"pk": letter.slug, "sk": f"letter#{letter.version}", **asdict(letter)}
        self.table.put({**kept, "tags": list(letter.tags), "answers": list(letter.answers)})
        queued = Update(put={"status": status, "letter": letter.version})
        again = equals("status", status)
        joining = Update(put={**queued.put, "position": position(now)})
        joins = equals("status", "draft") | (_WAITS & differs("status", status))
        try:
            try:
                item = self.table.update(letter.slug, POST, joining, when=joins)
            except ConditionFailed:
                item = self.table.update(letter.slug, POST, queued, when=again)
        except ConditionFailed as refusal:
            raise _gone_out(letter.slug, refusal) from refusal
        return Post.from_item(item)

    def unqueue(self, slug: str, *, now: datetime) -> Post:
        """Back to a draft. Raises BadInput where the post does not wait."""
        change = Update(put={"status": "draft", "position": position(now)})
        return self._waiting(slug, change, when=_WAITS)

    def move(self, slug: str, place: int) -> Post:
        """Put a post that waits at a place of its queue, 1 being the next to go out.

        Beyond the end is the end. Raises BadInput where the post does not wait.
        """
        post = self.get(slug)
        if not post or post.status not in WAITING:
            raise _does_not_wait(slug, post.status if post else "")
        entries = [each for each in self.table.by_status(post.status) if each["pk"] != slug]
        if not entries:
            return post
        others = [str(each["position"]) for each in entries]
        change = Update(put={"position": _at(others, place - 1)})
        return self._waiting(slug, change, when=equals("status", post.status))

    def _waiting(self, slug: str, change: Update, *, when: Condition) -> Post:
        try:
            return Post.from_item(self.table.update(slug, POST, change, when=when))
        except ConditionFailed as refusal:
            found = refusal.found or {}
            raise _does_not_wait(slug, found.get("status", "")) from refusal

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

    def shares_its_title(self, letter: Letter, *, now: datetime) -> bool:
        """Whether another letter of the last week, or one that is still to come, has its title."""
        title = _as_threaded(letter.title)
        others = [each for status in (*WAITING, "sending") for each in self.with_status(status)]
        sent = self.with_status("sent", limit=_SENT_IN_A_WEEK)
        others += [each for each in sent if each.sent_on and now - each.sent_on <= THREADED]
        return any(_as_threaded(each.title) == title for each in others if each.slug != letter.slug)

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
                    "position": position(slot),
                }
            ),
            when=equals("edition", edition),
        )


def position(moment: datetime) -> str:
    """Where a post that was sent, or queued, at that moment stands in the index."""
    return f"{milliseconds(moment):015d}"


def _as_threaded(title: str) -> str:
    """What mail programs compare."""
    return " ".join(title.casefold().split())


def _at(others: Sequence[str], index: int) -> str:
    """A position between those of others, which are in their order."""
    if index == 0:
        return f"{int(others[0][:15]) - A_SECOND:015d}"
    before = others[min(index, len(others)) - 1]
    if index >= len(others) or others[index] == before:
        return before + "5"
    digits = max(len(before), len(others[index])) + 1
    low, high = (int(each.ljust(digits, "0")) for each in (before, others[index]))
    return f"{(low + high) // 2:0{digits}d}"


def _does_not_wait(slug: str, status: str) -> BadInput:
    if not status:
        return BadInput(f"There is no post “{slug}”. See them all: dearreader post list")
    return BadInput(f"“{slug}” is not in the queue: it is {status}.")


def _gone_out(slug: str, refusal: ConditionFailed) -> BadInput:
    if refusal.found is None:
        return BadInput(f"There is no post “{slug}”. Add it first: dearreader post add {slug}.md")
    status = refusal.found["status"]
    return BadInput(
        f"“{slug}” is {status}: a letter that has gone out cannot be changed. "
        f"What stands on the web can: dearreader post correct {slug} FILE.md"
    )
