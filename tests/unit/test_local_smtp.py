"""Mail that comes in on the laptop: into the bucket as SES puts it, or into the inbox."""

import smtplib
from collections.abc import Iterator
from email import message_from_bytes
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.smtp import Smtp

REPLY = (
    b"From: Lin <lin@readers.example>\r\nTo: hello+2026-11-24@reply.example.com\r\n"
    b"Subject: Re: on friendship\r\n\r\nwrite about gap years\r\n"
)
TO = "hello+2026-11-24@reply.example.com"


class Bucket:
    """S3's put_object."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.broken = False

    def put_object(self, *, Bucket: str, Key: str, Body: bytes) -> None:  # noqa: N803
        if self.broken:
            raise ClientError({"Error": {"Code": "NoSuchBucket"}}, "PutObject")
        self.objects[f"{Bucket}/{Key}"] = Body


@pytest.fixture
def bucket() -> Bucket:
    return Bucket()


@pytest.fixture
def smtp(bucket: Bucket) -> Iterator[Smtp]:
    with Smtp(aws=lambda _: bucket, bucket="letters-mail") as running:
        yield running


def send(smtp: Smtp, raw: bytes, to: str = TO, sender: str = "lin@readers.example") -> None:
    with smtplib.SMTP("127.0.0.1", smtp.port, timeout=5) as client:
        client.sendmail(sender, [to], raw)


def stored(bucket: Bucket) -> Any:
    ((key, raw),) = bucket.objects.items()
    assert key.startswith("letters-mail/mail/")
    return message_from_bytes(raw), raw


def test_a_reply_is_stored_under_the_headers_that_ses_writes(smtp: Smtp, bucket: Bucket) -> None:
    send(smtp, REPLY)
    message, raw = stored(bucket)
    assert list(message)[:8] == [
        "Return-Path",
        "Received",
        "X-SES-Spam-Verdict",
        "X-SES-Virus-Verdict",
        "Received-SPF",
        "Authentication-Results",
        "X-SES-RECEIPT",
        "X-SES-DKIM-SIGNATURE",
    ]
    assert message["Return-Path"] == "<lin@readers.example>"
    assert message["X-SES-Virus-Verdict"] == "PASS"
    results = " ".join(message["Authentication-Results"].split())
    assert results.startswith("amazonses.com; spf=pass ")
    assert results.endswith(
        "dkim=pass header.i=@readers.example; dmarc=pass header.from=readers.example;"
    )
    assert raw.endswith(REPLY)


@pytest.mark.parametrize(
    ("raw", "verdict"),
    [
        (REPLY.replace(b"readers.example", b"spoofed.example"), "fail"),
        (b"X-Local-Auth: fail\r\n" + REPLY, "fail"),
        (b"X-Local-Auth: none\r\n" + REPLY, "none"),
        (b"X-Local-Auth: nonsense\r\n" + REPLY, "pass"),
    ],
)
def test_a_sender_that_does_not_prove_itself_fails(
    smtp: Smtp, bucket: Bucket, raw: bytes, verdict: str
) -> None:
    send(smtp, raw)
    message, _ = stored(bucket)
    assert f"dmarc={verdict} " in message["Authentication-Results"]
    assert message["X-Local-Auth"] is None


def test_a_bounce_without_a_sender_comes_through(smtp: Smtp, bucket: Bucket) -> None:
    send(smtp, REPLY, sender="")
    message, _ = stored(bucket)
    assert message["Return-Path"] == "<>"


def test_a_mail_that_is_no_mail_is_stored_as_it_came(smtp: Smtp, bucket: Bucket) -> None:
    junk = b"\xff\xfe no header at all\r\n\x00\r\n"
    send(smtp, junk)
    _, raw = stored(bucket)
    assert raw.endswith(junk)


def test_mail_for_others_lands_in_the_inbox_only(smtp: Smtp, bucket: Bucket) -> None:
    send(smtp, REPLY, to="someone@elsewhere.example")
    assert bucket.objects == {}
    assert [(mail.to, mail.subject) for mail in smtp.received()] == [
        (("someone@elsewhere.example",), "Re: on friendship")
    ]


def test_a_reply_is_not_taken_before_there_is_a_bucket(smtp: Smtp, bucket: Bucket) -> None:
    smtp.bucket = ""
    with pytest.raises(smtplib.SMTPDataError, match="deploy first"):
        send(smtp, REPLY)
    assert smtp.received() == []


def test_a_reply_that_cannot_be_stored_is_not_taken(smtp: Smtp, bucket: Bucket) -> None:
    bucket.broken = True
    with pytest.raises(smtplib.SMTPDataError, match="451"):
        send(smtp, REPLY)
    assert smtp.received() == []


def test_stopping_frees_the_port_although_somebody_is_connected(bucket: Bucket) -> None:
    smtp = Smtp(aws=lambda _: bucket)
    smtp.start()
    port = smtp.port
    client = smtplib.SMTP("127.0.0.1", port, timeout=5)
    smtp.stop()
    client.close()
    again = Smtp(port)
    again.start()
    again.stop()
