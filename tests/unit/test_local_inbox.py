"""The inbox without a browser: what it reads in mails, its search, its JSON, what it refuses."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest

from local.inbox import Inbox, reader
from local.inbox.preview import POLICY, preview
from local.inbox.reading import confirmation_link, links, one_click_link, snippet
from local.inbox.search import matching
from local.mails import Mail, MailStore, head_of

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def mail(raw: str, number: int = 1, **more: Any) -> Mail:
    head = head_of(raw.encode())
    return Mail(
        **{
            "id": f"mail-{number}",
            "box": "sent",
            "at": AT + timedelta(minutes=number),
            "sender": str(head.get("From", "maya <maya@example.org>")),
            "to": ("lin@readers.example",),
            "subject": str(head.get("Subject", "")),
            "raw": raw.replace("\n", "\r\n").encode(),
            **more,
        }
    )


def html(body: str) -> Mail:
    return mail(f"Subject: hi\nContent-Type: text/html; charset=utf-8\n\n{body}")


LETTER = (
    "From: maya <maya@example.org>\nReply-To: hello+2026-11-24@reply.example.com\n"
    "Message-ID: <abc@email.amazonses.com>\nSubject: on friendship\n"
    "List-Unsubscribe: <mailto:bye@example.org>, <http://127.0.0.1:9/unsubscribe/ID.KEY>\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\n\n"
    "hello\n> quoted\nhttps://example.org/a.\n"
)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<head><title>no</title><style>p{}</style></head><p>one</p><p>two</p>", "one two"),
        (
            "<div style='display:none'>first&nbsp;words&zwnj;&zwnj;</div><p>then</p>",
            "first words then",
        ),
        ("<p>un<b>broken</b> <script>no()</script>end", "unbroken end"),
        ("<p " * 2000, ""),
    ],
)
def test_the_preheader_is_what_a_clients_list_shows(body: str, shown: str) -> None:
    assert snippet(html(body)) == shown


def test_links_are_found_once_in_html_text_and_headers() -> None:
    assert links(mail(LETTER)) == ["https://example.org/a", "http://127.0.0.1:9/unsubscribe/ID.KEY"]
    found = links(html("<a href='http://x.example/1'>1</a><a href='mailto:a@b.example'>2</a>"))
    assert found == ["http://x.example/1"]


def test_one_click_needs_both_headers() -> None:
    assert one_click_link(mail(LETTER)) == "http://127.0.0.1:9/unsubscribe/ID.KEY"
    assert one_click_link(mail(LETTER.replace("List-Unsubscribe-Post", "X-Other"))) == ""
    assert confirmation_link(html("<a href='http://x.example/confirm/ID.KEY'>yes</a>")) == (
        "http://x.example/confirm/ID.KEY"
    )


def test_a_reply_quotes_the_letter_as_a_webmail_does() -> None:
    answer = reader.compose_reply(mail(LETTER), "write about gap years\nplease", AT)
    parsed = message_from_bytes(answer.as_bytes(), policy=policy.default)
    text = parsed.get_body(("plain",))
    marked = parsed.get_body(("html",))
    assert text is not None
    assert marked is not None
    assert parsed["To"] == "hello+2026-11-24@reply.example.com"
    assert parsed["From"] == "lin@readers.example"
    assert parsed["Subject"] == "Re: on friendship"
    assert parsed["In-Reply-To"] == parsed["References"] == "<abc@email.amazonses.com>"
    words = text.get_content().replace("\r\n", "\n")
    assert words.startswith("write about gap years\nplease\n\nOn Tue, Nov 24, 2026 at 07:01, maya")
    assert "\n> hello\n> > quoted\n" in words
    assert '<blockquote class="gmail_quote"' in marked.get_content()


@pytest.mark.parametrize(
    "link", ["https://127.0.0.1:9/unsubscribe/a", "http://letters.example.com/unsubscribe/a"]
)
def test_the_inbox_never_asks_another_machine(link: str) -> None:
    away = mail(LETTER.replace("http://127.0.0.1:9/unsubscribe/ID.KEY", link))
    with pytest.raises(reader.CannotDo, match="away from this machine"):
        reader.unsubscribe(away)
    assert [each["opened"] for each in reader.scan(away).details] == [False, False]


@pytest.mark.parametrize("deed", [reader.confirm, reader.unsubscribe])
def test_a_mail_that_offers_nothing_says_so(deed: Any) -> None:
    with pytest.raises(reader.CannotDo, match=r"has no|offers no"):
        deed(mail("Subject: hi\n\nhello"))


def test_a_site_that_is_down_is_named() -> None:
    with pytest.raises(reader.CannotDo, match="The site did not answer"):
        reader.unsubscribe(mail(LETTER))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [1, 2]),
        ("friendship", [1]),
        ("FROM:maya to:lin", [1, 2]),
        ("subject:second", [2]),
        ('"two words"', [2]),
        ("tag:edition=2026", [2]),
        ("is:received", []),
        ('half "a quote', []),
        ("zeppelin", []),
    ],
)
def test_a_search_finds_by_words_and_fields(query: str, found: list[int]) -> None:
    mails = [
        mail(LETTER, 1),
        mail("Subject: second\n\ntwo words", 2, tags={"edition": "2026-11-24_daily"}),
    ]
    assert [each.id for each in matching(mails, query)] == [f"mail-{number}" for number in found]


NIGHT = "<html><head><style>a{}@media (prefers-color-scheme: dark){b{}}</style></head>x</html>"


@pytest.mark.parametrize(
    ("look", "query", "scheme"),
    [
        ("light", "(max-width:-1px)", "light"),
        ("dark", "(min-width:0)", "dark"),
        ("inverted", "(max-width:-1px)", "light"),
    ],
)
def test_the_preview_decides_whether_it_is_night(look: Any, query: str, scheme: str) -> None:
    shown = preview(NIGHT, look)
    assert f"@media {query}" in shown
    assert f"color-scheme:{scheme}" in shown


def test_a_mail_without_a_dark_mode_stays_light() -> None:
    assert "color-scheme:light" in preview("<p>x</p>", "dark")


def test_what_comes_in_breaks_nothing() -> None:
    nested = "Subject: deep\n" + "".join(
        f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000)
    )
    strange = [
        nested,
        "Subject: =?utf-8?b?broken\n\nx",
        "Subject: =?no-such-charset?q?x?=\n\nx",
        "Content-Type: text/html; charset=no-such\n\n<p>x</p>",
        "Content-Type: multipart/alternative\n\nx",
        "\x00\x01",
        "",
    ]
    store = MailStore()
    for number, raw in enumerate(strange):
        store.add(mail(raw, number))
    with Inbox(0, store=store) as inbox:
        assert ask(inbox, "messages")["count"] == len(strange)
        for number in range(len(strange)):
            assert ask(inbox, f"message/mail-{number}")["ID"] == f"mail-{number}"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    store = MailStore()
    for number in range(3):
        store.add(mail(LETTER.replace("friendship", f"day {number}"), number))
    with Inbox(0, store=store) as running:
        yield running


def ask(inbox: Inbox, what: str, method: str = "GET", body: bytes | None = None) -> Any:
    request = urllib.request.Request(f"{inbox.url}/api/v1/{what}", body, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())


def test_the_list_is_newest_first_and_in_pages(inbox: Inbox) -> None:
    page = ask(inbox, "messages?start=0&limit=2")
    assert (page["total"], page["unread"], page["count"]) == (3, 3, 2)
    assert [each["Subject"] for each in page["messages"]] == ["on day 2", "on day 1"]
    assert page["messages"][0]["From"] == {"Name": "maya", "Address": "maya@example.org"}


def test_a_mail_that_was_opened_is_read(inbox: Inbox) -> None:
    opened = ask(inbox, "message/latest")
    assert opened["Subject"] == "on day 2"
    assert opened["Can"]["unsubscribe"] is True
    assert opened["Can"]["confirm"] is False
    assert ask(inbox, "messages")["unread"] == 2
    assert ask(inbox, "message/latest/headers")["Reply-To"] == [
        "hello+2026-11-24@reply.example.com"
    ]


def test_forgetting_all_leaves_nothing(inbox: Inbox) -> None:
    ask(inbox, "messages", "DELETE")
    assert ask(inbox, "messages")["total"] == 0


@pytest.mark.parametrize(
    ("what", "body", "status"),
    [
        ("message/none", None, 404),
        ("nothing", None, 404),
        ("messages?start=x", None, 400),
        ("message/latest/confirm", b"{}", 409),
        ("message/latest/reply", b"no json", 400),
        ("message/latest/reply", b'{"text": " "}', 409),
        ("message/latest/bounce", b"{}", 409),
        ("message/latest/dance", b"{}", 404),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    inbox: Inbox, what: str, body: bytes | None, status: int
) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        ask(inbox, what, "POST" if body else "GET", body)
    with refused.value as answer:
        assert answer.code == status
        assert json.loads(answer.read())["error"]


def test_the_preview_can_do_nothing(inbox: Inbox) -> None:
    with urllib.request.urlopen(f"{inbox.url}/preview/mail-1", timeout=5) as answer:
        assert answer.headers["Content-Security-Policy"] == POLICY
    assert "allow-scripts" not in POLICY
    assert "allow-same-origin" not in POLICY


def test_files_beside_the_page_are_not_served(inbox: Inbox) -> None:
    for path in ("/../server.py", "/%2e%2e/server.py", "/server.py"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(inbox.url + path, timeout=5)
        refused.value.close()
        assert refused.value.code == 404


def test_the_store_forgets_the_oldest() -> None:
    store = MailStore(capacity=2)
    for number in range(3):
        store.add(mail(LETTER, number))
    assert [each.id for each in store.find()] == ["mail-1", "mail-2"]
