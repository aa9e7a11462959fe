"""What a cloud that has ended might have left on the machine."""

import os
import socket
from contextlib import suppress
from pathlib import Path

LISTENING = "0A"


def processes(folder: Path) -> list[str]:
    """The processes that know the folder: MiniStack and its functions, by what /proc shows."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.fsencode(folder) in (process / "environ").read_bytes():
                found.append(process.name)
        except OSError:
            continue
    return found


def listens(port: int) -> bool:
    """Whether anybody answers at the loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ports(folder: Path) -> set[int]:
    """The loopback ports at which the processes that know the folder listen."""
    sockets = set()
    for process in processes(folder):
        with suppress(OSError):
            sockets |= {str(each.readlink()) for each in Path(f"/proc/{process}/fd").iterdir()}
    table = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {
        int(local.rpartition(":")[2], 16)
        for _, local, _, state, *rest in table
        if state == LISTENING and f"socket:[{rest[5]}]" in sockets
    }
