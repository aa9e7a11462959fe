"""Alarms: each is heard, told of in words, and leads to an entry of the runbook."""

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from cli.log import FAILED, WORDS
from cli.queues import QUEUES
from dearreader.editions.holds import BREAKERS
from tests.template import reading
from tests.unit.test_documents import blocks, known

RUNBOOK = reading.ROOT / "docs" / "runbook.md"
DESCRIPTION = re.compile(r"[A-Za-z0-9].+[a-z0-9]\. See docs/runbook\.md#([a-z0-9-]+)\.")
OURS = {"Fn::Sub": "DearReader/${AWS::StackName}"}

ALARMS = sorted(reading.of_type(reading.written(), "AWS::CloudWatch::Alarm"))

OF_AWS = {
    ("AWS/SQS", "ApproximateNumberOfMessagesVisible"): ("QueueName", "AWS::SQS::Queue"),
    ("AWS/SQS", "ApproximateAgeOfOldestMessage"): ("QueueName", "AWS::SQS::Queue"),
    ("AWS/Lambda", "Errors"): ("FunctionName", "AWS::Serverless::Function"),
    ("AWS/ApiGateway", "5xx"): ("ApiId", "AWS::Serverless::HttpApi"),
    ("AWS/SES", "Reputation.BounceRate"): None,
    ("AWS/SES", "Reputation.ComplaintRate"): None,
}
"""What AWS counts: the dimension, and whose name that is; SES's two are the account's, without any.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-cloudwatch.html
"""


@pytest.fixture(params=ALARMS)
def alarm(request: pytest.FixtureRequest, template: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = template["Resources"][request.param]["Properties"]
    return found


def entries() -> dict[str, str]:
    """The runbook's entries by the anchors of their headings, as GitHub makes them."""
    heads = re.split(r"^## (.+)$", RUNBOOK.read_text(), flags=re.MULTILINE)[1:]
    anchors = [re.sub(r"[^a-z0-9 -]", "", head.lower()).replace(" ", "-") for head in heads[::2]]
    return dict(zip(anchors, heads[1::2], strict=True))


def entry_of(alarm: dict[str, Any]) -> str:
    match = DESCRIPTION.fullmatch(alarm["AlarmDescription"])
    assert match, alarm["AlarmDescription"]
    return match[1]


def test_an_alarm_says_in_a_sentence_what_is_wrong_and_names_its_entry_of_the_runbook(
    alarm: dict[str, Any],
) -> None:
    assert entry_of(alarm) in entries()


def test_each_entry_begins_with_the_alarms_that_lead_to_it(template: dict[str, Any]) -> None:
    alarms = reading.of_type(template, "AWS::CloudWatch::Alarm")
    leads = {(entry_of(each), name) for name, each in alarms.items()}
    told = {
        (anchor, name)
        for anchor, text in entries().items()
        for name in re.findall(r"\w+Alarm", text.strip().splitlines()[0])
    }
    assert told == leads
    assert {anchor for anchor, _ in leads} == entries().keys()


@pytest.mark.parametrize("anchor", sorted(entries()))
def test_an_entry_has_commands_that_settle_it_and_they_exist(anchor: str) -> None:
    lines = [line for line in blocks(entries()[anchor]) if line.strip()]
    assert lines
    for line in lines:
        assert line.startswith("dearreader ")
        assert known(line.removeprefix("dearreader ")), line


def test_an_alarm_hears_a_metric_that_somebody_counts(
    template: dict[str, Any], alarm: dict[str, Any]
) -> None:
    if alarm["Namespace"] == OURS:
        assert (alarm["MetricName"], alarm.get("Dimensions")) in counted_by_us(template)
        return
    whose = OF_AWS[alarm["Namespace"], alarm["MetricName"]]
    if whose is None:
        assert "Dimensions" not in alarm
        return
    (dimension,) = alarm["Dimensions"]
    (name,) = reading.references(dimension["Value"])
    assert (dimension["Name"], template["Resources"][name]["Type"]) == whose


def counted_by_us(template: dict[str, Any]) -> list[tuple[str, list[dict[str, str]] | None]]:
    """Metrics in our namespace with their dimensions: functions' outcomes, and what a log tells.

    That a handler's answer becomes a metric of its name in the function's namespace, with the
    function as its dimension, is tests/unit/test_functions_sending.py's.
    """
    counted: list[tuple[str, list[dict[str, str]] | None]] = [
        (outcome, [{"Name": "service", "Value": folder.name}])
        for folder in (reading.ROOT / "functions").iterdir()
        if (folder / "app.py").exists()
        for outcome in outcomes(ast.parse((folder / "app.py").read_text()))
    ]
    for each in reading.of_type(template, "AWS::Logs::MetricFilter").values():
        for made in each["MetricTransformations"]:
            assert made["MetricNamespace"] == OURS
            counted.append((made["MetricName"], made.get("Dimensions")))
    return counted


def outcomes(module: ast.Module) -> Iterator[str]:
    """The words that a handler may answer with, where it has them itself."""
    for handler in ast.walk(module):
        if isinstance(handler, ast.FunctionDef) and handler.name == "handler":
            for answer in ast.walk(handler):
                if isinstance(answer, ast.Return) and answer.value:
                    values = [answer.value]
                    if isinstance(answer.value, ast.IfExp):
                        values = [answer.value.body, answer.value.orelse]
                    yield from (
                        value.value
                        for value in values
                        if isinstance(value, ast.Constant) and isinstance(value.value, str)
                    )


def test_functions_count_in_a_namespace_that_no_other_stack_has(template: dict[str, Any]) -> None:
    """Else the other publication of an account would say that all is well with this one."""
    variables = template["Globals"]["Function"]["Environment"]["Variables"]
    assert variables["POWERTOOLS_METRICS_NAMESPACE"] == OURS


def test_every_alarm_reaches_the_topic_and_the_topic_whoever_is_named(
    template: dict[str, Any],
) -> None:
    for alarm in reading.of_type(template, "AWS::CloudWatch::Alarm").values():
        assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}]
    assert template["Resources"]["AlarmSubscription"]["Condition"] == "HasAlarmAddress"


