"""The road, on MiniStack with permissions enforced: from a sign-up to letters, leaving and replies.

One walk, made once; the tests look at what came of it.
"""

import gzip
import json
import re
import smtplib
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import make_msgid
from functools import cached_property
from pathlib import Path
from typing import Any

import feedparser
import pytest

from local import acts
from local.default_bus import DefaultBus
from local.inbox.reading import list_unsubscribe
from local.mails import Mail
from tests.e2e.command import local
from tests.e2e.laptop import FORM, JSON, TABLES, Laptop, Page
from tests.e2e.waiting import eventually

ONE_CLICK = b"List-Unsubscribe=One-Click"
MULTIPART = (
    b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
)
WISH = "could you write about making friends in a new city?"


@dataclass
class Walk:
    """Two letters to readers who are named by what they do between the two."""

    laptop: Laptop
    reader: dict[str, str]
    first: dict[str, Mail]
    answers: dict[str, Page]
    second: dict[str, Mail]

    def status(self, name: str) -> str:
        return self.laptop.status(self.reader[name])

    def still_reads(self, name: str) -> bool:
        return self.reader[name] in self.second

    @cached_property
    def headers(self) -> EmailMessage:
        """Of the second letter to the reader who stays."""
        return message_from_bytes(self.second[self.reader["stays"]].raw, policy=policy.default)


@pytest.fixture(scope="module")
def walk(laptop: Laptop) -> Walk:
    """A letter; people leave, look, bounce, complain and answer; the next letter."""
    doing = ["stays", "clicks", "multipart", "presses", "looks", "bounces", "softly", "complains"]
    doing += ["answers", "joins-in", "writes-stop"]
    reader = dict(zip(doing, laptop.readers(*doing), strict=True))
    reader["never-confirms"] = laptop.address("never-confirms")
    laptop.post("/subscribe", {"email": reader["never-confirms"]})
    first = _by_reader(laptop.send("the first"))

    def link(name: str) -> str:
        return _unsubscribe_link(first[reader[name]])

    answers = {
        "clicks": laptop.post(link("clicks"), ONE_CLICK),
        "multipart": laptop.post(link("multipart"), MULTIPART, "multipart/form-data; boundary=b"),
        "looks": laptop.get(link("looks")),
        "presses": laptop.post(link("presses")),
    }
    laptop.cloud.ses.bounce(first[reader["bounces"]].id)
    laptop.cloud.ses.bounce(first[reader["softly"]].id, "transient")
    laptop.cloud.ses.complain(first[reader["complains"]].id)
    _reply(laptop, first[reader["answers"]], WISH)
    _reply(laptop, first[reader["answers"]], WISH)
    _reply(laptop, first[reader["joins-in"]], f"{WISH} Thank you!")
    _reply(laptop, first[reader["writes-stop"]], "unsubscribe")
    laptop.quiet()
    second = _by_reader(laptop.send("the second"))
    return Walk(laptop, reader, first, answers, second)


@pytest.mark.parametrize(
    ("content_type", "body"),
    [(FORM, "email={}"), (JSON, '{{"email": "{}"}}')],
    ids=["form", "json"],
)
def test_a_sign_up_brings_one_mail_whose_button_confirms(
    laptop: Laptop, content_type: str, body: str
) -> None:
    address = laptop.address()
    answer = laptop.post("/subscribe", body.format(address).encode(), content_type)
    assert answer.status == 200
    assert laptop.status(address) == "pending"
    page = laptop.get(laptop.link(laptop.invitation(address), "confirm"))
    assert '<form method="post"' in page.body.decode()
    assert laptop.post(laptop.link(laptop.invitation(address), "confirm")).status == 200
    assert laptop.status(address) == "active"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [(FORM, "email={}"), (JSON, '{{"email": "{}"}}')],
    ids=["form", "json"],
)
def test_nobody_learns_whether_an_address_is_known(
    laptop: Laptop, content_type: str, body: str
) -> None:
    (active,) = laptop.readers("active")
    fresh = laptop.address()

    def ask(address: str) -> tuple[int, bytes, list[tuple[str, str]]]:
        page = laptop.post("/subscribe", body.format(address).encode(), content_type)
        return page.status, page.body, page.headers.items()

    as_new, as_pending, as_active = ask(fresh), ask(fresh), ask(active)
    assert as_new == as_pending == as_active
    assert laptop.status(active) == "active"
    assert laptop.invitation(fresh)
    laptop.quiet()
    assert len(laptop.cloud.ses.mails(to=fresh)) == 1, "a doubled sign-up was mailed twice"
    assert len(laptop.cloud.ses.mails(to=active)) == 1, "an active reader was invited again"


