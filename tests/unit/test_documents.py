"""What the documents name is there: files, make's targets, commands, and what to run first."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli.main import group
from tests.unit.test_command_help import commands
from tests.world.commands import below

ROOT = Path(__file__).parents[2]
"""Commands that documents may name before they are there."""

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


@pytest.fixture(params=DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def document(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def blocks(text: str) -> Iterator[str]:
    """The lines of every block of commands."""
    for block in re.findall(r"^ *```(?:sh|bash)?\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE):
        yield from block.splitlines()


def code(text: str) -> list[str]:
    """Every line of a block, and what stands between backticks."""
    return [*blocks(text), *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)]


def test_a_link_leads_somewhere(document: Path) -> None:
    text = re.sub(r"`[^`\n]+`", "", document.read_text())  # there it is shown, and leads nowhere
    links = re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text)
    local = [a or b for a, b in links if not re.match(r"https?:|mailto:", a or b)]
    broken = [link for link in local if not (document.parent / link.partition("#")[0]).exists()]
    assert broken == []


def test_a_target_of_make_exists(document: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        found
        for line in code(document.read_text())
        for found in re.findall(r"^(?:\S+=\S+ )*make (\w+)", line.strip())
    }
    assert named <= targets


def test_a_command_of_dearreader_exists(document: Path) -> None:
    for line in code(document.read_text()):
        for words in re.findall(r"(?:^|\buv run )dearreader ([^#|]*)", line.strip()):
            assert known(words), f"dearreader {words}"


def test_every_command_is_documented() -> None:
    told = {line for document in DOCUMENTS for line in code(document.read_text())}
    text = "\n".join(told)
    names = [" ".join(path) for path in commands(group)]
    assert [name for name in names if not re.search(rf"dearreader (?:--\S+ )*{name}\b", text)] == []


def known(words: str) -> bool:
    """Whether the command line leads to a command, by its groups and options."""
    command: click.Command = group
    rest = iter(shlex.split(words.replace("…", "")))
    for word in rest:
        if isinstance(command, click.Group) and not word.startswith("-"):
            if word not in below(command):
                return False
            command = below(command)[word]
        elif word.startswith("--"):
            options = {name: each for each in command.params for name in each.opts}
            name = word.partition("=")[0]
            if name not in options.keys() | {"--help"}:
                return False
            if "=" not in word and not getattr(options.get(name), "is_flag", True):
                next(rest, "")  # its value
    return True


def test_the_tour_is_the_first_command_of_the_readme_then_the_tests_then_the_cloud() -> None:
    lines = list(blocks((ROOT / "README.md").read_text()))
    assert [line.partition("#")[0].strip() for line in lines[:3]] == [
        "make tour",
        "make test",
        "make dev",
    ]


def test_the_ports_of_the_readme_are_those_of_make_dev() -> None:
    ports = set(re.findall(r"http://localhost:(\d+)", (ROOT / "README.md").read_text()))
    source = (ROOT / "local" / "dev.py").read_text()
    assert ports == {"8000", "8025"}
    assert all(f": {port}" in source for port in ports)
