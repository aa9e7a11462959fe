"""docs/architecture.md and its pictures say what the template has, and nothing that it has not."""

import re
from typing import Any

import pytest

from tests.pictures.__main__ import FOLDER, drawn
from tests.template import reading

PAGE = reading.ROOT / "docs" / "architecture.md"
NAMED = (
    "AWS::Serverless::Function",
    "AWS::DynamoDB::Table",
    "AWS::SQS::Queue",
    "AWS::Events::Rule",
    "AWS::Events::EventBus",
    "AWS::Scheduler::Schedule",
    "AWS::S3::Bucket",
    "AWS::SNS::Topic",
)
"""What has to be named."""

LIKE_OURS = re.compile(
    r"\b[A-Z][A-Za-z]+(?:Queue|Rule|Bucket|Topic|Alarm|Set)\b|\bTick[A-Z]\w+|\b[a-z]+/(?![\w{])"
)
"""What reads like a resource of the template."""


def told(logical_id: str) -> str:
    """How the page names a resource."""
    if logical_id.endswith("Function"):
        return f"{logical_id.removesuffix('Function').lower()}/"
    return logical_id.removesuffix("Table")


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text()


def test_the_page_names_every_function_queue_table_rule_and_bucket(
    template: dict[str, Any], page: str
) -> None:
    names = {
        told(name)
        for kind in NAMED
        for name in reading.of_type(template, kind)
        if not name.endswith("DeadLetters")  # each queue's, as the page says
    }
    assert {name for name in names if not re.search(rf"\b{name}", page)} == set()


def test_the_page_and_the_flows_name_nothing_that_is_not_there(
    template: dict[str, Any], page: str
) -> None:
    texts = [
        re.sub(r"\]\([^)]*\)", "]", page),
        *re.findall(r">([^<]+)</text>", "".join(drawn().values())),
    ]
    found = {name for text in texts for name in LIKE_OURS.findall(text)}
    folders = {"functions/", "local/", "layers/", "docs/"}
    known = {told(name) for name in template["Resources"]} | folders
    assert found - known == set()
    assert len(found) > 20


@pytest.mark.parametrize("name", ["joining.svg", "sending.svg", "replying.svg"])
def test_every_box_of_a_flow_that_looks_like_a_function_or_queue_is_one(
    template: dict[str, Any], name: str
) -> None:
    boxes = set(re.findall(r'font-weight="600"[^>]*>([\w/]+)</text>', drawn()[name]))
    queues = {box for box in boxes if box.endswith("Queue")}
    functions = {box for box in boxes if box.endswith("/")}
    assert queues
    assert queues <= reading.of_type(template, "AWS::SQS::Queue").keys()
    assert functions
    assert functions <= {told(each) for each in reading.functions(template)}


@pytest.mark.parametrize("name", sorted(drawn()))
def test_a_picture_is_as_it_would_be_drawn_today(name: str) -> None:
    assert (FOLDER / name).read_text() == drawn()[name], "run: python -m tests.pictures --drawn"


def test_a_screenshot_is_small() -> None:
    pictures = sorted(FOLDER.glob("*.png"))
    assert pictures
    assert [file.name for file in pictures if file.stat().st_size > 120_000] == []
