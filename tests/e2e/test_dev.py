"""`make dev` as a contributor has it: what it shows, what an edit does, how it ends."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from cli.connection import Place
from dearreader.errors import BadInput
from local.stack import ROOT

PATIENCE = 90.0
PARTS = ("local", "cli", "functions", "layers")


class Dev:
    """One `make dev` on ports of its own, from a copy of the project that tests may edit."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "local.dev"],
            cwd=root,
            env={**os.environ, "SITE_PORT": "0", "INBOX_PORT": "0", "SMTP_PORT": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def _listen(self) -> None:
        assert self.process.stdout
        self.said.extend(line.rstrip("\n") for line in self.process.stdout)

    def ended(self, number: signal.Signals) -> int:
        """End it by a signal, and read what it says last; returns its exit status."""
        self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()
        return status

    @property
    def state(self) -> Path:
        return self.root / ".local" / "cloud.json"

    @property
    def site(self) -> str:
        return str(json.loads(self.state.read_text())["site"])

    def hears(self, words: str, *, after: int = 0) -> str:
        """The first line with these words that is said after the line of that number."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for line in self.said[after:]:
                if words in line:
                    return line
            assert self.process.poll() is None, "\n".join(self.said)
            time.sleep(0.05)
        raise AssertionError(f"“{words}” was never said:\n" + "\n".join(self.said))

    def edit(self, file: str, old: str, new: str, *, expect: str = "In effect now") -> None:
        """Change a source file as an editor does, and wait for the line that says so."""
        path, before = self.root / file, len(self.said)
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        assert expect in self.hears(f"Changed: {file}", after=before)

    def get(self, path: str) -> tuple[int, str]:
        return ask(Request(f"{self.site}{path}"))

    def press(self, button: str, **headers: str) -> tuple[int, str]:
        form = urlencode({"back": "/"}).encode()
        return ask(Request(f"{self.site}/-/{button}", data=form, headers=headers))


def ask(request: Request) -> tuple[int, str]:
    try:
        with urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.fixture(scope="module")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dev]:
    root = tmp_path_factory.mktemp("project")
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "template.yaml", root)
    dev = Dev(root)
    try:
        dev.hears("Ctrl-C ends all of it")
        yield dev
    finally:
        if dev.process.poll() is None:
            dev.ended(signal.SIGKILL)


def test_a_sample_publication_is_there(dev: Dev) -> None:
    status, board = dev.get("/-/board")
    assert status == HTTPStatus.OK
    votes = [int(row.partition("<")[0]) for row in board.split("<li><b>")[1:]]
    assert len(votes) >= 5
    assert len([each for each in votes if each > 1]) >= 3
    assert dev.get("/posts")[1].count('href="/posts/') == 3
    assert "12 readers" in "\n".join(dev.said)
    assert "2 posts wait in the queue" in "\n".join(dev.said)


def test_the_terminal_stays_quiet_while_all_is_well(dev: Dev) -> None:
    assert not [line for line in dev.said if "Error" in line or "Traceback" in line]


def test_the_buttons_send_the_next_letter_and_bring_readers(dev: Dev) -> None:
    assert "10 more readers have signed up and confirmed" in dev.press("readers")[1]
    assert "went to 22 readers" in dev.press("next")[1]
    assert dev.get("/posts")[1].count('href="/posts/') == 4


def test_another_sites_page_cannot_press_a_button(dev: Dev) -> None:
    assert dev.press("next", Origin="https://evil.example")[0] == HTTPStatus.FORBIDDEN
    assert dev.get("/posts")[1].count('href="/posts/') == 4


def test_an_edited_page_is_shown_at_once(dev: Dev) -> None:
    page = "layers/dearreader/dearreader/pages/joining.py"
    dev.edit(page, "send me the letters", "yes, write to me")
    assert "yes, write to me" in dev.get("/")[1]


def test_an_error_in_a_function_is_shown_with_its_name_and_place(dev: Dev) -> None:
    before = len(dev.said)
    file, line = "functions/archive/app.py", "post = app.published.find(slug)"
    dev.edit(file, line, 'raise KeyError("a slip")\n    ' + line)
    assert dev.get("/posts/anything")[0] == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "KeyError: 'a slip'" in dev.hears("archive: not answered", after=before)
    dev.hears(f"    {file}:", after=before)
    dev.edit(file, 'raise KeyError("a slip")\n    ' + line, line)
    assert dev.get("/posts/anything")[0] == HTTPStatus.NOT_FOUND


def test_what_would_not_start_leaves_the_former_version_running(dev: Dev) -> None:
    before = len(dev.said)
    file, line = "functions/signup/app.py", "from dearreader import pages"
    dev.edit(file, line, "from dearreader import pagse", expect="Not in effect")
    dev.hears("signup: does not import: ImportError", after=before)
    assert dev.get("/")[0] == HTTPStatus.OK
    dev.edit(file, "from dearreader import pagse", line)
    assert dev.get("/")[0] == HTTPStatus.OK


def test_a_changed_template_is_deployed(dev: Dev) -> None:
    assert dev.get("/letters.xml")[0] == HTTPStatus.NOT_FOUND
    dev.edit("template.yaml", "Path: /feed.xml", "Path: /letters.xml", expect="Deployed")
    assert dev.get("/letters.xml")[0] == HTTPStatus.OK
    assert dev.get("/posts")[0] == HTTPStatus.OK


def test_a_template_that_cannot_be_deployed_is_told(dev: Dev) -> None:
    before = len(dev.said)
    known, unknown = "AWS::Logs::LogGroup", "AWS::Logs::LogBook"
    dev.edit("template.yaml", known, unknown, expect="Not in effect")
    dev.hears(unknown, after=before)
    assert dev.get("/posts")[0] == HTTPStatus.OK
    dev.edit("template.yaml", unknown, known, expect="Deployed")


def test_a_second_one_says_one_sentence(dev: Dev) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "local.dev"],
        cwd=dev.root,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr.startswith(f"make dev is running already (process {dev.process.pid})")
    assert second.stderr.count("\n") == 1
    assert dev.get("/")[0] == HTTPStatus.OK


def test_killed_it_leaves_nothing_that_could_be_taken_for_a_cloud(dev: Dev) -> None:
    place, endpoint = Place(local=True, where=dev.state), json.loads(dev.state.read_text())
    children = _children(dev.process.pid)
    assert children
    dev.ended(signal.SIGKILL)
    _until(lambda: not dev.state.exists())
    with pytest.raises(BadInput, match="make dev"):
        _ = place.client
    _until(lambda: not any(map(_alive, children)))
    with pytest.raises(OSError, match="refused"):
        urlopen(endpoint["endpoint"], timeout=5)


def test_after_a_kill_the_next_one_starts_clean_and_ctrl_c_ends_it(dev: Dev) -> None:
    assert dev.process.poll() is not None, "this test follows the one that kills"
    again = Dev(dev.root)
    again.hears("12 readers have signed up")
    children = _children(again.process.pid)
    assert again.ended(signal.SIGINT) == 0
    assert again.said[-1] == "Good night."
    assert not again.state.is_symlink()
    _until(lambda: not any(map(_alive, children)))


def _children(parent: int) -> list[int]:
    """All processes below one."""
    found = subprocess.run(
        ["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    )
    pairs = [tuple(map(int, line.split())) for line in found.stdout.splitlines()]
    below: set[int] = {parent}
    while fresh := {pid for pid, above in pairs if above in below} - below:
        below |= fresh
    return sorted(below - {parent})


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)
