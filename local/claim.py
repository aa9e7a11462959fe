"""One `make dev` at a time, on ports that nobody else has: seen to before anything starts."""

import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.loopback import HOST


class Taken(Exception):
    """Something that `make dev` needs is in use; the message is what to do about it."""


@contextmanager
def only_one(file: Path, *, site: int) -> Iterator[None]:
    """Hold `file` for as long as this lasts; the system lets go of it when the holder dies."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            held.seek(0)
            raise Taken(
                f"make dev is running already (process {held.read().strip() or 'unknown'}): "
                f"open http://localhost:{site}, or end it with Ctrl-C in its own terminal."
            ) from error
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        yield


def free(**ports: int) -> None:
    """See that every port can be had. Raises Taken; the names say what each is for."""
    for name, port in ports.items():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
                raise Taken(
                    f"Port {port} (the {name}) is taken by another program: end that, or choose "
                    f"another port with make dev {name.upper()}_PORT=NUMBER."
                ) from error
