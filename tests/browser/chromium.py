"""Chromium for the browser tests: the one that is there, Playwright's, or Debian's.

``python -m tests.browser.chromium`` sees to it that there is one, or says what to run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a Chromium, or None."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> bool:
    """Try Playwright's own, then Debian's where we may; True once there is one."""
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if _done(playwright) and find():
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        return _done(["apt-get", "update", "-qq"]) and _done(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        )
    return False


def _done(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return (
        subprocess.run(command, capture_output=True, env=environment, check=False).returncode == 0
    )


if __name__ == "__main__":
    if not find():
        print("There is no Chromium here; installing one for the browser tests …", flush=True)
        if not install():
            sys.exit("The browser tests need Chromium. Run: sudo apt-get install chromium")
