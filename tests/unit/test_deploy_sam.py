"""sam as the command calls it, and what a deployment waits for."""

import json
import os
import sys
from pathlib import Path

import pytest

from cli import watching
from cli.connection import Place
from cli.deploy.command import until_none_goes_out
from cli.deploy.sam import Sam
from cli.failing import Failure
from dearreader.app import App
from dearreader.errors import BadInput
from tests.world.readers import TODAY, audience, deliver, prepare, write
from tests.world.world import MemoryWorld

UV = """#!{python} -I
import json, os, sys
names = ("UV_PROJECT_ENVIRONMENT", "SAM_CLI_TELEMETRY", "VIRTUAL_ENV", "UV")
with open({log!r}, "a") as log:
    log.write(json.dumps([sys.argv[1:], {{name: os.environ.get(name) for name in names}}]) + "\\n")
sys.exit(int("build" in sys.argv and os.path.exists({log!r} + ".fail")))
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a stand-in for uv writes down how it was called."""
    file, uv = tmp_path / "log", tmp_path / "uv"
    uv.write_text(UV.format(python=sys.executable, log=str(file)))
    uv.chmod(0o755)
    python = tmp_path / "bin" / "python"  # no sam beside it, whatever runs these tests
    monkeypatch.setattr("sys.executable", str(python))
    monkeypatch.setenv("UV", str(uv))
    monkeypatch.setenv("VIRTUAL_ENV", "/somewhere/else")
    return file


def sam(folder: Path) -> Sam:
    place = Place(profile="mine", region="eu-west-1")
    place.__dict__["_configured"] = {}
    return Sam(place, folder)


def test_sam_runs_in_an_environment_of_its_own(log: Path, tmp_path: Path) -> None:
    sam(tmp_path).build()
    words, environment = json.loads(log.read_text())
    assert words[-4:] == ["--group", "deploy", "sam", "build"]
    assert environment == {
        "UV_PROJECT_ENVIRONMENT": ".venv-deploy",
        "SAM_CLI_TELEMETRY": "0",
        "VIRTUAL_ENV": None,
        "UV": os.environ["UV"],
    }


@pytest.mark.parametrize("yes", [True, False])
def test_it_is_handed_the_place_and_each_parameter_whole(
    log: Path, tmp_path: Path, *, yes: bool
) -> None:
    sam(tmp_path).deploy("small-hours", {"Tagline": 'a "b" c', "SendHour": "7"}, yes=yes)
    words, _ = json.loads(log.read_text())
    assert words[words.index("sam") + 1 :] == [
        *("deploy", "--stack-name", "small-hours", "--profile", "mine", "--region", "eu-west-1"),
        "--no-fail-on-empty-changeset",
        *(["--no-confirm-changeset"] if yes else []),
        *("--parameter-overrides", 'Tagline="a \\"b\\" c"', 'SendHour="7"'),
    ]


def test_where_sam_fails_the_command_does(log: Path, tmp_path: Path) -> None:
    log.with_name("log.fail").touch()
    with pytest.raises(Failure, match="sam build has failed"):
        sam(tmp_path).build()


def test_a_value_that_sam_cannot_take_is_named(log: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Tagline has a backslash"):
        sam(tmp_path).deploy("small-hours", {"Tagline": "a \\ b"}, yes=True)
    assert not log.exists()


def test_without_uv_it_says_how_to_get_it(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UV")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(BadInput, match="make build"):
        sam(tmp_path).build()


def test_a_deployment_waits_for_an_edition_that_goes_out_and_for_no_other(
    stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched: list[str] = []
    monkeypatch.setattr(watching, "watch", lambda _app, key: watched.append(key))
    place = Place()
    place.__dict__["app"] = stack
    until_none_goes_out(place)
    audience(stack, 3)
    write(stack)
    prepare(stack, world)
    until_none_goes_out(place)
    assert watched == [TODAY]
    deliver(stack, world)
    stack.settling.settle()
    until_none_goes_out(place)
    assert watched == [TODAY]
