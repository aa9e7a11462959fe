"""Where the command works: what it reads of a stack in AWS."""

from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from cli.connection import Place
from dearreader.errors import BadInput

FUNCTION = "dear-reader-SignupFunction-1"


@pytest.fixture
def stubs() -> dict[str, Stubber]:
    """Clients of a stack whose salt CloudFormation hides, as it does."""
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    made = {
        name: Stubber(boto3.client(name, region_name="eu-west-1", **keys))  # type: ignore[call-overload]
        for name in ("cloudformation", "lambda")
    }
    for stub in made.values():
        stub.activate()
    made["cloudformation"].add_response(
        "describe_stack_resource",
        {
            "StackResourceDetail": {
                "LogicalResourceId": "SignupFunction",
                "PhysicalResourceId": FUNCTION,
                "ResourceType": "AWS::Lambda::Function",
                "LastUpdatedTimestamp": "2026-11-28T00:00:00Z",
                "ResourceStatus": "CREATE_COMPLETE",
            }
        },
        {"StackName": "dear-reader", "LogicalResourceId": "SignupFunction"},
    )
    return made


def place(stubs: dict[str, Stubber], salt: str) -> Place:
    made: Any = Place(stack="dear-reader")
    made.__dict__.update(
        client=lambda name: stubs[name].client, _values={"SALT": salt}, _configured={}
    )
    found: Place = made
    return found


def test_the_salt_that_cloudformation_hides_is_read_from_the_function(
    stubs: dict[str, Stubber],
) -> None:
    stubs["lambda"].add_response(
        "get_function_configuration",
        {"Environment": {"Variables": {"SALT": "the real one"}}},
        {"FunctionName": FUNCTION},
    )
    assert place(stubs, "****").salt == "the real one"


def test_a_salt_that_may_not_be_read_says_which_right_is_missing(
    stubs: dict[str, Stubber],
) -> None:
    stubs["lambda"].add_client_error("get_function_configuration", "AccessDeniedException")
    with pytest.raises(BadInput, match="lambda:GetFunctionConfiguration"):
        _ = place(stubs, "****").salt


def test_a_salt_that_is_shown_is_taken_as_it_is(stubs: dict[str, Stubber]) -> None:
    assert place(stubs, "a salt that a laptop shows").salt == "a salt that a laptop shows"
