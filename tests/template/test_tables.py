from typing import Any

import pytest

from tests.template import reading

TABLES = ["SubscribersTable", "PostsTable", "EditionsTable", "IdeasTable"]


@pytest.fixture(params=TABLES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def table(template: dict[str, Any], name: str) -> dict[str, Any]:
    resource: dict[str, Any] = template["Resources"][name]
    return resource


def test_these_are_all_the_tables(template: dict[str, Any]) -> None:
    assert list(reading.of_type(template, "AWS::DynamoDB::Table")) == TABLES


def test_a_table_outlives_the_stack_but_not_a_failed_creation(table: dict[str, Any]) -> None:
    assert table["DeletionPolicy"] == "RetainExceptOnCreate"
    assert table["UpdateReplacePolicy"] == "Retain"


def test_a_table_can_be_restored_and_is_not_deleted_by_mistake(table: dict[str, Any]) -> None:
    properties = table["Properties"]
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert properties["DeletionProtectionEnabled"] is True


def test_a_tables_name_is_generated_unless_a_restore_gives_it(
    template: dict[str, Any], table: dict[str, Any], name: str
) -> None:
    condition, given, generated = table["Properties"]["TableName"]["Fn::If"]
    assert (given, generated) == ({"Ref": f"{name}Name"}, {"Ref": "AWS::NoValue"})
    assert template["Conditions"][condition] == {
        "Fn::Not": [{"Fn::Equals": [{"Ref": f"{name}Name"}, ""]}]
    }
    assert template["Parameters"][f"{name}Name"]["Default"] == ""


def test_a_table_is_encrypted_and_paid_by_use(table: dict[str, Any]) -> None:
    assert table["Properties"]["BillingMode"] == "PAY_PER_REQUEST"
    assert table["Properties"]["SSESpecification"] == {"SSEEnabled": True}


def test_keys_are_pk_and_sk(table: dict[str, Any]) -> None:
    keys = {key["KeyType"]: key["AttributeName"] for key in table["Properties"]["KeySchema"]}
    assert keys == {"HASH": "pk", "RANGE": "sk"}


def test_what_expires_does(template: dict[str, Any]) -> None:
    tables = reading.of_type(template, "AWS::DynamoDB::Table")
    expiring = {name for name, table in tables.items() if "TimeToLiveSpecification" in table}
    assert expiring == {"SubscribersTable", "EditionsTable", "IdeasTable"}
    for name in expiring:
        expiry = tables[name]["TimeToLiveSpecification"]
        assert expiry == {"AttributeName": "expires", "Enabled": True}


def test_the_outbox_reads_the_three_streams_before_and_after(template: dict[str, Any]) -> None:
    tables = reading.of_type(template, "AWS::DynamoDB::Table")
    streaming = {name for name, table in tables.items() if "StreamSpecification" in table}
    assert streaming == {"SubscribersTable", "PostsTable", "IdeasTable"}
    for name in streaming:
        assert tables[name]["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    mappings = {
        mapping["EventSourceArn"]["Fn::GetAtt"][0]: mapping
        for mapping in reading.of_type(template, "AWS::Lambda::EventSourceMapping").values()
        if mapping["EventSourceArn"]["Fn::GetAtt"][1] == "StreamArn"
    }
    assert mappings.keys() == streaming
    for mapping in mappings.values():
        assert mapping["FunctionName"] == {"Ref": "OutboxFunction"}
        assert mapping["StartingPosition"] == "TRIM_HORIZON"
        assert mapping["BisectBatchOnFunctionError"] is True
        assert mapping["MaximumRetryAttempts"] == 10
        assert mapping["DestinationConfig"] == {
            "OnFailure": {"Destination": {"Fn::GetAtt": ["OutboxFailures", "Arn"]}}
        }


@pytest.mark.parametrize("name", ["PostsTable", "SubscribersTable"])
def test_posts_and_those_who_wait_for_an_invitation_are_listed_by_status(
    template: dict[str, Any], name: str
) -> None:
    (index,) = template["Resources"][name]["Properties"]["GlobalSecondaryIndexes"]
    assert index["IndexName"] == "by-status"
    assert [key["AttributeName"] for key in index["KeySchema"]] == ["status", "position"]


def test_the_index_of_posts_holds_what_lists_show_and_no_letters(template: dict[str, Any]) -> None:
    (index,) = template["Resources"]["PostsTable"]["Properties"]["GlobalSecondaryIndexes"]
    held = set(index["Projection"]["NonKeyAttributes"])
    assert held >= {"title", "letter", "sent_on"}
    assert not held & {"body", "html", "text", "page", "source"}


def test_the_index_of_subscribers_holds_their_ids_and_nothing_else(
    template: dict[str, Any],
) -> None:
    """Addresses and keys stay in the table."""
    (index,) = template["Resources"]["SubscribersTable"]["Properties"]["GlobalSecondaryIndexes"]
    assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}
