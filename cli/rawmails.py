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
# How a mail begins: with header lines, one of which is a mail's (RFC 5322, 3.6)
_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,75}:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_OF_MAIL = re.compile(
    rb"^(?:From|To|Subject|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):",
    re.IGNORECASE | re.MULTILINE,
)
_ENVELOPE = re.compile(rb"From \S+ .*\d\d:\d\d.*\d{4}")  # between the mails of an mbox (RFC 4155)
_QUOTED_ENVELOPE = re.compile(rb">+From ")
_BEGINNING = 8 * 1024
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
    if not name:
        raise BadInput("A file's name is empty.")
    try:
        if path.is_dir():
            found = sorted(each for each in _below(path) if _looks_like_mail(each))
            if not found:
                raise BadInput(f"There is no mail in the folder {_shown(path)}.")
            return [str(each) for each in found]
        if path.exists() and not path.is_file():
            return [name]  # a pipe, as <(command) makes one: it can be read once only
        if not _beginning(path) and path.suffix.lower() != ".eml":
            raise BadInput(f"There is no mail in {_shown(path)}: it is empty.")
    except FileNotFoundError:
        raise BadInput(f"There is no {_shown(path)}.") from None
    except (OSError, ValueError) as fault:
        raise _unreadable(path, fault) from fault
    return [name]


def _unreadable(path: Path, fault: OSError | ValueError) -> BadInput:
    why = getattr(fault, "strerror", None) or fault
    return BadInput(f"{_shown(path)} cannot be read: {why}.")


def _shown(path: Path) -> str:
    return f"“{printable(_name(path))}”"


def printable(name: str) -> str:
    """A name as it can be told, whatever signs are in it."""
    return "".join(sign if sign.isprintable() else "�" for sign in name)


def _name(path: str | Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


def _below(folder: Path) -> Iterator[Path]:
    """The files of a folder and its folders, but hidden ones; links to folders are not followed."""

    def refuse(fault: OSError) -> None:
        raise fault

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root) / name for name in names if not name.startswith("."))


def _looks_like_mail(path: Path) -> bool:
    if not path.is_file():
        return False
    if path.suffix.lower() == ".eml":
        return True
    beginning = _beginning(path)
    headers = _HEADERS.match(beginning)
    return bool(_ENVELOPE.match(beginning) or (headers and _OF_MAIL.search(headers.group())))


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_BEGINNING)


def _mails_in(name: str) -> Iterator[RawMail]:
    if name == INPUT:
        yield from _split(name, sys.stdin.buffer)
        return
    try:
        with Path(name).open("rb") as file:
            yield from _split(_name(name), file)
    except OSError as fault:
        raise _unreadable(Path(name), fault) from fault


def _split(name: str, rest: BinaryIO) -> Iterator[RawMail]:
    """The one mail, or an mbox's, one after the other; no more is held than one mail."""
    first = rest.readline(_LINE)
    if not first and not name.lower().endswith(".eml"):
        where = "on standard input" if name == INPUT else f"in “{printable(name)}”"
        raise BadInput(f"There is no mail {where}: it is empty.")
    if not _ENVELOPE.match(first):
        yield RawMail(name, first + rest.read(LARGEST - len(first)))
        return
    number = 1
    mail, size = BytesIO(), 0
    while line := rest.readline(_LINE):
        if _ENVELOPE.match(line):
            yield RawMail(f"{name}:{number}", mail.getvalue())
            number += 1
            mail, size = BytesIO(), 0
            continue
        if _QUOTED_ENVELOPE.match(line):
            line = line[1:]  # as it was before it was put into the mbox
        if size < LARGEST:
            size += mail.write(line[: LARGEST - size])
    yield RawMail(f"{name}:{number}", mail.getvalue())
