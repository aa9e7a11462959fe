"""What the site answers, as a mail program's request meets it: no redirect, no cookie, no proxy."""

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

PATIENCE = 10.0
"""Seconds for each step."""


def fetch(method: str, url: str, body: bytes) -> int:
    """The status that is answered. Raises OSError where nothing is."""
    where = urlsplit(url)
    kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
    connection = kind(where.hostname or "", where.port, timeout=PATIENCE)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    try:
        connection.request(method, where.path, body or None, headers)
        return connection.getresponse().status
    except HTTPException as fault:
        raise OSError(f"it answers no HTTP: {fault}") from fault
    finally:
        connection.close()
