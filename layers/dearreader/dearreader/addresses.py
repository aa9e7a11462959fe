"""Mail addresses: what can be mailed, and which of them are the same reader."""

import hashlib
import hmac
import unicodedata

from dearreader.errors import BadInput

LONGEST = 254
"""RFC 5321 §4.5.3.1.3, less the angle brackets."""


def parse(text: str) -> str:
    """The address as it can be mailed: trimmed, NFC, its domain in Punycode and lower case.

    Dots and +tags stay as they are, and so does the case of the local part, which the reader's own
    server may care about. No look-up in the DNS. Raises BadInput; SES cannot mail local parts
    outside ASCII.
    """
    # Imported late: 40 ms that only those pay who take addresses from people.
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415

    text = unicodedata.normalize("NFC", text.strip())
    if not text:
        raise BadInput("Please type your email address.")
    if len(text) > LONGEST:
        raise BadInput("That address is too long to be one. Is there a typo in it?")
    try:
        valid = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise BadInput(
            "That doesn’t look like an email address. It should read like you@example.com."
        ) from error
    return f"{valid.ascii_local_part}@{valid.ascii_domain}"


def identity(address: str, *, salt: str) -> str:
    """The subscriber's id: 32 hex characters, the same for the same mailbox.

    An HMAC, because plain hashes of addresses can be guessed; only here is the local part
    lower-cased. ``address`` is as `parse` gives it.
    """
    digest = hmac.new(salt.encode(), address.lower().encode(), hashlib.sha256)
    return digest.hexdigest()[:32]
