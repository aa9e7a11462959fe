"""The Atom feed as a feed reader reads it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dearreader.pages import SentPost
from dearreader.pages.feed import atom
from tests.letters import PUBLICATION, SITE, letter

feedparser = pytest.importorskip("feedparser")
POSTS = [
    SentPost(
        slug=f"post-{day}",
        title=f"fish & chips {day}",
        subtitle="with \x0b“quotes”",
        tags=("friendship", "a & b"),
        sent_on=date(2026, 11, day),
        page=letter("hi *you* & [them](https://example.org/?a=1&b=2)").page,
    )
    for day in (23, 24)
]


def test_feedparser_finds_nothing_wrong_and_reads_what_was_written() -> None:
    feed = feedparser.parse(atom(PUBLICATION, SITE, POSTS).encode())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "small hours"
    assert feed.feed.updated == "2026-11-24T00:00:00Z"
    assert [entry.title for entry in feed.entries] == ["fish & chips 24", "fish & chips 23"]
    entry = feed.entries[0]
    assert entry.link == f"{SITE}/posts/post-24"
    assert entry.summary == "with “quotes”"
    assert [tag.term for tag in entry.tags] == ["friendship", "a & b"]
    assert re.sub(r"\s+", " ", entry.content[0].value) == (
        '<p>hi <em>you</em> &amp; <a href="https://example.org/?a=1&amp;b=2">them</a></p>'
    )


def test_a_corrected_post_is_updated_and_published_when_it_was() -> None:
    corrected = replace(POSTS[0], corrected_at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC))
    feed = feedparser.parse(atom(PUBLICATION, SITE, [corrected, POSTS[1]]).encode())
    assert not feed.bozo
    assert feed.feed.updated == "2026-11-25T09:30:00Z"
    last, entry = feed.entries
    assert (entry.published, entry.updated) == ("2026-11-23T00:00:00Z", "2026-11-25T09:30:00Z")
    assert (last.published, last.updated) == ("2026-11-24T00:00:00Z", "2026-11-24T00:00:00Z")


def test_a_feed_without_posts_is_a_feed() -> None:
    feed = feedparser.parse(atom(replace(PUBLICATION, name="a < b"), SITE, []).encode())
    assert not feed.bozo
    assert feed.entries == []
