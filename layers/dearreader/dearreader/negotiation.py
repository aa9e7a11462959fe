"""What a client takes, and what it has already: gzip and entity tags (RFC 9110 §12.5.3, §13.1.2).

API Gateway's HTTP APIs compress nothing and compare nothing; so the function does.
"""

import hashlib
import zlib

SMALLEST = 500
"""Bytes: below, gzip's own frame eats what it saves."""

_GZIP = 16 + zlib.MAX_WBITS


def takes_gzip(accept_encoding: str) -> bool:
    """Whether the header Accept-Encoding allows gzip."""
    weights: dict[str, str] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = parameter.partition("=")[2].strip() or "1"
    weight = weights.get("gzip", weights.get("*", "0"))
    return weight.strip("0.") != ""


def gzipped(body: bytes) -> bytes:
    """The same bytes for the same body, every time: there is no date in them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    return packer.compress(body) + packer.flush()


def entity_tag(said: str) -> str:
    """The tag of what stands for a page: weak, as gzip changes the bytes and not the meaning."""
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:20]}"'


def has_already(if_none_match: str, tag: str) -> bool:
    """Whether the header If-None-Match names the tag. Weak comparison, as for GET."""
    given = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return "*" in given or tag.removeprefix("W/") in given
