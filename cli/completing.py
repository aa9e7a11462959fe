"""`dearreader completion`: what the shell needs to complete commands, options and posts."""

from typing import Any

import click

from cli.connection import Place
from dearreader.errors import BadInput

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes your shell complete commands and posts.

    \b
    bash:  echo 'eval "$(dearreader completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(dearreader completion zsh)"' >> ~/.zshrc
    fish:  dearreader completion fish > ~/.config/fish/completions/dearreader.fish
    """  # noqa: D301 - click's \b is a backspace, which a raw string has not
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    made: Any = get_completion_class(shell)
    click.echo(made(context.find_root().command, {}, "dearreader", "_DEARREADER_COMPLETE").source())


def slugs(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The posts in the writer's folder that begin so: no stack is asked while she types."""
    try:
        files = Place().posts_folder.glob("*.md")
    except BadInput:
        return []
    return sorted(each.stem for each in files if each.stem.startswith(incomplete))
