"""What the writer types, or pipes in."""

import sys

import click


def typed(prompt: str) -> str:
    """The line that is typed, or "" where nothing more comes out of the pipe."""
    try:
        said = input(prompt).strip()
    except EOFError:
        said = ""
    if not sys.stdin.isatty():
        click.echo(said)
    return said