def test_a_scanner_that_opens_the_link_twice_confirms_nobody(laptop: Laptop) -> None:
    address = laptop.address()
    laptop.post("/subscribe", {"email": address})
    link = laptop.link(laptop.invitation(address), "confirm")
    laptop.quiet()
    before = laptop.reader(address)
    opened = [laptop.get(link), laptop.get(link)]
    assert [page.status for page in opened] == [200, 200]
    assert laptop.reader(address) == before
    assert laptop.status(address) == "pending"


def test_a_reader_sees_what_is_held_and_is_erased_whatever_a_scanner_opens(
    laptop: Laptop,
) -> None:
    (address,) = laptop.readers("erased")
    (letter,) = [mail for mail in laptop.send("before erasing") if mail.to == (address,)]
    _reply(laptop, letter, "please write about lighthouses")
    eventually(
        lambda: any(
            (each.text, each.votes) == ("lighthouses", 1) for each in laptop.app.ideas.board()
        )
    )
    page = _unsubscribe_link(letter).replace("/unsubscribe/", "/me/")
    opened = [laptop.get(page), laptop.get(page)]
    assert opened[0].body == opened[1].body
    assert address in opened[0].text
    assert "lighthouses" in opened[0].text
    data = json.loads(laptop.get(f"{page}/data").body)
    assert (data["address"], data["status"]) == (address, "active")
    reader = laptop.reader(address)
    first, again = laptop.post(page, {"sure": "yes"}), laptop.post(page, {"sure": "yes"})
    assert first.body == again.body == laptop.get(page).body
    assert "you are forgotten" in first.text
    laptop.quiet()
    kept = str([laptop.items(table) for table in TABLES])
    assert address not in kept
    assert "please write about lighthouses" not in kept
    assert reader
    assert laptop.post(page.replace("/me/", "/unsubscribe/")).status == 200
    assert address not in {mail.to[0] for mail in laptop.send("after erasing")}


