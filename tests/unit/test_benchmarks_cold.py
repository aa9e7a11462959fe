"""What a public function loads before it answers is counted: each module costs every cold start."""

import pytest

from benchmarks.cold import ALONE, OTHERS, PUBLIC, ROOT, Loaded, code, load

MOST = 85
"""Modules beyond boto3's; 50 of them are Powertools'."""

NEEDLESS = {
    "dearreader.editions.store": "editions are sent by other functions",
    "dearreader.ideas": "replies are read by other functions",
    "email_validator": "40 ms that only who signs up pays",
    "zoneinfo": "5 ms; only who computes with local times needs it",
    "jinja2": "pages are strings",
}


@pytest.fixture(scope="module")
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("bytecode"))


@pytest.fixture(scope="module")
def alone(bytecode: str) -> Loaded:
    return load(ALONE, bytecode)


@pytest.fixture(scope="module", params=PUBLIC)
def loaded(request: pytest.FixtureRequest, bytecode: str) -> Loaded:
    return load(code(request.param), bytecode)


def test_a_public_function_loads_few_modules_beyond_boto3(loaded: Loaded, alone: Loaded) -> None:
    beyond = sorted(loaded.modules - alone.modules)
    assert len(beyond) <= MOST, beyond


def test_a_public_function_loads_nothing_that_it_has_no_use_for(loaded: Loaded) -> None:
    found = {name: reason for name, reason in NEEDLESS.items() if name in loaded.modules}
    assert found == {}


def test_who_delivers_loads_nothing_of_asyncio_or_of_time_zones(bytecode: str) -> None:
    """Both came along by imports of others' imports: a fifth of its cold start."""
    loaded = load(code("deliver"), bytecode)
    assert {"asyncio", "zoneinfo"}.isdisjoint(loaded.modules)


def test_every_function_is_measured() -> None:
    functions = {path.parent.name for path in (ROOT / "functions").glob("*/app.py")}
    assert functions == PUBLIC.keys() | OTHERS.keys()
