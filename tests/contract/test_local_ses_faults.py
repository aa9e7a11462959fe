"""The fault plan: what shall go wrong goes wrong, as often as it should, and nothing else does."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from local.ses import FaultPlan, LocalSes
from tests.contract.ses_client import bulk_entry, bulk_mail, client_of, simple_mail, statuses


@pytest.fixture
def ses() -> Iterator[LocalSes]:
    with LocalSes(max_send_rate=1000) as running:
        yield running


@pytest.fixture
def client(ses: LocalSes) -> Any:
    return client_of(ses)


def readers(count: int) -> list[dict[str, Any]]:
    return [bulk_entry(f"reader{index}@example.com") for index in range(count)]


def test_a_refused_call_has_accepted_nothing(ses: LocalSes, client: Any) -> None:
    ses.faults.add("refuse", code="MailFromDomainNotVerifiedException", count=1)
    with pytest.raises(client.exceptions.MailFromDomainNotVerifiedException):
        client.send_bulk_email(**bulk_mail(readers(2)))
    assert ses.mails() == []
    client.send_bulk_email(**bulk_mail(readers(2)))
    assert len(ses.mails()) == 2


def test_a_throttled_call_is_429(ses: LocalSes, client: Any) -> None:
    ses.faults.add("throttle", skip=1, count=1)
    client.send_email(**simple_mail())
    with pytest.raises(client.exceptions.TooManyRequestsException):
        client.send_email(**simple_mail())
    client.send_email(**simple_mail())
    assert len(ses.mails()) == 2


@pytest.mark.parametrize(("accept", "accepted"), [(True, 3), (False, 0)])
def test_a_server_error_may_hide_an_accepted_call(
    ses: LocalSes, client: Any, *, accept: bool, accepted: int
) -> None:
    ses.faults.add("fail", status=503, accept=accept)
    with pytest.raises(ClientError) as failed:
        client.send_bulk_email(**bulk_mail(readers(3)))
    assert failed.value.response["ResponseMetadata"]["HTTPStatusCode"] == 503
    assert len(ses.mails()) == accepted


@pytest.mark.parametrize(("accept", "accepted"), [(True, 3), (False, 0)])
def test_a_hang_up_may_hide_an_accepted_call(
    ses: LocalSes, client: Any, *, accept: bool, accepted: int
) -> None:
    ses.faults.add("hang-up", accept=accept)
    with pytest.raises(ConnectionClosedError):
        client.send_bulk_email(**bulk_mail(readers(3)))
    assert len(ses.mails()) == accepted


def test_an_answer_may_come_after_the_client_has_gone(ses: LocalSes) -> None:
    ses.faults.add("slow", seconds=30)
    with pytest.raises(ReadTimeoutError):
        client_of(ses, patience=0.3).send_email(**simple_mail())
    assert len(ses.mails()) == 1
    assert len(ses.held) == 1


def test_some_entries_fail_and_the_others_do_not(ses: LocalSes, client: Any) -> None:
    ses.faults.add("entries", status="TRANSIENT_FAILURE", to="reader1@*", count=1)
    first = client.send_bulk_email(**bulk_mail(readers(3)))
    assert statuses(first) == ["SUCCESS", "TRANSIENT_FAILURE", "SUCCESS"]
    assert statuses(client.send_bulk_email(**bulk_mail(readers(3)))) == ["SUCCESS"] * 3
    assert len(ses.mails()) == 5


def test_the_same_seed_gives_the_same_faults() -> None:
    outcomes = []
    for _ in range(2):
        with LocalSes(max_send_rate=1000, faults=FaultPlan(seed=7)) as ses:
            ses.faults.add("entries", status="FAILED", share=0.3)
            outcomes.append(statuses(client_of(ses).send_bulk_email(**bulk_mail(readers(40)))))
    assert outcomes[0] == outcomes[1]
    assert 0 < outcomes[0].count("FAILED") < 40


@pytest.mark.parametrize(
    ("fate", "told", "delivered"),
    [
        ("bounce", ["Email Sent", "Email Bounced"], False),
        ("soft-bounce", ["Email Sent", "Email Bounced"], False),
        ("complain", ["Email Sent", "Email Delivered", "Email Complaint Received"], True),
        ("suppress", ["Email Sent", "Email Bounced"], False),
        ("reject", ["Email Sent", "Email Rejected"], False),
        ("deliver-late", ["Email Sent", "Email Delivery Delayed", "Email Delivered"], True),
        ("render-fail", ["Email Rendering Failed"], False),
    ],
)
def test_a_mail_meets_the_fate_that_was_planned(
    ses: LocalSes, client: Any, fate: Any, told: list[str], *, delivered: bool
) -> None:
    ses.faults.add(fate, to="lin@*")
    client.send_email(**simple_mail(ConfigurationSetName="letters"))
    client.send_email(**simple_mail("sam@example.com", ConfigurationSetName="letters"))
    assert ses.drain(10)
    of_lin = [
        event.detail_type
        for event in ses.events()
        if event.detail["mail"]["destination"] == ["lin@example.com"]
    ]
    assert of_lin == told
    assert [mail.to[0] for mail in ses.mails()] == (
        ["lin@example.com", "sam@example.com"] if delivered else ["sam@example.com"]
    )


def test_events_get_lost_and_come_twice(ses: LocalSes, client: Any) -> None:
    ses.faults.add("lose", event="Email Sent", count=1)
    ses.faults.add("double", event="Email Delivered")
    for _ in range(2):
        client.send_email(**simple_mail(ConfigurationSetName="letters"))
    assert ses.drain(10)
    assert len(ses.events("Email Sent")) == 1
    assert len(ses.events("Email Delivered")) == 4


def test_a_delayed_event_comes_after_the_later_ones(ses: LocalSes, client: Any) -> None:
    ses.faults.add("delay", event="Email Sent", seconds=0.5)
    client.send_email(**simple_mail(ConfigurationSetName="letters"))
    assert ses.drain(10)
    assert [event.detail_type for event in ses.events()] == ["Email Delivered", "Email Sent"]


def test_a_kept_event_comes_when_it_is_released(ses: LocalSes, client: Any) -> None:
    ses.faults.add("keep", event="Email Sent")
    for _ in range(2):
        client.send_email(**simple_mail(ConfigurationSetName="letters"))
    assert ses.drain(10)
    assert ses.events("Email Sent") == []
    assert _control(ses, "POST", "events/release") == {"released": 2}
    assert ses.drain(10)
    assert len(ses.events("Email Sent")) == 2
    assert ses.release() == 0


def test_a_plan_file_is_followed_while_it_is_edited(tmp_path: Path) -> None:
    file = tmp_path / "faults.yaml"
    with LocalSes(faults=FaultPlan.from_file(file)) as ses:
        client = client_of(ses)
        client.send_email(**simple_mail())
        file.write_text("faults:\n  - {do: throttle}\n")
        with pytest.raises(client.exceptions.TooManyRequestsException):
            client.send_email(**simple_mail())
        file.unlink()
        file.write_text("# nothing goes wrong any more, this time for good\n")
        client.send_email(**simple_mail())
        assert len(ses.mails()) == 2


def test_a_broken_plan_file_is_a_clear_refusal(tmp_path: Path) -> None:
    file = tmp_path / "faults.yaml"
    file.write_text("faults:\n  - {do: explode}\n")
    with (
        LocalSes(faults=FaultPlan.from_file(file)) as ses,
        pytest.raises(ClientError, match=r"fault plan.*do is one of"),
    ):
        client_of(ses).send_email(**simple_mail())


def test_another_process_plans_faults_over_http(ses: LocalSes, client: Any) -> None:
    listed = _control(ses, "POST", "faults", {"do": "throttle", "count": 1})
    assert [fault["do"] for fault in listed["faults"]] == ["throttle"]
    with pytest.raises(client.exceptions.TooManyRequestsException):
        client.send_email(**simple_mail())
    assert _control(ses, "GET", "faults")["faults"][0]["happened"] == 1
    assert _control(ses, "DELETE", "faults") == {"faults": []}
    assert _control(ses, "PATCH", "account", {"max_send_rate": 1})["max_send_rate"] == 1
    assert client.get_account()["SendQuota"]["MaxSendRate"] == 1


def test_another_process_lets_a_mail_bounce_over_http(ses: LocalSes, client: Any) -> None:
    client.send_email(**simple_mail(ConfigurationSetName="letters"))
    (mail,) = _control(ses, "GET", "mails")["mails"]
    assert _control(ses, "POST", f"mails/{mail['id']}/bounce", {"kind": "transient"})["done"]
    assert ses.drain(10)
    (event,) = ses.events("Email Bounced")
    assert event.detail["bounce"]["bounceType"] == "Transient"


def _control(ses: LocalSes, method: str, what: str, body: Any = None) -> Any:
    request = urllib.request.Request(f"{ses.url}/_local/{what}", method=method)
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(request, data, timeout=5) as answer:
        return json.loads(answer.read())
