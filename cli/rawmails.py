"""Raw mails from wherever they are kept: files, folders, mboxes, standard input.

All that is named is looked at before the first mail is handed on, so that a wrong name stops
everything and not half of it.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dearreader.errors import BadInput

LARGEST = 10 * 1024 * 1024 + 1
"""Bytes of one mail that are kept: one more than what is read of it, so that this is noted."""

INPUT = "-"
_HEADER = re.compile(rb"(?:From |[!-9;-~]{1,76}:)")  # how a mail begins (RFC 5322, 2.2), or an mbox
_ENVELOPE = re.compile(rb"From \S+ .*\d")  # between the mails of an mbox (RFC 4155)
_QUOTED_ENVELOPE = re.compile(rb">+From ")
_LINE = 64 * 1024


class RawMail(NamedTuple):
    """A mail, and the name to call it by: its file's, with a number behind it in an mbox."""

    name: str
    raw: bytes


def mails(names: Sequence[str]) -> Iterator[RawMail]:
    """The mails of files, folders, mboxes and ``-``, in that order; raises BadInput.

    A folder is looked through with all its folders, in the order of the names, for ``*.eml`` and
    whatever else begins like a mail.
    """
    if names.count(INPUT) > 1:
        raise BadInput("Standard input (-) can be read once only.")
    files = list(chain.from_iterable(_files(name) for name in names))
    return chain.from_iterable(_mails_in(file) for file in files)


def _files(name: str) -> list[str]:
    """The files that a name stands for, each of which can be read and holds something."""
    path = Path(name)
    if name == INPUT:
        return [name]
    try:
        if path.is_dir():
            found = sorted(each for each in _below(path) if _looks_like_mail(each))
            if not found:
                raise BadInput(f"There is no mail in the folder {_shown(path)}.")
            return [str(each) for each in found]
        if not _beginning(path) and path.suffix.lower() != ".eml":
            raise BadInput(f"There is no mail in {_shown(path)}: it is empty.")
    except FileNotFoundError:
        raise BadInput(f"There is no {_shown(path)}.") from None
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise BadInput(f"{_shown(path)} cannot be read: {why}.") from fault
    return [name]


def _shown(path: Path) -> str:
    """A name as it can be told, whatever signs are in it."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return f"“{''.join(sign if sign.isprintable() else '�' for sign in name)}”"


def _below(folder: Path) -> Iterator[Path]:
    """The files of a folder and its folders; links to folders are not followed."""

    def refuse(fault: OSError) -> None:
        raise fault

    for root, _, names in os.walk(folder, onerror=refuse):
        yield from (Path(root) / name for name in names)


def _looks_like_mail(path: Path) -> bool:
    if not path.is_file():
        return False
    return bool(_HEADER.match(_beginning(path))) or path.suffix.lower() == ".eml"


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _mails_in(name: str) -> Iterator[RawMail]:
    if name == INPUT:
        first = sys.stdin.buffer.readline(_LINE)
        if not first:
            raise BadInput("There is no mail on standard input.")
        yield from _split(name, first, sys.stdin.buffer)
        return
    with Path(name).open("rb") as file:
        yield from _split(name, file.readline(_LINE), file)


def _split(name: str, first: bytes, rest: BinaryIO) -> Iterator[RawMail]:
    """The one mail, or an mbox's, one after the other; no more is held than one mail."""
    if not _ENVELOPE.match(first):
        yield RawMail(name, first + rest.read(LARGEST - len(first)))
        return
    number = 1
    mail, size, blank = BytesIO(), 0, False
    while line := rest.readline(_LINE):
        if blank and _ENVELOPE.match(line):
            yield RawMail(f"{name}:{number}", mail.getvalue())
            number += 1
            mail, size, blank = BytesIO(), 0, False
            continue
        blank = not line.strip()
        if _QUOTED_ENVELOPE.match(line):
            line = line[1:]  # noqa: PLW2901 - as it was before it was put into the mbox
        if size < LARGEST:
            size += mail.write(line[: LARGEST - size])
    yield RawMail(f"{name}:{number}", mail.getvalue())
