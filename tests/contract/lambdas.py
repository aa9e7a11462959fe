"""A real function in MiniStack, whose every invocation is answered in the test's own process."""

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dearreader.entry import Handler
from local.loopback import Answer, LoopbackServer, Request
from local.ministack import MiniStack
from tests.simulation.hub import Died

CODE = """
import json, os
from urllib.request import ProxyHandler, Request, build_opener

def handler(event, context):
    body = json.dumps(event).encode()
    with build_opener(ProxyHandler({})).open(Request(os.environ["TEST"], body)) as answer:
        told = json.loads(answer.read())
    if "failed" in told:
        raise RuntimeError(told["failed"])
    if "died" in told:
        os._exit(1)
    return told["answer"]
"""


class Lambda:
    """The function, which hands what comes from a source to the handler of that source."""

    def __init__(self, ministack: MiniStack) -> None:
        self._client = ministack.client("lambda")
        self._handlers: dict[str, Handler] = {}
        self._server = LoopbackServer(self._answer)
        self._iam = ministack.client("iam")

    def start(self) -> None:
        """Deploy the function, and run it once: its first process is there then."""
        self._server.start()
        role = self._iam.create_role(
            RoleName="held", AssumeRolePolicyDocument=json.dumps({"Statement": []})
        )
        self._client.create_function(
            FunctionName="held",
            Runtime="python3.13",
            Role=role["Role"]["Arn"],
            Handler="app.handler",
            Code={"ZipFile": _zipped(CODE)},
            Timeout=10,
            Environment={"Variables": {"TEST": self._server.url}},
        )
        self._client.invoke(FunctionName="held", Payload=json.dumps({"Records": []}))

    def stop(self) -> None:
        """Answer no more."""
        self._server.stop()

    @contextmanager
    def reading(self, source: str, handler: Handler, **settings: Any) -> Iterator[None]:
        """Let the function read a queue or stream, by its ARN, and a handler answer."""
        self._handlers[source] = handler
        mapping = self._client.create_event_source_mapping(
            FunctionName="held", EventSourceArn=source, **settings
        )
        try:
            yield
        finally:
            self._client.delete_event_source_mapping(UUID=mapping["UUID"])
            del self._handlers[source]

    def _answer(self, request: Request) -> Answer:
        event = json.loads(request.body)
        told: dict[str, Any] = {"answer": None}
        if event["Records"]:
            handler = self._handlers.get(event["Records"][0]["eventSourceARN"])
            try:
                told = {"answer": handler(event, None)} if handler else {"failed": "the test ended"}
            except Died:
                told = {"died": True}
            except Exception as error:  # noqa: BLE001 - as Lambda does, for the poller to see
                told = {"failed": repr(error)}
        return Answer(body=json.dumps(told).encode())


def _zipped(code: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("app.py", code)
    return out.getvalue()
