"""Which links are dead: each address is asked for once, and its answer is not read."""

import socket
import ssl
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

PATIENCE = 10.0
"""Seconds for each step of an answer."""

AT_ONCE = 8

NAME = "Mozilla/5.0 (compatible; dearreader post check)"
"""Some sites answer nobody who does not say that they are a browser."""

GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


def dead(urls: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Those of the web that lead nowhere, in their order, each with what is wrong with it.

    A site that refuses machines (401, 403, 429) is there, and so is not dead.
    """
    asked = [url for url in dict.fromkeys(urls) if urlsplit(url).scheme in {"http", "https"}]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for url, why in zip(asked, threads.map(_fault, asked), strict=True):
            if why:
                yield url, why


def _fault(url: str) -> str:
    """What is wrong with the address, or ""."""
    try:
        with urlopen(Request(_in_ascii(url), headers={"User-Agent": NAME}), timeout=PATIENCE):
            return ""
    except HTTPError as answer:
        answer.close()
        if answer.code in GONE:
            return f"is not there: its site answers {answer.code}"
        failing = answer.code >= HTTPStatus.INTERNAL_SERVER_ERROR
        return f"does not work now: its site answers {answer.code}" if failing else ""
    except URLError as fault:
        return _unreachable(fault.reason)
    except (OSError, HTTPException, ValueError) as fault:
        return _unreachable(fault)


def _unreachable(reason: object) -> str:
    if isinstance(reason, socket.gaierror):
        unknown = reason.errno == socket.EAI_NONAME
        no_site = "leads to no site: there is none of that name"
        return no_site if unknown else "cannot be looked up now: is this machine online?"
    if isinstance(reason, ssl.SSLError):
        return f"is not safe: its site's certificate is refused ({reason.reason})"
    if isinstance(reason, TimeoutError):
        return f"does not answer within {PATIENCE:.0f} seconds"
    return f"does not answer: {reason}"


def _in_ascii(url: str) -> str:
    """As a browser would send it: a host in Punycode, other characters percent-encoded."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    path, query = quote(parts.path, safe="/%:@!$&'()*+,;=~"), quote(parts.query, safe="=&%/?:@+,;~")
    return urlunsplit((parts.scheme, host, path, query, ""))
