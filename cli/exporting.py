"""`dearreader subscribers export`: everything, as files that import takes back."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.connection import Place
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from dearreader.exports import Kind
    from dearreader.ports import Item

# What writes is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415

MANIFEST = "dearreader.json"
"""Written last: an export that was cut off has none."""

VERSION = 1


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def export(place: Place, folder: Path) -> None:
    """Write everything into a new folder of files.

    Readers, departures, posts, ideas, replies, editions: `subscribers import FOLDER` takes it back.
    The files hold addresses, and the keys of readers' links: keep them as you would a password.
    readers.csv is for other services, posts/ for you.
    """
    import json

    from dearreader.exports import KINDS, Exports, order

    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"{folder} is not empty. Choose a new folder.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    app = place.app
    exports = Exports(
        subscribers=app.subscribers, posts=app.posts, editions=app.editions, ideas=app.ideas
    )
    found: dict[Kind, list[Item]] = {kind: [] for kind in KINDS}
    for kind, item in exports.everything():
        found[kind].append(item)
    counts = {}
    for kind in KINDS:
        counts[kind] = write_kind(folder, kind, sorted(found[kind], key=order))
        click.echo(f"{counts[kind]:>9,} items  {kind}.jsonl")
    _for_others(folder / "readers.csv", [*found["readers"], *found["departures"]])
    _for_the_writer(folder / "posts", found["posts"])
    manifest = {
        "version": VERSION,
        "publication": app.publication.name,
        "exported": app.clock.now().isoformat(),
        "salt": mark(place.salt),
        "counts": counts,
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
    click.echo(f"All of {app.publication.name} is in {folder}.")


def mark(salt: str) -> str:
    """What tells whether another stack has the same salt, and does not tell the salt."""
    import hmac

    return hmac.new(salt.encode(), b"an export of Dear Reader", "sha256").hexdigest()[:16]


def write_kind(folder: Path, kind: str, items: Iterable[dict[str, Any]]) -> int:
    """Write one file of the export."""
    from cli.jsonlines import write_lines

    return write_lines(folder / f"{kind}.jsonl", items)


def _for_others(file: Path, readers: Iterable["Item"]) -> None:
    """As other services take it, and `subscribers import` too."""
    import csv

    from dearreader.times import from_milliseconds

    file.touch(mode=0o600)
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("email", "status", "confirmed_at", "left_at"))
        for item in readers:
            moments = (item.get(name) for name in ("confirmed_at", "left_at"))
            told = [from_milliseconds(each).isoformat() if each else "" for each in moments]
            if "address" in item:
                rows.writerow((item["address"], item["status"], *told))


def _for_the_writer(folder: Path, posts: Iterable["Item"]) -> None:
    folder.mkdir(mode=0o700)
    for item in posts:
        if item["sk"] == "manuscript":
            (folder / f"{item['pk']}.md").write_text(item["source"], encoding="utf-8")
