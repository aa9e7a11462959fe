"""A mail as SES takes it: three strings, and a header that all of ours have."""

from dataclasses import dataclass

NO_AUTOMATIC_ANSWERS = "DR, RN, NRN, OOF, AutoReply"
"""X-Auto-Response-Suppress ([MS-OXCMAIL] §2.2.3.2.14), which Exchange obeys: not "All", which would
keep its bounces from us as well."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A subject and the same words twice: for clients that show HTML, and for the others."""

    subject: str
    html: str
    text: str
