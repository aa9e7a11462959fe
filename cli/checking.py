"""`dearreader post check`: what would hurt a letter, before it is sent."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.connection import Place
from dearreader.errors import NoLetter

if TYPE_CHECKING:
    from dearreader.posts import Letter


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--links", is_flag=True, help="Ask for each link as well, and name the dead.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding, a line each.")
@click.pass_obj
def check(place: Place, file: Path, *, links: bool, as_json: bool) -> None:
    """Find what would hurt a letter, before it is queued.

    Nothing is stored, and nobody is mailed. An error keeps it from being queued, and gives exit
    code 1; a warning does not.
    """
    # mistune and PyYAML, which no other command needs
    from cli.deadlinks import dead  # noqa: PLC0415
    from cli.manuscripts import NOWHERE, draft, publication_of  # noqa: PLC0415
    from dearreader.letters.checking import Finding, addresses  # noqa: PLC0415
    from dearreader.letters.checking import check as findings  # noqa: PLC0415

    try:
        seen = draft(file, publication_of(place))
    except NoLetter as refusal:
        found = [Finding(level="error", message=fault) for fault in refusal.faults]
        about = "It can be no letter as it is"
    else:
        found = findings(seen.letter, seen.manuscript, seen.today)
        about = _about(seen.letter)
        if links:
            public = [each for each in addresses(seen.letter.page) if not each.startswith(NOWHERE)]
            gone = [Finding(level="warning", message=f"{url} {why}.") for url, why in dead(public)]
            found += gone
    for each in found:
        told = json.dumps(vars(each)) if as_json else f"{each.level}: {each.message}"
        click.echo(told)
    if not as_json:
        mend = f"{len(found)} to look at" if found else "nothing to mend"
        click.echo(f"{file}: {mend}. {about}.")
    if any(each.level == "error" for each in found):
        raise SystemExit(1)


def _about(letter: "Letter") -> str:
    size = len(letter.html.encode()) / 1000
    return f"{len(letter.text.split())} words, {size:.1f} KB of HTML"