def test_failures_of_the_outbox_raise_an_alarm(template: dict[str, Any]) -> None:
    alarm = template["Resources"]["OutboxAlarm"]["Properties"]
    assert alarm["Dimensions"] == [{"Name": "FunctionName", "Value": {"Ref": "OutboxFunction"}}]


def test_silence_is_an_alarm_and_so_is_that_nobody_says_anything(template: dict[str, Any]) -> None:
    """nudge/ says at each tick that all is well: a dead one is heard by what it does not say."""
    alarm = template["Resources"]["SilenceAlarm"]["Properties"]
    assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (1, "LessThanThreshold")
    assert alarm["TreatMissingData"] == "breaching"
    assert alarm["Period"] * alarm["EvaluationPeriods"] >= 3 * 300


def test_one_account_that_does_not_add_up_is_enough(template: dict[str, Any]) -> None:
    alarm = template["Resources"]["AccountAlarm"]["Properties"]
    assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (0, "GreaterThanThreshold")
    assert alarm["TreatMissingData"] == "notBreaching"


@pytest.mark.parametrize("name", [each for each in QUEUES if each != "Nudge"])
def test_a_message_that_waits_long_raises_an_alarm(template: dict[str, Any], name: str) -> None:
    """nudge/'s is heard by its silence, sooner. Batches may wait 15 minutes for their turn."""
    alarm = template["Resources"][f"{name}WaitingAlarm"]["Properties"]
    assert alarm["MetricName"] == "ApproximateAgeOfOldestMessage"
    assert reading.references(alarm["Dimensions"]) == {f"{name}Queue"}
    assert 2 * 900 <= alarm["Threshold"] <= 3600


@pytest.mark.parametrize(
    ("name", "metric", "kind"),
    [
        ("BounceAlarm", "Reputation.BounceRate", "bounces"),
        ("ComplaintAlarm", "Reputation.ComplaintRate", "complaints"),
    ],
)
def test_the_account_is_told_of_at_the_share_that_holds_an_edition(
    template: dict[str, Any], name: str, metric: str, kind: str
) -> None:
    alarm = template["Resources"][name]["Properties"]
    shares = {str(hold): share for hold, share, _ in BREAKERS}
    assert (alarm["MetricName"], alarm["Threshold"]) == (metric, shares[kind])
    assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
    assert alarm["TreatMissingData"] == "ignore"  # SES says it now and then


FAILURES = [
    json.dumps({"level": "ERROR", "message": "failed", "exception": "Traceback"}),
    "2026-11-24T07:00:03.101Z 5c1f Task timed out after 60.06 seconds",
    "RequestId: 5c1f Error: Runtime exited with error: signal: killed\nRuntime.ExitError",
    "[ERROR] Runtime.ImportModuleError: Unable to import module 'app'",
]
USUAL = [
    json.dumps({"level": "INFO", "message": "later", "reason": "no room: ClientError"}),
    "REPORT RequestId: 5c1f Duration: 12.31 ms Billed Duration: 13 ms Memory Size: 256 MB",
]


def test_what_functions_log_as_failed_is_counted_and_so_are_deaths(
    template: dict[str, Any],
) -> None:
    made = template["Resources"]["Errors"]["Properties"]
    assert made["LogGroupName"] == template["Globals"]["Function"]["LoggingConfig"]["LogGroup"]
    assert made["FilterPattern"] == FAILED
    words = [each.strip('"') for each in re.findall(r'\?("[^"]+"|\S+)', made["FilterPattern"])]
    assert words == WORDS.pattern.split("|")
    assert [line for line in FAILURES if not any(word in line for word in words)] == []
    assert [line for line in USUAL if any(word in line for word in words)] == []


def test_the_dashboard_shows_every_alarm_and_nothing_that_is_not_there(
    template: dict[str, Any],
) -> None:
    dashboard = template["Resources"]["Dashboard"]
    assert dashboard["Condition"] == "MakesDashboard"
    body = dashboard["Properties"]["DashboardBody"]["Fn::Sub"]
    widgets = json.loads(body)["widgets"]
    (shown,) = [each["properties"]["alarms"] for each in widgets if each["type"] == "alarm"]
    assert sorted(shown) == [f"${{{name}.Arn}}" for name in ALARMS]
    known_names = template["Resources"].keys() | {"AWS"}
    assert {each.split(".")[0].split(":")[0] for each in re.findall(r"\$\{([^}]+)\}", body)} <= (
        known_names
    )
    waits = {f"${{{name}Queue.QueueName}}" for name in QUEUES}
    assert waits <= set(re.findall(r"\$\{\w+Queue\.QueueName\}", body))
