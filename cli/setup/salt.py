"""The salt: the one secret. Readers' ids are made with it, so it is made once and never changes."""

import os
from pathlib import Path
from secrets import token_urlsafe

from dearreader.errors import BadInput

FILE = Path("dearreader.salt")
"""Beside samconfig.toml, where git ignores it."""

VARIABLE = "DEARREADER_SALT"
SHORTEST = 16
"""As the template has it."""


def keep(folder: Path, salt: str = "") -> bool:
    """Write one down, a new one unless given, where there is none. Says whether it did."""
    if os.environ.get(VARIABLE):
        return False
    try:
        handle = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write((salt or token_urlsafe(24)) + "\n")
    return True


def read(folder: Path) -> str:
    """The salt that is kept here, or "". Raises BadInput for one that cannot be it."""
    file = folder / FILE
    found = os.environ.get(VARIABLE, "") or (file.read_text().strip() if file.exists() else "")
    if not found:
        return ""
    if len(found) < SHORTEST:
        raise BadInput(f"The salt has {len(found)} characters; it needs {SHORTEST} or more.")
    if "\\" in found:
        raise BadInput("The salt has a backslash in it, which sam cannot pass on.")
    return found
