from typing import Any

import pytest

from tests.template import reading


@pytest.fixture(scope="session")
def template() -> dict[str, Any]:
    """template.yaml as written; not to be changed."""
    return reading.written()


@pytest.fixture
def plain(template: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """template.yaml as CloudFormation gets it."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    return reading.expanded(template)
