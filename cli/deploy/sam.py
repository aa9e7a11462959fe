"""sam, which builds and deploys: in an environment of its own, as its pins clash with ours."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from cli.connection import Place
from cli.failing import Failure
from cli.overrides import arguments
from dearreader.errors import BadInput

ENVIRONMENT = ".venv-deploy"


class Sam:
    """The sam of this project, or one that is installed beside this command."""

    def __init__(self, place: Place, folder: Path) -> None:
        self._place = place
        self._folder = folder

    def build(self) -> None:
        """Build functions and layers. Raises Failure."""
        self._run("build")

    def deploy(self, stack: str, parameters: Mapping[str, str], *, yes: bool) -> None:
        """Deploy what was built; sam shows what changes, and asks unless ``yes``.

        Raises BadInput for a parameter that sam cannot take, Failure where it does not end well.
        """
        try:
            handed = arguments(parameters)
        except ValueError as fault:
            raise BadInput(str(fault)) from fault
        place = {
            "--stack-name": stack,
            "--profile": self._place.named_profile,
            "--region": self._place.named_region,
        }
        named = [word for option, value in place.items() if value for word in (option, value)]
        agreed = ["--no-confirm-changeset"] if yes else []
        more = ["--no-fail-on-empty-changeset", *agreed, "--parameter-overrides", *handed]
        self._run("deploy", *named, *more)

    def _run(self, *words: str) -> None:
        sys.stdout.flush()
        command, more = _sam(self._folder)
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL"}
        }
        done = subprocess.run(  # noqa: S603 - our own command, and no shell
            [*command, *words], cwd=self._folder, env=environment | more, check=False
        )
        if done.returncode:
            raise Failure(
                f"sam {words[0]} has failed; what it said is above. Nothing else was done."
            )


def _sam(folder: Path) -> tuple[Sequence[str], dict[str, str]]:
    """How sam is called, and what its environment needs."""
    uv = _uv(folder)
    more = {"SAM_CLI_TELEMETRY": "0", "UV": uv}
    beside = Path(sys.executable).with_name("sam")
    if beside.exists():
        return [str(beside)], more
    run = [uv, "run", "--frozen", "--quiet", "--no-default-groups", "--group", "deploy"]
    return [*run, "sam"], more | {"UV_PROJECT_ENVIRONMENT": ENVIRONMENT}


def _uv(folder: Path) -> str:
    found = os.environ.get("UV") or shutil.which("uv") or str(folder.resolve() / ".tools/bin/uv")
    if not Path(found).exists() and not shutil.which(found):
        raise BadInput("uv, which brings sam along, is missing: run `make build` once.")
    return found
