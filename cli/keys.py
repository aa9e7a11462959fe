"""The key of an edition, as commands take it."""

import re
from typing import TYPE_CHECKING, Any

import click

from dearreader.errors import BadInput

FORM = re.compile(r"\d{4}-\d\d-\d\d\.[a-z]{1,20}")

if TYPE_CHECKING:
    Text = click.ParamType[str]
else:
    Text = click.ParamType


class Key(Text):
    """What may be an edition's key; whether there is one of that key is asked of the table."""

    name = "key"

    def convert(self, value: Any, *_: object) -> str:
        """The key as it stands. Raises BadInput for what cannot be one."""
        if not FORM.fullmatch(value):
            raise BadInput(
                f"“{value[:40]}” is not an edition: they are named like 2026-11-24.daily. "
                "See them all: dearreader edition list"
            )
        return str(value)


KEY = Key()
