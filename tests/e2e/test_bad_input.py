"""What cannot be used gets a clear word back, stores nothing, and loses nothing."""

import json
import re
import smtplib

import pytest

from dearreader.times import seconds
from tests.e2e.laptop import FORM, JSON, Laptop, Page
from tests.e2e.waiting import eventually

NOBODY = "0" * 32 + "." + "A" * 22
TRACES = re.compile(r"Traceback|Error\b|Exception|/layer|Dynamo")

FORMS = {
    "nothing": b"",
    "no address": b"email=",
    "no form": b"\x00\x01\x02",
    "another field": b"address=ada%40example.org",
    "no at": b"email=ada+at+readers",
    "two at": b"email=ada%40%40example.org",
    "no dot": b"email=ada%40localhost",
    "a header": b"email=ada%40example.org%0D%0ABcc%3A+eve%40example.org",
    "two addresses": b"email=ada%40example.org%2C+eve%40example.org",
    "a name with it": b"email=Ada+%3Cada%40example.org%3E",
    "an IP address": b"email=ada%40%5B127.0.0.1%5D",
    "a null byte": b"email=ada%00%40example.org",
    "too long": b"email=" + b"a" * 250 + b"%40example.org",
    "broken UTF-8": b"email=ada\xff%40example.org",
    "broken UTF-8, encoded": b"email=%FF%FE%40example.org",
    "not ASCII before the at": "email=ädä%40example.org".encode(),
    "many fields": b"&".join(b"f%d=1" % number for number in range(500)),
    "oversized": b"email=ada%40example.org&x=" + b"x" * 50_000,
    "very oversized": b"x" * 4_000_000,
}

OBJECTS = {
    "nothing": b"",
    "no JSON": b"email=ada@example.org",
    "cut off": b'{"email": "ada@exam',
    "a list": b'["ada@example.org"]',
    "null": b"null",
    "a number": b'{"email": 7}',
    "a list in it": b'{"email": ["ada@example.org"]}',
    "another key": b'{"address": "ada@example.org"}',
    "no address": b'{"email": "ada at readers"}',
    "a lone surrogate": b'{"email": "ada@\\ud800.org"}',
    "a null byte": b'{"email": "ada\\u0000@example.org"}',
    "broken UTF-8": b'{"email": "ada\xff@example.org"}',
    "deep": b"[" * 9_000,
    "oversized": b'{"email": "' + b"a" * 30_000 + b'"}',
    "a huge number": b'{"email": ' + b"9" * 9_000 + b"}",
}

TYPES = {
    "another type": ("text/plain", b"email=ada%40example.org"),
    "multipart": (
        "multipart/form-data; boundary=b",
        b'--b\r\nContent-Disposition: form-data; name="email"\r\n\r\nada@example.org\r\n--b--\r\n',
    ),
    "XML": ("application/xml", b"<email>ada@example.org</email>"),
}

LINKS = {
    "unknown": NOBODY,
    "cut off": NOBODY[:40],
    "with a dot after it": NOBODY + ".",
    "no link at all": "hello",
    "encoded rubbish": "%00%FF%FE%0A",
    "another path": "..%2F..%2Fetc",
    "very long": "a" * 5_000,
    "capitals": NOBODY.replace("0", "A"),
}

NO_MAILS = {
    "empty": b"",
    "not MIME": b"\x00\x01\xff\xfe no header, no body, only \x80 bytes",
    "only a header": b"Subject: hm",
    "lines that are no headers": b"hello\r\nworld\r\n",
    "a boundary that never comes": b"Content-Type: multipart/mixed; boundary=x\r\n\r\nhm",
    "no boundary": b"Content-Type: multipart/mixed\r\n\r\nhm",
    "an unknown encoding": b"Content-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe",
    "broken base64": b"Content-Transfer-Encoding: base64\r\n\r\n!!!=",
    "addresses that are none": b"From: <<>@@,;\r\nTo: \xff\r\nReply-To: =?x?q?=zz?=\r\n\r\nhm",
}


