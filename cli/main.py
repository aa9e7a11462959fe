"""`dearreader`: the command, its options, and how its errors are told."""

from typing import Any, NoReturn

import click

from cli.commands import Lazy
from cli.connection import Place
from cli.failing import ENDED_BY_CTRL_C, Failure, Refusal
from dearreader.errors import BadInput, DearReaderError


class Commands(Lazy):
    """Commands whose every refusal reads alike, whether it is click's or ours."""

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Read the options before the command."""
        try:
            return super().make_context(*args, **more)
        except click.UsageError as fault:
            _refuse(fault)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except click.UsageError as fault:
            _refuse(fault)
        except BadInput as fault:
            raise Refusal(str(fault)) from fault
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            raise SystemExit(ENDED_BY_CTRL_C) from None
        except DearReaderError as fault:
            raise Failure(f"{fault}.") from fault
        except Exception as fault:
            if not _is_of_aws(fault):
                raise
            raise Failure(f"AWS does not do it: {fault}") from fault


def _is_of_aws(fault: Exception) -> bool:
    """Asked by name: botocore takes long to import."""
    return any(each.__module__ == "botocore.exceptions" for each in type(fault).__mro__)


def _refuse(fault: click.UsageError) -> NoReturn:
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        raise fault
    more = f" See: {fault.ctx.command_path} --help" if fault.ctx else ""
    raise Refusal(fault.format_message() + more) from fault


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
    """Dear Reader: letters that go out once, and replies that become letters.

    \b
    dearreader init                     set up your publication
    dearreader deploy                   bring it to AWS, or up to date there
    dearreader doctor                   what keeps letters from arriving
    dearreader status                   what goes out next, and what needs you
    dearreader post add hello.md        keep a post as a draft
    dearreader post queue hello         put it at the end of the queue
    dearreader edition send --now       ask for what is due, without waiting for the tick
    dearreader edition show KEY         what became of everyone, and what you may do
    dearreader subscribers list         your readers: import and export them, too
    dearreader ideas list               what readers ask for, most wanted first
    dearreader costs --readers 1000     what it would cost, before you deploy
    """  # noqa: D301 - click's \b is a backspace, which a raw string has not
    context.obj = Place(local=local, profile=profile, region=region, stack=stack)


def main() -> None:
    """Run the command. Exit code 2 is bad input, 1 is anything else that failed."""
    group()


if __name__ == "__main__":
    main()
