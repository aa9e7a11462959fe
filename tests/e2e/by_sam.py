"""A copy of the project, deployed by its own `make deploy`: the real sam, and no AWS but ours."""

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from cli.setup.questions import QUESTIONS
from local.ministack import REGION, MiniStack
from local.stack import ROOT
from tests.world.commands import ran

PARTS = ("Makefile", "README.md", "pyproject.toml", "uv.lock", "samconfig.toml", "template.yaml")
FOLDERS = ("cli", "functions", "layers")
PATIENCE = 240.0
"""Seconds; a quarter of a minute, once the packages of the group `deploy` are in uv's cache."""


class Project:
    """What a writer has on disk, in a folder of its own: builds are for this machine's Python."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in PARTS:
            shutil.copy(ROOT / name, folder)
        for name in FOLDERS:
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )

    def init(self, said: Mapping[str, str], **more: str) -> None:
        """Answer the questions of `dearreader init`, each on a line, and add `more` parameters."""
        (self.folder / "samconfig.toml").unlink()
        answers = [said.get(question.name, "") for question in QUESTIONS]
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setattr("sys.stdin", io.StringIO("\n".join([*answers, "y"]) + "\n"))
            assert ran("init").code == 0
        file = self.folder / "samconfig.toml"
        lines = "".join(f"    '{name}={value}',\n" for name, value in more.items())
        text, found = re.subn(
            r"(?m)^parameter_overrides = \[\n", lambda at: at[0] + lines, file.read_text()
        )
        assert found == 1
        file.write_text(text)

    def deploy(self, ministack: MiniStack, *, salt: str) -> None:
        """Run `make deploy`, say yes to the changes, and see that it ends well."""
        done = subprocess.run(
            ["make", f"UV={_uv()}", "deploy"],
            cwd=self.folder,
            env={**self._environment(ministack), "DEARREADER_SALT": salt},
            input="y\n",
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"

    def _environment(self, ministack: MiniStack) -> dict[str, str]:
        """The shell's, so that uv finds its cache and the registry, but for all that is AWS's."""
        theirs = ("AWS_", "SAM_", "MAKE", "MFLAGS", "UV_PROJECT_ENVIRONMENT", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
        return kept | {
            "AWS_ENDPOINT_URL": ministack.endpoint,
            "AWS_ENDPOINT_URL_SESV2": ministack.ses or ministack.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "NO_PROXY": "127.0.0.1,localhost",
            "no_proxy": "127.0.0.1,localhost",
            "LAYERS_FOR_PYTHON": sys.executable,
            "__SAM_CLI_APP_DIR": str(self.folder / ".aws-sam-home"),
        }


def _uv() -> str:
    """The uv that runs these tests, or that `make` would take."""
    found = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".tools/bin/uv")
    assert Path(found).is_file(), "uv is missing: `make test` brings it along"
    return found