@pytest.mark.parametrize("body", FORMS.values(), ids=FORMS.keys())
def test_a_form_that_cannot_be_used_says_what_to_do(laptop: Laptop, body: bytes) -> None:
    _refused(laptop, body, FORM)


@pytest.mark.parametrize(("content_type", "body"), TYPES.values(), ids=TYPES.keys())
def test_what_is_neither_form_nor_json_says_what_to_send(
    laptop: Laptop, content_type: str, body: bytes
) -> None:
    assert "Please send a form, or JSON" in _refused(laptop, body, content_type).text


@pytest.mark.parametrize("body", OBJECTS.values(), ids=OBJECTS.keys())
def test_json_that_cannot_be_used_is_answered_in_json(laptop: Laptop, body: bytes) -> None:
    answer = _refused(laptop, body, JSON)
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.body).keys() == {"error"}


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS.keys())
def test_a_link_that_confirms_nobody_offers_the_form(laptop: Laptop, link: str) -> None:
    before = laptop.kept()
    for answer in (laptop.get(f"/confirm/{link}"), laptop.post(f"/confirm/{link}")):
        assert answer.status == 404
        assert "put your address in again" in answer.text
        assert '<form method="post" action="/subscribe">' in answer.body.decode()
        assert not TRACES.search(answer.text)
    assert laptop.kept() == before


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS.keys())
def test_a_link_that_unsubscribes_nobody_says_how_to_leave(laptop: Laptop, link: str) -> None:
    before = laptop.kept()
    for answer in (laptop.get(f"/unsubscribe/{link}"), laptop.post(f"/unsubscribe/{link}")):
        assert answer.status == 404
        assert "answer one with the word unsubscribe" in answer.text
        assert not TRACES.search(answer.text)
    assert laptop.kept() == before


def test_one_click_with_an_odd_body_still_unsubscribes(laptop: Laptop) -> None:
    (address,) = laptop.readers("reader")
    link = laptop.link(laptop.invitation(address), "confirm").replace("/confirm/", "/unsubscribe/")
    assert laptop.post(link, b"\xff" * 30_000, "application/x-odd").status == 200
    assert laptop.status(address) == "unsubscribed"


def test_a_key_that_is_nearly_right_does_nothing(laptop: Laptop) -> None:
    (address,) = laptop.readers("reader")
    link = laptop.link(laptop.invitation(address), "confirm")
    wrong = link[:-1] + ("A" if link[-1] != "A" else "B")
    assert laptop.post(wrong).status == 404
    assert laptop.post(wrong.replace("/confirm/", "/unsubscribe/")).status == 404
    assert laptop.status(address) == "active"


def test_a_link_of_more_than_two_weeks_ago_confirms_nobody_and_a_new_one_does(
    laptop: Laptop,
) -> None:
    address = laptop.address()
    laptop.post("/subscribe", {"email": address})
    link = laptop.link(laptop.invitation(address), "confirm")
    _let_expire(laptop, address)
    for answer in (laptop.get(link), laptop.post(link)):
        assert answer.status == 404
        assert "put your address in again" in answer.text
    assert laptop.status(address) == "pending"
    laptop.post("/subscribe", {"email": address})
    assert laptop.post(link).status == 200, "asking again makes the link in the mailbox good again"


@pytest.mark.parametrize(
    "path", ["/posts/nothing", "/posts/%00%FF", "/posts/..%2Fetc", "/posts/" + "a" * 3_000]
)
def test_a_post_that_is_not_there_is_not_found(laptop: Laptop, path: str) -> None:
    answer = laptop.get(path)
    assert answer.status == 404
    assert "the letters are all in the archive" in answer.text


def test_a_path_that_is_not_there_is_not_found(laptop: Laptop) -> None:
    assert [laptop.get(path).status for path in ("/wp-admin", "/confirm/", "/feed")] == [404] * 3


