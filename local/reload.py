"""Lets the cloud run what is on disk, as soon as it is there and can be run."""

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import Change, DefaultFilter

from local.cloud import Cloud
from local.stack import ROOT, DeploymentFailed

TEMPLATE = ROOT / "template.yaml"
SOURCES = (ROOT / "functions", ROOT / "layers" / "dearreader" / "dearreader", TEMPLATE)
IMPORTING = Path(__file__).with_name("importing.py")


class Sources(DefaultFilter):
    """What the cloud is made of: Python files and the template."""

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change of this file is to be followed."""
        ours = path.endswith(".py") or Path(path) == TEMPLATE
        return ours and super().__call__(change, path)


def reload(cloud: Cloud, changed: Iterable[Path], say: Callable[[str], None]) -> None:
    """Bring the changed files into effect, and say so; or say why not."""
    paths = sorted({path.relative_to(ROOT) for path in changed})
    names = ", ".join(str(path) for path in paths)
    trouble = _imports()
    if trouble:
        say(f"Changed: {names}. Not in effect, the former version still runs:\n{trouble}")
        return
    if TEMPLATE.relative_to(ROOT) in paths:
        try:
            cloud.redeploy()
        except DeploymentFailed as error:
            say(f"Changed: {names}. Not in effect, CloudFormation says:\n{error}")
            return
        say(f"Changed: {names}. Deployed.")
        return
    folders = {path.parts[1] for path in paths if path.parts[0] == "functions"}
    for function in cloud.stack.functions:
        if function.removesuffix("Function").lower() in folders:
            cloud.stack.update_function(function)
    if any(path.parts[0] == "layers" for path in paths):
        cloud.stack.update_layer()
    say(f"Changed: {names}. In effect now.")


def _imports() -> str:
    """Why a function would not even start, or nothing. Takes half a second, in a process apart."""
    done = subprocess.run(
        [sys.executable, "-B", IMPORTING],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr.strip()
