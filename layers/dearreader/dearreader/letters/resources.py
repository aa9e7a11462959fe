"""The block of opportunities at a letter's end."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from dearreader.letters.characters import printable
from dearreader.posts import Resource


def current(resources: Iterable[Resource], today: date) -> list[Resource]:
    """Those that can still be had: their deadline is `today` or later, or they have none."""
    return [each for each in resources if each.deadline is None or each.deadline >= today]


def resources_as_html(resources: Sequence[Resource]) -> str:
    """A heading and a list, or nothing."""
    if not resources:
        return ""
    return f"<h2>resources</h2>\n<ul>\n{''.join(map(_as_html, resources))}</ul>\n"


def resources_as_text(resources: Sequence[Resource]) -> str:
    """A heading and a list, or nothing."""
    if not resources:
        return ""
    return "resources\n\n" + "\n".join(map(_as_text, resources))


def _as_html(resource: Resource) -> str:
    name, said = escape(resource.name, quote=False), escape(_said(resource), quote=False)
    return f'<li><a href="{escape(resource.url)}">{printable(name)}</a>{said}</li>\n'


def _as_text(resource: Resource) -> str:
    return f"- {printable(resource.name)}{_said(resource)}\n  {resource.url}"


def _said(resource: Resource) -> str:
    """What follows the name: the note, and the deadline in words."""
    note = f": {printable(resource.note).rstrip('.')}" if resource.note else ""
    day = resource.deadline
    return note + (f", by {day.day} {day:%B %Y}" if day else "")
