"""`dearreader restore`: what was lost comes back, and nobody who left."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from cli.connection import Place
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from dearreader.app import App
    from dearreader.exports import Kind
    from dearreader.ports import Item

# What restores is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415

MOMENTS = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]


@click.command()
@click.option("--at", type=click.DateTime(MOMENTS), help="As of then, in your time zone.")
@click.option("--tables", help="From tables whose names begin so, instead.")
@click.option(
    "--dry-run", is_flag=True, help="Restore beside the stack, say what is missing, stop."
)
@click.option("--yes", is_flag=True, help="Take it back without asking.")
@click.option("--forget", is_flag=True, help="Delete what --at has restored beside the stack.")
@click.pass_obj
def restore(
    place: Place,
    *,
    at: datetime | None,
    tables: str | None,
    dry_run: bool,
    yes: bool,
    forget: bool,
) -> None:
    """Bring back what was lost since a moment of the last 35 days.

    DynamoDB restores the tables of then beside yours, which takes it some minutes or more. Whatever
    is missing from yours comes back; what is there stays as it is. Who has left since stays away,
    and who was erased stays erased. May be cut off: the same command goes on from there.

    \b
    dearreader restore --at "2026-11-27 08:00" --dry-run   say what is missing since then
    dearreader restore --at "2026-11-27 08:00"             bring it back
    dearreader restore --at "2026-11-27 08:00" --forget    delete the tables of then
    """  # noqa: D301 - click's \b is a backspace, which a raw string has not
    if (at is None) == (tables is None):
        raise BadInput("Say as of when: dearreader restore --at “2026-11-27 08:00”, or --tables.")
    if forget and tables:
        raise BadInput("Only what --at has restored is deleted here.")
    moment = _moment(place, at) if at else None
    if forget and moment:
        _forget(place, moment)
        return
    from cli.returning import bring_back

    older = _older(place, moment, tables or "")
    found = _everything(older)
    _check(place, found)
    command = f"restore --tables {tables}" if tables else f'restore --at "{at:%Y-%m-%d %H:%M:%S}"'
    bring_back(
        place.app,
        found,
        command,
        dry_run=dry_run,
        yes=yes,
        first=lambda: _replay(place.app, older, found),
    )
    if moment:
        click.echo(
            f"The tables of then hold addresses, too. Later on: dearreader {command} --forget"
        )


def _moment(place: Place, at: datetime) -> datetime:
    from zoneinfo import ZoneInfo

    return at.replace(tzinfo=ZoneInfo(place.publication.time_zone))


def _live(app: "App") -> dict[str, str]:
    from cli.backups import TABLES

    return {kind: getattr(app.settings, f"{kind}_table") for kind in TABLES}


def _older(place: Place, moment: datetime | None, tables: str) -> "App":
    """The stack as it was: this one's parts over other tables."""
    from dataclasses import replace

    from cli import backups
    from dearreader.app import App

    app, dynamodb = place.app, place.client("dynamodb")
    if moment:
        prefix = backups.prefix_of(place.stack_name, moment)
        names = backups.restore(dynamodb, _live(app), prefix, moment, tell=click.echo)
    else:
        names = backups.found(dynamodb, _live(app), tables)
    settings = replace(app.settings, **{f"{kind}_table": name for kind, name in names.items()})  # type: ignore[arg-type] # names of tables are text
    return App(settings, app.world)


def _everything(older: "App") -> "dict[Kind, list[Item]]":
    from dearreader.exports import KINDS, Exports, order

    exports = Exports(
        subscribers=older.subscribers, posts=older.posts, editions=older.editions, ideas=older.ideas
    )
    found: dict[Kind, list[Item]] = {kind: [] for kind in KINDS}
    for kind, item in exports.everything():
        found[kind].append(item)
    return {kind: sorted(items, key=order) for kind, items in found.items()}


def _check(place: Place, found: "dict[Kind, list[Item]]") -> None:
    """Raises BadInput where the readers of then have the ids of another salt."""
    from cli.returning import OTHER_SALT
    from dearreader.addresses import identity

    known = next((item for item in found["readers"] if "address" in item), None)
    if known and identity(known["address"], salt=place.salt) != known["sk"]:
        raise BadInput(OTHER_SALT)


def _replay(app: "App", older: "App", found: "dict[Kind, list[Item]]") -> None:
    """Before anybody comes back."""
    from dearreader.replaying import Replay

    readers = {item["sk"]: item for kind in ("departures", "readers") for item in found[kind]}
    noted = [*older.departures.all(), *app.departures.all()]
    gone = Replay(app.subscribers, app.clock).replay(noted, readers)
    if gone:
        click.echo(f"{gone:,} who have left, or were erased, stay away.")


def _forget(place: Place, moment: datetime) -> None:
    from cli import backups

    prefix = backups.prefix_of(place.stack_name, moment)
    gone = backups.forget(place.client("dynamodb"), _live(place.app), prefix)
    click.echo("Deleted: " + ", ".join(gone) if gone else f"There is no table {prefix}-….")