@pytest.mark.parametrize("raw", NO_MAILS.values(), ids=NO_MAILS.keys())
def test_a_mail_that_is_none_is_read_and_kept(laptop: Laptop, raw: bytes) -> None:
    s3, bucket = laptop.client("s3"), laptop.cloud.stack.outputs["MailBucket"]
    name = laptop.address().replace("@", "-")
    before = laptop.app.ideas.board()
    s3.put_object(Bucket=bucket, Key=f"mail/{name}", Body=raw)
    _kept(laptop, name)
    assert s3.get_object(Bucket=bucket, Key=f"mail/{name}")["Body"].read() == raw
    assert laptop.app.ideas.board() == before


def test_a_mail_that_is_none_comes_in_by_smtp_as_well(laptop: Laptop) -> None:
    s3, bucket = laptop.client("s3"), laptop.cloud.stack.outputs["MailBucket"]
    before = {each.id for each in laptop.app.replies.newest()}
    with smtplib.SMTP("127.0.0.1", laptop.cloud.smtp.port, timeout=10) as smtp:
        for raw in (b"", b"\xff\xfe\x80 hello"):
            smtp.sendmail("", ["hello@reply.example.com"], raw)
    eventually(lambda: len({each.id for each in laptop.app.replies.newest()} - before) == 2)
    stored = {each["Key"] for each in s3.list_objects_v2(Bucket=bucket)["Contents"]}
    assert {f"mail/{each.id}" for each in laptop.app.replies.newest()} <= stored


def test_the_set_up_notice_of_ses_is_no_reply(laptop: Laptop) -> None:
    bucket = laptop.cloud.stack.outputs["MailBucket"]
    key = "mail/AMAZON_SES_SETUP_NOTIFICATION"
    laptop.client("s3").put_object(Bucket=bucket, Key=key, Body=b"Subject: set up\r\n\r\nhello")

    def told() -> bool:
        gone = {"detail": {"object": {"key": "mail/gone"}}}
        laptop.take("InboundFunction", gone)  # the emulator reads a worker's last line by the next
        return any("set-up notice" in line for line in laptop.cloud.stack.all_logs())

    eventually(told)
    assert "AMAZON_SES_SETUP_NOTIFICATION" not in {each.id for each in laptop.app.replies.newest()}


def test_bad_input_leaves_no_fault_in_a_log_and_no_message_behind(laptop: Laptop) -> None:
    laptop.quiet()
    assert laptop.trouble() == []
    assert [line for line in laptop.cloud.stack.all_logs() if '"level":"ERROR"' in line] == []


def _refused(laptop: Laptop, body: bytes, content_type: str) -> Page:
    """The answer, which is 400 and a sentence, to what is not stored."""
    before = laptop.items("SubscribersTable")
    answer = laptop.post("/subscribe", body, content_type)
    assert answer.status == 400
    assert re.search(r"Please|should read like|typo|more than this form takes", _said(answer))
    assert not TRACES.search(_said(answer))
    assert laptop.items("SubscribersTable") == before
    return answer


def _said(answer: Page) -> str:
    if answer.headers["Content-Type"] == "application/json":
        return str(json.loads(answer.body)["error"])
    return answer.text


def _kept(laptop: Laptop, name: str) -> None:
    """Wait until the mail of that name is among the replies."""
    eventually(lambda: name in {each.id for each in laptop.app.replies.newest()})


def _let_expire(laptop: Laptop, address: str) -> None:
    """Two weeks pass for a pending reader."""
    found = laptop.reader(address)
    assert found
    (item,) = [each for each in laptop.items("SubscribersTable") if each["sk"]["S"] == found.id]
    laptop.client("dynamodb").update_item(
        TableName=laptop.cloud.stack.outputs["SubscribersTable"],
        Key={"pk": item["pk"], "sk": item["sk"]},
        UpdateExpression="SET expires = :past",
        ExpressionAttributeValues={":past": {"N": str(seconds(laptop.app.clock.now()) - 1)}},
    )
