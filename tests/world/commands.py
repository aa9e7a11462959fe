"""The command `dearreader`, run in this process: on the stack it finds, or on one in memory."""

import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO

import click
import pytest

import cli.main
from cli.connection import Place
from dearreader.app import App
from tests.world.world import ENVIRONMENT

WRITER = "mina@example.com"


@dataclass(frozen=True)
class Ran:
    """What a command said."""

    code: int
    out: str
    err: str

    def lines(self) -> list[str]:
        assert (self.code, self.err) == (0, "")
        return self.out.splitlines()


def ran(*words: str) -> Ran:
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["dearreader", *words])
        try:
            cli.main.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def below(command: click.Command) -> dict[str, click.Command]:
    """A group's commands by their names, loaded; of any other command none."""
    if not isinstance(command, click.Group):
        return {}
    context = click.Context(command)
    found = {name: command.get_command(context, name) for name in command.list_commands(context)}
    return {name: each for name, each in found.items() if each}


class Desk:
    """The writer's, over a stack in memory."""

    def __init__(self, stack: App, **parameters: str) -> None:
        self.stack = stack
        self._values = {**ENVIRONMENT, "ALARM_ADDRESS": WRITER, **parameters}

    def ran(self, *words: str) -> Ran:
        self.stack.clock.sleep(0.01)  # as it takes to type
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cli.main, "Place", self._place)
            return ran(*words)

    def lines(self, *words: str) -> list[str]:
        return self.ran(*words).lines()

    def refused(self, *words: str) -> str:
        """The one sentence on stderr of a command that refuses; nothing is printed besides."""
        done = self.ran(*words)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("dearreader: ")
        assert done.err.count("\n") == 1
        return done.err

    def _place(self, **options: object) -> Place:
        place = Place()
        place.__dict__.update(
            app=self.stack, publication=self.stack.publication, _values=self._values
        )
        return place
