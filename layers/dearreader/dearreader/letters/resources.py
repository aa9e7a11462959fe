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
    note = f"<br>\n{_escaped(resource.note)}" if resource.note else ""
    deadline = (
        f'<br>\n<small class="q">{_by(resource.deadline)}</small>' if resource.deadline else ""
    )
    return (
        f'<li><a href="{escape(resource.url)}">{_escaped(resource.name)}</a>{note}{deadline}</li>\n'
    )


def _as_text(resource: Resource) -> str:
    note = f": {printable(resource.note)}" if resource.note else ""
    deadline = f" ({_by(resource.deadline)})" if resource.deadline else ""
    return f"- {printable(resource.name)}{note}{deadline}\n  {resource.url}"


def _escaped(words: str) -> str:
    return escape(printable(words), quote=False)


def _by(deadline: date) -> str:
    return f"by {deadline.day} {deadline:%B %Y}"
