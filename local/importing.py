"""Imports every function as Lambda would, and says which one would not start, and where.

Run by its path in a process of its own, from the project's folder; this file imports nothing of
ours, so that nothing is remembered from one version of the sources to the next.
"""

import importlib.util
import sys
import traceback
from pathlib import Path


def first_fault() -> str:
    """The first function that does not import, as a person reads it, or nothing."""
    for app in sorted(Path("functions").glob("*/app.py")):
        spec = importlib.util.spec_from_file_location("app", app)
        if spec is None or spec.loader is None:
            continue
        try:
            spec.loader.exec_module(importlib.util.module_from_spec(spec))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, it is told
            reason = error.msg if isinstance(error, SyntaxError) else str(error)
            return (
                f"{app.parent.name}: does not import: {type(error).__name__}: {reason}\n"
                f"    {_place(error, app)}"
            )
    return ""


def _place(error: BaseException, app: Path) -> str:
    """The last place in our own sources that the error came by."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{_short(error.filename)}:{error.lineno}"
    places = [
        f"{_short(frame.filename)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "functions/" in frame.filename or "layers/" in frame.filename
    ]
    return places[-1] if places else str(app)


def _short(file: str) -> str:
    here = f"{Path.cwd()}/"
    return file.removeprefix(here)


if __name__ == "__main__":
    sys.path.insert(0, str(Path("layers/dearreader").resolve()))
    sys.exit(first_fault() or 0)
