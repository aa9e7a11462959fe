"""What SNS tells people by email, on the laptop: publishing, and the mail that SNS would write.

Publish is MiniStack's own; what is ours begins with the HTTP notification, whose fields are AWS's:
https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
"""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request

import boto3
import botocore.session
import pytest

from dearreader.aws.topics import TopicWriter
from local.loopback import DIRECT
from local.mails import Mail, MailStore
from local.ministack import MiniStack
from local.sns import SnsMail
from tests.e2e.waiting import LIMIT

WRITER = "mina@example.com"
TEXT = "“the-sea” has stopped: it’s paused.\n\n  dearreader edition resume 2026-11-24.daily\n"


ASSUMED_BY_ANYONE = {
    "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]
}
STACK = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}


@pytest.fixture(scope="module")
def ministack() -> Iterator[MiniStack]:
    with MiniStack() as ministack:
        yield ministack


@pytest.fixture(scope="module")
def sns(ministack: MiniStack) -> Any:
    return ministack.client("sns")


@pytest.fixture
def store() -> MailStore:
    return MailStore()


@pytest.fixture
def post(sns: Any, store: MailStore) -> Iterator[SnsMail]:
    with SnsMail(aws=lambda _: sns, store=store) as post:
        yield post


@pytest.fixture
def topic(sns: Any, post: SnsMail) -> Iterator[str]:
    """A topic that is followed, with one person who is told by email."""
    arn = str(sns.create_topic(Name="alarms")["TopicArn"])
    sns.subscribe(TopicArn=arn, Protocol="email", Endpoint=WRITER)
    post.follow(arn)
    yield arn
    sns.delete_topic(TopicArn=arn)


def mails(store: MailStore, count: int) -> list[Mail]:
    """The mails, once there are so many."""
    assert store.wait(lambda: len(store.find()) >= count, LIMIT)
    return store.find()


def test_the_writer_is_mailed_as_sns_mails(sns: Any, topic: str, store: MailStore) -> None:
    TopicWriter(sns, topic).tell("Your letter of 2026-11-24 waits", TEXT)
    (mail,) = mails(store, 1)
    assert mail.to == (WRITER,)
    assert mail.header("To") == WRITER
    assert mail.header("From") == "AWS Notifications <no-reply@sns.amazonaws.com>"
    assert mail.subject == mail.header("Subject") == "Your letter of 2026-11-24 waits"
    assert mail.text.replace("\r", "").startswith(TEXT)
    assert "wish to stop receiving notifications from this topic" in mail.text


def test_publishing_answers_as_the_model_says(sns: Any, topic: str, store: MailStore) -> None:
    answer = sns.publish(TopicArn=topic, Message="a message without a subject")
    model = botocore.session.get_session().get_service_model("sns")
    output = model.operation_model("Publish").output_shape
    assert output
    assert answer.keys() - {"ResponseMetadata"} <= output.members.keys()
    (mail,) = mails(store, 1)
    assert mail.id.startswith(answer["MessageId"])
    assert mail.subject == "AWS Notification Message"


def test_everyone_who_is_told_by_email_is_mailed_and_nobody_else(
    sns: Any, topic: str, post: SnsMail, store: MailStore
) -> None:
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="lin@example.com")
    sns.subscribe(TopicArn=topic, Protocol="sms", Endpoint="+4915100000000")
    post.follow(topic)  # again: nobody is mailed twice for it
    sns.publish(TopicArn=topic, Subject="one", Message="1")
    mails(store, 2)
    sns.publish(TopicArn=topic, Subject="two", Message="2")
    found = [(mail.subject, *mail.to) for mail in mails(store, 4)]
    assert sorted(found) == [
        ("one", "lin@example.com"),
        ("one", WRITER),
        ("two", "lin@example.com"),
        ("two", WRITER),
    ]


def test_what_another_topic_says_is_nobodys_mail(sns: Any, topic: str, store: MailStore) -> None:
    (http,) = [
        each["Endpoint"]
        for each in sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        if each["Protocol"] == "http"
    ]
    told = {"Type": "Notification", "TopicArn": f"{topic}-of-others", "Message": "hello"}
    with pytest.raises(HTTPError) as refused:
        DIRECT.open(Request(http, data=json.dumps(told).encode()), timeout=LIMIT)
    with refused.value:
        assert refused.value.code == HTTPStatus.NOT_FOUND
    assert store.find() == []


def test_a_role_without_the_grant_may_not_publish_to_a_topic_of_a_stack(
    ministack: MiniStack, sns: Any, post: SnsMail
) -> None:
    cloudformation = ministack.client("cloudformation")
    cloudformation.create_stack(StackName="alarms", TemplateBody=json.dumps(STACK))
    cloudformation.get_waiter("stack_create_complete").wait(StackName="alarms")
    (resource,) = cloudformation.describe_stack_resources(StackName="alarms")["StackResources"]
    topic = resource["PhysicalResourceId"]
    post.follow(topic)
    role = ministack.client("iam").create_role(
        RoleName="nobody", AssumeRolePolicyDocument=json.dumps(ASSUMED_BY_ANYONE)
    )
    key = ministack.client("sts").assume_role(
        RoleArn=role["Role"]["Arn"], RoleSessionName="session"
    )["Credentials"]
    nobody = boto3.client(
        "sns",
        endpoint_url=ministack.endpoint,
        region_name="us-east-1",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
        aws_session_token=key["SessionToken"],
    )
    with pytest.raises(nobody.exceptions.AuthorizationErrorException):
        nobody.publish(TopicArn=topic, Message="hello")
