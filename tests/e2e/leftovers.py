"""What a cloud that has ended might have left on the machine."""

import os
import socket
from pathlib import Path


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
