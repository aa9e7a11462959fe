"""`dearreader status`: the publication at a glance."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from cli.connection import Place

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from cli.outlook import Outlook
    from dearreader.app import App

# What tells is imported where it is used: `dearreader --help` need not load it.
# ruff: noqa: PLC0415


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def status(place: Place, *, as_json: bool) -> None:
    """What goes out next, how things stand, and what needs you."""
    import json

    from cli.outlook import outlook

    found = outlook(place.app)
    if as_json:
        click.echo(json.dumps(_as_json(place.app, found), ensure_ascii=False))
    else:
        for line in _told(place.app, found):
            click.echo(line)


def _told(app: "App", found: "Outlook") -> Iterator[str]:
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(app.publication.time_zone)
    yield app.publication.name
    yield f"  next      {_next(app, found, zone)}"
    yield f"  queue     {_queue(found)}"
    yield f"  audience  {_audience(found)}"
    yield f"  last      {_last(found)}"
    yield ""
    if not found.needs:
        yield "Nothing needs you."
        return
    yield "What needs you:"
    for need in found.needs:
        yield f"  {need.what}"
        if need.command:
            yield f"    dearreader {need.command}"


def _next(app: "App", found: "Outlook", zone: "ZoneInfo") -> str:
    when = f"{spoken(found.coming.at, app.clock.now(), zone)} ({zone.key})"
    if found.coming.at <= app.clock.now():
        when = f"at once: it has been due since {when}"
    if found.plan:
        return f"“{found.plan[0][0].title}”, {when}"
    if found.reserve:
        return f"“{found.reserve[0].title}”, from the reserve, {when}"
    return f"nothing yet for the slot {when}"


def spoken(moment: "datetime", now: "datetime", zone: "ZoneInfo") -> str:
    """``tomorrow, Sunday 29 November, at 07:00``."""
    local = moment.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    near = {0: "today, ", 1: "tomorrow, "}.get(days, "")
    return f"{near}{local:%A} {local.day} {local:%B}, at {local:%H:%M}"


def _queue(found: "Outlook") -> str:
    count, reserve = len(found.plan), len(found.reserve)
    said = f"{count} letter{'' if count == 1 else 's'}"
    if count:
        last = found.plan[-1][1].day
        said += f", enough until {last:%A} {last.day} {last:%B}"
    return said + (f"; {reserve} in reserve" if reserve else "")


def _audience(found: "Outlook") -> str:
    from cli.telling import readers

    count = found.audience
    left = sum(count[each] for each in ("unsubscribed", "bounced", "complained"))
    more = [f"{count['pending']:,} yet to confirm"] if count["pending"] else []
    more += [f"{left:,} left or stopped"] if left else []
    return "; ".join([readers(count["active"]), *more])


def _last(found: "Outlook") -> str:
    from cli.standing import Standing
    from cli.telling import STATES, in_words

    if not found.last:
        return "no letter has gone out yet"
    if found.last.state != "closed":
        return f"{found.last.key}: “{found.last.slug}” is {STATES[found.last.state]}"
    account = in_words(Standing(edition=found.last, account=found.last.account))
    return f"{found.last.key}: “{found.last.slug}”, {account}"


def _as_json(app: "App", found: "Outlook") -> dict[str, object]:
    from cli.telling import as_json

    first = found.plan[0][0] if found.plan else next(iter(found.reserve), None)
    return {
        "publication": app.publication.name,
        "time_zone": app.publication.time_zone,
        "next": {
            "edition": found.coming.key,
            "at": found.coming.at.isoformat(),
            "post": first.slug if first else None,
            "title": first.title if first else None,
        },
        "queue": [
            {"post": post.slug, "title": post.title, "edition": slot.key}
            for post, slot in found.plan
        ],
        "reserve": [post.slug for post in found.reserve],
        "audience": dict(sorted(found.audience.items())),
        "last": as_json(found.last) if found.last else None,
        "needs": [{"what": need.what, "command": need.command} for need in found.needs],
    }
