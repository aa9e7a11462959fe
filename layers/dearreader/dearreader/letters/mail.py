"""A mail as SES takes it: three strings."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A subject and the same words twice: for clients that show HTML, and for the others."""

    subject: str
    html: str
    text: str
