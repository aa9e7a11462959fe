"""The commands that `dearreader` has: each is loaded when it is called, and help waits for none."""

from importlib import import_module

import click

COMMANDS = {
    "completion": ("cli.completing", "Print what makes your shell complete commands and posts."),
    "costs": ("cli.costs", "What letters cost, or would cost for N readers."),
    "deploy": ("cli.life", "Bring your publication to AWS, or up to date there."),
    "destroy": ("cli.life", "Take your publication down."),
    "doctor": ("cli.life", "Find what keeps letters or replies from arriving."),
    "edition": ("cli.editions", "What goes out, when, and what became of it."),
    "form": ("cli.forms", "Print a sign-up form to paste into any page of yours."),
    "ideas": ("cli.ideas", "What readers ask you to write about."),
    "init": ("cli.life", "Set up your publication by a few questions."),
    "log": ("cli.log", "What failed of late, or all that functions say."),
    "post": ("cli.groups", "What you write: add it, queue it, see what waits."),
    "queues": ("cli.queues", "What waits for functions, and what they gave up on."),
    "replies": ("cli.replies", "What readers wrote back."),
    "restore": ("cli.restoring", "Bring back what was lost since a moment of the last 35 days."),
    "status": ("cli.status", "What goes out next, how things stand, and what needs you."),
    "subscribers": ("cli.groups", "Your readers: look at them, bring them, take them out."),
}
"""Where each command is, and the first line of its help."""


class Lazy(click.Group):
    """A group that loads a command when it is called, completed or explained.

    https://click.palletsprojects.com/en/stable/complex/#lazily-loading-subcommands
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """The names, in their order."""
        return sorted(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - as above
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        rows = [(name, COMMANDS[name][1]) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
