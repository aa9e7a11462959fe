"""The adapters ask AWS as its own models say, and read its answers for what they are."""

import io
import json
import socket
import threading
import traceback
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from dearreader.aws import clients
from dearreader.aws.buckets import MailBucket
from dearreader.aws.bus import EventBus
from dearreader.aws.parameters import parameter
from dearreader.aws.queues import SqsQueue
from dearreader.aws.ses import SesMailer
from dearreader.errors import SendInDoubt, SendRefused, TryLater
from dearreader.ports import Bulk, Copy, Envelope, SendingAccount
from dearreader.settings import publication
from tests.world.world import ENVIRONMENT

LETTERS = publication(ENVIRONMENT)
FROM = "small hours <mina@news.example.com>"


def stub(service: str) -> Any:
    """A client whose calls are answered as told, and held to the service's model."""
    client = boto3.client(  # type: ignore[call-overload]
        service,
        region_name="eu-west-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    return Stubber(client)


@pytest.fixture
def ses() -> Iterator[Any]:
    with stub("sesv2") as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


@pytest.fixture
def mailer(ses: Any) -> SesMailer:
    return SesMailer(ses.client, LETTERS, configuration_set="letters")


def envelope() -> Envelope:
    return Envelope(
        to="ada@example.com",
        subject="Grüße",
        html="<p>hello</p>",
        text="hello",
        headers={"Auto-Submitted": "auto-generated"},
        tags={"kind": "invite"},
    )


def bulk(count: int) -> Bulk:
    return Bulk(
        subject="the sea",
        html="<p>{{link}}</p>",
        text="{{link}}",
        reply_to="hello+2026-11-24@reply.example.com",
        values={"link": "", "site": "https://letters.example"},
        headers={"List-Id": "<letters.reply.example.com>"},
        tags={"kind": "letter"},
        copies=[
            Copy(
                to=f"reader{number}@example.com",
                values={"link": f"key{number}"},
                headers={"List-Unsubscribe": f"<https://letters.example/{number}>"},
                tags={"index": str(number)},
            )
            for number in range(count)
        ],
    )


def statuses(*found: str) -> dict[str, Any]:
    return {"BulkEmailEntryResults": [{"Status": status} for status in found]}


def test_one_mail_is_asked_for_as_ses_s_model_says(ses: Any, mailer: SesMailer) -> None:
    expected = {
        "FromEmailAddress": FROM,
        "Destination": {"ToAddresses": ["ada@example.com"]},
        "Content": {
            "Simple": {
                "Subject": {"Data": "Grüße", "Charset": "UTF-8"},
                "Body": {
                    "Html": {"Data": "<p>hello</p>", "Charset": "UTF-8"},
                    "Text": {"Data": "hello", "Charset": "UTF-8"},
                },
                "Headers": [{"Name": "Auto-Submitted", "Value": "auto-generated"}],
            }
        },
        "EmailTags": [{"Name": "kind", "Value": "invite"}],
        "ConfigurationSetName": "letters",
    }
    ses.add_response("send_email", {"MessageId": "1"}, expected)
    mailer.send(envelope())


def test_what_copies_share_stands_once_and_what_is_a_reader_s_own_in_their_entry(
    ses: Any, mailer: SesMailer
) -> None:
    expected = {
        "FromEmailAddress": FROM,
        "ReplyToAddresses": ["hello+2026-11-24@reply.example.com"],
        "DefaultEmailTags": [{"Name": "kind", "Value": "letter"}],
        "DefaultContent": {
            "Template": {
                "TemplateContent": {
                    "Subject": "the sea",
                    "Html": "<p>{{link}}</p>",
                    "Text": "{{link}}",
                },
                "TemplateData": json.dumps({"link": "", "site": "https://letters.example"}),
                "Headers": [{"Name": "List-Id", "Value": "<letters.reply.example.com>"}],
            }
        },
        "BulkEmailEntries": [
            {
                "Destination": {"ToAddresses": ["reader0@example.com"]},
                "ReplacementEmailContent": {
                    "ReplacementTemplate": {"ReplacementTemplateData": '{"link": "key0"}'}
                },
                "ReplacementHeaders": [
                    {"Name": "List-Unsubscribe", "Value": "<https://letters.example/0>"}
                ],
                "ReplacementTags": [
                    {"Name": "kind", "Value": "letter"},
                    {"Name": "index", "Value": "0"},
                ],
            }
        ],
        "ConfigurationSetName": "letters",
    }
    ses.add_response("send_bulk_email", statuses("SUCCESS"), expected)
    assert mailer.send_bulk(bulk(1)) == ["SUCCESS"]


def test_each_copy_has_its_answer_in_order(ses: Any, mailer: SesMailer) -> None:
    answers = ["SUCCESS", "MESSAGE_REJECTED", *["SUCCESS"] * 48]
    ses.add_response("send_bulk_email", statuses(*answers))
    assert mailer.send_bulk(bulk(50)) == answers


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "MessageRejected"),
        (400, "BadRequestException"),
        (403, "AccessDeniedException"),
        (404, "NotFoundException"),
        (429, "TooManyRequestsException"),
        (499, "UnheardOfException"),
    ],
)
def test_a_refusal_is_definite_and_shows_nobody_s_address(
    ses: Any, mailer: SesMailer, status: int, code: str
) -> None:
    """In the sandbox, SES's own message names the recipient."""
    message = "Email address is not verified: ada@example.com"
    for call in ("send_email", "send_bulk_email"):
        ses.add_client_error(call, code, message, http_status_code=status)
    for send in (lambda: mailer.send(envelope()), lambda: mailer.send_bulk(bulk(2))):
        with pytest.raises(SendRefused) as refusal:
            send()
        assert refusal.value.code == code
        assert "ada@" not in "".join(traceback.format_exception(refusal.value))


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_fault_of_ses_s_is_a_doubt(ses: Any, mailer: SesMailer, status: int) -> None:
    for call in ("send_email", "send_bulk_email"):
        ses.add_client_error(call, "InternalFailure", http_status_code=status)
    with pytest.raises(SendInDoubt):
        mailer.send(envelope())
    with pytest.raises(SendInDoubt):
        mailer.send_bulk(bulk(2))


