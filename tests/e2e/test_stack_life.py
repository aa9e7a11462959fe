"""A stack on the laptop: `dearreader deploy`, and `doctor` with one fault after the other."""

import json
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from threading import Thread
from typing import Any

import pytest

from local.cloud import PARAMETERS
from tests.e2e.command import local
from tests.e2e.laptop import Laptop

pytestmark = pytest.mark.usefixtures("folder")

WRITER = PARAMETERS["AlarmAddress"]


def ill(code: int = 2) -> list[tuple[str, str]]:
    """The checks that are not content, each with its cure."""
    ran = local("doctor", "--json")
    assert (ran.code, ran.err) == (code, "")
    found = [json.loads(line) for line in ran.out.splitlines()]
    return [(each["check"], each["cure"]) for each in found if each["level"] != "ok"]


@contextmanager
def account(here: Laptop, **different: Any) -> Iterator[None]:
    """The SES account, changed for a while."""
    ses = here.cloud.ses.account
    before = {name: getattr(ses, name) for name in different}
    vars(ses).update(different)
    try:
        yield
    finally:
        vars(ses).update(before)


@contextmanager
def no_bucket_policy(here: Laptop) -> Iterator[None]:
    s3, bucket = here.client("s3"), here.cloud.stack.outputs["MailBucket"]
    policy = s3.get_bucket_policy(Bucket=bucket)["Policy"]
    s3.delete_bucket_policy(Bucket=bucket)
    try:
        yield
    finally:
        s3.put_bucket_policy(Bucket=bucket, Policy=policy)


@contextmanager
def a_dead_letter(here: Laptop) -> Iterator[None]:
    sqs, url = here.client("sqs"), here.cloud.stack.physical_id("InboundDeadLetters")
    sqs.send_message(QueueUrl=url, MessageBody="{}")
    try:
        yield
    finally:
        (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
        sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


@contextmanager
def a_site_that_is_down(here: Laptop) -> Iterator[None]:
    here.cloud.stack.publish_at("http://127.0.0.1:9")
    try:
        yield
    finally:
        here.cloud.stack.publish_at(here.site)


@contextmanager
def nobody_to_tell(here: Laptop) -> Iterator[None]:
    sns, topic = here.client("sns"), here.cloud.stack.physical_id("AlarmTopic")
    (ours,) = [
        each
        for each in sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        if each["Protocol"] == "email"
    ]
    sns.unsubscribe(SubscriptionArn=ours["SubscriptionArn"])
    try:
        yield
    finally:
        sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=WRITER)


FAULTS: list[tuple[Callable[[Laptop], Any], int, str, str]] = [
    (lambda here: account(here, sandbox=True), 2, "sandbox", "production access"),
    (lambda here: account(here, sending_enabled=False), 2, "sending", "--sending-enabled"),
    (lambda here: account(here, enforcement="PROBATION"), 1, "sending", "reputation"),
    (lambda here: account(here, max_24_hour_send=0), 2, "quota", "higher quota"),
    (lambda here: account(here, max_send_rate=900), 1, "concurrency", "dearreader deploy"),
    (no_bucket_policy, 2, "mail bucket", "MailBucketPolicy"),
    (a_dead_letter, 2, "dead letters", "start-message-move-task"),
    (a_site_that_is_down, 2, "way out", "certificate"),
    (nobody_to_tell, 1, "alarms", "AlarmAddress"),
]


def test_each_fault_is_named_with_its_cure_and_gone_with_it(here: Laptop) -> None:
    here.readers("reader")
    assert ill(0) == []
    for fault, code, check, cure in FAULTS:
        with fault(here):
            ((found, its_cure),) = ill(code)
        assert (found, cure in its_cure) == (check, True)
    with account(here, identities={}):
        assert {check for check, _ in ill()} == {"identity", "DKIM"}
    assert ill(0) == []


def test_a_test_letter_is_seen_to_come_back_when_it_is_answered(here: Laptop) -> None:
    answering = Thread(target=_answer, args=[here])
    answering.start()
    lines = local("doctor", "--letter").lines()
    answering.join()
    told = [line.partition("letter")[2].strip() for line in lines if line[6:12] == "letter"]
    assert told[0] == f"A test letter is on its way to {WRITER}: see whether it is in the inbox."
    assert told[1].startswith("It came back after ")
    (sent,) = here.cloud.ses.store.find(to=WRITER, tags={"kind": "test"})
    assert sent.header("Auto-Submitted") == "auto-generated"


def _answer(here: Laptop) -> None:
    letter = here.cloud.ses.wait_for(to=WRITER, tags={"kind": "test"})[-1]
    answer = EmailMessage()
    answer["From"], answer["To"] = WRITER, letter.header("Reply-To")
    answer["Subject"], answer["Message-ID"] = f"Re: {letter.subject}", "<back@example.com>"
    answer.set_content("It is here.")
    with smtplib.SMTP("127.0.0.1", here.cloud.smtp.port, timeout=10) as smtp:
        smtp.send_message(answer)


def test_deployed_again_everything_is_where_it_was(here: Laptop) -> None:
    (reader,) = here.readers("reader")
    (line,) = local("deploy").lines()
    assert line == f"The laptop’s stack “dear-reader” is up to date: {here.site}"
    assert here.status(reader) == "active"
    here.cloud.stack.tick()
    assert reader in {mail.to[0] for mail in here.send("after the deployment")}
