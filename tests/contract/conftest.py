"""Who the world in memory is held to: moto, and one MiniStack for all tests that ask for it."""

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from local.ministack import MiniStack
from tests.contract import feeds, lines
from tests.contract.databases import Database, Dynamo, Memory, moto_client
from tests.contract.feeds import Feed
from tests.contract.lambdas import Lambda
from tests.contract.lines import Line


@pytest.fixture(scope="session")
def ministack() -> Iterator[MiniStack]:
    with MiniStack() as running:
        yield running


@pytest.fixture(scope="session")
def function(ministack: MiniStack) -> Iterator[Lambda]:
    function = Lambda(ministack)
    function.start()
    yield function
    function.stop()


@pytest.fixture(scope="session")
def moto_dynamodb() -> Any:
    return moto_client("dynamodb")


@pytest.fixture(scope="session")
def moto_streams() -> Any:
    return moto_client("dynamodbstreams")


@pytest.fixture(scope="session")
def moto_sqs() -> Any:
    return moto_client("sqs")


@pytest.fixture(params=["memory", "moto", "ministack"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    if request.param == "memory":
        yield Memory()
    elif request.param == "ministack":
        yield Dynamo("ministack", request.getfixturevalue("ministack").client("dynamodb"))
    else:
        client = request.getfixturevalue("moto_dynamodb")
        with mock_aws():
            yield Dynamo("moto", client)


@pytest.fixture
def telling(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the functions' log and metrics ask of their environment."""
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "held")
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "DearReader")


@pytest.fixture(params=["simulation", "moto", "ministack"])
def line(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, telling: None
) -> Iterator[Line]:
    if request.param == "simulation":
        yield lines.SimulatedLine(monkeypatch)
    elif request.param == "moto":
        with lines.on_moto(request.getfixturevalue("moto_sqs")) as line:
            yield line
    else:
        function = request.getfixturevalue("function")
        with lines.on_ministack(request.getfixturevalue("ministack"), function) as line:
            yield line


@pytest.fixture(params=["memory", "simulation", "moto", "ministack"])
def feed(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, telling: None
) -> Iterator[Feed]:
    if request.param == "memory":
        yield feeds.MemoryFeed()
    elif request.param == "simulation":
        yield feeds.SimulatedFeed(monkeypatch)
    elif request.param == "moto":
        client = request.getfixturevalue("moto_dynamodb")
        with feeds.on_moto(client, request.getfixturevalue("moto_streams")) as feed:
            yield feed
    else:
        function = request.getfixturevalue("function")
        with feeds.on_ministack(request.getfixturevalue("ministack"), function) as feed:
            yield feed
