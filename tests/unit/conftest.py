"""A stack in memory for each test."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dearreader.app import App
from tests.world.commands import Desk
from tests.world.world import MemoryWorld, app

MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
"""07:00 in Berlin, the publication's hour."""


@pytest.fixture
def world() -> MemoryWorld:
    return MemoryWorld(MORNING)


@pytest.fixture
def stack(world: MemoryWorld) -> App:
    return app(world)


@pytest.fixture
def desk(stack: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The writer's, in a folder where nothing is yet."""
    monkeypatch.chdir(tmp_path)
    return Desk(stack)
