"""`dearreader`: the command, its options, and how its errors are told."""

import sys

import click

from cli.connection import Place
from cli.editions import edition
from cli.ideas import ideas
from cli.posts import post
from cli.replies import replies
from dearreader.errors import BadInput

USAGE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--local", is_flag=True, help="Work on the laptop's cloud (make dev), not on AWS.")
@click.option("--profile", help="The AWS profile to use, instead of dearreader.toml's.")
@click.option("--region", help="The AWS Region, instead of dearreader.toml's.")
@click.option("--stack", help="The stack's name, instead of dearreader.toml's.")
@click.version_option(package_name="dear-reader", message="%(version)s")
@click.pass_context
def group(
    context: click.Context,
    *,
    local: bool,
    profile: str | None,
    region: str | None,
    stack: str | None,
) -> None:
    r"""Dear Reader: letters that go out once, and replies that become letters.

    \b
    dearreader post add hello.md        keep a post as a draft
    dearreader post queue hello         put it at the end of the queue
    dearreader edition send --now       ask for what is due, without waiting for the tick
    dearreader ideas list               what readers ask for, most wanted first
    """
    context.obj = Place(local=local, profile=profile, region=region, stack=stack)


for command in (post, edition, ideas, replies):
    group.add_command(command)


def main() -> None:
    """Run the command. Exit code 2 is bad input, 1 is anything else that failed."""
    try:
        group()
    except BadInput as fault:
        click.echo(f"dearreader: {fault}", err=True)
        sys.exit(USAGE)


if __name__ == "__main__":
    main()
