import json
from importlib import resources
from typing import Any

import pytest

from tests.template import reading

CLIENTS = {"ses": "sesv2"}
"""botocore's name of a service, where it is not the prefix of its actions."""

SES = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:"


def _granted(template: dict[str, Any], action: str) -> set[str]:
    """The functions that may do it."""
    return {
        name
        for name, function in reading.functions(template).items()
        for statement in reading.statements(function)
        if action in statement["Action"]
    }


def _statements(template: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, statement)
        for name, function in reading.functions(template).items()
        for statement in reading.statements(function)
    ]


def test_a_star_stands_only_where_aws_knows_no_resource(template: dict[str, Any]) -> None:
    services = json.loads(
        (resources.files("cfnlint.data.AdditionalSpecs") / "Policies.json").read_text()
    )
    starred = {
        action
        for _, statement in _statements(template)
        if "*" in statement["Resource"]
        for action in statement["Action"]
    }
    assert starred == {"ses:GetAccount", "dynamodb:ListStreams"}
    for action in starred:
        service, _, name = action.partition(":")
        assert "Resources" not in services[service]["Actions"][name.lower()]


def test_sam_adds_no_policy_but_the_right_to_log(plain: dict[str, Any]) -> None:
    """Its own SQS and stream events would add rights to all queues and all streams."""
    roles = reading.of_type(plain, "AWS::IAM::Role")
    managed = {arn for role in roles.values() for arn in role.get("ManagedPolicyArns", [])}
    assert {arn.rpartition("/")[2] for arn in managed} == {"AWSLambdaBasicExecutionRole"}


def test_a_function_reads_its_own_queue_and_no_other(template: dict[str, Any]) -> None:
    own = {name: mapping["EventSourceArn"] for name, mapping in reading.sources(template).items()}
    granted = {
        name: statement["Resource"]
        for name, statement in _statements(template)
        if "sqs:ReceiveMessage" in statement["Action"]
    }
    assert granted == {name: [queue] for name, queue in own.items()}


def test_nothing_is_scanned_or_deleted(template: dict[str, Any]) -> None:
    for _, statement in _statements(template):
        for action in statement["Action"]:
            assert not any(word in action for word in ("Scan", "DeleteItem", "BatchWrite", ":*"))


def test_who_signs_up_reads_nobody(template: dict[str, Any]) -> None:
    readers, counts = reading.statements(reading.functions(template)["SignupFunction"])
    for statement, table in ((readers, "SubscribersTable"), (counts, "EditionsTable")):
        assert statement["Action"] == ["dynamodb:UpdateItem"]
        assert statement["Resource"] == [{"Fn::GetAtt": [table, "Arn"]}]
    assert counts["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["network#*"]}
    }


def test_signing_up_is_slowed_down_and_leaving_is_not(template: dict[str, Any]) -> None:
    api = template["Resources"]["Api"]["Properties"]
    assert api["RouteSettings"].keys() == {"POST /subscribe"}
    assert api["RouteSettings"].keys() <= reading.routes(template).keys()
    slow = api["RouteSettings"]["POST /subscribe"]["ThrottlingRateLimit"]
    assert slow < api["DefaultRouteSettings"]["ThrottlingRateLimit"]


@pytest.mark.parametrize(
    ("action", "functions"),
    [
        ("events:PutEvents", {"OutboxFunction"}),
        ("ses:SendEmail", {"InviteFunction"}),
        ("ses:SendBulkEmail", {"DeliverFunction"}),
        ("ses:GetAccount", {"ScheduleFunction"}),
        ("s3:GetObject", {"InboundFunction"}),
        ("s3:PutObject", {"OutboxFunction"}),
        ("sns:Publish", {"NudgeFunction"}),
    ],
)
def test_one_function_alone_may(template: dict[str, Any], action: str, functions: set[str]) -> None:
    assert _granted(template, action) == functions


def test_who_tells_the_writer_reads_no_reader_and_publishes_to_the_alarms_topic_alone(
    template: dict[str, Any],
) -> None:
    granted = reading.statements(reading.functions(template)["NudgeFunction"])
    assert not reading.references([one["Resource"] for one in granted]) & {
        "SubscribersTable",
        "IdeasTable",
    }
    (publishes,) = [one for one in granted if "sns:Publish" in one["Action"]]
    assert publishes["Resource"] == [{"Ref": "AlarmTopic"}]


@pytest.mark.parametrize(
    ("function", "queues"),
    [
        ("ScheduleFunction", {"ScheduleQueue", "DeliverQueue", "SettleQueue"}),
        ("DeliverFunction", {"DeliverQueue", "SettleQueue"}),
        ("SettleFunction", {"DeliverQueue", "SettleQueue", "InviteQueue"}),
        ("FeedbackFunction", {"SettleQueue"}),
        ("NudgeFunction", set()),
        ("InviteFunction", set()),
    ],
)
def test_a_function_writes_to_the_queues_that_it_knows_and_to_no_other(
    template: dict[str, Any], function: str, queues: set[str]
) -> None:
    granted = {
        queue
        for statement in reading.statements(reading.functions(template)[function])
        if any(action.startswith("sqs:SendMessage") for action in statement["Action"])
        for queue in reading.references(statement["Resource"])
    }
    variables = reading.functions(template)[function]["Environment"]["Variables"]
    known = reading.references(variables)
    assert granted == queues
    assert granted <= known


@pytest.mark.parametrize(
    ("action", "more"),
    [("ses:SendEmail", []), ("ses:SendBulkEmail", [{"Fn::Sub": f"{SES}template/*"}])],
)
def test_mail_goes_out_as_the_publication_and_by_its_configuration_set(
    template: dict[str, Any], action: str, more: list[Any]
) -> None:
    """IAM wants a template for a bulk mail, and an inline one has no name.

    In the sandbox SES also asks for the recipient's identity: only then for any.
    """
    (granted,) = [
        statement["Resource"]
        for _, statement in _statements(template)
        if action in statement["Action"]
    ]
    domain = {"Domain": {"Fn::Select": [1, {"Fn::Split": ["@", {"Ref": "FromAddress"}]}]}}
    assert granted == [
        {"Fn::Sub": f"{SES}identity/${{FromAddress}}"},
        {"Fn::Sub": [f"{SES}identity/${{Domain}}", domain]},
        {"Fn::Sub": f"{SES}configuration-set/${{ConfigurationSet}}"},
        *more,
        {"Fn::If": ["InSandbox", {"Fn::Sub": f"{SES}identity/*"}, {"Ref": "AWS::NoValue"}]},
    ]


def test_the_layer_keeps_the_models_of_every_service_that_is_granted(
    template: dict[str, Any],
) -> None:
    makefile = (reading.ROOT / "layers/dependencies/Makefile").read_text()
    (line,) = [line for line in makefile.splitlines() if line.startswith("SERVICES = ")]
    granted = {
        action.partition(":")[0]
        for _, statement in _statements(template)
        for action in statement["Action"]
    }
    assert {CLIENTS.get(name, name) for name in granted} == set(line.split()[2:])
