"""Posts, which the writer writes, and letters, which are what a post became when it was queued."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PostStatus = Literal["draft", "queued", "sending", "sent", "held"]

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
    date) and ``braces`` (see `BRACES`). ``page`` is the post's own HTML for the web and for feeds,
    with no variables in it. ``version`` is a hash of all of it.
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
