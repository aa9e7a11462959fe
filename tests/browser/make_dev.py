"""`make dev` in a copy of the project, found by nothing but what it prints."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from local.stack import ROOT

PARTS = ("local", "cli", "functions", "layers", "template.yaml")
READY = "Ctrl-C ends all of it"
PATIENCE = 120.0


@dataclass(frozen=True)
class Dev:
    """Where its parts are, as it says itself, and the folder that it runs from."""

    root: Path
    site: str
    inbox: str
    board: str

    def command(self, *words: str) -> str:
        """What `dearreader --local` says to the writer."""
        done = subprocess.run(
            [sys.executable, "-m", "cli.main", "--local", *words],
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        return done.stdout


@contextmanager
def make_dev(root: Path) -> Iterator[Dev]:
    """Start it in a folder, on free ports, until it is ready; end it afterwards."""
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, root / part)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "local.dev"],
        cwd=root,
        env={**os.environ, "SITE_PORT": "0", "INBOX_PORT": "0", "SMTP_PORT": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    hung = Timer(PATIENCE, process.kill)
    hung.start()
    assert process.stdout
    try:
        said = ""
        for line in process.stdout:
            said += line
            if READY in line:
                break
        places = dict(re.findall(r"the (site|inbox|board) +(http://[^\s,]+)", said))
        assert READY in said, said
        hung.cancel()
        yield Dev(root, **places)
    finally:
        hung.cancel()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
