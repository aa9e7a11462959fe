from typing import Any

import pytest

from tests.template import reading


@pytest.fixture(params=["MailBucket", "OutboxFailures"])
def bucket(template: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    resource: dict[str, Any] = template["Resources"][request.param]
    return resource


def test_a_bucket_is_private_encrypted_and_forgets(bucket: dict[str, Any]) -> None:
    properties = bucket["Properties"]
    assert all(properties["PublicAccessBlockConfiguration"].values())
    assert len(properties["PublicAccessBlockConfiguration"]) == 4
    assert properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    (rule,) = properties["LifecycleConfiguration"]["Rules"]
    assert rule["Status"] == "Enabled"
    assert rule["ExpirationInDays"] <= 90


def test_a_bucket_outlives_the_stack(bucket: dict[str, Any]) -> None:
    """CloudFormation cannot delete one that holds anything."""
    assert bucket["DeletionPolicy"] == "RetainExceptOnCreate"


def test_the_mail_bucket_tells_eventbridge(template: dict[str, Any]) -> None:
    bucket = template["Resources"]["MailBucket"]["Properties"]
    assert bucket["NotificationConfiguration"] == {
        "EventBridgeConfiguration": {"EventBridgeEnabled": True}
    }


def test_only_this_accounts_ses_may_put_mail_in_and_only_there(template: dict[str, Any]) -> None:
    policy = template["Resources"]["MailBucketPolicy"]["Properties"]["PolicyDocument"]
    (allowed,) = [one for one in policy["Statement"] if one["Effect"] == "Allow"]
    assert allowed["Principal"] == {"Service": "ses.amazonaws.com"}
    assert allowed["Action"] == "s3:PutObject"
    assert allowed["Resource"] == {"Fn::Sub": "${MailBucket.Arn}/mail/*"}
    assert allowed["Condition"] == {
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    }


def test_the_receipt_rule_waits_for_the_buckets_policy(template: dict[str, Any]) -> None:
    """SES tries to write when the rule is made."""
    assert "MailBucketPolicy" in reading.references(template["Resources"]["ReceiptRule"])


def test_the_receipt_rule_joins_the_set_that_is_named_and_makes_none(
    template: dict[str, Any],
) -> None:
    rule = template["Resources"]["ReceiptRule"]
    assert rule["Condition"] == "Receives"
    assert template["Conditions"]["Receives"] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": "ActiveReceiptRuleSet"}, ""]}]
    }
    assert template["Parameters"]["ActiveReceiptRuleSet"]["Default"] == ""
    assert rule["Properties"]["RuleSetName"] == {"Ref": "ActiveReceiptRuleSet"}
    assert not reading.of_type(template, "AWS::SES::ReceiptRuleSet")
    properties = rule["Properties"]["Rule"]
    assert properties["Recipients"] == [{"Ref": "ReplyDomain"}]
    assert properties["ScanEnabled"] is True
    assert properties["Actions"] == [
        {"S3Action": {"BucketName": {"Ref": "MailBucket"}, "ObjectKeyPrefix": "mail/"}}
    ]


def test_an_identity_is_made_only_if_asked_for_and_then_kept(template: dict[str, Any]) -> None:
    identity = template["Resources"]["Identity"]
    assert identity["Condition"] == "MakesIdentity"
    assert template["Parameters"]["CreateIdentity"]["Default"] == "no"
    assert identity["DeletionPolicy"] == "RetainExceptOnCreate"
    assert identity["UpdateReplacePolicy"] == "Retain"


def test_nothing_depends_on_the_identity(template: dict[str, Any]) -> None:
    """Its DKIM names are read from SES: it may be somebody else's."""
    others = {name: one for name, one in template["Resources"].items() if name != "Identity"}
    assert "Identity" not in reading.references([others, template["Outputs"]])


def test_ses_reports_to_the_default_bus_and_receipts_are_a_choice(
    template: dict[str, Any],
) -> None:
    """SES publishes to no other bus."""
    destination = template["Resources"]["MailEvents"]["Properties"]["EventDestination"]
    assert destination["EventBridgeDestination"]["EventBusArn"]["Fn::Sub"].endswith(
        ":event-bus/default"
    )
    receipts, *always = destination["MatchingEventTypes"]
    assert receipts == {"Fn::If": ["WantsReceipts", "SEND", {"Ref": "AWS::NoValue"}]}
    assert set(always) == {"BOUNCE", "COMPLAINT", "REJECT", "RENDERING_FAILURE"}


def test_opens_and_clicks_are_not_tracked(template: dict[str, Any]) -> None:
    text = str(template["Resources"]).upper()
    assert "'OPEN'" not in text
    assert "'CLICK'" not in text
    assert "TrackingOptions" not in template["Resources"]["ConfigurationSet"]["Properties"]
