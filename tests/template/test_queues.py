import json
from datetime import timedelta
from typing import Any

import pytest

from dearreader.editions.delivery import LEASE_BEYOND, OUTCOME_TIME
from dearreader.editions.pacing import AHEAD, LEAD
from dearreader.ports import SEND_TIMEOUT
from tests.template import reading

QUEUES = ["Invite", "Schedule", "Deliver", "Settle", "Feedback", "Inbound", "Nudge"]
TWO_WEEKS = 14 * 24 * 3600


@pytest.fixture(params=QUEUES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_asynchronous_function_reads_a_queue_of_its_own(template: dict[str, Any]) -> None:
    assert {
        function: mapping["EventSourceArn"]["Fn::GetAtt"][0]
        for function, mapping in reading.sources(template).items()
    } == {f"{name}Function": f"{name}Queue" for name in QUEUES}


def test_one_failed_message_does_not_bring_back_its_neighbours(
    template: dict[str, Any], name: str
) -> None:
    mapping = reading.sources(template)[f"{name}Function"]
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_a_message_is_tried_ten_times_then_kept_two_weeks_and_somebody_told(
    template: dict[str, Any], name: str
) -> None:
    resources = template["Resources"]
    redrive = resources[f"{name}Queue"]["Properties"]["RedrivePolicy"]
    assert redrive["maxReceiveCount"] >= 10
    assert redrive["deadLetterTargetArn"] == {"Fn::GetAtt": [f"{name}DeadLetters", "Arn"]}
    dead_letters = resources[f"{name}DeadLetters"]["Properties"]
    assert dead_letters["MessageRetentionPeriod"] == TWO_WEEKS
    assert _alarmed(template, f"{name}DeadLetters")


def test_a_message_stays_hidden_while_its_function_may_still_work(
    template: dict[str, Any], name: str
) -> None:
    """AWS: at least six times the function's timeout."""
    timeout = reading.functions(template)[f"{name}Function"]["Timeout"]
    queue = template["Resources"][f"{name}Queue"]["Properties"]
    assert queue["VisibilityTimeout"] >= 6 * timeout


def test_a_batchs_lease_ends_before_its_message_comes_back(template: dict[str, Any]) -> None:
    timeout = timedelta(seconds=reading.functions(template)["DeliverFunction"]["Timeout"])
    visibility = template["Resources"]["DeliverQueue"]["Properties"]["VisibilityTimeout"]
    assert timeout + LEASE_BEYOND < timedelta(seconds=visibility)


def test_only_senders_and_readers_of_receipts_are_capped(template: dict[str, Any]) -> None:
    """A cap keeps the pollers, and what they cost, from going down."""
    capped = {
        name: one["ScalingConfig"]["MaximumConcurrency"]
        for name, one in reading.sources(template).items()
        if "ScalingConfig" in one
    }
    assert capped == {"DeliverFunction": {"Ref": "DeliverConcurrency"}, "FeedbackFunction": 2}
    senders = template["Parameters"]["DeliverConcurrency"]
    assert (senders["Default"], senders["MinValue"], senders["MaxValue"]) == (10, 2, 1000)
    assert reading.sources(template)["DeliverFunction"]["BatchSize"] == 1


def test_a_batch_of_receipts_may_fill_before_its_messages_come_back(
    template: dict[str, Any],
) -> None:
    """AWS: six times the timeout, and the window; and what is invoked has at most 6 MB."""
    feedback = reading.sources(template)["FeedbackFunction"]
    timeout = reading.functions(template)["FeedbackFunction"]["Timeout"]
    visibility = template["Resources"]["FeedbackQueue"]["Properties"]["VisibilityTimeout"]
    (sent,) = reading.samples()["feedback.sent"]["Records"]
    assert visibility >= 6 * timeout + feedback["MaximumBatchingWindowInSeconds"]
    assert feedback["BatchSize"] * len(json.dumps(sent)) <= 6 * 1024 * 1024


def test_large_batches_wait_to_fill(template: dict[str, Any]) -> None:
    """SQS refuses batches over ten without a window."""
    for mapping in reading.sources(template).values():
        if mapping["BatchSize"] > 10:
            assert mapping["MaximumBatchingWindowInSeconds"] >= 1


def test_every_rule_leads_to_a_queue_that_lets_it_in(template: dict[str, Any]) -> None:
    allowed = _senders(template)
    rules = reading.of_type(template, "AWS::Events::Rule")
    assert rules.keys() == {"PendingRule", "SentRule", "MailEventsRule", "MailRule"}
    for name, rule in rules.items():
        for target in rule["Targets"]:
            (queue,) = reading.references(target["Arn"])
            (dead_letters,) = reading.references(target["DeadLetterConfig"])
            assert (name, queue) in allowed
            assert (name, dead_letters) in allowed


def test_what_reaches_no_queue_is_kept_and_somebody_told(template: dict[str, Any]) -> None:
    kept = template["Resources"]["Undelivered"]["Properties"]
    assert kept["MessageRetentionPeriod"] == TWO_WEEKS
    assert _alarmed(template, "Undelivered")


def test_schedules_may_write_to_their_queues_and_to_nothing_else(template: dict[str, Any]) -> None:
    schedules = reading.of_type(template, "AWS::Scheduler::Schedule")
    used = set()
    for schedule in schedules.values():
        target = schedule["Target"]
        assert target["RoleArn"] == {"Fn::GetAtt": ["SchedulerRole", "Arn"]}
        used |= reading.references([target["Arn"], target["DeadLetterConfig"]])
    role = template["Resources"]["SchedulerRole"]["Properties"]
    (policy,) = role["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert statement["Action"] == "sqs:SendMessage"
    assert reading.references(statement["Resource"]) == used


def test_the_letter_is_asked_for_at_the_writers_hour(template: dict[str, Any]) -> None:
    daily = template["Resources"]["Daily"]["Properties"]
    assert daily["ScheduleExpression"] == {"Fn::Sub": "cron(0 ${SendHour} ? * ${SendDays} *)"}
    assert daily["ScheduleExpressionTimezone"] == {"Ref": "TimeZone"}
    assert daily["FlexibleTimeWindow"] == {"Mode": "OFF"}


@pytest.mark.parametrize("tick", ["TickSchedule", "TickSettle", "TickNudge"])
def test_the_tick_comes_every_five_minutes_and_an_old_one_is_not_made_up_for(
    template: dict[str, Any], tick: str
) -> None:
    schedule = template["Resources"][tick]["Properties"]
    assert schedule["ScheduleExpression"] == "rate(5 minutes)"
    assert schedule["Target"]["RetryPolicy"]["MaximumEventAgeInSeconds"] <= 300


@pytest.mark.parametrize(
    ("schedule", "sample"),
    [
        ("Daily", "schedule.due"),
        ("TickSchedule", "schedule.due"),
        ("TickSettle", "settle"),
        ("TickNudge", "nudge"),
    ],
)
def test_a_schedule_says_what_its_sample_says(
    template: dict[str, Any], schedule: str, sample: str
) -> None:
    (record,) = reading.samples()[sample]["Records"]
    target = template["Resources"][schedule]["Properties"]["Target"]
    (queue,) = reading.references(target["Arn"])
    assert target["Input"] == record["body"]
    assert f":dear-reader-{queue}-" in record["eventSourceARN"]


def test_who_sends_has_time_for_a_slot_and_its_call_and_what_comes_of_it(
    template: dict[str, Any],
) -> None:
    """Else every message would be put back, for ever."""
    functions = reading.functions(template)
    wait = AHEAD / 1_000_000 + LEAD + SEND_TIMEOUT
    assert functions["DeliverFunction"]["Timeout"] > wait + 2 * OUTCOME_TIME
    assert functions["InviteFunction"]["Timeout"] > wait + 2


def _alarmed(template: dict[str, Any], queue: str) -> bool:
    """Whether an alarm goes off as soon as the queue holds anything."""
    return any(
        alarm.get("Dimensions")
        == [{"Name": "QueueName", "Value": {"Fn::GetAtt": [queue, "QueueName"]}}]
        and alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
        and (alarm["Threshold"], alarm["ComparisonOperator"]) == (0, "GreaterThanThreshold")
        for alarm in reading.of_type(template, "AWS::CloudWatch::Alarm").values()
    )


def _senders(template: dict[str, Any]) -> set[tuple[str, str]]:
    """(rule, queue): which rules the queues' policies let in."""
    return {
        (rule, queue)
        for policy in reading.of_type(template, "AWS::SQS::QueuePolicy").values()
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Principal"] == {"Service": "events.amazonaws.com"}
        for rule in reading.references(statement["Condition"]["ArnEquals"]["aws:SourceArn"])
        for queue in reading.references(statement["Resource"])
        & reading.references(policy["Queues"])
    }
