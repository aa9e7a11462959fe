"""SES templates: ``{{name}}``, and nothing cleverer."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VARIABLE = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
PLAIN_NAME = re.compile(r"[\w.-]+")
LARGEST_INLINE = 1024 * 1024


class RenderingFailure(Exception):
    """The template and its data don't fit: SES tells it by an event, after it said SUCCESS."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """A template's three parts, or what they became."""

    subject: str
    text: str
    html: str
    name: str = ""

    def rendered(self, data: Mapping[str, Any]) -> "Content":
        """The parts with every variable filled in; raises `RenderingFailure`."""
        return Content(
            subject=render(self.subject, data),
            text=render(self.text, data),
            html=render(self.html, data),
            name=self.name,
        )


def render(template: str, data: Mapping[str, Any]) -> str:
    """Put `data` into a template. SES escapes nothing, so neither is anything escaped here."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if not PLAIN_NAME.fullmatch(name):
            raise RenderingFailure(f"The local SES fills in simple variables only, not '{name}'.")
        if name not in data:
            raise RenderingFailure(f"Attribute '{name}' is not present in the rendering data.")
        found = data[name]
        return found if isinstance(found, str) else json.dumps(found)

    return VARIABLE.sub(value, template)


def template_data(written: str | None) -> dict[str, Any]:
    """Template data as SES takes it: a JSON object in a string; raises ValueError."""
    data = json.loads(written or "{}")
    if not isinstance(data, dict):
        raise ValueError("template data is not a JSON object")  # noqa: TRY004 - one error for both
    return data
