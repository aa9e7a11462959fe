"""The command `dearreader`, run in this process as the writer runs it."""

import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from cli.main import main
from tests.e2e.laptop import Laptop

POST = "---\ntitle: on being early\ntags: [ambition]\n---\nhi friends, come early.\n"


@dataclass(frozen=True)
class Ran:
    """What a command said."""

    code: int
    out: str
    err: str

    def lines(self) -> list[str]:
        assert (self.code, self.err) == (0, "")
        return self.out.splitlines()


def ran(*words: str) -> Ran:
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["dearreader", *words])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def local(*words: str) -> Ran:
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
