"""SES's events as the local SES puts them on the default bus."""

import json
import threading
from collections.abc import Sequence
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.ses import LocalSes
from tests.contract.ses_client import bulk_entry, bulk_mail, client_of, simple_mail


class Bus:
    """EventBridge's PutEvents, as the emulator offers it; refuses the first calls if asked to."""

    def __init__(self, refusals: int = 0) -> None:
        self.entries: list[dict[str, Any]] = []
        self.sizes: list[int] = []
        self.threads: set[str] = set()
        self._refusals = refusals

    def put_events(self, *, Entries: Sequence[dict[str, Any]]) -> dict[str, Any]:  # noqa: N803
        self.threads.add(threading.current_thread().name)
        self.sizes.append(len(Entries))
        if self._refusals:
            self._refusals -= 1
            raise ClientError({"Error": {"Code": "InternalFailure"}}, "PutEvents")
        self.entries += Entries
        return {"FailedEntryCount": 0, "Entries": [{"EventId": "1"} for _ in Entries]}


def details(bus: Bus, detail_type: str) -> list[dict[str, Any]]:
    return [json.loads(e["Detail"]) for e in bus.entries if e["DetailType"] == detail_type]


def test_an_event_says_what_sess_own_says() -> None:
    bus = Bus()
    with LocalSes(aws=lambda _: bus) as ses:
        entry = {
            **bulk_entry("lin@example.com"),
            "ReplacementTags": [{"Name": "index", "Value": "7"}],
        }
        call = bulk_mail([entry], DefaultEmailTags=[{"Name": "kind", "Value": "letter"}])
        answer = client_of(ses).send_bulk_email(**call)
        assert ses.drain(10)
    assert {entry["Source"] for entry in bus.entries} == {"aws.ses"}
    assert [entry["DetailType"] for entry in bus.entries] == ["Email Sent", "Email Delivered"]
    (sent,) = details(bus, "Email Sent")
    (delivered,) = details(bus, "Email Delivered")
    mail = sent["mail"]
    assert sent["eventType"] == "Send"
    assert delivered["delivery"]["recipients"] == ["lin@example.com"]
    assert mail["messageId"] == answer["BulkEmailEntryResults"][0]["MessageId"]
    assert mail["destination"] == ["lin@example.com"]
    assert mail["tags"]["kind"] == ["letter"]
    assert mail["tags"]["index"] == ["7"]
    assert mail["tags"]["ses:configuration-set"] == ["letters"]
    assert {"name": "Subject", "value": "on friendship"} in mail["headers"]
    assert bus.entries[0]["Resources"][0].endswith(":configuration-set/letters")


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("success@", ["Email Sent", "Email Delivered"]),
        ("bounce+label@", ["Email Sent", "Email Bounced"]),
        ("complaint@", ["Email Sent", "Email Delivered", "Email Complaint Received"]),
        ("suppressionlist@", ["Email Sent", "Email Bounced"]),
        ("ooto@", ["Email Sent", "Email Delivered"]),
    ],
)
def test_the_simulators_addresses_behave(to: str, told: list[str]) -> None:
    bus = Bus()
    with LocalSes(aws=lambda _: bus) as ses:
        client = client_of(ses)
        address = f"{to}simulator.amazonses.com"
        client.send_email(**simple_mail(address, ConfigurationSetName="letters"))
        assert ses.drain(10)
        assert [entry["DetailType"] for entry in bus.entries] == told
        assert client.list_suppressed_destinations()["SuppressedDestinationSummaries"] == []


def test_a_bounce_suppresses_the_address_and_the_next_mail_is_not_sent() -> None:
    bus = Bus()
    with LocalSes(aws=lambda _: bus) as ses:
        client = client_of(ses)
        mail_id = client.send_email(**simple_mail(ConfigurationSetName="letters"))["MessageId"]
        assert ses.bounce(mail_id)
        suppressed = client.get_suppressed_destination(EmailAddress="lin@example.com")
        assert suppressed["SuppressedDestination"]["Reason"] == "BOUNCE"
        client.send_email(**simple_mail("Lin@Example.com", ConfigurationSetName="letters"))
        assert ses.drain(10)
        assert len(ses.mails()) == 1
    kinds = [each["bounce"]["bounceSubType"] for each in details(bus, "Email Bounced")]
    assert sorted(kinds) == ["General", "OnAccountSuppressionList"]
    assert len(details(bus, "Email Sent")) == 2


def test_a_complaint_names_the_reader() -> None:
    bus = Bus()
    with LocalSes(aws=lambda _: bus) as ses:
        client = client_of(ses)
        mail_id = client.send_email(**simple_mail(ConfigurationSetName="letters"))["MessageId"]
        assert ses.complain(mail_id)
        assert not ses.complain("no-such-mail")
        assert ses.drain(10)
    (complaint,) = details(bus, "Email Complaint Received")
    assert complaint["complaint"]["complainedRecipients"] == [{"emailAddress": "lin@example.com"}]
    assert complaint["mail"]["messageId"] == mail_id


def test_a_mail_without_a_configuration_set_tells_nothing() -> None:
    bus = Bus()
    with LocalSes(aws=lambda _: bus) as ses:
        client_of(ses).send_email(**simple_mail())
        assert ses.drain(10)
    assert bus.entries == []


def test_events_go_out_ten_at_a_time_and_not_in_the_requests_way() -> None:
    bus = Bus()
    with LocalSes(aws=lambda _: bus, max_send_rate=100) as ses:
        client_of(ses).send_bulk_email(
            **bulk_mail([bulk_entry(f"reader{index}@example.com") for index in range(30)])
        )
        assert ses.drain(10)
    assert len(bus.entries) == 60
    assert max(bus.sizes) <= 10
    assert bus.threads == {"ses-events"}


def test_a_bus_that_fails_for_a_moment_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    bus = Bus(refusals=1)
    with LocalSes(aws=lambda _: bus) as ses:
        client_of(ses).send_email(**simple_mail(ConfigurationSetName="letters"))
        assert ses.drain(10)
        assert ses.dropped == 0
    assert {entry["DetailType"] for entry in bus.entries} == {"Email Sent", "Email Delivered"}
    assert "cannot put its events on the bus" in capsys.readouterr().err
