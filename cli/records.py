"""A CSV file, record by record, whatever its encoding and delimiter, and with broken lines."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dearreader.errors import BadInput

DELIMITERS = ",;\t|"
LONGEST_RECORD = 20
"""Lines: a quote that is not closed by then is none."""


@dataclass(frozen=True)
class Record:
    """A record by its columns' names, or why it is none. ``line`` is where it begins, from 1."""

    line: int
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    fault: str = ""


@dataclass(frozen=True)
class Table:
    """The names of the columns, in lower case with underscores, and the records below them."""

    columns: tuple[str, ...]
    records: tuple[Record, ...]


def read_table(file: Path) -> Table:
    """Read a file with a line of names at its top, or with one address a line. Raises BadInput."""
    lines = _text(file.read_bytes(), file).splitlines()
    head = next((number for number, line in enumerate(lines) if line.strip()), None)
    if head is None:
        raise BadInput(f"{file} is empty.")
    delimiter = max(DELIMITERS, key=lines[head].count)
    if "@" in lines[head]:
        if lines[head].count(delimiter):
            raise BadInput(f"{file} has no names above its columns: put them into its first line.")
        return Table(("email",), tuple(_records(lines, head, ("email",), delimiter)))
    columns = tuple(_name(each) for each in _parsed([lines[head]], delimiter))
    return Table(columns, tuple(_records(lines, head + 1, columns, delimiter)))


def _text(raw: bytes, file: Path) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    if b"\0" in raw[:1000]:
        raise BadInput(f"{file} is no CSV file. If it is a spreadsheet, save it as CSV (UTF-8).")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")  # as spreadsheets on Windows write it


def _records(
    lines: list[str], start: int, columns: tuple[str, ...], delimiter: str
) -> Iterator[Record]:
    number = start
    while number < len(lines):
        taken = _extent(lines, number, len(columns), delimiter)
        if not lines[number].strip():
            pass
        elif not taken:
            yield Record(number + 1, fault="a quote is opened in it and never closed")
        else:
            row = _parsed(lines[number : number + taken], delimiter)
            values = {name: each.strip() for name, each in zip(columns, row, strict=False)}
            extra = any(each.strip() for each in row[len(columns) :])
            fault = f"it has {len(row)} columns, not {len(columns)}" if extra else ""
            yield Record(number + 1, values, fault)
        number += max(1, taken)


def _extent(lines: list[str], start: int, width: int, delimiter: str) -> int:
    """Of how many lines the record that begins there is; 0 where it has no end."""
    quotes = 0
    for count, line in enumerate(lines[start : start + LONGEST_RECORD], start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            whole = count == 1 or len(_parsed(lines[start : start + count], delimiter)) == width
            return count if whole else 0
    return 0


def _parsed(lines: list[str], delimiter: str) -> list[str]:
    return next(csv.reader(["\n".join(lines)], delimiter=delimiter), [])


def _name(column: str) -> str:
    return "_".join(column.strip().lower().replace("-", " ").split())
