"""What the local SES makes of a call: messages, outcomes, limits."""

import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.ses import LocalSes
from tests.contract.ses_client import bulk_entry, bulk_mail, client_of, simple_mail, statuses


class Clock:
    """Time that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ses(clock: Clock) -> Iterator[LocalSes]:
    with LocalSes(clock=clock, max_send_rate=100) as running:
        yield running


@pytest.fixture
def client(ses: LocalSes) -> Any:
    return client_of(ses)


def readers(count: int) -> list[dict[str, Any]]:
    return [bulk_entry(f"reader{index}@example.com") for index in range(count)]


def test_a_bulk_letter_carries_each_readers_own_headers_data_and_tags(
    ses: LocalSes, client: Any
) -> None:
    link = "https://letters.example.com/unsubscribe/" + "a" * 120
    entry = {
        **bulk_entry("lin@example.com", link="http://localhost/own"),
        "ReplacementHeaders": [
            {"Name": "List-Unsubscribe", "Value": f"<{link}>"},
            {"Name": "X-Both", "Value": "own"},
        ],
        "ReplacementTags": [{"Name": "index", "Value": "7"}],
    }
    call = bulk_mail(
        [entry],
        ReplyToAddresses=["hello+2026-11-24@reply.example.com"],
        DefaultEmailTags=[{"Name": "kind", "Value": "letter"}, {"Name": "index", "Value": "0"}],
    )
    call["DefaultContent"]["Template"]["Headers"] = [
        {"Name": "List-Id", "Value": "<letters.reply.example.com>"},
        {"Name": "x-both", "Value": "default"},
    ]
    assert statuses(client.send_bulk_email(**call)) == ["SUCCESS"]
    (mail,) = ses.mails()
    message = message_from_bytes(mail.raw, policy=policy.default)
    assert message["List-Unsubscribe"] == f"<{link}>"
    assert message["List-Id"] == "<letters.reply.example.com>"
    assert message["Reply-To"] == "hello+2026-11-24@reply.example.com"
    assert message.get_all("X-Both") == ["own"]
    assert mail.tags == {"kind": "letter", "index": "7"}
    assert mail.text == "read http://localhost/own"
    assert "http://localhost/own" in mail.html


def test_ses_sets_message_id_and_date_itself(ses: LocalSes, client: Any) -> None:
    call = simple_mail()
    call["Content"]["Simple"]["Headers"] = [{"Name": "Message-ID", "Value": "<mine@example.com>"}]
    message_id = client.send_email(**call)["MessageId"]
    (mail,) = ses.mails()
    assert mail.header("Message-ID") == f"<{message_id}@email.amazonses.com>"
    assert mail.header("Date") == "Mon, 21 Sep 2026 14:13:20 +0000"
    assert mail.raw.lower().count(b"\r\nmessage-id:") == 1


def test_text_and_html_arrive_letter_by_letter(ses: LocalSes, client: Any) -> None:
    text = "grüße ☀️\nzweite zeile = ende\n" + "lang " * 400
    call = simple_mail()
    call["Content"]["Simple"]["Subject"]["Data"] = "über freundschaft 🌱 und " + "noch mehr " * 20
    call["Content"]["Simple"]["Body"] = {"Text": {"Data": text}, "Html": {"Data": f"<p>{text}</p>"}}
    client.send_email(**call)
    (mail,) = ses.mails()
    message = message_from_bytes(mail.raw, policy=policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")
    assert message["Subject"].strip() == call["Content"]["Simple"]["Subject"]["Data"].strip()
    assert max(len(line) for line in mail.raw.split(b"\r\n")) <= 998


def test_a_raw_message_keeps_all_but_what_ses_owns(ses: LocalSes, client: Any) -> None:
    raw = (
        b"From: mina@example.com\r\nTo: lin@example.com\r\nBcc: secret@example.com\r\n"
        b"Date: Thu, 1 Jan 1970 00:00:00 +0000\r\nX-Kept: folded\r\n value\r\n"
        b"Subject: thank you\r\n\r\nfor your idea\r\n"
    )
    client.send_email(Content={"Raw": {"Data": raw}})
    (mail,) = ses.mails()
    assert mail.to == ("lin@example.com", "secret@example.com")
    assert b"1970" not in mail.raw
    assert b"Bcc" not in mail.raw
    assert b"X-Kept: folded\r\n value\r\n" in mail.raw
    assert mail.text == "for your idea\r\n"


def test_a_stored_template_is_filled_in(ses: LocalSes, client: Any) -> None:
    content = {"Subject": "hi {{name}}", "Text": "dear {{ name }}, {{count}} left"}
    client.create_email_template(TemplateName="hello", TemplateContent=content)
    call = simple_mail()
    data = json.dumps({"name": "lin", "count": 3})
    call["Content"] = {"Template": {"TemplateName": "hello", "TemplateData": data}}
    client.send_email(**call)
    assert [(mail.subject, mail.text) for mail in ses.mails()] == [("hi lin", "dear lin, 3 left")]


def test_a_missing_variable_is_accepted_and_fails_later(ses: LocalSes, client: Any) -> None:
    call = bulk_mail(readers(1))
    call["DefaultContent"]["Template"]["TemplateContent"]["Text"] = "dear {{nobody}}"
    assert statuses(client.send_bulk_email(**call)) == ["SUCCESS"]
    assert ses.drain()
    assert ses.mails() == []
    (event,) = ses.events()
    assert event.detail_type == "Email Rendering Failed"
    assert "'nobody'" in event.detail["failure"]["errorMessage"]


@pytest.mark.parametrize(
    "change",
    [
        {"Destination": {"ToAddresses": ["jürgen@example.com"]}},
        {"ReplacementTags": [{"Name": "edition", "Value": "2026-11-24.daily"}]},
        {"ReplacementHeaders": [{"Name": "X-Name", "Value": "grüße"}]},
        {"ReplacementHeaders": [{"Name": "X-Long", "Value": "a" * 996}]},
        {"ReplacementHeaders": [{"Name": f"X-{each}", "Value": "a"} for each in range(16)]},
        {"Destination": {}},
    ],
)
def test_a_bad_entry_is_refused_alone(ses: LocalSes, client: Any, change: dict[str, Any]) -> None:
    entries = readers(3)
    entries[1].update(change)
    answer = client.send_bulk_email(**bulk_mail(entries))
    assert statuses(answer) == ["SUCCESS", "INVALID_PARAMETER", "SUCCESS"]
    assert len(ses.mails()) == 2


def test_the_send_rate_refuses_what_is_over_it(ses: LocalSes, client: Any, clock: Clock) -> None:
    ses.account.max_send_rate = 8
    first = client.send_bulk_email(**bulk_mail(readers(20)))
    assert statuses(first) == ["SUCCESS"] * 10 + ["ACCOUNT_THROTTLED"] * 10
    with pytest.raises(client.exceptions.TooManyRequestsException):
        client.send_bulk_email(**bulk_mail(readers(1)))
    with pytest.raises(client.exceptions.TooManyRequestsException):
        client.send_email(**simple_mail())
    clock.now += 0.5
    assert statuses(client.send_bulk_email(**bulk_mail(readers(4)))) == ["SUCCESS"] * 4
    assert len(ses.mails()) == 14


def test_the_quota_is_of_a_rolling_day(ses: LocalSes, client: Any, clock: Clock) -> None:
    ses.account.max_24_hour_send = 3
    answer = client.send_bulk_email(**bulk_mail(readers(5)))
    assert statuses(answer) == ["SUCCESS"] * 3 + ["ACCOUNT_DAILY_QUOTA_EXCEEDED"] * 2
    assert client.get_account()["SendQuota"]["SentLast24Hours"] == 3
    with pytest.raises(client.exceptions.TooManyRequestsException, match="Daily"):
        client.send_email(**simple_mail())
    clock.now += 24 * 60 * 60
    assert client.get_account()["SendQuota"]["SentLast24Hours"] == 0
    client.send_email(**simple_mail())


def test_the_sandbox_sends_to_verified_readers_and_the_simulator_only(clock: Clock) -> None:
    with LocalSes(sandbox=True, identities=["example.com"], clock=clock) as ses:
        client = client_of(ses)
        to = ["lin@example.com", "sam@elsewhere.example", "success@simulator.amazonses.com"]
        answer = client.send_bulk_email(**bulk_mail([bulk_entry(each) for each in to]))
        assert statuses(answer) == ["SUCCESS", "MESSAGE_REJECTED", "SUCCESS"]
        assert client.get_account()["ProductionAccessEnabled"] is False


def test_a_new_identity_sends_only_once_verified(clock: Clock) -> None:
    with LocalSes(identities=[], clock=clock) as ses:
        client = client_of(ses)
        client.create_email_identity(EmailIdentity="example.com")
        assert client.get_email_identity(EmailIdentity="example.com")["VerificationStatus"] == (
            "PENDING"
        )
        with pytest.raises(client.exceptions.MessageRejected):
            client.send_email(**simple_mail())
        ses.verify("example.com")
        client.send_email(**simple_mail())
        assert len(ses.mails()) == 1


def test_a_paused_account_or_configuration_set_sends_nothing(ses: LocalSes, client: Any) -> None:
    client.put_account_sending_attributes(SendingEnabled=False)
    with pytest.raises(client.exceptions.SendingPausedException):
        client.send_bulk_email(**bulk_mail(readers(1)))
    client.put_account_sending_attributes(SendingEnabled=True)
    client.put_configuration_set_sending_options(
        ConfigurationSetName="letters", SendingEnabled=False
    )
    with pytest.raises(client.exceptions.SendingPausedException):
        client.send_bulk_email(**bulk_mail(readers(1)))
    assert ses.mails() == []


def test_a_call_takes_fifty_readers(ses: LocalSes, client: Any) -> None:
    assert len(client.send_bulk_email(**bulk_mail(readers(50)))["BulkEmailEntryResults"]) == 50
    with pytest.raises(ClientError, match="BadRequest"):
        client.send_bulk_email(**bulk_mail(readers(51)))
    assert len(ses.mails()) == 50


def test_waiting_for_mails_says_how_many_came(ses: LocalSes, client: Any) -> None:
    client.send_email(**simple_mail())
    assert [mail.to for mail in ses.wait_for(to="lin@*", timeout=1)] == [("lin@example.com",)]
    with pytest.raises(TimeoutError, match="1 of 2 mails"):
        ses.wait_for(2, timeout=0.01)