class Door:
    """A server that counts who comes, and does one thing to all of them."""

    def __init__(self, answer: bytes) -> None:
        self.calls = 0
        self._answer = answer
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                self.calls += 1
                connection.recv(65536)
                connection.sendall(self._answer)


def refused(status: int, code: str) -> bytes:
    head = f"HTTP/1.1 {status} No\r\nx-amzn-ErrorType: {code}\r\nContent-Length: 2\r\n"
    return f"{head}Connection: close\r\n\r\n{{}}".encode()


def test_a_call_that_reached_nobody_is_no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as once:
        port = once.getsockname()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    clients.client.cache_clear()
    mailer = SesMailer(clients.client("sesv2"), LETTERS, configuration_set="letters")
    with pytest.raises(SendRefused, match="Unreachable"):
        mailer.send_bulk(bulk(2))
    clients.client.cache_clear()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", SendInDoubt),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{", SendInDoubt),
        (refused(500, "InternalFailure"), SendInDoubt),
        (refused(503, "ServiceUnavailable"), SendInDoubt),
        (refused(429, "TooManyRequestsException"), SendRefused),
    ],
)
def test_a_call_that_sends_is_never_repeated(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, error: type[Exception]
) -> None:
    door = Door(answer)
    monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", door.url)
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "5")
    clients.client.cache_clear()
    client = clients.client("sesv2")
    mailer = SesMailer(client, LETTERS, configuration_set="letters")
    try:
        with pytest.raises(error):
            mailer.send_bulk(bulk(2))
        assert door.calls == 1
        with pytest.raises(error):
            mailer.send(envelope())
        assert door.calls == 2
    finally:
        client.close()
        clients.client.cache_clear()
        door.close()


