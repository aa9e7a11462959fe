"""Versions of the project: older ones, and which sources deployed functions are made of."""

import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from local.loopback import DIRECT
from tests.e2e.waiting import LIMIT

OLDER = sorted(Path(__file__).with_name("older").glob("*.tar.gz"))
COMMANDS = """
import sys
from cli.main import group
for line in sys.argv[1:]:
    group.main(["--local", *line.split()], standalone_mode=False)
"""
ADD_AND_QUEUE = ("post add {}.md", "post queue {}")
POST = "---\ntitle: {title}\n---\nhello, this is {title}.\n"


class Older:
    """An older version: what it deploys, and its command for the writer."""

    def __init__(self, archive: Path, root: Path, state: Path) -> None:
        with tarfile.open(archive) as tar:
            tar.extractall(root, filter="data")
        self.root = root
        self._state = state

    def command(self, *lines: str) -> str:
        """Run lines of `dearreader --local`, as it was then, one after the other."""
        paths = [self.root, self.root / "layers/dearreader"]
        done = subprocess.run(
            [sys.executable, "-c", COMMANDS, *lines],
            cwd=self.root,
            env={
                **os.environ,
                "DEARREADER_LOCAL": str(self._state),
                "PYTHONPATH": os.pathsep.join(map(str, paths)),
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def queue(self, *titles: str) -> None:
        """Write posts, each under its title with hyphens, and queue them."""
        slugs = [title.replace(" ", "-") for title in titles]
        for slug, title in zip(slugs, titles, strict=True):
            (self.root / f"{slug}.md").write_text(POST.format(title=title))
        self.command(*(line.format(slug) for slug in slugs for line in ADD_AND_QUEUE))


def sources(folder: Path, *, under: str = "") -> dict[str, bytes]:
    """The Python files of a folder by their names, as a zip of it would have them."""
    return {
        str(Path(under) / file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*.py")
    }


def deployed(client: Any, function: str) -> dict[str, bytes]:
    """The Python files that a function has of its own and by its layers."""
    found = client.get_function(FunctionName=function)
    layers = [each["Arn"] for each in found["Configuration"]["Layers"]]
    content = [client.get_layer_version_by_arn(Arn=layer)["Content"] for layer in layers]
    files: dict[str, bytes] = {}
    for place in (found["Code"], *content):
        with (
            DIRECT.open(place["Location"], timeout=LIMIT) as answer,
            ZipFile(BytesIO(answer.read())) as archive,
        ):
            files |= {
                name: archive.read(name) for name in archive.namelist() if name.endswith(".py")
            }
    return files
