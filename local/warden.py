"""Runs a server for as long as somebody holds its standard input, then leaves nothing behind.

The starter keeps the other end of the pipe and does nothing with it. When the starter ends, however
it ends, SIGKILL included, the pipe closes: the server's whole process group is killed and its
folder removed. This file is run by its path and imports nothing of ours.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading


def watch(folder: str, command: list[str]) -> int:
    """Run `command` in a process group of its own until stdin closes or it ends by itself."""
    os.mkdir(folder, 0o700)  # noqa: PTH102
    with open(os.path.join(folder, "log"), "wb") as log:  # noqa: PTH118, PTH123
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, process_group=0
        )
    threading.Thread(target=_kill_when_stdin_closes, args=(server,), daemon=True).start()
    result = server.wait()
    _kill(server)  # what the server started may have outlived it
    shutil.rmtree(folder, ignore_errors=True)
    return result


def _kill_when_stdin_closes(server: subprocess.Popen[bytes]) -> None:
    while os.read(0, 1024):
        pass
    _kill(server)


def _kill(server: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(server.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    sys.exit(watch(sys.argv[1], sys.argv[2:]))
