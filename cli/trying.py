"""`dearreader post test`: the letter as readers will have it, to the writer alone."""

from typing import TYPE_CHECKING, Any

import click

from cli.completing import slugs
from cli.connection import Place
from cli.failing import Failure
from cli.files import slug_of
from dearreader.errors import BadInput

if TYPE_CHECKING:
    from dearreader.ports import Bulk

MARK = "[test] "
LINK = "test"
"""In place of a reader's ID.KEY: it leads to nobody, so that trying it changes nothing."""


class Patience:
    """A deadline that never comes: nobody ends the writer's command but she."""

    def remaining(self) -> float:
        """Seconds."""
        return 3600.0


@click.command()
@click.argument("slug", shell_complete=slugs)
@click.argument("address", required=False)
@click.pass_obj
def test(place: Place, slug: str, address: str | None) -> None:
    """Mail a post to yourself, as readers would have it now.

    It is marked as a test, and goes to nobody else. ADDRESS is where you want to look at it;
    AlarmAddress unless given. Its links to leave lead nowhere.
    """
    from dearreader import addresses  # noqa: PLC0415

    if not (address or place.writer_address):
        raise BadInput(f"Say where to: dearreader post test {slug_of(slug)} you@example.com")
    to = addresses.parse(address or place.writer_address)
    status = _send(place, _letter(place, slug_of(slug), to))
    if status != "SUCCESS":
        raise Failure(
            f"SES did not take it: {status}. Is {to} verified, if you are in the sandbox?"
        )
    click.echo(f"{slug} is on its way to {to}, marked {MARK.strip()}.")


def _letter(place: Place, slug: str, to: str) -> "Bulk":
    from dataclasses import replace  # noqa: PLC0415
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from dearreader.letters.copies import bulk  # noqa: PLC0415
    from dearreader.letters.manuscript import parse  # noqa: PLC0415
    from dearreader.letters.rendering import render  # noqa: PLC0415
    from dearreader.ports import Copy  # noqa: PLC0415

    app = place.app
    source = app.posts.source(slug)
    if source is None:
        raise BadInput(f"There is no post “{slug}”. Add it first: dearreader post add {slug}.md")
    today = app.clock.now().astimezone(ZoneInfo(app.publication.time_zone)).date()
    letter = render(parse(source, slug=slug), app.publication, today=today)
    called: dict[str, Any] = {"site": app.site, "day": today.isoformat(), "tags": {"kind": "test"}}
    made = bulk(letter, app.publication, **called, readers={})
    leave = {"List-Unsubscribe": f"<{app.site}/unsubscribe/{LINK}>"}
    copy = Copy(to=to, values={"link": LINK}, headers=leave, tags={})
    return replace(made, subject=MARK + made.subject, copies=[copy])


def _send(place: Place, letter: "Bulk") -> str:
    """SES's own word for what came of it, by way of the pacer: letters that go out come first."""
    from dearreader.errors import SendInDoubt, SendRefused  # noqa: PLC0415
    from dearreader.ports import SEND_TIMEOUT  # noqa: PLC0415

    app = place.app
    begun = app.pacer.wait(1, deadline=Patience(), keep=SEND_TIMEOUT)
    app.pacer.until_call(begun)
    try:
        return app.mailer.send_bulk(letter)[0]
    except SendRefused as refusal:
        return refusal.code
    except SendInDoubt as doubt:
        raise Failure(f"{doubt}: look whether it has come before you try again.") from doubt
