"""SNS's mail on the laptop: what a topic tells people by email ends in the inbox.

MiniStack's SNS checks who may publish, takes it, and hands it to programs, but mails nobody. So
this subscribes to the topic beside the people, by HTTP as anyone may, and writes to each of them
the mail that SNS would.
https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self

from local.loopback import Answer, LoopbackServer, Request
from local.mails import Mail, MailStore

SENDER = "AWS Notifications <no-reply@sns.amazonaws.com>"
NO_SUBJECT = "AWS Notification Message"
LEAVE = "https://sns.{region}.amazonaws.com/unsubscribe.html?SubscriptionArn={arn}&Endpoint={to}"
FOOTER = """

--
If you wish to stop receiving notifications from this topic, please click or visit the link below \
to unsubscribe:
{leave}

Please do not reply directly to this email. If you have any questions or comments regarding this \
email, please contact us at https://aws.amazon.com/support
"""
DEFAULT_STATEMENT = "__default_statement_ID"
CONFIRMED_WITHIN = 10.0
"""Seconds in which MiniStack should have sent the confirmation that it waits for itself."""


class SnsMail:
    """Mails what topics publish. ``aws`` gives a client of the emulator for a service's name."""

    def __init__(self, *, aws: Callable[[str], Any], store: MailStore) -> None:
        self._aws = aws
        self._store = store
        self._server = LoopbackServer(self._answer)
        self._confirmed: dict[str, threading.Event] = {}

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stop()

    def follow(self, topic: str) -> None:
        """Mail from now on what the topic publishes; again does no harm. Raises TimeoutError."""
        self._guard(topic)
        confirmed = self._confirmed.setdefault(topic, threading.Event())
        self._aws("sns").subscribe(TopicArn=topic, Protocol="http", Endpoint=self._server.url)
        if not confirmed.wait(CONFIRMED_WITHIN):
            raise TimeoutError(f"MiniStack did not ask whether {topic} may be followed")

    def _guard(self, topic: str) -> None:
        """Give the topic the default policy that it has on AWS.

        MiniStack leaves its condition out where CloudFormation makes a topic, so that every role of
        the account might publish, granted or not.
        """
        sns = self._aws("sns")
        policy = json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])
        owner = {"StringEquals": {"AWS:SourceOwner": topic.split(":")[4]}}
        for statement in policy["Statement"]:
            if statement["Sid"] == DEFAULT_STATEMENT:
                statement.setdefault("Condition", owner)
        sns.set_topic_attributes(
            TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps(policy)
        )

    def _answer(self, request: Request) -> Answer:
        told = json.loads(request.body)
        topic = str(told["TopicArn"])
        if topic not in self._confirmed:
            return Answer(status=HTTPStatus.NOT_FOUND)
        if told["Type"] == "SubscriptionConfirmation":
            self._aws("sns").confirm_subscription(TopicArn=topic, Token=told["Token"])
            self._confirmed[topic].set()
        elif told["Type"] == "Notification":
            for to, arn in self._people(topic):
                self._store.add(_mail(told, to, arn))
        return Answer()

    def _people(self, topic: str) -> Iterator[tuple[str, str]]:
        """Address and subscription of everyone who is told by email."""
        pages = self._aws("sns").get_paginator("list_subscriptions_by_topic")
        for page in pages.paginate(TopicArn=topic):
            for each in page["Subscriptions"]:
                if each["Protocol"] == "email":
                    yield each["Endpoint"], each["SubscriptionArn"]


def _mail(told: Mapping[str, Any], to: str, arn: str) -> Mail:
    at = datetime.fromisoformat(told["Timestamp"])
    region = arn.split(":")[3]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = SENDER
    mail["To"] = to
    mail["Subject"] = told.get("Subject") or NO_SUBJECT
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{told['MessageId']}@{region}.amazonses.com>"
    leave = LEAVE.format(region=region, arn=arn, to=to)
    mail.set_content(told["Message"] + FOOTER.format(leave=leave))
    return Mail(
        id=f"{told['MessageId']}-{to}",
        box="told",
        at=at,
        sender=SENDER,
        to=(to,),
        subject=mail["Subject"],
        raw=mail.as_bytes(),
    )
