"""The pages: what each one offers, how it is guarded, and how little it weighs."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dearreader import pages
from dearreader.negotiation import gzipped
from dearreader.pages import SentPost
from dearreader.pages.feed import atom, json_feed
from dearreader.pages.sitemap import robots, sitemap
from tests.letters import LINK, PUBLICATION, SAMPLES, SITE, sample

POSTS = [
    SentPost(
        slug=letter.slug,
        title=letter.title,
        subtitle=letter.subtitle,
        tags=letter.tags,
        sent_on=date(2026, 11, 28) + timedelta(days=number),
        page=letter.page,
    )
    for number, letter in enumerate(map(sample, SAMPLES))
]
TICKET = "19ab3c4d5e6.0123456789abcdef01234567"
FORMS = {
    "home": pages.home(PUBLICATION, ticket=TICKET),
    "once more": pages.once_more(
        PUBLICATION, "ada@example.net", ticket=TICKET, back="https://blog.example.net/about"
    ),
    "confirm": pages.confirm(PUBLICATION, LINK),
    "expired": pages.expired(PUBLICATION),
    "unsubscribe": pages.unsubscribe(PUBLICATION, LINK),
}
WORDS = {
    "check your inbox": pages.check_your_inbox(PUBLICATION),
    "confirmed": pages.confirmed(PUBLICATION, POSTS[0]),
    "goodbye": pages.goodbye(PUBLICATION, LINK),
    "unknown link": pages.unknown_link(PUBLICATION),
    "too many": pages.too_many(PUBLICATION),
    "withdrawn": pages.withdrawn(PUBLICATION),
    "not found": pages.not_found(PUBLICATION),
    "problem": pages.problem(PUBLICATION, "that is no address."),
}
READING = {
    "archive": pages.archive(PUBLICATION, POSTS),
    "empty archive": pages.archive(PUBLICATION, []),
    "post": pages.post(PUBLICATION, POSTS[1], site=SITE, newer=POSTS[2], older=POSTS[0]),
}
ALL = FORMS | WORDS | READING


@pytest.mark.parametrize("name", ALL)
def test_no_page_runs_scripts_or_asks_for_anything_else(name: str) -> None:
    page = ALL[name]
    assert not re.search(r"<script|<iframe|<link[^>]+stylesheet|@import|url\(|\son\w+=", page)
    assert re.findall(r'src="', page) == []
    assert '<link rel="icon" href="data:,">' in page  # else browsers ask for /favicon.ico


@pytest.mark.parametrize("name", ALL)
def test_the_content_security_policy_allows_the_pages_style_and_nothing_else(name: str) -> None:
    policy = dict(part.split(" ", 1) for part in pages.CONTENT_SECURITY_POLICY.split("; "))
    styles = re.findall(r"<style>(.*?)</style>", ALL[name], re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in styles]
    assert [policy["style-src"]] == [f"'sha256-{each}'" for each in hashes]
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in pages.CONTENT_SECURITY_POLICY
    assert "style=" not in ALL[name]


def test_the_headers_keep_the_keys_in_our_paths_from_other_sites() -> None:
    assert pages.HEADERS["Referrer-Policy"] == "no-referrer"
    assert pages.HEADERS["Content-Security-Policy"] == pages.CONTENT_SECURITY_POLICY
    assert pages.HEADERS["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", FORMS | WORDS)
def test_the_pages_around_signing_up_are_at_most_2_kb_as_served(name: str) -> None:
    assert len(gzipped(ALL[name].encode())) <= 2_048


def test_a_post_page_is_at_most_its_letter_and_3_kb_even_without_gzip() -> None:
    for path, sent in zip(SAMPLES, POSTS, strict=True):
        page = pages.post(PUBLICATION, sent, site=SITE, newer=POSTS[0], older=POSTS[1])
        assert len(page.encode()) <= len(sample(path).html.encode()) + 3_072


def test_a_year_of_letters_with_short_titles_is_at_most_6_kb_as_served() -> None:
    year = [
        SentPost(slug=f"letter-{n}", title=f"letter {n}", sent_on=date(2026, 1, 1) + timedelta(n))
        for n in range(365)
    ]
    assert len(gzipped(pages.archive(PUBLICATION, year).encode())) <= 6_144


def test_signing_up_posts_the_field_email() -> None:
    home = FORMS["home"]
    assert '<form method="post" action="/subscribe">' in home
    assert '<label for="email">your email</label><input id="email" name="email"' in home


@pytest.mark.parametrize("action", ["confirm", "unsubscribe"])
def test_the_one_button_posts_to_the_pages_own_path(action: str) -> None:
    page = FORMS[action]
    assert page.count("<form") == page.count("<button>") == 1
    assert f'<form method="post" action="/{action}/{LINK}">' in page
    assert "<input" not in page


def test_the_form_remembers_the_address_and_the_way_back_when_asked_once_more() -> None:
    page = FORMS["once more"]
    assert 'name="email" type="email" autocomplete="email" required value="ada@example.net"' in page
    assert f'<input type="hidden" name="ticket" value="{TICKET}">' in page
    assert '<input type="hidden" name="back" value="https://blog.example.net/about">' in page


def test_the_field_for_robots_is_labelled_and_not_in_the_tab_order() -> None:
    for name in ("home", "once more", "expired"):
        assert '<label for="website">for robots: leave this empty</label>' in ALL[name]
        assert 'id="website" name="website" autocomplete="off" tabindex="-1">' in ALL[name]


def test_the_snippet_asks_nothing_of_the_page_that_it_stands_on() -> None:
    snippet = pages.snippet(SITE)
    assert f'action="{SITE}/subscribe"' in snippet
    assert "hidden" in snippet
    assert not re.search(r"script|style|src=|class=", snippet)


@pytest.mark.parametrize(
    ("back", "origin", "way"),
    [
        ("", "https://blog.example.net", "https://blog.example.net"),
        ("https://blog.example.net/a?b=1", "", "https://blog.example.net/a?b=1"),
        ("javascript:alert(1)", "", ""),
        ('https://a.example"><b>', "https://blog.example.net", "https://blog.example.net"),
        ("//a.example", "null", ""),
        ("https://a@b.example", "", ""),
        (f"https://a.example/{'a' * 300}", "", ""),
        ("", SITE, ""),
        ("", "", ""),
    ],
)
def test_the_way_back_is_a_page_of_another_site_or_none(back: str, origin: str, way: str) -> None:
    headers = {"host": SITE.removeprefix("https://"), "origin": origin}
    assert pages.way_back(back, headers) == way
    page = pages.check_your_inbox(PUBLICATION, way)
    assert ("back to" in page) == bool(way)


def test_a_link_that_is_none_cannot_break_out_of_its_attribute() -> None:
    for page in (pages.confirm, pages.unsubscribe):
        assert '"><b>' not in page(PUBLICATION, '"><b>')


def test_what_the_publication_calls_itself_is_text() -> None:
    odd = replace(PUBLICATION, name="<b>", tagline='"<i>', writer="<u>", reply_domain="a")
    sent = SentPost(slug="a", title='"<s>', subtitle='"<em>', sent_on=date(2026, 11, 24))
    for page in (
        pages.home(odd),
        pages.confirm(odd, LINK),
        pages.confirmed(odd, sent),
        pages.archive(odd, [sent]),
        pages.post(odd, sent, site=SITE, newer=sent, older=sent),
        pages.problem(odd, "<script>"),
    ):
        assert not re.search(r"<(b|i|u|s|em|script)>", page)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({0, 1, 2, 3, 4, 5, 6}, "every day"),
        ({0, 1, 2, 3, 4}, "every weekday"),
        ({6}, "on sundays"),
        ({0, 3}, "on mondays and thursdays"),
        ({4, 0, 2}, "on mondays, wednesdays and fridays"),
    ],
)
def test_home_says_how_often_letters_come(days: set[int], words: str) -> None:
    assert f"maya, {words}." in pages.home(replace(PUBLICATION, days=frozenset(days)))


def test_the_welcome_offers_the_latest_letter_if_there_is_one() -> None:
    assert f"<h2>{POSTS[0].title}</h2>" in WORDS["confirmed"]
    assert POSTS[0].page in WORDS["confirmed"]
    assert "the latest" not in pages.confirmed(PUBLICATION)


def test_an_expired_link_offers_a_new_start() -> None:
    assert 'action="/subscribe"' in FORMS["expired"]


def test_the_archive_goes_by_month_the_latest_first() -> None:
    found = re.findall(r'<h2>(.*?)</h2>|href="/posts/(.*?)"', READING["archive"])
    assert ["".join(each) for each in found] == [
        "December 2026",
        POSTS[4].slug,
        POSTS[3].slug,
        "November 2026",
        POSTS[2].slug,
        POSTS[1].slug,
        POSTS[0].slug,
    ]


def test_the_same_month_of_two_years_is_two_months() -> None:
    posts = [
        SentPost(slug=f"a{year}", title="a", sent_on=date(year, 11, 24)) for year in (2025, 2026)
    ]
    found = re.findall(r"<h2>(.*?)</h2>", pages.archive(PUBLICATION, posts))
    assert found == ["November 2026", "November 2025"]


def test_a_post_can_be_answered_and_left_both_ways() -> None:
    page = READING["post"]
    assert "mailto:hello+2026-11-29@reply.example.org?subject=Re%3A%20be%20bad" in page
    assert f'newer: <a href="/posts/{POSTS[2].slug}">' in page
    assert f'older: <a href="/posts/{POSTS[0].slug}">' in page
    assert POSTS[1].page in page


def test_a_post_tells_other_sites_what_it_is() -> None:
    page = READING["post"]
    assert f'<link rel="canonical" href="{SITE}/posts/{POSTS[1].slug}">' in page
    assert f'<meta property="og:title" content="{POSTS[1].title}">' in page
    assert f'<meta property="og:url" content="{SITE}/posts/{POSTS[1].slug}">' in page
    assert '<meta property="og:type" content="article">' in page


def test_pages_of_one_reader_are_not_for_search_engines() -> None:
    for name in ("confirm", "unsubscribe", "confirmed", "goodbye", "expired"):
        assert '<meta name="robots" content="noindex">' in ALL[name]
    for name in ("home", "archive", "post"):
        assert "noindex" not in ALL[name]


def test_feeds_are_found_from_home_archive_and_posts() -> None:
    for name in ("home", "archive", "post"):
        assert 'rel="alternate" type="application/atom+xml" href="/feed.xml"' in ALL[name]


def test_a_feeds_ids_outlive_a_move_and_a_new_rendering() -> None:
    again = [replace(post, page="<p>corrected</p>", title="corrected") for post in POSTS]

    def ids(feed: str) -> list[str]:
        return re.findall("<id>(.*?)</id>", feed)

    first = ids(atom(PUBLICATION, SITE, POSTS))
    assert first == ids(atom(PUBLICATION, "https://elsewhere.example", again))
    assert first[1] == f"tag:letters.reply.example.org,2026-12-02:{POSTS[4].slug}"
    assert len(set(first)) == len(POSTS) + 1
    items = json.loads(json_feed(PUBLICATION, SITE, POSTS))["items"]
    assert [item["id"] for item in items] == first[1:]


def test_a_json_feed_has_what_version_1_1_asks_for() -> None:
    feed = json.loads(json_feed(PUBLICATION, SITE, POSTS))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{SITE}/feed.json"
    assert feed["items"][0] == {
        "id": f"tag:letters.reply.example.org,2026-12-02:{POSTS[4].slug}",
        "url": f"{SITE}/posts/{POSTS[4].slug}",
        "title": POSTS[4].title,
        "summary": POSTS[4].subtitle,
        "tags": list(POSTS[4].tags),
        "content_html": POSTS[4].page,
        "date_published": "2026-12-02T00:00:00Z",
    }


def test_the_sitemap_lists_home_archive_and_posts() -> None:
    assert re.findall("<loc>(.*?)</loc>", sitemap(SITE, POSTS[:1])) == [
        f"{SITE}/",
        f"{SITE}/posts",
        f"{SITE}/posts/{POSTS[0].slug}",
    ]


def test_robots_stay_away_from_what_bears_keys() -> None:
    assert "Disallow: /confirm/\nDisallow: /unsubscribe/\nDisallow: /me/\n" in robots(SITE)
    assert f"Sitemap: {SITE}/sitemap.xml" in robots(SITE)


def test_pages_and_invitation_need_the_standard_library_alone() -> None:
    check = (
        "import sys; import dearreader.pages, dearreader.pages.feed, dearreader.pages.sitemap; "
        "import dearreader.letters.invitation; "
        "print(sorted({n.split('.')[0] for n in sys.modules} - set(sys.stdlib_module_names)))"
    )
    run = [sys.executable, "-S", "-c", check]
    path = str(next(p for p in sys.path if p.endswith("layers/dearreader")))
    done = subprocess.run(run, capture_output=True, text=True, check=True, env={"PYTHONPATH": path})
    assert done.stdout.strip() == "['__main__', 'dearreader']"