def account(**more: Any) -> dict[str, Any]:
    quota = {"Max24HourSend": 200.0, "MaxSendRate": 14.0, "SentLast24Hours": 50.0}
    healthy = {"SendingEnabled": True, "EnforcementStatus": "HEALTHY"}
    return {**healthy, "ProductionAccessEnabled": True, "SendQuota": quota, **more}


def verified(yes: bool) -> dict[str, Any]:  # noqa: FBT001 - SES's own field
    return {"VerifiedForSendingStatus": yes}


def test_the_account_says_its_rate_and_room(ses: Any, mailer: SesMailer) -> None:
    ses.add_response("get_account", account(), {})
    domain = {"EmailIdentity": "news.example.com"}
    ses.add_response("get_email_identity", verified(yes=True), domain)
    assert mailer.account() == SendingAccount(rate=14.0, room=150)


def test_an_account_in_the_sandbox_is_not_in_production(ses: Any, mailer: SesMailer) -> None:
    ses.add_response("get_account", account(ProductionAccessEnabled=False))
    ses.add_response("get_email_identity", verified(yes=True))
    assert not mailer.account().production


@pytest.mark.parametrize(("limit", "sent", "room"), [(-1, 9, None), (200, 201, 0), (200, 200, 0)])
def test_room_may_be_unlimited_and_is_never_below_nothing(
    ses: Any, mailer: SesMailer, limit: float, sent: float, room: int | None
) -> None:
    quota = {"Max24HourSend": limit, "MaxSendRate": 14.0, "SentLast24Hours": sent}
    ses.add_response("get_account", account(SendQuota=quota))
    ses.add_response("get_email_identity", verified(yes=True))
    assert mailer.account().room == room


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"SendingEnabled": False}, "switched off"),
        ({"EnforcementStatus": "SHUTDOWN"}, "shut down"),
    ],
)
def test_an_account_that_may_not_send_says_why(
    ses: Any, mailer: SesMailer, more: dict[str, Any], fault: str
) -> None:
    ses.add_response("get_account", account(**more))
    assert fault in mailer.account().fault


def test_an_address_may_be_verified_instead_of_its_domain(ses: Any, mailer: SesMailer) -> None:
    ses.add_response("get_account", account())
    ses.add_client_error("get_email_identity", "NotFoundException", http_status_code=404)
    address = {"EmailIdentity": "mina@news.example.com"}
    ses.add_response("get_email_identity", verified(yes=True), address)
    assert mailer.account().fault == ""


def test_an_identity_that_waits_for_dns_is_a_fault(ses: Any, mailer: SesMailer) -> None:
    ses.add_response("get_account", account())
    ses.add_response("get_email_identity", verified(yes=False))
    ses.add_client_error("get_email_identity", "NotFoundException", http_status_code=404)
    assert "not verified news.example.com" in mailer.account().fault


QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/deliver"


def batch(first: int, last: int, delay: int = 0) -> dict[str, Any]:
    return {
        "QueueUrl": QUEUE,
        "Entries": [
            {
                "Id": str(index),
                "MessageBody": json.dumps({"batch": number}),
                "DelaySeconds": delay,
            }
            for index, number in enumerate(range(first, last))
        ],
    }


def taken(count: int) -> dict[str, Any]:
    one = {"MessageId": "1", "MD5OfMessageBody": "1"}
    return {"Successful": [{"Id": str(index), **one} for index in range(count)], "Failed": []}


def test_messages_are_queued_ten_at_a_time() -> None:
    with stub("sqs") as sqs:
        for first, last in ((0, 10), (10, 20), (20, 23)):
            sqs.add_response("send_message_batch", taken(last - first), batch(first, last, 7))
        SqsQueue(sqs.client, QUEUE).send([{"batch": n} for n in range(23)], delay=7)
        SqsQueue(sqs.client, QUEUE).send([])
        sqs.assert_no_pending_responses()


