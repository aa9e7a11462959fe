"""Run the benchmarks: all modules in here that define ``figures()``, or those that are named.

To add one, add a file. ``--json`` prints one JSON document instead of the table. What takes minutes
is left out unless it is named; ``--large`` names it.
"""

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.telling import as_json, show

SLOW = {"large"}


def benchmarks() -> dict[str, Callable[[], Iterable[Figure]]]:
    """The benchmarks by their modules' names, in that order."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        measure = getattr(import_module(f"benchmarks.{path.stem}"), "figures", None)
        if measure:
            found[path.stem] = measure
    return found


def main(words: list[str]) -> None:
    """Run what is named, or all; exit code 1 if a limit is not kept, 2 if there is no such name."""
    known = benchmarks()
    names = [word.removeprefix("--") for word in words if word != "--json"]
    names = names or [name for name in known if name not in SLOW]
    for name in names:
        if name not in known:
            print(f"There is no benchmark {name}. There are: {', '.join(known)}", file=sys.stderr)
            sys.exit(2)
    found = {name: list(known[name]()) for name in names}
    if "--json" in words:
        print(as_json(found))
    else:
        show(found)
    sys.exit(any(figure.met is False for figures in found.values() for figure in figures))


if __name__ == "__main__":
    main(sys.argv[1:])
