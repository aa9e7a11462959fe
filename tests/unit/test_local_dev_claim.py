"""`make dev` looks before it starts: one sentence where something is in the way."""

import os
import socket
from pathlib import Path

import pytest

from local.claim import Taken, free, only_one


def test_a_second_one_is_told_where_the_first_is(tmp_path: Path) -> None:
    file = tmp_path / "new" / "dev.pid"
    with (
        only_one(file, site=8000),
        pytest.raises(Taken, match=rf"process {os.getpid()}\).*http://localhost:8000.*Ctrl-C"),
        only_one(file, site=8000),
    ):
        pass


def test_the_next_one_starts_when_the_first_has_ended(tmp_path: Path) -> None:
    file = tmp_path / "dev.pid"
    with only_one(file, site=8000):
        pass
    with only_one(file, site=8000):
        pass


def test_a_taken_port_is_named_with_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Taken, match=rf"Port {port} \(the inbox\) is taken.*INBOX_PORT="):
            free(site=0, inbox=port)
    free(site=0, inbox=port)
