"""Makes the pictures in docs/pictures again; `--drawn` leaves out those that need Chromium."""

import sys

from tests.pictures import flows, house
from tests.template.reading import ROOT, written

FOLDER = ROOT / "docs" / "pictures"


def drawn() -> dict[str, str]:
    """What is drawn, by its file's name."""
    return {"house.svg": house.draw(written()), **flows.draw()}


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, svg in drawn().items():
        (FOLDER / name).write_text(svg)
    if "--drawn" not in sys.argv:
        from tests.pictures import screens  # noqa: PLC0415 - Chromium's are not always wanted

        screens.take(FOLDER)


if __name__ == "__main__":
    main()
