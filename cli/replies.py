"""`dearreader replies`: what readers wrote back."""

import json
from pathlib import Path

import click

from cli.connection import Place
from cli.mail import idea, list_replies, show
from dearreader.errors import BadInput

# What reads replies is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415

SAMCONFIG = Path("samconfig.toml")


@click.group()
def replies() -> None:
    """What readers wrote back."""


for command in (list_replies, show, idea):
    replies.add_command(command)


@replies.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--list-id", help="Our letters' List-Id; the configuration's unless given.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def parse(place: Place, files: tuple[str, ...], list_id: str | None, *, as_json: bool) -> None:
    """Read raw mails as inbound/ does, and print what they say.

    FILES are mails, mboxes, folders of them, or - for standard input. Without --json you see
    what was kept of each mail, and what was cut by which signal.
    """
    from cli.rawmails import mails

    found = mails(files)
    ours = list_id or _configured_list_id(place)
    tell = _as_json if as_json else _in_full
    for each in found:
        tell(each.name, each.raw, ours)


def _as_json(name: str, raw: bytes, list_id: str) -> None:
    from dearreader.replies import read

    found = read(raw, list_id=list_id)
    line = {
        "file": name,
        "kind": found.kind,
        "text": found.text,
        "ideas": list(found.ideas),
        "verified": found.verified,
    }
    click.echo(json.dumps(line, ensure_ascii=False))


def _in_full(name: str, raw: bytes, list_id: str) -> None:
    from cli.showing import show
    from dearreader.replies import read

    show(name, read(raw, list_id=list_id))


def _configured_list_id(place: Place) -> str:
    """From samconfig.toml, whose parameters are the stack's, else from the stack itself."""
    if not place.local and SAMCONFIG.exists():
        import tomllib

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
