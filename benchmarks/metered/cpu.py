"""What our own code and boto3 take of a processor, measured on this machine for each kind of work.

boto3's calls are real up to the socket: requests are built, validated, signed, and answers parsed.
"""

import gc
import json
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse, HeadersDict

from dearreader.app import App, Aws
from dearreader.aws.dynamodb import DynamoTable
from dearreader.aws.wire import from_wire, to_wire
from dearreader.conditions import Update, equals
from dearreader.ports import Bulk, Copy
from tests.world.invoking import invoke, messages, process, sample
from tests.world.readers import audience, prepare, write
from tests.world.world import MemoryWorld, app

ROUNDS = 60
COPIES = 50
ITEMS = 100
MOMENT = datetime(2026, 11, 24, 6, tzinfo=UTC)
KEYS = {"aws_access_key_id": "none", "aws_secret_access_key": "none"}


@dataclass(frozen=True)
class Cpu:
    """CPU seconds on a whole core.

    Of a call, of an item in it, of a copy in a call to SES, of a message that a handler takes
    alone, and of one that it takes among many.
    """

    call: float
    item: float
    copy: float
    message: float
    event: float


_given: list[Cpu] = []


def measured() -> Cpu:
    """Each the least of several rounds; measured once, and the same in all runs that follow."""
    if not _given:
        gc.collect()
        call = _least(_update())
        _given.append(
            Cpu(
                call=call,
                item=_least(_items()) / ITEMS,
                copy=max(0.0, _least(_bulk()) - call) / COPIES,
                message=_message(),
                event=_event(),
            )
        )
    return _given[0]


def take(cpu: Cpu) -> None:
    """Let this process go by what another measured."""
    _given[:] = [cpu]


def _least(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    spent = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


def _message() -> float:
    """A message whose batch is done already: what the handler takes to read, log and count it."""
    world = MemoryWorld(MOMENT)
    stack = app(world)
    audience(stack, 1)
    write(stack)
    prepare(stack, world)
    asked = messages(world.queue("deliver").messages[0])
    with redirect_stdout(StringIO()), process(stack, "deliver"):
        return _least(lambda: invoke("deliver", asked))


def _event() -> float:
    """A receipt among a hundred."""
    world = MemoryWorld(MOMENT)
    stack = app(world)
    body = json.loads(sample("feedback.sent")["Records"][0]["body"])
    many = messages(*[body] * ITEMS)
    with redirect_stdout(StringIO()), process(stack, "feedback"):
        return _least(lambda: invoke("feedback.sent", many)) / ITEMS


def _update() -> Callable[[], Any]:
    item = to_wire({"pk": "2026-11-24.daily#00", "sk": "000001", "outcomes": "a" * COPIES})
    table = DynamoTable(_client("dynamodb", {"Attributes": item}), "editions")
    put = {"state": "claimed", "outcomes": "c" * COPIES, "owner": "1f2e3d4c", "lease": 1}
    when = equals("state", "frozen") & equals("outcomes", "." * COPIES)
    return lambda: table.update("2026-11-24.daily#00", "000001", Update(put=put), when=when)


def _items() -> Callable[[], Any]:
    """Readers' items, as a Query brings them: parsed, and made plain."""
    world = MemoryWorld(MOMENT)
    audience(app(world), 1)
    (found,) = world.table("subscribers").items.values()
    text = json.dumps({"Items": [to_wire(found)] * ITEMS})
    return lambda: [from_wire(item) for item in json.loads(text)["Items"]]


def _bulk() -> Callable[[], Any]:
    answer = {"BulkEmailEntryResults": [{"Status": "SUCCESS", "MessageId": "x" * 60}] * COPIES}
    settings = app(MemoryWorld(MOMENT)).settings
    mailer = App(settings, Aws(lambda name: _client(name, answer))).mailer
    link = "0123456789abcdef0123456789abcdef.q1w2e3r4t5y6u7i8o9p0AA"
    copy = Copy(
        to="somebody.000000001@example.com",
        values={"link": link},
        headers={"List-Unsubscribe": f"<https://letters.example/unsubscribe/{link}>"},
        tags={"index": "1"},
    )
    bulk = Bulk(
        subject="the sea",
        html="<p>hello</p>" * 1000,
        text="hello " * 1000,
        reply_to="hello+2026-11-24@reply.example.com",
        values={"link": ""},
        headers={"List-Id": "<letters.reply.example.com>"},
        tags={"kind": "letter", "edition": "2026-11-24_daily", "batch": "0-1", "attempt": "1"},
        copies=[copy] * COPIES,
    )
    return lambda: mailer.send_bulk(bulk)


def _client(service: str, body: Any) -> Any:
    """A client whose every request is answered at once, without a network."""
    client: Any = boto3.client(service, region_name="eu-central-1", **KEYS)  # type: ignore[call-overload]

    def answer(request: Any, **_: Any) -> AWSResponse:
        headers = HeadersDict({"content-type": "application/json"})
        raw = _Raw(json.dumps(body).encode())
        return AWSResponse(request.url, 200, headers, raw)  # type: ignore[arg-type]

    client.meta.events.register("before-send", answer)
    return client


class _Raw:
    """The body of an answer."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        yield self._body
