"""The talk of `dearreader init`: questions with defaults, in a terminal or from a pipe."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from cli.connection import CONFIGURATION
from cli.prompting import typed
from cli.setup import salt
from cli.setup.questions import NONE, QUESTIONS, Question, kept
from cli.setup.written import configuration, old_answers, samconfig
from dearreader.errors import BadInput

SAMCONFIG = Path("samconfig.toml")
TEMPLATE = Path("template.yaml")


def init(folder: Path, given: Mapping[str, str], *, force: bool) -> None:
    """Ask, and write what was answered. ``given`` are answers that nobody is asked for.

    Raises BadInput, and writes nothing, for an answer out of a pipe that cannot be one.
    """
    if not (folder / TEMPLATE).exists():
        raise BadInput("Run it in the folder of Dear Reader, where template.yaml is.")
    files = {name: _text(folder / name) for name in (SAMCONFIG, CONFIGURATION)}
    old = old_answers(files[SAMCONFIG], files[CONFIGURATION])
    answers = ask(old, given)
    new = {
        SAMCONFIG: samconfig(files[SAMCONFIG], answers),
        CONFIGURATION: configuration(files[CONFIGURATION], answers),
    }
    changed = [name for name in files if files[name] != new[name]]
    click.echo()
    if changed and not _agreed(changed, force=force):
        click.echo("Nothing was written.")
        raise SystemExit(1)
    for name in changed:
        _write(folder / name, new[name])
    if changed:
        click.echo(f"Written: {' and '.join(map(str, changed))}.")
    else:
        click.echo("Nothing has changed.")
    _tell_of_salt(made=salt.keep(folder))
    click.echo("Next: dearreader deploy")


def ask(old: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """The answers; the old ones are the defaults. Raises BadInput."""
    answers: dict[str, str] = {}
    before = kept(old)
    for question in QUESTIONS:
        if given.get(question.name):
            answers[question.name] = question.answer(given[question.name], answers)
            continue
        default = before[question.name] or question.suggested(answers)
        answers[question.name] = _asked(question, default, answers)
    return answers


def _asked(question: Question, default: str, answers: Mapping[str, str]) -> str:
    click.echo(f"\n{question.asks}")
    while True:
        said = typed(_prompt(question, default)) or default
        try:
            return question.answer(said, answers)
        except BadInput as fault:
            if not sys.stdin.isatty():
                raise BadInput(f"{question.name}: {fault}") from fault
            click.echo(f"  {fault}")


def _prompt(question: Question, default: str) -> str:
    if default:
        more = f", {NONE} for none" if question.optional else ""
        return f"  [{default}{more}] "
    also = "; Enter for none" if question.optional else ""
    return f"  (such as {question.example}{also}) "


def _agreed(changed: list[Path], *, force: bool) -> bool:
    """Whether the files may be written. Old lines are lost by it, so nobody's silence is a yes."""
    if force:
        return True
    said = typed(f"Write {' and '.join(map(str, changed))}? [y/N] ").lower()
    return said in {"y", "yes"}


def _tell_of_salt(*, made: bool) -> None:
    if os.environ.get(salt.VARIABLE):
        click.echo(f"The salt is the one in {salt.VARIABLE}.")
    elif made:
        click.echo(
            f"A salt was made: the secret that readers’ ids are made with. It is in {salt.FILE}, "
            "which git ignores.\nPut a copy with your passwords: it never changes, and your data "
            "is of no use to another stack without it."
        )
    else:
        click.echo(f"The salt in {salt.FILE} stays as it is.")


def _text(file: Path) -> str:
    return file.read_text() if file.exists() else ""


def _write(file: Path, text: str) -> None:
    """The whole of it, or nothing."""
    new = file.with_name(file.name + ".new")
    new.write_text(text)
    new.replace(file)
