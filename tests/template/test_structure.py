import json
from copy import deepcopy
from graphlib import CycleError
from typing import Any

import pytest

from tests.template import reading


def test_cloudformation_finds_an_order_to_make_the_resources_in(plain: dict[str, Any]) -> None:
    assert len(reading.order(plain)) >= len(plain["Resources"])


@pytest.mark.parametrize("name", ["SignupFunction", "ArchiveFunction"])
def test_the_api_in_a_functions_environment_would_be_a_cycle(
    template: dict[str, Any], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linters pass it, CloudFormation does not: so the search for an order must find it."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    spoilt = deepcopy(template)
    variables = spoilt["Resources"][name]["Properties"]["Environment"]["Variables"]
    variables["SITE"] = {"Fn::GetAtt": ["Api", "ApiEndpoint"]}
    with pytest.raises(CycleError):
        reading.order(reading.expanded(spoilt))


def test_no_function_knows_the_api(template: dict[str, Any]) -> None:
    for function in reading.functions(template).values():
        assert not {"Api", "SiteAddress"} & reading.references(function["Environment"])


def test_the_sites_address_is_a_parameter_that_its_readers_find_by_name(
    template: dict[str, Any],
) -> None:
    site = template["Resources"]["SiteAddress"]["Properties"]
    assert (
        site["Name"]
        == template["Globals"]["Function"]["Environment"]["Variables"]["SITE_PARAMETER"]
    )
    assert site["Value"]["Fn::If"][0] == "HasOwnDomain"
    assert site["Value"]["Fn::If"][2] == {"Fn::GetAtt": ["Api", "ApiEndpoint"]}
    granted = {
        name: statement["Resource"]
        for name, function in reading.functions(template).items()
        for statement in reading.statements(function)
        if "ssm:GetParameter" in statement["Action"]
    }
    assert granted.keys() == {"InviteFunction", "DeliverFunction", "ArchiveFunction"}
    for (resource,) in granted.values():
        assert resource["Fn::Sub"].endswith(f":parameter{site['Name']['Fn::Sub']}")


def test_every_function_logs_to_the_templates_own_group(template: dict[str, Any]) -> None:
    """Else an early invocation makes the group first, and the stack fails over it."""
    for function in reading.functions(template).values():
        assert function["LoggingConfig"]["LogGroup"] == {"Ref": "Logs"}


def test_every_log_group_forgets(template: dict[str, Any]) -> None:
    groups = reading.of_type(template, "AWS::Logs::LogGroup")
    assert groups.keys() == {"Logs", "AccessLogs"}
    assert all(group["RetentionInDays"] <= 90 for group in groups.values())


def test_the_access_log_records_the_route_and_nothing_of_the_reader(
    template: dict[str, Any],
) -> None:
    """Paths hold readers' keys, and addresses of machines are personal data."""
    settings = template["Resources"]["Api"]["Properties"]["AccessLogSettings"]
    assert "$context.routeKey" in settings["Format"]
    for secret in ("path", "uri", "sourceIp", "integration.", "userAgent", "protocol"):
        assert secret.lower() not in settings["Format"].lower()


def test_the_site_is_throttled(template: dict[str, Any]) -> None:
    limits = template["Resources"]["Api"]["Properties"]["DefaultRouteSettings"]
    assert 0 < limits["ThrottlingRateLimit"] <= limits["ThrottlingBurstLimit"]


def test_an_own_domain_is_made_only_where_one_is_given(template: dict[str, Any]) -> None:
    for name in ("Domain", "DomainMapping"):
        assert template["Resources"][name]["Condition"] == "HasOwnDomain"
    assert template["Outputs"]["OwnDomainTarget"]["Condition"] == "HasOwnDomain"


def test_functions_run_on_python_3_13_on_arm64_untraced(template: dict[str, Any]) -> None:
    for function in reading.functions(template).values():
        assert (function["Runtime"], function["Architectures"]) == ("python3.13", ["arm64"])
        assert function["Handler"] == "app.handler"
        assert "Tracing" not in function


def test_every_folder_of_functions_is_a_function_that_bears_its_name(
    template: dict[str, Any],
) -> None:
    folders = {file.parent.name for file in reading.ROOT.glob("functions/*/app.py")}
    functions = reading.functions(template)
    assert {name.removesuffix("Function").lower() for name in functions} == folders
    for name, function in functions.items():
        folder = name.removesuffix("Function").lower()
        assert function["CodeUri"] == f"functions/{folder}"
        assert function["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"] == folder


def test_pages_answer_before_the_api_gives_up(template: dict[str, Any]) -> None:
    """An HTTP API waits for 30 s."""
    functions = reading.functions(template)
    for name in reading.routes(template).values():
        assert functions[name]["Timeout"] <= 29


def test_every_parameter_and_condition_is_used(template: dict[str, Any]) -> None:
    body = [template[part] for part in ("Globals", "Resources", "Outputs", "Conditions")]
    assert not template["Parameters"].keys() - reading.references(body)
    text = str(body[1:3])
    assert all(f"'{name}'" in text for name in template["Conditions"])


def test_the_salt_stays_secret(template: dict[str, Any]) -> None:
    """It turns ids back into guessed addresses: only who makes ids of addresses has it."""
    assert template["Parameters"]["Salt"]["NoEcho"] is True
    holders = {
        name
        for name, function in reading.functions(template).items()
        if "Salt" in reading.references(function["Environment"])
    }
    assert holders == {"SignupFunction", "InboundFunction"}
    assert "Salt" not in reading.references(template["Outputs"])


def test_images_are_public_one_by_one_over_tls_and_outlive_the_stack(
    template: dict[str, Any],
) -> None:
    """Mail programs show them for years; nobody lists them, and nobody makes others public."""
    images, policy = (template["Resources"][name] for name in ("Images", "ImagesPolicy"))
    assert images["Condition"] == policy["Condition"] == "ShowsImages"
    assert images["DeletionPolicy"] == "RetainExceptOnCreate"
    assert "LifecycleConfiguration" not in images["Properties"]
    blocks = images["Properties"]["PublicAccessBlockConfiguration"]
    assert blocks["BlockPublicAcls"]
    assert blocks["IgnorePublicAcls"]
    assert policy["Properties"]["PolicyDocument"]["Statement"] == [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": {"Fn::Sub": "${Images.Arn}/*"},
            "Condition": {"Bool": {"aws:SecureTransport": "true"}},
        }
    ]


def test_no_function_has_to_do_with_images(template: dict[str, Any]) -> None:
    for function in reading.functions(template).values():
        assert "Images" not in reading.references(function)


def test_no_other_bucket_is_public(template: dict[str, Any]) -> None:
    buckets = reading.of_type(template, "AWS::S3::Bucket")
    assert {
        name
        for name, bucket in buckets.items()
        if not all(bucket["PublicAccessBlockConfiguration"].values())
    } == {"Images"}
    policies = reading.of_type(template, "AWS::S3::BucketPolicy").values()
    everybodys = [each for each in policies if '"*"' in json.dumps(each["PolicyDocument"])]
    assert [each["Bucket"] for each in everybodys] == [{"Ref": "Images"}]


def test_the_outputs_name_what_the_command_line_needs(template: dict[str, Any]) -> None:
    assert template["Outputs"].keys() >= {
        *("Site", "ApiId", "SubscribersTable", "PostsTable", "EditionsTable", "IdeasTable"),
        *("ScheduleQueue", "SettleQueue", "DeliverQueue", "MailBucket", "Bus", "ConfigurationSet"),
        *("ImageBucket", "ImageAddress"),
    }
