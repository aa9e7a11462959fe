"""Files of Markdown: their names, which are the posts' names, and what is in them."""

import re
import unicodedata
from pathlib import Path

from dearreader.errors import BadInput

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 80
"""Characters: as `dearreader.posts` has it, which takes longer to import than to say."""

LONGEST_FILE = 200_000
"""Bytes: a letter that mail programs show whole has half of it at most."""


def slug_of(name: str) -> str:
    """The name, where it can be a post's. Raises BadInput."""
    if not SLUG.fullmatch(name) or len(name) > LONGEST_SLUG:
        raise BadInput(
            f"“{name[:LONGEST_SLUG]}” cannot be part of a link; use lower-case letters, digits and "
            f"hyphens, at most {LONGEST_SLUG}: --slug my-first-letter"
        )
    return name


def slug_from(title: str) -> str:
    """The title as a post's name: “On Being Early” → on-being-early. Raises BadInput."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return slug_of("-".join(words)[:LONGEST_SLUG].strip("-"))


def text_of(file: Path) -> str:
    """The file's text. Raises BadInput."""
    raw = file.read_bytes()
    if len(raw) > LONGEST_FILE:
        raise BadInput(f"{file} has {len(raw):,} bytes; a letter of over 100,000 is cut by Gmail.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{file} is not UTF-8 text; save it as UTF-8.") from error
