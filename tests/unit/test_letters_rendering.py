"""A letter: the same words in HTML and text, safe as a template, and fit for every client."""

import re
from dataclasses import replace
from datetime import date
from email.header import Header
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dearreader.errors import BadInput
from dearreader.letters.rendering import render
from dearreader.posts import Letter, Manuscript, Picture
from tests.letters import LINK, PUBLICATION, SAMPLES, SITE, TODAY, letter, received, sample

VARIABLES = {"site", "link", "date", "braces"}
EVERYTHING = """hi *you* and **them**, see [this](https://example.org/a?b=1&c=2) & `code`.

# one
1. first
2. second
   - nested

> quoted

### deeper
    some code
***
![a red square](https://example.org/x.png)

https://example.org/bare and write to <maya@example.org>[^1]

[^1]: a note
"""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.urls += [value or "" for name, value in attrs if name in {"href", "src"}]


def urls(html: str) -> list[str]:
    parser = _Links()
    parser.feed(html)
    return parser.urls


def tags(html: str) -> set[str]:
    return set(re.findall(r"<([a-z0-9]+)", html))


def test_each_kind_of_markdown_has_its_element() -> None:
    page = letter(EVERYTHING).page
    assert "hi <em>you</em> and <strong>them</strong>" in page
    assert '<a href="https://example.org/a?b=1&amp;c=2">this</a> &amp; <code>code</code>' in page
    assert "<h2>one</h2>" in page
    assert "<h3>deeper</h3>" in page
    assert "<ol>\n<li>first</li>\n<li>second<ul>\n<li>nested</li>\n</ul></li>\n</ol>" in page
    assert "<blockquote>\n<p>quoted</p>\n</blockquote>" in page
    assert "<hr>" in page
    assert '<img src="https://example.org/x.png" alt="a red square">' in page
    assert '<a href="https://example.org/bare">https://example.org/bare</a>' in page
    assert '<a href="mailto:maya@example.org">maya@example.org</a><sup>1</sup>' in page


def test_no_heading_skips_a_level_below_the_title() -> None:
    page = letter("# a\n\n#### b\n\n###### c\n\n# d\n\n## e").page
    assert re.findall(r"<h(\d)", page) == ["2", "3", "4", "2", "3"]


def test_the_text_says_the_same_in_plain_words() -> None:
    assert "\n\n".join(letter(EVERYTHING).text.split("\n\n")[1:-2]) == (
        "hi _you_ and *them*, see this (https://example.org/a?b=1&c=2) & code.\n\n"
        "one\n\n"
        "1. first\n2. second\n   - nested\n\n"
        "> quoted\n\n"
        "deeper\n\n"
        "    some code\n\n"
        "* * *\n\n"
        "[a red square: https://example.org/x.png]\n\n"
        "https://example.org/bare and write to maya@example.org [1]\n\n"
        "notes\n\n1. a note"
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_letter_of_250_words_is_small_and_its_text_is_good(path: Path) -> None:
    rendered = sample(path)
    assert len(rendered.html.encode()) <= 5_000
    text = received(rendered.text)
    assert not re.search(r"&#?\w+;", text)
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]\n", text)
    assert "/unsubscribe/" in "\n".join(text.splitlines()[-6:])


@pytest.mark.parametrize(
    "rendered", [letter(EVERYTHING), *map(sample, SAMPLES)], ids=lambda each: each.slug
)
def test_every_address_of_the_html_is_in_the_text(rendered: Letter) -> None:
    for url in urls(received(rendered.html)):
        address = url.removeprefix("mailto:").partition("?")[0] if "mailto:" in url else url
        assert address in received(rendered.text)


def test_a_letter_bears_its_readers_links_and_the_days_address() -> None:
    rendered = letter("hi", title="why & how?")
    assert set(re.findall(r"{{(\w+)}}", rendered.html)) == VARIABLES - {"braces"}
    assert urls(received(rendered.html)) == [
        "mailto:hello+2026-11-24@reply.example.org?subject=Re%3A%20why%20%26%20how%3F",
        f"{SITE}/unsubscribe/{LINK}",
        f"{SITE}/me/{LINK}",
        f"{SITE}/posts/a-post",
    ]
    assert "hello+2026-11-24@reply.example.org" in received(rendered.text)


def test_only_a_letter_that_answers_has_a_place_for_who_asked() -> None:
    answering = letter("hi", answers=("1" * 16,))
    for form, name in ((answering.html, "asked_html"), (answering.text, "asked_text")):
        assert set(re.findall(r"{{(\w+)}}", form)) - VARIABLES == {name}
    other = letter("hi")
    assert set(re.findall(r"{{(\w+)}}", other.html + other.text)) <= VARIABLES


def test_the_footer_says_why_and_from_where() -> None:
    rendered = letter("hi")
    for part in (rendered.html, rendered.text):
        assert "you get this because you signed up for small hours" in part
        assert PUBLICATION.postal_line in part


