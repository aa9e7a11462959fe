"""DynamoDB's point-in-time recovery: an older state of the four tables, as tables beside them."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from dearreader.errors import BadInput

TABLES = {
    "subscribers": "SubscribersTable",
    "posts": "PostsTable",
    "editions": "EditionsTable",
    "ideas": "IdeasTable",
}
"""The tables by the names that settings and template have for them."""

LOOK_EVERY = 5.0
"""Seconds. A restore takes from some minutes to hours, whatever the size."""


def prefix_of(stack: str, at: datetime) -> str:
    """What the names of the tables begin with that are restored as of a moment."""
    return f"{stack}-restored-{at:%Y%m%d%H%M%S}"


def restore(
    dynamodb: Any,
    live: Mapping[str, str],
    prefix: str,
    at: datetime,
    *,
    tell: Callable[[str], None],
    wait: Callable[[float], None] = time.sleep,
) -> dict[str, str]:
    """Restore each table as of a moment, beside the live one, and wait until all are there.

    One that has been begun already is not begun again.
    """
    names = {kind: f"{prefix}-{name}" for kind, name in TABLES.items()}
    there = set(_names(dynamodb))
    for kind, name in names.items():
        if name not in there:
            dynamodb.restore_table_to_point_in_time(
                SourceTableName=live[kind], TargetTableName=name, RestoreDateTime=at
            )
    waiting, told = list(names.values()), 0
    while waiting := [name for name in waiting if not _is_there(dynamodb, name)]:
        if len(waiting) != told:
            told = len(waiting)
            tell(f"DynamoDB restores {told} of {len(names)} tables, in its own time …")
        wait(LOOK_EVERY)
    return names


def found(dynamodb: Any, live: Mapping[str, str], prefix: str) -> dict[str, str]:
    """The tables whose names begin so, and that are not the live ones. Raises BadInput."""
    there = [name for name in _names(dynamodb) if name not in live.values()]
    tables = {}
    for kind, name in TABLES.items():
        match [each for each in there if each.startswith(f"{prefix}-{name}")]:
            case [table]:
                tables[kind] = table
            case []:
                raise BadInput(f"There is no table {prefix}-{name} beside the stack’s own.")
            case several:
                raise BadInput(
                    f"{len(several)} tables begin with {prefix}-{name}. Say more of the name."
                )
    return tables


def forget(dynamodb: Any, live: Mapping[str, str], prefix: str) -> list[str]:
    """Delete the tables that were restored under a prefix; their names."""
    gone = []
    for kind, name in TABLES.items():
        table = f"{prefix}-{name}"
        if table != live[kind] and table in set(_names(dynamodb)):
            dynamodb.delete_table(TableName=table)
            gone.append(table)
    return gone


def _names(dynamodb: Any) -> Iterator[str]:
    for page in dynamodb.get_paginator("list_tables").paginate():
        yield from page["TableNames"]


def _is_there(dynamodb: Any, name: str) -> bool:
    return bool(dynamodb.describe_table(TableName=name)["Table"]["TableStatus"] == "ACTIVE")
