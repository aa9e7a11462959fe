"""Every example in a block of the documents does what it is there to show, in the order they stand.

A line that starts something else than the command is run by the test that is named for it.
"""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.e2e.command import local
from tests.e2e.laptop import Laptop
from tests.unit.test_documents import DOCUMENTS, ROOT

ELSEWHERE = {
    "make tour": "tests/e2e/test_tour.py",
    "make test": ".ci",
    "make dev": "tests/e2e/test_dev.py",
    "uv run dearreader init": "tests/unit/test_command_init.py",
    "uv run dearreader deploy": "tests/e2e/test_deployed_by_sam.py",
    "uv run dearreader doctor": "tests/e2e/test_stack_life.py",
}

OF_AWS = {"init", "deploy", "doctor", "destroy"}
"""Commands that are run by tests of their own, for what they need is not on a laptop."""

GIVEN = {
    "subscribers.csv": "email,status,utm_source\nlist.of.documents@example.com,inactive,x\n",
}
"""Files that the writer of a document takes for granted."""


def examples(text: str) -> list[str]:
    """The lines of blocks that a shell would take."""
    found = re.findall(r"^ *```(?:sh|bash)?\n((?:(?! *```).*\n)+?) *```$", text, re.MULTILINE)
    lines = [line.partition(" # ")[0].strip() for block in found for line in block.splitlines()]
    starts = ("make ", "export ", "printf ", "uv run ", "dearreader ")
    return [line for line in lines if line.startswith(starts)]


def names(laptop: Laptop, document: str) -> dict[str, str]:
    """What stands in capitals in a document's examples, as something that is there."""
    found = {}
    if " KEY" in document:
        laptop.send()
        found["KEY"] = laptop.app.editions.latest(limit=1)[0].key
    if " ADDRESS" in document:
        (found["ADDRESS"],) = laptop.readers("example")
    return found


@pytest.mark.parametrize(
    "document",
    [each for each in DOCUMENTS if examples(each.read_text())],
    ids=lambda each: each.name,
)
def test_the_examples_of_a_document_run(here: Laptop, folder: Path, document: Path) -> None:
    for name, text in GIVEN.items():
        (folder / name).write_text(text)
    lines = list(dict.fromkeys(examples(document.read_text())))  # the same again says nothing new
    there = names(here, "\n".join(lines))
    for line in lines:
        if elsewhere := [test for start, test in ELSEWHERE.items() if line.startswith(start)]:
            assert (ROOT / elsewhere[0]).exists()
        elif line.startswith("printf "):
            subprocess.run(line, shell=True, check=True)  # noqa: S602 - our own document
        else:
            words = shlex.split(line.removeprefix("uv run ").replace(" --local ", " "))
            assert words[0] == "dearreader"
            if OF_AWS.intersection(words):
                continue
            assert local(*(there.get(word, word) for word in words[1:])).lines(), line
    if (
        hello := here.app.posts.get("hello")
    ) and hello.status == "queued":  # the shared cloud's queue is left as it was
        local("post", "unqueue", "hello").lines()
