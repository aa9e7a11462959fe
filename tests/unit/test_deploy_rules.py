"""Receipt rules and choices: what a deployment decides, and the calls that it comes to."""

from collections.abc import Mapping
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from cli.deploy import receiving
from cli.deploy.choices import Seen, parameters, senders

OURS, DOMAIN = "dear-reader", "reply.smallhours.net"
METADATA = {"Name": "theirs", "CreatedTimestamp": "2026-01-01T00:00:00Z"}
NONE: dict[str, Any] = {}
THEIRS = {"Metadata": METADATA, "Rules": []}


@pytest.fixture
def ses() -> Stubber:
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    stub = Stubber(boto3.client("ses", region_name="eu-west-1", **keys))  # type: ignore[call-overload]
    stub.activate()
    return stub


def rule(name: str, *recipients: str, stop: bool = False, **more: Any) -> dict[str, Any]:
    actions = [{"StopAction": {"Scope": "RuleSet"}}] if stop else []
    return {
        "Name": name,
        "Enabled": True,
        "Recipients": list(recipients),
        "Actions": actions,
        **more,
    }


def test_an_active_rule_set_is_joined_and_never_replaced(ses: Stubber) -> None:
    ses.add_response("describe_active_receipt_rule_set", THEIRS, {})
    assert receiving.ensure_active(ses.client, OURS) == "theirs"
    ses.assert_no_pending_responses()


def test_where_none_is_active_one_of_ours_is_made_and_activated(ses: Stubber) -> None:
    ses.add_response("describe_active_receipt_rule_set", NONE, {})
    ses.add_response("create_receipt_rule_set", {}, {"RuleSetName": OURS})
    ses.add_response("describe_active_receipt_rule_set", NONE, {})
    ses.add_response("set_active_receipt_rule_set", {}, {"RuleSetName": OURS})
    assert receiving.ensure_active(ses.client, OURS) == OURS
    ses.assert_no_pending_responses()


def test_one_of_ours_that_was_made_before_is_activated(ses: Stubber) -> None:
    ses.add_response("describe_active_receipt_rule_set", NONE, {})
    ses.add_client_error("create_receipt_rule_set", "AlreadyExists")
    ses.add_response("describe_active_receipt_rule_set", NONE, {})
    ses.add_response("set_active_receipt_rule_set", {}, {"RuleSetName": OURS})
    assert receiving.ensure_active(ses.client, OURS) == OURS


def test_what_somebody_activates_meanwhile_stays_active(ses: Stubber) -> None:
    ses.add_response("describe_active_receipt_rule_set", NONE, {})
    ses.add_response("create_receipt_rule_set", {}, {"RuleSetName": OURS})
    ses.add_response("describe_active_receipt_rule_set", THEIRS, {})
    assert receiving.ensure_active(ses.client, OURS) == "theirs"
    ses.assert_no_pending_responses()


@pytest.mark.parametrize("call", ["describe_active_receipt_rule_set", "create_receipt_rule_set"])
def test_a_refusal_activates_nothing(ses: Stubber, call: str) -> None:
    if call != "describe_active_receipt_rule_set":
        ses.add_response("describe_active_receipt_rule_set", NONE, {})
    ses.add_client_error(call, "AccessDenied")
    with pytest.raises(ClientError, match="AccessDenied"):
        receiving.ensure_active(ses.client, OURS)
    ses.assert_no_pending_responses()


def test_a_new_rule_goes_behind_the_others_and_stays_there(ses: Stubber) -> None:
    rules = [rule(OURS, DOMAIN), rule("a"), rule("b")]
    ses.add_response("describe_active_receipt_rule_set", {**THEIRS, "Rules": rules}, {})
    ses.add_response(
        "set_receipt_rule_position",
        {},
        {"RuleSetName": "theirs", "RuleName": OURS, "After": "b"},
    )
    assert receiving.settle(ses.client, OURS, DOMAIN)
    moved = {**THEIRS, "Rules": [*rules[1:], rules[0]]}
    ses.add_response("describe_active_receipt_rule_set", moved, {})
    assert not receiving.settle(ses.client, OURS, DOMAIN)
    ses.assert_no_pending_responses()


