"""Who the tests in memory are held to: moto, and one MiniStack for all tests that ask for it."""

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from local.ministack import MiniStack
from tests.contract.databases import Database, Dynamo, Memory, moto_client


@pytest.fixture(scope="session")
def ministack() -> Iterator[MiniStack]:
    with MiniStack() as running:
        yield running


@pytest.fixture(scope="session")
def moto_dynamodb() -> Any:
    return moto_client("dynamodb")


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
