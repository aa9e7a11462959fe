"""What SES checks in addresses, headers and tags before it takes a mail."""

import re
from collections.abc import Iterable, Mapping, Sequence
from email.utils import parseaddr

MOST_RECIPIENTS = 50
MOST_HEADERS = 15
LONGEST_HEADER = 996
TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")
HEADER_NAME = re.compile(r"[!-9;-~]+")
HEADER_VALUE = re.compile(r"[ -~]*")
ADDRESS = re.compile(r"[!#$%&'*+/=?^_`{|}~\w.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)


def address_of(value: str) -> str:
    """The bare address of a mailbox; raises ValueError where SES takes none for one.

    SES does no SMTPUTF8: local parts are ASCII, domains in Punycode, and a display name with other
    letters is an encoded word (RFC 2047) already when the call is made.
    """
    if not value.isascii():
        raise ValueError("Invalid address: non-ASCII names must be encoded words (RFC 2047).")
    address = parseaddr(value)[1]
    if not ADDRESS.fullmatch(address):
        raise ValueError("Invalid address: local part and domain must be ASCII, name@domain.")
    return address


def headers_of(given: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Headers by name, as a call lists them; raises ValueError."""
    if len(given) > MOST_HEADERS:
        raise ValueError(f"At most {MOST_HEADERS} headers are allowed.")
    headers: dict[str, str] = {}
    for each in given:
        name, value = each["Name"], each["Value"]
        if not HEADER_NAME.fullmatch(name) or not HEADER_VALUE.fullmatch(value):
            raise ValueError(f"Header {name[:40]!r} is not printable ASCII.")
        if len(name) + len(value) > LONGEST_HEADER:
            raise ValueError(f"Header {name} is longer than {LONGEST_HEADER} characters.")
        headers[name] = value
    return headers


def tags_of(given: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Tags by name; raises ValueError."""
    tags: dict[str, str] = {}
    for each in given:
        name, value = each["Name"], each["Value"]
        if not TAG.fullmatch(name) or not TAG.fullmatch(value):
            raise ValueError("Tags are ASCII letters, digits, '_' and '-', at most 256 of them.")
        tags[name] = value
    return tags


def merged(default: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Headers with an entry's own in the place of the default's, whatever their case."""
    replaced = {name.lower() for name in own}
    kept = {name: value for name, value in default.items() if name.lower() not in replaced}
    return {**kept, **own}