def test_without_a_postal_line_nothing_is_left_where_it_stood() -> None:
    nowhere = replace(PUBLICATION, postal_line="")
    rendered = render(Manuscript(slug="a", title="t", body="hi"), nowhere, today=TODAY)
    assert "read it on the web</a></p>" in rendered.html
    assert rendered.text.endswith("/posts/a\n")


@pytest.mark.parametrize(
    ("words", "html", "text"),
    [
        (
            "and you? [answer me] <3",
            "<p>and you? <a>answer me</a> &lt;3</p>",
            "and you? answer me <3",
        ),
        ("antworte einfach", "<p><a>antworte einfach</a></p>", "antworte einfach"),
        ("[a] or [b]", "<p><a>a</a> or [b]</p>", "a or [b]"),
        ("{{site}} [x]", "<p>{{site}} <a>x</a></p>", "{{site}} x"),
    ],
)
def test_a_reply_is_invited_in_the_publications_words(words: str, html: str, text: str) -> None:
    ours = replace(PUBLICATION, reply_invitation=words)
    rendered = render(Manuscript(slug="a", title="t", body="hi"), ours, today=TODAY)
    assert html in re.sub(r'<a href="mailto:[^"]+">', "<a>", received(rendered.html))
    assert f"\n\n{text} hello+2026-11-24@reply.example.org\n\n" in received(rendered.text)


def test_a_letter_is_read_out_in_its_language_and_its_footer_in_english() -> None:
    german = replace(PUBLICATION, language="de")
    html = render(Manuscript(slug="a", title="t", body="hallo"), german, today=TODAY).html
    assert re.findall(r'<(\w+)[^>]* lang="(\w+)"', html) == [
        ("html", "de"),
        ("table", "de"),
        ("td", "en"),
    ]
    assert set(re.findall(r'lang="(\w+)"', letter("hi").html)) == {"en"}


def test_a_dated_subject_differs_from_day_to_day() -> None:
    manuscript = Manuscript(slug="a", title="{{on}} soup", body="hi")
    dated = render(manuscript, PUBLICATION, today=TODAY, dated=True)
    assert received(dated.subject) == "{{on}} soup (2026-11-24)"
    assert dated.title == "{{on}} soup"
    assert "2026" not in received(dated.html).partition("<h1>")[2].partition("</h1>")[0]


def test_resources_are_listed_until_their_deadline_has_passed() -> None:
    more = (
        "resources:\n"
        "  - {name: gone, url: https://example.org/gone, deadline: 2026-11-23}\n"
        "  - {name: last call, url: https://example.org/last, deadline: 2026-11-24}\n"
        "  - {name: always <3, url: https://example.org/always, note: for you}\n"
    )
    rendered = letter("hi", more=more)
    assert "gone" not in rendered.html + rendered.text + rendered.page
    assert ">last call</a><br>\n" in rendered.page
    assert "by 24 November 2026" in rendered.page
    assert ">always &lt;3</a><br>\nfor you</li>" in rendered.page
    assert (
        "- last call (by 24 November 2026)\n  https://example.org/last\n"
        "- always <3: for you\n  https://example.org/always"
    ) in rendered.text


def test_without_resources_there_is_no_heading_for_them() -> None:
    assert "resources" not in letter("hi").html


def test_raw_html_is_shown_as_it_is_written() -> None:
    rendered = letter("a <b>bold</b> move\n\n<script>alert(1)</script>\n", title="<i>x</i>")
    assert "a &lt;b&gt;bold&lt;/b&gt; move" in rendered.html
    assert tags(rendered.html) & {"script", "b", "i"} == set()
    assert "<i>x</i>" in rendered.text
    assert "<script>alert(1)</script>" in rendered.text


@pytest.mark.parametrize("where", ["html", "text", "subject"])
@pytest.mark.parametrize("braces", ["{{name}}", "{{{", "{{{{site}}}}", "{ {{ {"])
def test_the_writers_braces_reach_the_reader_and_name_no_variable(where: str, braces: str) -> None:
    rendered = letter(f"`{braces}` and {braces}\n\n    {braces}\n", title=braces)
    template: str = getattr(rendered, where)
    assert set(re.findall(r"{{([^{}]*)}}", template)) <= VARIABLES
    assert braces in received(template)