def test_a_correction_and_a_withdrawal_show_on_the_web(here: Laptop, folder: Path) -> None:
    slug = here.queue("a slip")
    here.send_next()
    before = here.get(f"/posts/{slug}")
    again = here.get(f"/posts/{slug}", **{"If-None-Match": before.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    file = folder / "corrected.md"
    file.write_text("---\ntitle: no slip\n---\nhello, this is better.\n")
    told = local("post", "correct", slug, str(file))
    assert f"{slug} is corrected: {here.site}/posts/{slug}" in told.out
    assert "hello, this is better." in here.get(f"/posts/{slug}").text
    items = json.loads(here.get("/feed.json").body)["items"]
    assert any("hello, this is better." in item["content_html"] for item in items)
    assert f"{slug} is withdrawn" in local("post", "withdraw", slug).out
    assert here.get(f"/posts/{slug}").status == 410
    for path in ("/posts", "/feed.xml", "/feed.json", "/sitemap.xml"):
        assert slug not in here.get(path).body.decode()


def test_a_page_comes_in_gzip_to_who_takes_it(laptop: Laptop) -> None:
    plain = laptop.get("/posts")
    packed = laptop.get("/posts", **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)


def test_confirming_may_be_repeated(laptop: Laptop) -> None:
    address = laptop.address()
    laptop.post("/subscribe", {"email": address})
    link = laptop.link(laptop.invitation(address), "confirm")
    first = laptop.post(link)
    confirmed = laptop.reader(address)
    again, page = laptop.post(link), laptop.get(link)
    assert first.status == again.status == page.status == 200
    assert first.body == again.body == page.body
    assert laptop.reader(address) == confirmed


@pytest.mark.parametrize("name", ["clicks", "multipart"])
def test_one_click_is_answered_plainly_and_takes_effect(walk: Walk, name: str) -> None:
    answer = walk.answers[name]
    assert answer.status == 200
    assert not {"location", "set-cookie"} & {header.lower() for header in answer.headers}
    assert walk.status(name) == "unsubscribed"
    assert walk.reader[name] in walk.first
    assert not walk.still_reads(name)


def test_opening_the_unsubscribe_link_changes_nothing(walk: Walk) -> None:
    assert '<form method="post"' in walk.answers["looks"].body.decode()
    assert walk.status("looks") == "active"
    assert walk.still_reads("looks")


def test_the_button_on_the_page_unsubscribes_and_may_be_pressed_again(walk: Walk) -> None:
    link = _unsubscribe_link(walk.first[walk.reader["presses"]])
    assert walk.laptop.post(link).body == walk.answers["presses"].body
    assert "no more letters will come" in walk.answers["presses"].text
    assert walk.status("presses") == "unsubscribed"
    assert not walk.still_reads("presses")


def test_a_reader_who_writes_unsubscribe_is_off_the_list(walk: Walk) -> None:
    assert walk.status("writes-stop") == "unsubscribed"
    assert not walk.still_reads("writes-stop")


@pytest.mark.parametrize(("name", "how"), [("bounces", "bounced"), ("complains", "complained")])
def test_a_permanent_bounce_and_a_complaint_stop_the_address_at_once(
    walk: Walk, name: str, how: str
) -> None:
    assert walk.status(name) == how
    assert not walk.still_reads(name)


def test_one_transient_bounce_stops_nobody(walk: Walk) -> None:
    assert walk.status("softly") == "active"
    assert walk.still_reads("softly")


def test_who_never_confirmed_gets_no_letter(walk: Walk) -> None:
    assert walk.status("never-confirms") == "pending"
    assert walk.reader["never-confirms"] not in {**walk.first, **walk.second}


def test_who_returns_confirms_anew_and_the_old_link_stays_dead(laptop: Laptop) -> None:
    (address,) = laptop.readers("returns")
    old = laptop.link(laptop.invitation(address), "confirm")
    laptop.post(old.replace("/confirm/", "/unsubscribe/"))
    assert laptop.post(old).status == 404, "an old link revived somebody who had left"
    laptop.post("/subscribe", {"email": address})
    eventually(lambda: len(laptop.cloud.ses.mails(to=address)) == 2)
    fresh = laptop.link(laptop.invitation(address), "confirm")
    assert laptop.post(old).status == 404
    assert laptop.status(address) == "pending"
    assert laptop.post(fresh).status == 200
    laptop.post(old.replace("/confirm/", "/unsubscribe/"))
    assert laptop.status(address) == "unsubscribed", "an old letter's link no longer unsubscribes"


def test_every_letter_can_be_left_filed_and_answered(walk: Walk) -> None:
    for address, mail in walk.second.items():
        head = message_from_bytes(mail.raw, policy=policy.default)
        assert head["To"] == address
        assert re.fullmatch(
            rf"<{walk.laptop.cloud.site}/unsubscribe/\S+>, <mailto:leave\+\S+@\S+>",
            head["List-Unsubscribe"],
        )
        assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert head["List-Id"] == "<letters.reply.example.com>"
        day = mail.tags["edition"].partition("_")[0]
        assert head["Reply-To"] == f"hello+{day}@reply.example.com"
        assert head["Auto-Submitted"] == "auto-generated"
    links = {_unsubscribe_link(mail) for mail in walk.second.values()}
    assert len(links) == len(walk.second), "two readers share a link"


def test_an_edition_accounts_for_everyone(walk: Walk) -> None:
    latest = walk.laptop.app.editions.latest(limit=2)
    for edition, letters in zip(latest, [walk.second, walk.first], strict=True):
        assert edition.account["intended"] == edition.account["accepted"] == len(letters)


def test_two_readers_with_one_wish_are_two_votes_however_often_they_write(walk: Walk) -> None:
    (idea,) = [
        each
        for each in walk.laptop.app.ideas.board()
        if each.text == "making friends in a new city"
    ]
    assert idea.votes == 2


def test_what_was_sent_is_in_the_archive_and_in_the_feed(walk: Walk) -> None:
    laptop = walk.laptop
    latest, before = (edition.slug for edition in laptop.app.editions.latest(limit=2))
    archive = laptop.get("/posts").body.decode()
    assert archive.index(f"/posts/{latest}") < archive.index(f"/posts/{before}")
    assert "hello, this is the second." in laptop.get(f"/posts/{latest}").text
    feed = feedparser.parse(laptop.get("/feed.xml").body)
    assert not feed.bozo
    assert [entry.link for entry in feed.entries][:2] == [
        f"{laptop.cloud.site}/posts/{slug}" for slug in (latest, before)
    ]


def test_a_post_that_has_not_gone_out_is_not_on_the_web(walk: Walk) -> None:
    laptop = walk.laptop
    slug = laptop.queue("not yet")
    assert laptop.get(f"/posts/{slug}").status == 404
    assert slug not in laptop.get("/posts").body.decode()
    assert slug not in laptop.get("/feed.xml").body.decode()
    laptop.send_next()
    assert laptop.get(f"/posts/{slug}").status == 200


def test_everything_may_happen_twice(walk: Walk) -> None:
    laptop = walk.laptop
    laptop.quiet()
    kept, mails = laptop.kept(), len(laptop.cloud.ses.store.find(box="sent"))
    _changes_again(laptop)
    _events_of_ses_again(laptop)
    _mails_again(laptop)
    _messages_again(laptop)
    laptop.quiet()
    again = laptop.kept()
    for table, items in kept.items():
        assert again[table] == items, table
    assert len(laptop.cloud.ses.store.find(box="sent")) == mails


def test_whatever_the_shell_names_people_on_the_laptop_reach_the_laptop(
    laptop: Laptop, shell_of_a_real_account: str
) -> None:
    address = laptop.address()
    acts.sign_up(laptop.cloud, [address])
    assert laptop.status(address) == "active"


def test_no_right_was_missing_no_message_lost_and_no_log_names_anybody(walk: Walk) -> None:
    walk.laptop.quiet()
    assert walk.laptop.trouble() == []


def _by_reader(letters: list[Mail]) -> dict[str, Mail]:
    found = {mail.to[0]: mail for mail in letters}
    assert len(found) == len(letters), "somebody got a letter twice"
    return found


def _unsubscribe_link(letter: Mail) -> str:
    return list_unsubscribe(letter)[0]


def _reply(laptop: Laptop, letter: Mail, text: str) -> None:
    answer = EmailMessage()
    answer["From"] = letter.to[0]
    answer["To"] = letter.header("Reply-To")
    answer["Subject"] = f"Re: {letter.subject}"
    answer["Message-ID"] = make_msgid(domain="readers.example.org")
    answer.set_content(text)
    with smtplib.SMTP("127.0.0.1", laptop.cloud.smtp.port, timeout=10) as smtp:
        smtp.send_message(answer)


def _changes_again(laptop: Laptop) -> None:
    """Every record of every table's stream, to outbox/ and so to the bus."""
    streams = laptop.client("dynamodbstreams")
    for stream in streams.list_streams()["Streams"]:
        arn = stream["StreamArn"]
        shards = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        for shard in shards:
            iterator = streams.get_shard_iterator(
                StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
            records = streams.get_records(ShardIterator=iterator)["Records"]
            assert records
            event = json.loads(json.dumps({"Records": records}, default=str))
            laptop.cloud.stack.invoke("OutboxFunction", event)


def _events_of_ses_again(laptop: Laptop) -> None:
    entries = [
        {"Source": "aws.ses", "DetailType": each.detail_type, "Detail": json.dumps(each.detail)}
        for each in laptop.cloud.ses.events()
    ]
    assert entries
    DefaultBus(laptop.cloud.ministack).put_events(Entries=entries)


def _mails_again(laptop: Laptop) -> None:
    """Each raw mail is stored once more, so that S3 tells of it once more."""
    s3, bucket = laptop.client("s3"), laptop.cloud.stack.outputs["MailBucket"]
    stored = s3.list_objects_v2(Bucket=bucket)["Contents"]
    for key in [each["Key"] for each in stored]:
        body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        s3.put_object(Bucket=bucket, Key=key, Body=body)


def _messages_again(laptop: Laptop) -> None:
    """What schedule/, deliver/ and settle/ were asked."""
    for edition in laptop.app.editions.latest():
        asked: list[dict[str, Any]] = [{"ask": "due", "at": edition.slot.isoformat()}]
        for number in range(edition.ranges):
            asked += [
                {"ask": what, "edition": edition.key, "range": number} for what in ("plan", "queue")
            ]
        batches = laptop.app.editions.batches(edition)
        laptop.app.schedule_queue.send(asked)
        laptop.app.deliver_queue.send([batch.name.message() for batch in batches])
        laptop.app.settle_queue.send([{"ask": "settle"}])
