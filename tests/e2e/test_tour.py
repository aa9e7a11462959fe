"""`make tour` ends as promised, stays on the laptop, and leaves nothing, however it ends."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from local.stack import ROOT
from tests.e2e.leftovers import listens, ports, processes
from tests.e2e.waiting import eventually

STARTED = ""
"""Before the tour has said that its cloud is up, while it starts."""


def test_the_tour_walks_the_whole_road_and_reaches_no_account(
    shell_of_a_real_account: str, tmp_path: Path
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    with _tour(folder) as tour:
        printed, complaints = tour.communicate(timeout=240)
    assert (tour.returncode, complaints) == (0, "")
    assert json.loads(printed.splitlines()[-1]) == {
        "subscribed": 22,
        "confirmed": 21,
        "delivered": 41,
        "replies": 6,
        "ideas": 3,
    }
    assert "no permission missing, every dead-letter queue empty" in printed
    _nothing_is_left(folder)


@pytest.mark.parametrize(
    ("end", "moment"),
    [
        (signal.SIGINT, STARTED),
        (signal.SIGTERM, STARTED),
        (signal.SIGKILL, STARTED),
        (signal.SIGINT, "25 sign-ups"),
        (signal.SIGTERM, "the stack is up"),
        (signal.SIGKILL, "dearreader post add"),
    ],
)
def test_a_tour_that_is_stopped_leaves_nothing_behind(
    end: signal.Signals, moment: str, tmp_path: Path
) -> None:
    with _tour(tmp_path) as tour:
        if moment == STARTED:
            eventually(lambda: any(tmp_path.glob("dearreader-ministack-*/log")))
        else:
            _read_until(tour, moment)
        assert len(processes(tmp_path)) > 1
        taken = ports(tmp_path)
        assert taken
        if end == signal.SIGINT:
            os.killpg(tour.pid, end)  # a terminal's Ctrl-C goes to all that run in it
        else:
            tour.send_signal(end)
        _, complaints = tour.communicate(timeout=30)
    assert tour.returncode == (-end if end == signal.SIGKILL else 128 + end)
    assert "Traceback" not in complaints
    _nothing_is_left(tmp_path)
    assert [port for port in taken if listens(port)] == []


@contextmanager
def _tour(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A tour whose temporary files are in `folder`, by which its processes are known as well."""
    with subprocess.Popen(
        [sys.executable, "-m", "local.tour"],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as tour:
        try:
            yield tour
        finally:
            tour.kill()


def _read_until(tour: subprocess.Popen[str], words: str) -> None:
    assert tour.stdout is not None
    for line in tour.stdout:
        if words in line:
            return
    pytest.fail(f"the tour ended before it said “{words}”")


def _nothing_is_left(folder: Path) -> None:
    eventually(lambda: not processes(folder))
    eventually(lambda: not list(folder.iterdir()))
