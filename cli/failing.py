"""How the command ends where it does not do what it was asked for: in one sentence."""

from typing import Any

import click

ENDED_BY_CTRL_C = 130


class Refusal(click.ClickException):
    """Bad input, told in one sentence."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Tell it."""
        click.echo(f"dearreader: {self.message}", file=file, err=file is None)


class Failure(Refusal):
    """What was asked for is right and could not be done: told in one sentence as well."""

    exit_code = 1
