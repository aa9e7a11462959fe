"""`dearreader post check`: what would hurt a letter, before it is sent."""

import json
from pathlib import Path

import click

from cli.connection import Place


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

    seen = draft(file, publication_of(place))
    found = findings(seen.letter, seen.manuscript, seen.today)
    if links:
        public = [each for each in addresses(seen.letter.page) if not each.startswith(NOWHERE)]
        gone = dead(public)
        found += [Finding(level="warning", message=f"{url} {why}.") for url, why in gone]
    for each in found:
        if as_json:
            click.echo(json.dumps({"level": each.level, "message": each.message}))
        else:
            click.echo(f"{each.level}: {each.message}")
    if not as_json:
        size = len(seen.letter.html.encode()) / 1000
        mend = f"{len(found)} to look at" if found else "nothing to mend"
        click.echo(f"{file}: {mend}. {len(seen.letter.text.split())} words, {size:.1f} KB of HTML.")
    if any(each.level == "error" for each in found):
        raise SystemExit(1)
