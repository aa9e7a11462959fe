"""What stands on the web: by month, beside each other, corrected, withdrawn, and read cheaply."""

import gzip
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dearreader.app import App
from dearreader.errors import BadInput
from dearreader.posts import Manuscript
from dearreader.times import milliseconds
from tests.world.invoking import invoke, process, sample
from tests.world.readers import letter
from tests.world.world import MemoryWorld

FIRST = datetime(2025, 11, 25, 6, 0, tzinfo=UTC)
TITLES = ["on being early", "what my grandmother packed", "the group chat is quiet", "in defence"]


def send(stack: App, slug: str, at: datetime, title: str = "the sea") -> None:
    """A post that was sent in the slot of that moment."""
    written = replace(letter(slug), title=title)
    stack.posts.add(Manuscript(slug=slug, title=title, body="hello"), "hello", now=at)
    post = stack.posts.queue(written, now=at)
    edition = f"{at:%Y-%m-%d}.daily"
    for writing in (stack.posts.sending(post, edition), stack.posts.sent(slug, edition, slot=at)):
        stack.posts.table.transact([writing])


def year(stack: App, days: int = 365) -> None:
    """A letter a day for so many days, each with a title of its own."""
    for number in range(days):
        title = f"{TITLES[number % len(TITLES)]}, and {number} other small hours"
        send(stack, title.replace(" ", "-").replace(",", ""), FIRST + timedelta(number), title)


def get(stack: App, name: str, **more: Any) -> dict[str, Any]:
    event = sample(name) | more
    with process(stack, "archive"):
        answer: dict[str, Any] = invoke(name, event)
    return answer


def headings(page: str) -> list[str]:
    return re.findall("<h2>(.*?)</h2>", page)


def test_a_small_archive_is_one_page_and_one_list(stack: App) -> None:
    for day in range(3):
        send(stack, f"post-{day}", FIRST + timedelta(days=15 * day))
    page = get(stack, "archive.posts")["body"]
    assert headings(page) == ["December 2025", "November 2025"]
    assert re.findall(r'href="/posts/(.*?)"', page) == ["post-2", "post-1", "post-0"]


def test_a_year_of_letters_is_at_most_6_kb_as_served_and_all_of_it_can_be_reached(
    stack: App,
) -> None:
    year(stack)
    page = get(stack, "archive.posts")["body"]
    assert len(gzip.compress(page.encode())) <= 6_144
    assert headings(page) == ["November 2026", "October 2026", "other months"]
    months = re.findall(r'href="/posts\?month=(.*?)"', page)
    assert months[0] == "2026-09"
    assert months[-1] == "2025-11"
    found = set(re.findall(r'href="/posts/(.*?)"', page))
    for month in months:
        one = get(stack, "archive.posts", queryStringParameters={"month": month})["body"]
        assert headings(one)[1:] == ["other months"]
        found |= set(re.findall(r'href="/posts/(.*?)"', one))
    assert len(found) == 365


def test_a_month_has_its_own_posts_wherever_the_publication_lives(stack: App) -> None:
    for slug, at, day in (
        ("kiritimati", datetime(2026, 4, 30, 17, 0, tzinfo=UTC), "2026-05-01"),
        ("honolulu", datetime(2026, 6, 1, 9, 0, tzinfo=UTC), "2026-05-31"),
        ("april", datetime(2026, 4, 29, 17, 0, tzinfo=UTC), "2026-04-30"),
        ("june", datetime(2026, 6, 2, 9, 0, tzinfo=UTC), "2026-06-01"),
    ):
        send(stack, slug, at)
        item = stack.posts.table.get(slug, "post")
        assert item
        stack.posts.table.put({**item, "edition": f"{day}.daily"})
    shelf = stack.published.shelf("2026-05")
    assert shelf
    assert [post.slug for post in shelf.posts] == ["honolulu", "kiritimati"]
    assert shelf.months == [date(2026, 6, 1), date(2026, 4, 1)]


def test_a_month_in_which_nothing_went_out_says_so(stack: App) -> None:
    send(stack, "a", FIRST)
    send(stack, "b", FIRST + timedelta(days=70))
    page = get(stack, "archive.posts", queryStringParameters={"month": "2025-12"})
    assert page["statusCode"] == 200
    assert "nothing went out in December 2025" in page["body"]


@pytest.mark.parametrize("month", ["2025-10", "2026-01", "2025-13", "1999-01", "x", "2025-11'"])
def test_a_month_that_is_none_of_ours_is_not_found(stack: App, month: str) -> None:
    send(stack, "a", FIRST)
    answer = get(stack, "archive.posts", queryStringParameters={"month": month})
    assert answer["statusCode"] == 404
    assert stack.published.shelf("2026-01") is None


def post(stack: App, slug: str) -> dict[str, Any]:
    return get(stack, "archive.post", pathParameters={"slug": slug})


def test_a_post_leads_to_the_next_and_to_the_one_before(stack: App) -> None:
    for day, slug in enumerate(("a", "b", "c")):
        send(stack, slug, FIRST + timedelta(days=day))
    page = post(stack, "b")["body"]
    assert 'newer: <a href="/posts/c">' in page
    assert 'older: <a href="/posts/a">' in page
    assert "newer:" not in post(stack, "c")["body"]
    assert "older:" not in post(stack, "a")["body"]
    stack.corrections.withdraw("c")
    assert "newer:" not in post(stack, "b")["body"]