def test_braces_need_no_care_on_the_web() -> None:
    assert letter("{{name}}").page == "<p>{{name}}</p>\n"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("[a](javascript:alert(1))", "https:// or mailto:"),
        ("[a](/posts/b)", "whole address"),
        ("[a](data:text/html,x)", "whole address"),
        ("<ftp://example.org/a>", "whole address"),
        ("> - [a](vbscript:x)", "whole address"),
        ("![](https://example.org/a.png)", "no words"),
        ("![a](a.png)", "whole address"),
        ("![a](http://example.org/a.png)", "https://"),
        ("![a](data:image/png;base64,AAAA)", "https://"),
        ("| day | topic |\n|---|---|\n| 1 | soup |", "“day | topic”"),
        ("day | topic\n--- | ---\n1 | soup", "write it as a list"),
        ("> | day | topic |\n> |---|---|\n> | 1 | soup |", "write it as a list"),
        ("- a\n\n  | day | topic |\n  |---|---|\n  | 1 | soup |", "write it as a list"),
    ],
)
def test_a_link_or_image_that_a_mail_cannot_carry_is_refused(body: str, says: str) -> None:
    with pytest.raises(BadInput, match=re.escape(says)):
        letter(body)


@pytest.mark.parametrize(("width", "shown"), [(1136, 568), (300, 300)])
def test_an_image_beside_the_post_is_shown_from_where_it_is_public(width: int, shown: int) -> None:
    """With its width, for Outlook's Word engine."""
    dog = Picture(url="https://images.example/1.jpg", width=width, height=200)
    post = Manuscript(slug="a", title="t", body="![a dog](dog.jpg)", pictures={"dog.jpg": dog})
    rendered = render(post, PUBLICATION, today=TODAY)
    image = f'<img src="https://images.example/1.jpg" alt="a dog" width="{shown}">'
    assert image in rendered.html
    assert image in rendered.page
    assert "[a dog: https://images.example/1.jpg]" in rendered.text


def test_what_was_garbled_on_the_way_is_mended() -> None:
    rendered = letter("it\x92s \x93fine\x94\x81\x07", title="it\x92s")
    assert "<p>it’s “fine”</p>" in rendered.html
    assert rendered.subject == "it’s"


def test_entities_are_characters_in_the_text() -> None:
    assert "fish & chips © a\xa0b" in letter("fish &amp; chips &copy; a&nbsp;b").text


def test_the_preheader_is_the_subtitle_and_goes_on_into_the_post() -> None:
    html = letter(f"hi *friends*, {'so ' * 60}", more="subtitle: short & sweet").html
    found = re.search(r'<div class="p">(.*?)</div>', html)
    assert found
    assert found[1].startswith("short &amp; sweet hi friends, so so")
    assert found[1].endswith("so …")


def test_the_longest_title_fits_into_a_header() -> None:
    subject = letter("hi", title="🌤" * 150).subject
    encoded = Header(subject, "utf-8").encode(linesep="", maxlinelen=0)
    assert len(f"Subject: {encoded}") <= 998


def test_the_same_post_has_the_same_version_and_another_word_another() -> None:
    assert letter("hi") == letter("hi")
    versions = {
        letter("hi").version,
        letter("ho").version,
        letter("hi", title="b").version,
        letter("hi", more="tags: [a]").version,
    }
    assert len(versions) == 4


def test_what_the_publication_calls_itself_is_text_too() -> None:
    odd = replace(PUBLICATION, name="a <b> & {{c}}", writer="<i>", postal_line="x & {{y}}")
    rendered = render(Manuscript(slug="a", title="t", body="hi"), odd, today=TODAY)
    assert tags(rendered.html) & {"b", "i"} == set()
    assert "a &lt;b&gt; &amp; {{c}}" in received(rendered.html)
    assert "x & {{y}}" in received(rendered.text)


INLINE = ("`", "*", "**", "_", "[a](", "https://b.c", ")", "![d](", "[^1]", "<b>", "&amp;", "\\")
BLOCKS = ("# ", "### ", "> ", "- ", "1. ", "    ", "***", "```\n", "<div>", "[^1]: ", "\n---\n")
OTHERS = ("{{", "}}", "word ", "é", "\x85", "\t", ": ", "\n", "\n\n", "<https://b.c/{{>", "[r]")
MARKUP = st.sampled_from([*INLINE, *BLOCKS, *OTHERS])


def test_blank_lines_in_code_do_not_tear_the_text_apart() -> None:
    text = letter("```\none\n\n\n \n  two\n```").text
    assert "    one\n\n      two\n" in text


@given(
    st.text(max_size=300) | st.lists(MARKUP, max_size=40).map("".join),
    st.text(min_size=1, max_size=100),
)
def test_whatever_is_written_is_a_letter_or_a_clear_error(body: str, title: str) -> None:
    manuscript = Manuscript(slug="a", title=title, body=body)
    try:
        rendered: Letter = render(manuscript, PUBLICATION, today=date(2026, 11, 24))
    except BadInput as fault:
        assert str(fault).endswith(".")  # noqa: PT017 - either is right
        return
    whole = rendered.subject + rendered.html + rendered.text + rendered.page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", whole)
    assert "\n" not in rendered.subject
    assert set(re.findall(r"{{([^{}]*)}}", rendered.html)) <= VARIABLES
    assert "\n\n\n" not in rendered.text
