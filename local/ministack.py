"""The laptop's AWS: MiniStack in a process of its own, out of reach of the shell's AWS settings."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from functools import cache
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Any, Self

import botocore.session
from botocore.config import Config

REGION = "us-east-1"
WARDEN = Path(__file__).with_name("warden.py")
START_LIMIT = 30.0
"""Seconds in which MiniStack must answer; it usually takes less than one."""
STOP_LIMIT = 240.0
"""Seconds in which all must be gone. Usually it takes none, but workers that have layers of wheels
leave forty thousand files: a second's work, and a minute's or two where the disk is busy."""

_MAKING = threading.Lock()
"""botocore's sessions make one client at a time."""


class MiniStack:
    """A fresh, empty cloud on a free loopback port, and the clients that talk to it.

    Neither the server nor a client sees anything of the shell's AWS settings: the server's
    environment is made from nothing, the clients' endpoint and credentials are given and their
    configuration files are none. Use it as a context manager; leaving it ends every process and
    removes every file, and so does the death of this process.

    ``ses`` is where SES calls go, the functions' and the clients' (the local SES); without it, to
    MiniStack's own.
    """

    def __init__(self, *, ses: str | None = None) -> None:
        self._ses = ses
        self._server: subprocess.Popen[bytes] | None = None
        self._clients: dict[str, Any] = {}
        self.endpoint = ""

    @classmethod
    def at(cls, endpoint: str, *, ses: str | None = None) -> Self:
        """One that another process has started: for its clients."""
        running = cls(ses=ses)
        running.endpoint = endpoint
        return running

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        port = _free_port()
        # The warden makes it, as only he is sure to live long enough to remove it.
        self._folder = Path(tempfile.gettempdir(), f"dearreader-ministack-{token_hex(8)}")
        self._server = subprocess.Popen(
            [sys.executable, "-I", WARDEN, self._folder, sys.executable, "-m", "ministack"],
            stdin=subprocess.PIPE,
            env=_environment(port, self._folder, self._ses),
            start_new_session=True,  # Ctrl-C is ours to hear: we then end the server in order
        )
        self.endpoint = f"http://127.0.0.1:{port}"
        try:
            self._wait(port)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server and all that it started, its files included."""
        if self._server is None:
            return
        assert self._server.stdin is not None  # noqa: S101 - it was asked for above
        self._server.stdin.close()
        self._server.wait(timeout=STOP_LIMIT)
        self._server = None
        self._clients.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def client(self, service: str) -> Any:
        """A client of `service` that can talk to this MiniStack and to nothing else.

        It never repeats a call: what fails locally shall be seen. Threads may share it.
        """
        if service not in self._clients:
            self._clients[service] = self._make_client(service)
        return self._clients[service]

    @property
    def ses(self) -> str:
        """Where SES calls go, or "" for MiniStack's own."""
        return self._ses or ""

    @property
    def folder(self) -> Path:
        """Where what belongs to this run may be put: it goes when the server goes, however."""
        return self._folder

    @property
    def log(self) -> str:
        """What the server has printed."""
        return (self._folder / "log").read_text(errors="replace")

    def _make_client(self, service: str) -> Any:
        with _MAKING:
            return _session().create_client(
                service,
                region_name=REGION,
                endpoint_url=self._ses if self._ses and service == "sesv2" else self.endpoint,
                aws_access_key_id="test",
                aws_secret_access_key="test",  # noqa: S106
                config=Config(
                    proxies={},
                    use_fips_endpoint=False,
                    use_dualstack_endpoint=False,
                    read_timeout=120,
                    retries={"total_max_attempts": 1},
                    s3={"addressing_style": "path"},
                ),
            )

    def _wait(self, port: int) -> None:
        assert self._server is not None  # noqa: S101
        end = time.monotonic() + START_LIMIT
        while time.monotonic() < end:
            if self._server.poll() is not None:
                raise RuntimeError(f"MiniStack ended by itself with {self._server.returncode}")
            if _answers(port):
                return
            time.sleep(0.05)
        raise TimeoutError(f"MiniStack did not answer within {START_LIMIT:.0f} s:\n{self.log}")


@cache
def _session() -> Any:
    """Reads no variable and no file: name, variable, default, conversion.

    One for the process: it reads each service's model once, which takes longest of all.
    """
    return botocore.session.Session(
        session_vars={
            "profile": (None, None, None, None),
            "config_file": (None, None, os.devnull, None),
            "credentials_file": (None, None, os.devnull, None),
        }
    )


def _environment(port: int, folder: Path, ses: str | None) -> dict[str, str]:
    """All that MiniStack, and so every function in it, gets to see of the world."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "AUTH": "true",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LAMBDA_WARM_TTL_SECONDS": "30",  # a second worker of a function holds 45 MB: not for long
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    if ses:
        environment["AWS_ENDPOINT_URL_SESV2"] = ses
    return environment


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/_ministack/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
