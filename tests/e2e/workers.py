"""The processes in which MiniStack runs the functions, by what /proc shows of them."""

import os
import signal
from contextlib import suppress
from pathlib import Path

from local.ministack import MiniStack
from tests.e2e.leftovers import processes

SCRIPT = b"/_worker.py"
"""What a worker of MiniStack's runs: the last argument of its command line ends in this."""


def workers(ministack: MiniStack) -> dict[int, str]:
    """The functions' processes that this MiniStack has started, and each one's function."""
    found = {}
    for process in processes(ministack.folder):
        with suppress(OSError):
            command = Path(f"/proc/{process}/cmdline").read_bytes().rstrip(b"\0")
            if command.endswith(SCRIPT):
                found[int(process)] = _function(process)
    return found


def caller(ministack: MiniStack, port: int) -> int:
    """The worker that calls somebody from this port of its own."""
    sockets = _sockets(port)
    (pid,) = [each for each in workers(ministack) if sockets & _open(each)]
    return pid


def kill(*pids: int) -> None:
    """End them at once: nothing of theirs runs any more, not even what they do last."""
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def _function(process: str) -> str:
    environment = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    named = dict(each.split(b"=", 1) for each in environment if b"=" in each)
    return named[b"AWS_LAMBDA_FUNCTION_NAME"].decode()


def _sockets(port: int) -> set[str]:
    """The sockets at a loopback port, as an open file is called that is one."""
    table = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {
        f"socket:[{rest[6]}]"
        for _, local, _, *rest in table
        if int(local.rpartition(":")[2], 16) == port
    }


def _open(pid: int) -> set[str]:
    """The sockets that a process holds."""
    files = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            files.add(str(file.readlink()))
    return files
