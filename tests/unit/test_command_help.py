"""The command's help: what it loads, that it teaches, and what the shell completes."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli.commands import COMMANDS
from cli.main import group
from tests.world.commands import Desk, below, ran

ROOT = Path(__file__).parents[2]

NEEDLESS = {
    "boto3": "0.2 s",
    "botocore": "0.2 s",
    "dearreader.app": "the domain, which help has no use for",
    "dearreader.posts": "as above",
    "dearreader.settings": "as above",
    "dearreader.replies": "as above",
    "rich": "45 ms",
    "mistune": "35 ms",
    "yaml": "20 ms",
    "email_validator": "40 ms",
    "zoneinfo": "5 ms",
    "concurrent.futures": "10 ms",
    "csv": "5 ms",
    "hmac": "10 ms",
    "tomllib": "5 ms",
    "asyncio": "50 ms",
    "local": "the laptop's cloud",
}
MOST = 35
"""Modules beside click's own, most of which are a few lines that describe a command."""

LOADED = """
import sys
import click
before = set(sys.modules)
from cli.main import group
try:
    group(["--help"])
except SystemExit:
    pass
print("LOADED", *sorted(set(sys.modules) - before))
"""


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """What `dearreader --help` loads beside click."""
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.rpartition("LOADED")[2].split())


def test_help_loads_nothing_that_takes_long(loaded: set[str]) -> None:
    assert {name: reason for name, reason in NEEDLESS.items() if name in loaded} == {}


def test_help_loads_little(loaded: set[str]) -> None:
    assert len(loaded) <= MOST, sorted(loaded)


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if isinstance(command, click.Group):
        for name, each in below(command).items():
            yield from commands(each, (*path, name))
    else:
        yield path


@pytest.mark.parametrize("path", list(commands(group)), ids=" ".join)
def test_every_option_and_command_is_explained(path: tuple[str, ...]) -> None:
    command: click.Command = group
    for name in path:
        command = below(command)[name]
    assert command.help
    unexplained = [
        parameter.opts[0]
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help
    ]
    assert unexplained == []
    if any(isinstance(parameter, click.Argument) for parameter in command.params):
        assert len(command.help) > 40, "it says what to give it"


def test_the_list_says_of_each_command_what_its_own_help_begins_with() -> None:
    whole = {name: each.get_short_help_str(limit=200) for name, each in below(group).items()}
    assert {name: told for name, (_, told) in COMMANDS.items()} == whole


def test_no_line_of_a_list_of_commands_is_cut() -> None:
    groups = [(), *((name,) for name in below(group) if name not in {"status", "completion"})]
    lines = [line for path in groups for line in ran(*path, "--help").out.splitlines()]
    assert [line for line in lines if line.startswith("  ") and line.endswith("...")] == []


def completed(words: str, folder: Path) -> list[str]:
    """What bash is offered after the words, the last of which is unfinished."""
    variables = {
        "_DEARREADER_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    source = "import sys; sys.argv = ['dearreader']; from cli.main import main; main()"
    command = [sys.executable, "-c", source]
    path = os.pathsep.join([str(ROOT), str(ROOT / "layers/dearreader")])
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **variables, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_the_shell_completes_commands_options_and_posts(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    for name in ("hello.md", "help-wanted.md", "notes.txt", "other.md"):
        (tmp_path / "posts" / name).touch()
    assert completed("dearreader sub", tmp_path) == ["subscribers"]
    assert completed("dearreader subscribers im", tmp_path) == ["import"]
    assert completed("dearreader subscribers import --dr", tmp_path) == ["--dry-run"]
    assert completed("dearreader post queue he", tmp_path) == ["hello", "help-wanted"]
    (tmp_path / "dearreader.toml").write_text("posts = \n")
    assert completed("dearreader post queue he", tmp_path) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_given_what_it_reads(desk: Desk, shell: str, tmp_path: Path) -> None:
    script = ran("completion", shell).out
    assert f"_DEARREADER_COMPLETE={shell}_complete" in script
    if found := shutil.which(shell):
        (tmp_path / "script").write_text(script)
        subprocess.run([found, "-n", tmp_path / "script"], check=True)


def test_a_shell_that_is_not_known_is_told(desk: Desk) -> None:
    assert "'bash', 'zsh', 'fish'" in desk.refused("completion", "csh")
