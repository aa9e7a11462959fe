"""The rules of the template, tried on the events that come."""

import json
from copy import deepcopy
from typing import Any

import pytest
from moto.events.models import EventPattern

from dearreader import events
from dearreader.feedback import BOUNCED, COMPLAINED, FAILED
from tests.template import reading

NAMES = {
    "ConfigurationSet": "ConfigurationSet-a1B2c3D4e5F6",
    "MailBucket": "dear-reader-mailbucket-1a2b3c4d5e6f",
}
"""The names that the samples have for resources."""


def _matches(template: dict[str, Any], rule: str, event: Any) -> bool:
    pattern = template["Resources"][rule]["Properties"]["EventPattern"]
    return bool(EventPattern.load(json.dumps(_named(pattern))).matches_event(event))


def _named(value: Any) -> Any:
    match value:
        case {"Ref": name}:
            return NAMES[name]
        case dict():
            return {key: _named(part) for key, part in value.items()}
        case list():
            return [_named(part) for part in value]
    return value


def _events(sample: str) -> list[dict[str, Any]]:
    """The events that a sample of a queue's messages wraps."""
    return [json.loads(record["body"]) for record in reading.samples()[sample]["Records"]]


def _sampled(prefix: str) -> list[str]:
    return [name for name in reading.samples() if name.partition(".")[0] == prefix]


@pytest.mark.parametrize(
    ("rule", "sample"),
    [
        ("PendingRule", "invite"),
        ("PendingRule", "invite.answer-owed"),
        *(("SentRule", name) for name in _sampled("settle") if name != "settle"),
        *(("MailEventsRule", name) for name in _sampled("feedback")),
        *(("MailRule", name) for name in _sampled("inbound")),
    ],
)
def test_a_rule_takes_what_its_function_is_for(
    template: dict[str, Any], rule: str, sample: str
) -> None:
    assert all(_matches(template, rule, event) for event in _events(sample))


def test_only_who_is_pending_or_owed_an_answer_is_mailed(
    template: dict[str, Any],
) -> None:
    matched = {
        event["detail-type"]
        for name in _sampled("bus")
        for event in [reading.samples()[name]]
        if _matches(template, "PendingRule", event)
    }
    assert matched == {events.SUBSCRIBER_PENDING, events.ANSWER_OWED}
    assert template["Resources"]["PendingRule"]["Properties"]["EventBusName"] == {"Ref": "Bus"}


def test_feedback_gets_every_kind_of_event_that_it_judges(template: dict[str, Any]) -> None:
    pattern = template["Resources"]["MailEventsRule"]["Properties"]["EventPattern"]
    assert set(pattern["detail-type"]) == {"Email Sent", BOUNCED, COMPLAINED, *FAILED}


def test_another_stacks_mail_is_not_ours(template: dict[str, Any]) -> None:
    """All stacks of an account share the default bus."""
    (event,) = _events("feedback.complained")
    event["detail"]["mail"]["tags"]["ses:configuration-set"] = ["somebody-elses"]
    assert not _matches(template, "MailEventsRule", event)


@pytest.mark.parametrize(
    "change",
    [
        {"bucket": {"name": "somebody-elses"}},
        {"object": {"key": "elsewhere/6v1qk3r8"}},
    ],
)
def test_another_object_is_no_reply(template: dict[str, Any], change: dict[str, Any]) -> None:
    (event,) = _events("inbound")
    event = deepcopy(event)
    event["detail"] |= change
    assert not _matches(template, "MailRule", event)


def test_the_rules_know_our_events_by_their_only_spelling(template: dict[str, Any]) -> None:
    known = {
        "PendingRule": [events.SUBSCRIBER_PENDING, events.ANSWER_OWED],
        "SentRule": [events.POST_SENT, events.SUBSCRIBER_LEFT, events.SUBSCRIBER_ERASED],
    }
    for rule, names in known.items():
        pattern = template["Resources"][rule]["Properties"]["EventPattern"]
        assert pattern == {"source": [events.SOURCE], "detail-type": names}


def test_the_outbox_is_asked_of_all_changes_of_the_board_that_mean_something(
    template: dict[str, Any],
) -> None:
    """Its other items (words that lead to ideas, counters) change often and are no event."""
    stream = template["Resources"]["IdeasStream"]["Properties"]
    (filtered,) = stream["FilterCriteria"]["Filters"]
    known = set(json.loads(filtered["Pattern"])["dynamodb"]["Keys"]["pk"]["S"])
    for pk in ("idea", "owed", "term#tide", "idea#4be1c0ffee5ea5ed", "reply", "reader#1", "hour"):
        new = {"pk": pk, "sk": "a", "opened_at": 1, "at": 1, "votes": 0}
        assert bool(events.of_change(events.Change({}, new))) == (pk in known), pk
