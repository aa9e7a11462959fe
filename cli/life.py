"""A stack's life: `dearreader init`, `deploy`, `doctor`, `destroy`."""

from pathlib import Path

import click

from cli.connection import Place

# What they do is imported where it is done: `dearreader --help` need not load it.
# ruff: noqa: PLC0415


@click.command()
@click.option("--force", is_flag=True, help="Write the files without asking.")
@click.pass_obj
def init(place: Place, *, force: bool) -> None:
    """Set up your publication by a few questions.

    Each has a default. It writes samconfig.toml and dearreader.toml, and makes the salt. Do it
    again to change an answer: the old ones are the defaults. Answers may come from a pipe, one a
    line.
    """
    from cli.setup.asking import init as asked
    from dearreader.errors import BadInput

    if place.local:
        raise BadInput("The laptop’s cloud has settings of its own: leave --local out.")
    given = {"region": place.region, "profile": place.profile, "stack": place.stack}
    asked(Path(), {name: value for name, value in given.items() if value}, force=force)


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask before the stack is changed.")
@click.option("--route53", is_flag=True, help="Set the missing DNS records in Route 53.")
@click.option(
    "--wait",
    type=click.FloatRange(0, 1440),
    default=10,
    show_default=True,
    metavar="MINUTES",
    help="How long to wait for SES to see the records.",
)
@click.pass_obj
def deploy(place: Place, *, yes: bool, route53: bool, wait: float) -> None:
    """Bring your publication to AWS, or up to date there.

    It looks at settings and account, builds and deploys with sam, prints the DNS records to set,
    and says what is left to do. It waits while an edition goes out. Do it again as often as you
    like. With --local it brings the laptop's cloud up to date.
    """
    if place.local:
        from cli.deploy.laptop import deploy as deployed

        deployed(place)
        return
    from cli.deploy.command import deploy as to_aws
    from cli.deploy.steps import Wishes

    to_aws(place, Path(), Wishes(yes=yes, route53=route53, patience=wait))


@click.command()
@click.option(
    "--letter",
    is_flag=False,
    flag_value="",
    metavar="[ADDRESS]",
    help="Mail a test letter, to AlarmAddress unless given, and see it come back.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def doctor(place: Place, *, letter: str | None, as_json: bool) -> None:
    """Find what keeps letters or replies from arriving.

    Each line has its cure. It changes nothing. Exit code 0: all is well; 1: something may fail
    one day, or cannot be seen; 2: something is broken.
    """
    from cli.doctor.command import doctor as examined

    raise SystemExit(examined(place, letter, as_json=as_json))


@click.command()
@click.option("--with-data", "data", is_flag=True, help="Delete readers, posts and replies, too.")
@click.option("--yes", is_flag=True, help="Do not ask whether to take it down.")
@click.pass_obj
def destroy(place: Place, *, data: bool, yes: bool) -> None:
    """Take your publication down. Its data stays.

    Tables and buckets are kept unless you say --with-data, and then you are asked to type the
    publication's name, too. Our receipt rule goes; no other is touched. While an edition goes out
    it refuses.
    """
    from cli.destroy.steps import destroy as destroyed
    from dearreader.app import SystemClock

    destroyed(place, Path(), SystemClock(), data=data, yes=yes)
