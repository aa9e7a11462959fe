"""A letter as an SES template: its variables, and how a writer's braces stay braces."""

from dearreader.posts import BRACES

SITE, LINK, DATE = "{{site}}", "{{link}}", "{{date}}"
"""The site's address without a slash at its end, the reader's ID.KEY, the edition's local date."""


def literal(text: str) -> str:
    """`text` as an SES template, in which `{{` would begin a variable."""
    return text.replace(BRACES, "{{braces}}")