def corrected(stack: App, slug: str, page: str = "<p>better</p>") -> None:
    stack.corrections.correct(
        replace(letter(slug), title="better", page=page), "b", now=stack.clock.now()
    )


def ids(stack: App) -> list[str]:
    return [item["id"] for item in json.loads(get(stack, "archive.json-feed")["body"])["items"]]


def test_a_correction_shows_on_the_web_and_in_feeds_which_keep_their_ids(
    stack: App, world: MemoryWorld
) -> None:
    send(stack, "a", FIRST)
    send(stack, "b", FIRST + timedelta(days=1))
    before = ids(stack)
    world.clock.sleep(60)
    for _ in range(2):
        corrected(stack, "a")
        page = post(stack, "a")["body"]
        assert "<p>better</p>" in page
        assert 'corrected <time datetime="2026-11-24">24 November 2026</time>' in page
        assert "better" in get(stack, "archive.posts")["body"]
    feed = json.loads(get(stack, "archive.json-feed")["body"])["items"]
    assert [item["id"] for item in feed] == before
    assert feed[1]["content_html"] == "<p>better</p>"
    assert feed[1]["date_published"] == "2025-11-25T00:00:00Z"
    assert feed[1]["date_modified"] == "2026-11-24T06:01:00Z"
    assert "<updated>2026-11-24T06:01:00Z</updated>" in get(stack, "archive.feed")["body"]
    assert "<lastmod>2026-11-24</lastmod>" in get(stack, "archive.sitemap")["body"]


def test_a_withdrawn_post_is_gone_from_everywhere_and_a_correction_brings_it_back(
    stack: App,
) -> None:
    send(stack, "a", FIRST)
    send(stack, "b", FIRST + timedelta(days=1))
    before = ids(stack)
    for _ in range(2):
        assert not stack.corrections.withdraw("a").is_public
    gone = post(stack, "a")
    assert gone["statusCode"] == 410
    assert "taken this letter off the web" in gone["body"]
    assert gone["headers"]["Cache-Control"] == "no-store"
    for name in ("posts", "feed", "json-feed", "sitemap"):
        assert "/posts/a" not in get(stack, f"archive.{name}")["body"]
        assert "/posts/b" in get(stack, f"archive.{name}")["body"]
    corrected(stack, "a")
    assert post(stack, "a")["statusCode"] == 200
    assert ids(stack) == before


def test_a_withdrawn_post_stays_so_when_its_edition_is_closed_again(stack: App) -> None:
    send(stack, "a", FIRST)
    stack.corrections.withdraw("a")
    stack.posts.table.transact([stack.posts.sent("a", f"{FIRST:%Y-%m-%d}.daily", slot=FIRST)])
    assert post(stack, "a")["statusCode"] == 410


@pytest.mark.parametrize("slug", ["draft", "nothing"])
def test_only_what_was_sent_is_corrected_or_withdrawn(stack: App, slug: str) -> None:
    stack.posts.add(Manuscript(slug="draft", title="a", body="a"), "a", now=FIRST)
    before = stack.posts.get(slug)
    for change in (stack.corrections.withdraw, lambda slug: corrected(stack, slug)):
        with pytest.raises(BadInput, match="dearreader post"):
            change(slug)
    assert stack.posts.get(slug) == before
    assert post(stack, slug)["statusCode"] == 404


def test_the_mails_letter_stays_as_it_was_sent(stack: App) -> None:
    send(stack, "a", FIRST)
    corrected(stack, "a")
    assert stack.posts.letter("a", "1f2e3d4c") == letter("a")
    version = f"1f2e3d4c.{milliseconds(stack.clock.now())}"
    kept = stack.posts.letter("a", version)
    assert kept
    assert (kept.version, kept.page) == (version, "<p>better</p>")


@pytest.mark.parametrize("name", ["feed", "json-feed"])
def test_a_feed_reader_that_has_it_all_costs_one_query_and_no_letter(
    stack: App, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(stack, "a", FIRST)
    tag = get(stack, f"archive.{name}")["headers"]["ETag"]

    def broken(*_: object) -> None:
        raise AssertionError("an item was read")

    del stack.published  # another process, which remembers nothing
    headers = {**sample(f"archive.{name}")["headers"], "if-none-match": tag}
    with monkeypatch.context() as patch:
        patch.setattr(stack.posts.table, "get", broken)
        again = get(stack, f"archive.{name}", headers=headers)
    assert (again["statusCode"], again["body"]) == (304, "")
    corrected(stack, "a", page="<p>hello</p>")
    assert get(stack, f"archive.{name}", headers=headers)["statusCode"] == 200


@pytest.mark.parametrize("name", ["posts", "post", "sitemap", "robots"])
def test_what_has_not_changed_is_not_sent_again(stack: App, name: str) -> None:
    send(stack, "ocean-listening", FIRST)
    first = get(stack, f"archive.{name}")
    headers = {"if-none-match": first["headers"]["ETag"]}
    assert get(stack, f"archive.{name}", headers=headers)["statusCode"] == 304


def test_the_types_are_what_programs_expect_and_other_sites_may_read_them(stack: App) -> None:
    send(stack, "a", FIRST)
    types = {
        "feed": "application/atom+xml",
        "json-feed": "application/feed+json",
        "sitemap": "application/xml",
        "robots": "text/plain",
    }
    for name, content_type in types.items():
        headers = get(stack, f"archive.{name}")["headers"]
        assert headers["Content-Type"] == f"{content_type}; charset=utf-8"
        assert headers["Access-Control-Allow-Origin"] == "*"
