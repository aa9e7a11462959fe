"""Items of a table as lines of JSON, and back: sets and bytes are named as what they are."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dearreader.errors import BadInput

SET, BYTES = "$set", "$bytes"


def write_lines(file: Path, items: Iterable[dict[str, Any]]) -> int:
    """Write a file that only its owner may read; how many items that were."""
    count = 0
    file.touch(mode=0o600)
    with file.open("w", encoding="utf-8", newline="\n") as out:
        for count, item in enumerate(items, start=1):  # noqa: B007 - how many there were
            out.write(json.dumps(_told(item), ensure_ascii=False, sort_keys=True) + "\n")
    return count


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    """The items of a file. Raises BadInput for a line that is none."""
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            item = _item(line)
            if item is None:
                raise BadInput(
                    f"{file}, line {number} is no line of an export. Nothing is taken: import the "
                    "export as it was written."
                )
            yield item


def _item(line: str) -> dict[str, Any] | None:
    try:
        item = _read(json.loads(line))
        return item if all(isinstance(item[key], str) for key in ("pk", "sk")) else None
    except (ValueError, TypeError, LookupError):
        return None


def _told(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _told(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_told(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return {SET: sorted(value)}
    if isinstance(value, bytes):
        return {BYTES: b64encode(value).decode()}
    return value


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return [_read(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {SET}:
        return set(value[SET])
    if value.keys() == {BYTES}:
        return b64decode(value[BYTES])
    return {name: _read(each) for name, each in value.items()}