def test_a_message_that_sqs_did_not_take_is_not_passed_over() -> None:
    failed = [{"Id": "1", "SenderFault": False, "Code": "InternalError"}]
    with stub("sqs") as sqs:
        sqs.add_response("send_message_batch", taken(10), batch(0, 10))
        sqs.add_response("send_message_batch", {**taken(1), "Failed": failed}, batch(10, 12))
        with pytest.raises(TryLater):
            SqsQueue(sqs.client, QUEUE).send([{"batch": n} for n in range(12)])


def test_a_backlog_is_what_waits_is_in_flight_or_delayed() -> None:
    counts = {
        "ApproximateNumberOfMessages": "3",
        "ApproximateNumberOfMessagesNotVisible": "20",
        "ApproximateNumberOfMessagesDelayed": "100",
    }
    with stub("sqs") as sqs:
        asked = {"QueueUrl": QUEUE, "AttributeNames": list(counts)}
        sqs.add_response("get_queue_attributes", {"Attributes": counts}, asked)
        assert SqsQueue(sqs.client, QUEUE).backlog() == 123


def entries(first: int, last: int) -> dict[str, Any]:
    return {
        "Entries": [
            {
                "EventBusName": "bus",
                "Source": "dearreader",
                "DetailType": "Idea Wanted",
                "Detail": json.dumps({"votes": votes}),
            }
            for votes in range(first, last)
        ]
    }


def test_events_are_put_ten_at_a_time() -> None:
    with stub("events") as events:
        for first, last in ((0, 10), (10, 12)):
            answer = {"FailedEntryCount": 0, "Entries": [{"EventId": "1"}] * (last - first)}
            events.add_response("put_events", answer, entries(first, last))
        EventBus(events.client, "bus").publish([("Idea Wanted", {"votes": n}) for n in range(12)])
        EventBus(events.client, "bus").publish([])
        events.assert_no_pending_responses()


def test_an_event_that_eventbridge_did_not_take_is_not_passed_over() -> None:
    answer = {
        "FailedEntryCount": 1,
        "Entries": [{"EventId": "1"}, {"ErrorCode": "InternalFailure"}],
    }
    with stub("events") as events:
        events.add_response("put_events", answer, entries(0, 2))
        with pytest.raises(TryLater):
            EventBus(events.client, "bus").publish(
                [("Idea Wanted", {"votes": n}) for n in range(2)]
            )


@pytest.mark.parametrize(
    ("raw", "read"), [(b"", b""), (b"12345", b"12345"), (b"1234567", b"12345")]
)
def test_a_mail_is_read_up_to_the_limit(raw: bytes, read: bytes) -> None:
    with stub("s3") as s3:
        body = StreamingBody(io.BytesIO(raw), len(raw))
        s3.add_response("get_object", {"Body": body}, {"Bucket": "mail", "Key": "mail/1"})
        assert MailBucket(s3.client, "mail").fetch("mail/1", limit=5) == read


def test_a_mail_that_is_gone_is_none() -> None:
    with stub("s3") as s3:
        s3.add_client_error("get_object", "NoSuchKey", http_status_code=404)
        assert MailBucket(s3.client, "mail").fetch("mail/1", limit=5) is None


def test_a_mail_is_forgotten_by_its_key() -> None:
    with stub("s3") as s3:
        s3.add_response("delete_object", {}, {"Bucket": "mail", "Key": "mail/1"})
        MailBucket(s3.client, "mail").forget("mail/1")
        s3.assert_no_pending_responses()


def test_a_parameter_is_read_by_its_name() -> None:
    with stub("ssm") as ssm:
        answer = {"Parameter": {"Value": "https://letters.example"}}
        ssm.add_response("get_parameter", answer, {"Name": "/stack/site"})
        assert parameter(ssm.client, "/stack/site") == "https://letters.example"