def test_before_the_first_of_all_there_is_no_rule_to_name(ses: Stubber) -> None:
    rules = [rule("catch-all", stop=True), rule(OURS, DOMAIN)]
    ses.add_response("describe_active_receipt_rule_set", {**THEIRS, "Rules": rules}, {})
    beginning = {"RuleSetName": "theirs", "RuleName": OURS}
    ses.add_response("set_receipt_rule_position", {}, beginning)
    assert receiving.settle(ses.client, OURS, DOMAIN)


@pytest.mark.parametrize(
    ("rules", "after"),
    [
        ([], None),
        ([rule("a")], None),
        ([rule(OURS, DOMAIN)], None),
        ([rule("a"), rule(OURS, DOMAIN)], None),
        ([rule(OURS, DOMAIN), rule("a")], "a"),
        ([rule("a", stop=True), rule(OURS, DOMAIN)], ""),
        ([rule("a"), rule("b", stop=True), rule("c"), rule(OURS, DOMAIN)], "a"),
        ([rule("a"), rule(OURS, DOMAIN), rule("b", stop=True)], None),
        ([rule("a", "other.net", stop=True), rule(OURS, DOMAIN)], None),
        ([rule("a", stop=True, Enabled=False), rule(OURS, DOMAIN)], None),
        ([rule("a", f"hello@{DOMAIN}", stop=True), rule(OURS, DOMAIN)], ""),
        ([rule("a", ".smallhours.net", stop=True), rule(OURS, DOMAIN)], ""),
        ([rule("a", "smallhours.net", stop=True), rule(OURS, DOMAIN)], None),
    ],
)
def test_our_rule_is_last_but_before_what_would_keep_mail_from_it(
    rules: list[Mapping[str, Any]], after: str | None
) -> None:
    assert receiving.place(rules, OURS, DOMAIN) == after


SEEN = Seen(rate=14, production=True, concurrency=1000, known=True, ours=False, rule_set="theirs")


def seen(**different: Any) -> Seen:
    return Seen(**{**vars(SEEN), **different})


def test_what_follows_from_the_account_is_chosen() -> None:
    assert parameters(SEEN, {}) == {
        "Sandbox": "no",
        "CreateIdentity": "no",
        "ActiveReceiptRuleSet": "theirs",
        "DeliverConcurrency": "4",
    }
    assert parameters(seen(production=False), {})["Sandbox"] == "yes"


def test_what_is_written_down_wins() -> None:
    given = {"Sandbox": "yes", "ActiveReceiptRuleSet": "", "DeliverConcurrency": "80"}
    assert parameters(SEEN, given) == {"CreateIdentity": "no"}


@pytest.mark.parametrize(
    ("known", "ours", "makes"),
    [(False, False, "yes"), (True, False, "no"), (True, True, "yes"), (False, True, "yes")],
)
def test_the_stack_makes_the_identity_that_nobody_else_has_made(
    *, known: bool, ours: bool, makes: str
) -> None:
    assert parameters(seen(known=known, ours=ours), {})["CreateIdentity"] == makes


@pytest.mark.parametrize(
    ("rate", "concurrency", "count"),
    [(1, 1000, 4), (14, 10, 4), (500, 1000, 9), (5000, 1000, 84), (5000, 10, 5), (5000, None, 84)],
)
def test_senders_are_as_many_as_the_rate_wants_and_the_account_bears(
    rate: float, concurrency: int | None, count: int
) -> None:
    assert senders(rate, concurrency) == count


def test_what_is_left_to_others_needs_no_senders() -> None:
    assert parameters(seen(rate=5000), {"Reserve": "4400"})["DeliverConcurrency"] == "10"
