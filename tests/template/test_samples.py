"""events/ is complete and true to itself: a sample for every trigger, a schema for every event."""

import base64
import hashlib
import json
from typing import Any

import pytest
from boto3.dynamodb.types import TypeDeserializer
from jsonschema import Draft202012Validator

from dearreader import events
from tests.template import reading

SAMPLES = reading.samples()
EVENTS = [
    value for name, value in sorted(vars(events).items()) if name.isupper() and " " in str(value)
]


def _validator(detail_type: str) -> Draft202012Validator:
    schema = json.loads((reading.SCHEMAS / f"{_file_name(detail_type)}.json").read_text())
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == detail_type
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _file_name(detail_type: str) -> str:
    return detail_type.lower().replace(" ", "-")


def _records(source: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, record)
        for name, sample in SAMPLES.items()
        for record in sample.get("Records", ())
        if record["eventSource"] == source
    ]


def test_every_route_has_a_sample_of_its_own_function(template: dict[str, Any]) -> None:
    sampled = {
        (sample["routeKey"], name.partition(".")[0])
        for name, sample in SAMPLES.items()
        if "routeKey" in sample
    }
    assert sampled == {
        (route, function.removesuffix("Function").lower())
        for route, function in reading.routes(template).items()
    }


def test_every_queue_has_a_sample_of_its_own_function(template: dict[str, Any]) -> None:
    sampled = {
        (name.partition(".")[0], record["eventSourceARN"].split("-")[-2])
        for name, record in _records("aws:sqs")
    }
    assert sampled == {
        (function.removesuffix("Function").lower(), mapping["EventSourceArn"]["Fn::GetAtt"][0])
        for function, mapping in reading.sources(template).items()
    }


def test_every_stream_has_a_sample(template: dict[str, Any]) -> None:
    tables = {
        record["eventSourceARN"].partition(":table/dear-reader-")[2].partition("-")[0]
        for _, record in _records("aws:dynamodb")
    }
    assert tables == {
        name
        for name, table in reading.of_type(template, "AWS::DynamoDB::Table").items()
        if "StreamSpecification" in table
    }


def test_every_event_of_ses_that_is_routed_has_a_sample(template: dict[str, Any]) -> None:
    pattern = template["Resources"]["MailEventsRule"]["Properties"]["EventPattern"]
    sampled = {
        json.loads(record["body"])["detail-type"]
        for name, record in _records("aws:sqs")
        if name.startswith("feedback.")
    }
    assert sampled == set(pattern["detail-type"])


def test_records_are_what_sqs_would_hand_over() -> None:
    for _, record in _records("aws:sqs"):
        digest = hashlib.md5(record["body"].encode(), usedforsecurity=False).hexdigest()
        assert record["md5OfBody"] == digest


def test_requests_are_what_the_api_would_hand_over() -> None:
    for sample in SAMPLES.values():
        if "routeKey" not in sample:
            continue
        http = sample["requestContext"]["http"]
        assert sample["version"] == "2.0"
        assert sample["rawPath"] == http["path"]
        assert all(name == name.lower() for name in sample["headers"])
        assert sample["isBase64Encoded"] == (
            "body" in sample and "json" not in sample["headers"]["content-type"]
        )
        if sample["isBase64Encoded"]:
            body = base64.b64decode(sample["body"], validate=True)
            assert sample["headers"]["content-length"] == str(len(body))


def test_one_click_comes_as_rfc_8058_says() -> None:
    """§3.1: this pair alone, urlencoded or multipart, and no cookie."""
    plain = SAMPLES["unsubscribe.one-click"]
    assert base64.b64decode(plain["body"]) == b"List-Unsubscribe=One-Click"
    parts = SAMPLES["unsubscribe.one-click-multipart"]
    assert parts["headers"]["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="List-Unsubscribe"\r\n\r\nOne-Click\r\n' in base64.b64decode(parts["body"])
    assert not {"cookie", "cookies"} & (plain.keys() | plain["headers"].keys())


@pytest.mark.parametrize("detail_type", EVENTS)
def test_every_event_of_ours_has_a_schema_and_a_sample_that_obeys_it(detail_type: str) -> None:
    sample = SAMPLES[f"bus.{_file_name(detail_type)}"]
    assert (sample["source"], sample["detail-type"]) == (events.SOURCE, detail_type)
    _validator(detail_type).validate(sample["detail"])


def test_there_is_no_schema_without_an_event() -> None:
    assert {file.stem for file in reading.SCHEMAS.iterdir()} == {_file_name(one) for one in EVENTS}


@pytest.mark.parametrize("secret", ["address", "key", "text"])
def test_no_event_may_carry_more_than_it_says(secret: str) -> None:
    """Addresses, keys and readers' words stay in the tables."""
    for detail_type in EVENTS:
        detail = SAMPLES[f"bus.{_file_name(detail_type)}"]["detail"]
        assert not _validator(detail_type).is_valid({**detail, secret: "ada@example.net"})


def test_changes_in_the_tables_become_every_event_and_each_obeys_its_schema() -> None:
    made = []
    for _, record in _records("aws:dynamodb"):
        change = record["dynamodb"]
        old, new = (_item(change.get(image, {})) for image in ("OldImage", "NewImage"))
        for detail_type, detail in events.of_change(events.Change(old, new)):
            _validator(detail_type).validate(dict(detail))
            made.append(detail_type)
    assert sorted(set(made)) == sorted(EVENTS)


def _item(image: dict[str, Any]) -> dict[str, Any]:
    deserialize = TypeDeserializer().deserialize
    return {name: deserialize(value) for name, value in image.items()}
