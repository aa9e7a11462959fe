"""Every answer of the local SES is one that botocore's model of SES knows: no shape drifts."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.ses import LocalSes
from local.ses.account_calls import AccountCalls
from local.ses.list_calls import ListCalls
from local.ses.model import service_model
from local.ses.send_bulk_email import SendBulkEmail
from local.ses.send_email import SendEmail
from local.ses.server import snake_case
from tests.contract.ses_client import bulk_entry, bulk_mail, client_of, simple_mail

CONTENT = {"Subject": "hi {{name}}", "Text": "dear {{name}}", "Html": "<p>dear {{name}}</p>"}

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("GetAccount", {}),
    ("PutAccountSendingAttributes", {"SendingEnabled": True}),
    ("PutAccountSuppressionAttributes", {"SuppressedReasons": ["BOUNCE"]}),
    ("CreateEmailIdentity", {"EmailIdentity": "news.example.com"}),
    ("GetEmailIdentity", {"EmailIdentity": "news.example.com"}),
    ("ListEmailIdentities", {}),
    ("DeleteEmailIdentity", {"EmailIdentity": "news.example.com"}),
    ("PutSuppressedDestination", {"EmailAddress": "gone+1@example.com", "Reason": "BOUNCE"}),
    ("GetSuppressedDestination", {"EmailAddress": "gone+1@example.com"}),
    ("ListSuppressedDestinations", {"Reasons": ["BOUNCE"], "PageSize": 1}),
    ("DeleteSuppressedDestination", {"EmailAddress": "gone+1@example.com"}),
    ("CreateEmailTemplate", {"TemplateName": "hello", "TemplateContent": CONTENT}),
    ("GetEmailTemplate", {"TemplateName": "hello"}),
    ("UpdateEmailTemplate", {"TemplateName": "hello", "TemplateContent": CONTENT}),
    ("ListEmailTemplates", {}),
    ("TestRenderEmailTemplate", {"TemplateName": "hello", "TemplateData": '{"name": "lin"}'}),
    ("DeleteEmailTemplate", {"TemplateName": "hello"}),
    ("CreateConfigurationSet", {"ConfigurationSetName": "letters"}),
    ("GetConfigurationSet", {"ConfigurationSetName": "letters"}),
    (
        "PutConfigurationSetSendingOptions",
        {"ConfigurationSetName": "letters", "SendingEnabled": True},
    ),
    ("GetConfigurationSetEventDestinations", {"ConfigurationSetName": "letters"}),
    ("ListConfigurationSets", {}),
    ("SendEmail", simple_mail()),
    ("SendBulkEmail", bulk_mail([bulk_entry("lin@example.com"), bulk_entry("no address")])),
    ("DeleteConfigurationSet", {"ConfigurationSetName": "letters"}),
]

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("GetEmailIdentity", {"EmailIdentity": "nobody.example"}, "NotFoundException"),
    ("GetSuppressedDestination", {"EmailAddress": "lin@example.com"}, "NotFoundException"),
    ("GetEmailTemplate", {"TemplateName": "none"}, "NotFoundException"),
    ("GetConfigurationSet", {"ConfigurationSetName": "none"}, "NotFoundException"),
    ("SendEmail", simple_mail(ConfigurationSetName="none"), "NotFoundException"),
    ("SendEmail", simple_mail("jürgen@example.com"), "BadRequestException"),
    ("SendEmail", simple_mail(FromEmailAddress="x@other.example"), "MessageRejected"),
    ("SendEmail", simple_mail(FromEmailAddress="mína <mina@example.com>"), "BadRequestException"),
    ("SendBulkEmail", bulk_mail([]), "BadRequestException"),
    (
        "SendBulkEmail",
        bulk_mail([bulk_entry("lin@example.com")] * 51, ConfigurationSetName="letters"),
        "BadRequestException",
    ),
    ("CreateConfigurationSet", {"ConfigurationSetName": "letters"}, "AlreadyExistsException"),
]


@pytest.fixture
def ses() -> Iterator[LocalSes]:
    with LocalSes(identities=["example.com"], configuration_sets=["letters"]) as running:
        yield running


def against_model(shape: Any, value: Any, where: str) -> None:
    """Fail where `value` has what the model has not, lacks what it needs, or is of another type."""
    if shape.type_name == "structure":
        unknown = set(value) - set(shape.members)
        missing = set(shape.required_members) - set(value)
        assert not unknown, f"{where} has {unknown}, which SES has not"
        assert not missing, f"{where} lacks {missing}"
        for name, member in value.items():
            against_model(shape.members[name], member, f"{where}.{name}")
    elif shape.type_name == "list":
        for index, member in enumerate(value):
            against_model(shape.member, member, f"{where}[{index}]")
    else:
        kinds: dict[str, Any] = {
            "string": str,
            "boolean": bool,
            "double": float,
            "integer": int,
            "long": int,
            "timestamp": (int, float),
            "map": dict,
        }
        assert isinstance(value, kinds[shape.type_name]), f"{where} is no {shape.type_name}"
        allowed = getattr(shape, "enum", None)
        assert not allowed or value in allowed, f"{where} is none of {allowed}"


def test_every_answer_is_of_the_model() -> None:
    raw: dict[str, Any] = {}
    with LocalSes() as ses:
        client = client_of(ses)
        client.meta.events.register(
            "before-parse.sesv2.*",
            lambda response_dict, operation_model, **_: raw.update(
                {operation_model.name: response_dict["body"]}
            ),
        )
        for name, call in CALLS:
            if name == "SendEmail":
                ses.verify("example.com")
            client._make_api_call(name, call)  # noqa: SLF001 - calls by the model's own names
            shape = service_model().operation_model(name).output_shape
            against_model(shape, json.loads(raw[name]), name)
    assert set(raw) == {name for name, _ in CALLS}


def test_every_operation_that_is_offered_is_in_the_contract() -> None:
    owners = (SendBulkEmail, SendEmail, AccountCalls, ListCalls)
    offered = {
        name
        for name in service_model().operation_names
        if any(hasattr(owner, snake_case(name)) for owner in owners)
    }
    assert offered == {name for name, _ in CALLS}


@pytest.mark.parametrize(("name", "call", "code"), REFUSED)
def test_a_refusal_is_the_error_that_ses_names(
    ses: LocalSes, name: str, call: dict[str, Any], code: str
) -> None:
    with pytest.raises(ClientError) as refused:
        client_of(ses)._make_api_call(name, call)  # noqa: SLF001 - as above
    answer = refused.value.response
    declared = {
        shape.name: shape.metadata["error"]["httpStatusCode"]
        for shape in service_model().operation_model(name).error_shapes
    }
    assert answer["Error"]["Code"] == code
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == declared[code]


def test_a_call_that_nobody_signed_is_refused(ses: LocalSes) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{ses.url}/v2/email/account", timeout=5)
    with refused.value as answer:
        assert answer.code == 403


def test_an_operation_that_the_laptop_lacks_says_so(ses: LocalSes) -> None:
    with pytest.raises(ClientError, match="does not do ListContactLists") as refused:
        client_of(ses).list_contact_lists()
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501
