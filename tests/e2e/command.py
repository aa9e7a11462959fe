"""The command `dearreader`, run in this process as the writer runs it."""

import json
from pathlib import Path

import pytest

from tests.e2e.laptop import Laptop
from tests.world.commands import Ran, ran

POST = "---\ntitle: on being early\ntags: [ambition]\n---\nhi friends, come early.\n"


def local(*words: str) -> Ran:
    """On the laptop's cloud, where long work tells nothing on stderr, however slow the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cli.progress.LINE_EVERY", 3600.0)
        return ran("--local", *words)


def refused(*words: str) -> str:
    """The one sentence on stderr of a command that refuses; nothing is printed besides."""
    ran = local(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("dearreader: ")
    assert ran.err.count("\n") == 1
    return ran.err


def write(folder: Path, laptop: Laptop, slug: str = "", text: str = POST) -> str:
    """Write a post; returns its slug."""
    slug = slug or laptop.address("post").partition("@")[0].replace(".", "-")
    (folder / f"{slug}.md").write_text(text)
    return slug


def status_of(slug: str) -> str:
    posts = [json.loads(line) for line in local("post", "list", "--json").lines()]
    (found,) = [each["status"] for each in posts if each["slug"] == slug]
    return str(found)
