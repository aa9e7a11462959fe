"""What may be wrong around a stack, one thing at a time, and what `dearreader doctor` says then."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from local.cloud import PARAMETERS
from tests.e2e.command import local
from tests.e2e.laptop import Laptop

WRITER = PARAMETERS["AlarmAddress"]


def found() -> tuple[int, dict[str, str]]:
    """The exit code of `dearreader doctor`, and the cures of those checks that are not content."""
    done = local("doctor", "--json")
    assert done.err == ""
    checks = [json.loads(line) for line in done.out.splitlines()]
    return done.code, {each["check"]: each["cure"] for each in checks if each["level"] != "ok"}


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
    (a_dead_letter, 2, "dead letters", "dearreader queues retry inbound"),
    (a_site_that_is_down, 2, "way out", "certificate"),
    (nobody_to_tell, 1, "alarms", "AlarmAddress"),
]


def named_one_by_one(here: Laptop) -> None:
    """See each fault named with its cure beside what is there anyway, and gone with it."""
    usual = found()
    for fault, code, check, cure in FAULTS:
        if check not in usual[1]:
            with fault(here):
                worst, seen = found()
            assert (worst, seen.keys() - usual[1]) == (max(code, usual[0]), {check})
            assert cure in seen[check]
    assert found() == usual
