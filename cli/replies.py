"""`dearreader replies`: what readers wrote back."""

import json
import tomllib
from pathlib import Path

import click

from cli.connection import Place
from dearreader.errors import BadInput

SAMCONFIG = Path("samconfig.toml")


@click.group()
def replies() -> None:
    """What readers wrote back."""


@replies.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--list-id", help="Our letters' List-Id; the configuration's unless given.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def parse(place: Place, files: tuple[Path, ...], list_id: str | None, *, as_json: bool) -> None:
    """Read raw mails as inbound/ does, and print what they say."""
    from dearreader.replies import read  # noqa: PLC0415

    ours = list_id or _configured_list_id(place)
    for file in files:
        found = read(file.read_bytes(), list_id=ours)
        if as_json:
            line = {
                "file": str(file),
                "kind": found.kind,
                "text": found.text,
                "ideas": list(found.ideas),
                "verified": found.verified,
            }
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            click.echo(f"{file}: {found.kind}{'' if found.verified else ', unverified'}")
            for idea in found.ideas:
                click.echo(f"  idea: {idea}")
            for text in found.text.splitlines():
                click.echo(f"  {text}")


def _configured_list_id(place: Place) -> str:
    """From samconfig.toml, whose parameters are the stack's, else from the stack itself."""
    if not place.local and SAMCONFIG.exists():
        written = tomllib.loads(SAMCONFIG.read_text())
        deploy = written.get("default", {}).get("deploy", {}).get("parameters", {})
        for override in deploy.get("parameter_overrides", []):
            name, _, value = str(override).partition("=")
            if name == "ReplyDomain" and value:
                return f"letters.{value}"
    try:
        return place.publication.list_id
    except BadInput as error:
        raise BadInput("Say which List-Id is ours: --list-id letters.YOUR-REPLY-DOMAIN") from error
