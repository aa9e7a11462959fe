"""The house: every function with what leads to it and what it may touch, read off the template."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.pictures.drawing import FUNCTION, QUEUE, QUIET, TABLE, Drawing
from tests.template import reading

READS = frozenset({"GetItem", "BatchGetItem", "Query"})
WIDTH, TOP, FOOT = 1040, 80, 44
LINE, AROUND, LOWEST = 15, 16, 44
SOURCE_X, QUEUE_X, FUNCTION_X, TABLES_X, CALLS_X = 128, 318, 456, 550, 846
TABLE_WIDTH = 72


@dataclass
class Room:
    """A function: what asks it, its queue, its rights on each table, what else it calls."""

    name: str
    asked_by: list[str]
    queue: str = ""
    tables: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)


def rooms(template: dict[str, Any]) -> list[Room]:
    """All functions, in the template's order."""
    return [
        Room(
            name=name.removesuffix("Function").lower(),
            asked_by=list(_asked_by(template, name)),
            queue=_queue_of(template, name),
            tables=dict(_tables(function)),
            calls=list(dict.fromkeys(_calls(template, name, function))),
        )
        for name, function in reading.functions(template).items()
    ]


def draw(template: dict[str, Any]) -> str:
    """The picture."""
    found = rooms(template)
    tables = list(reading.of_type(template, "AWS::DynamoDB::Table"))
    height = TOP + sum(map(_height, found)) + FOOT
    picture = Drawing(WIDTH, height, "The functions, their queues, tables and calls")
    for x, words in ((20, "asked by"), (QUEUE_X - 66, "through"), (CALLS_X, "calls")):
        picture.words(x, 68, words, colour=QUIET, size=12)
    picture.words(FUNCTION_X, 68, "function", anchor="middle", colour=QUIET, size=12)
    picture.words(20, 36, "The house: one row a function", bold=True, size=17)
    for number, table in enumerate(tables):
        picture.words(
            _column(number), 68, table.removesuffix("Table"), anchor="middle", bold=True, size=12
        )
    top = TOP
    for room in found:
        _row(picture, top, room, tables)
        top += _height(room)
    entries = [(FUNCTION, "function"), (QUEUE, "queue, with dead-letter queue and alarm")]
    picture.legend(20, height - 26, [*entries, (TABLE, "table: r reads, w writes")])
    return picture.svg()


def _row(picture: Drawing, top: int, room: Room, tables: list[str]) -> None:
    picture.rule(20, top, WIDTH - 20, top)
    y = top + _height(room) / 2
    _lines(picture, 20, y, room.asked_by)
    left = SOURCE_X + 112
    if room.queue:
        picture.arrow((left - 12, y), (QUEUE_X - 66, y))
        picture.box(QUEUE_X, y, room.queue, QUEUE, width=132, height=28)
        left = QUEUE_X + 66
    picture.arrow((left, y), (FUNCTION_X - 54, y))
    picture.box(FUNCTION_X, y, f"{room.name}/", FUNCTION, width=108, height=30)
    for number, table in enumerate(tables):
        if rights := room.tables.get(table):
            picture.box(_column(number), y, rights, TABLE, width=TABLE_WIDTH - 22, height=26)
    _lines(picture, CALLS_X, y, room.calls)


def _lines(picture: Drawing, x: float, y: float, words: list[str]) -> None:
    lines = _wrapped(words)
    for number, line in enumerate(lines):
        picture.words(x, y + 4.5 + LINE * (number - (len(lines) - 1) / 2), line, size=12)


def _height(room: Room) -> int:
    lines = max(len(_wrapped(room.asked_by)), len(_wrapped(room.calls)))
    return max(LOWEST, AROUND + LINE * lines)


def _column(number: int) -> float:
    return TABLES_X + TABLE_WIDTH * number + TABLE_WIDTH / 2 - 20


def _wrapped(words: list[str], width: int = 28) -> list[str]:
    lines = [""]
    for word in words:
        joined = f"{lines[-1]}, {word}" if lines[-1] else word
        if len(joined) > width and lines[-1]:
            lines[-1] += ","
            lines.append(word)
        else:
            lines[-1] = joined
    return [line for line in lines if line]


def _queue_of(template: dict[str, Any], function: str) -> str:
    source = reading.sources(template).get(function)
    return str(source["EventSourceArn"]["Fn::GetAtt"][0]) if source else ""


def _asked_by(template: dict[str, Any], function: str) -> Iterator[str]:
    routes = [route for route, name in reading.routes(template).items() if name == function]
    yield from routes
    streams = 0
    for mapping in reading.of_type(template, "AWS::Lambda::EventSourceMapping").values():
        source, kind = mapping["EventSourceArn"]["Fn::GetAtt"]
        if mapping["FunctionName"]["Ref"] == function and kind == "StreamArn":
            table = source.removesuffix("Table")
            yield table if streams else f"changes in {table}"
            streams += 1
    queue = _queue_of(template, function)
    if not queue:
        return
    for kind, where in (
        ("AWS::Scheduler::Schedule", lambda it: [it["Target"]]),
        ("AWS::Events::Rule", lambda it: it["Targets"]),
    ):
        for name, resource in reading.of_type(template, kind).items():
            if any(queue in reading.references(target["Arn"]) for target in where(resource)):
                yield name
    for name, other in reading.functions(template).items():
        if queue in _sends_to(other):
            yield f"{name.removesuffix('Function').lower()}/"


def _tables(function: reading.Resource) -> Iterator[tuple[str, str]]:
    rights: dict[str, set[str]] = {}
    for statement in reading.statements(function):
        for action in statement["Action"]:
            service, _, call = action.partition(":")
            if service == "dynamodb":
                for table in reading.references(statement["Resource"]):
                    if "Stream" not in call and call not in {"GetRecords", "GetShardIterator"}:
                        rights.setdefault(table, set()).add("r" if call in READS else "w")
    for table, letters in rights.items():
        yield table, " ".join(sorted(letters))


def _sends_to(function: reading.Resource) -> set[str]:
    return {
        queue
        for statement in reading.statements(function)
        if any(action.startswith("sqs:SendMessage") for action in statement["Action"])
        for queue in reading.references(statement["Resource"])
    }


def _calls(template: dict[str, Any], name: str, function: reading.Resource) -> Iterator[str]:
    buckets = reading.of_type(template, "AWS::S3::Bucket")
    for statement in reading.statements(function):
        for action in statement["Action"]:
            service, _, call = action.partition(":")
            if service == "ses" and "Templated" not in call:
                yield f"SES {call}"
            if service in {"events", "sns"}:
                yield from sorted(reading.references(statement["Resource"]))
            if service == "s3" and call != "ListBucket":
                yield from sorted(reading.references(statement["Resource"]) & buckets.keys())
    queues = _sends_to(function) - {_queue_of(template, name)}
    yield from sorted(queues)
