"""The mails of the laptop: what SES accepted, what came in by SMTP, what SNS told the writer."""

import fnmatch
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from functools import cached_property
from itertools import islice
from typing import Literal

Box = Literal["sent", "received", "told"]
MOST_PARTS = 100
CAPACITY = 20_000
LONGEST_HEAD = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One message to one envelope.

    ``box`` is ``sent`` for what SES took from us, ``received`` for what came in by SMTP, ``told``
    for what SNS mailed to the writer. ``id`` is SES's message id; ``to`` the envelope's recipients.
    ``delivered`` tells whether the reader's server took it: a suppressed or bounced one was
    accepted by SES but is in nobody's mailbox.
    """

    id: str
    box: Box
    at: datetime
    sender: str
    to: tuple[str, ...]
    subject: str
    raw: bytes = field(repr=False)
    tags: Mapping[str, str] = field(default_factory=dict)
    configuration_set: str = ""
    delivered: bool = True

    @cached_property
    def head(self) -> Message:
        """The headers."""
        return head_of(self.raw)

    def header(self, name: str) -> str:
        """The first header of that name, decoded; empty where there is none."""
        return decoded(str(self.head.get(name, "")))

    @property
    def text(self) -> str:
        """The plain text part."""
        return self._part("text/plain")

    @property
    def html(self) -> str:
        """The HTML part."""
        return self._part("text/html")

    def _part(self, kind: str) -> str:
        try:
            for part in islice(message_from_bytes(self.raw).walk(), MOST_PARTS):
                if part.get_content_type() == kind and not part.get_filename():
                    return _body(part)
        except RecursionError:  # thousands of parts in parts
            return ""
        return ""


def head_of(raw: bytes) -> Message:
    """The headers of a mail, of which so much is read as a sane one has."""
    head = re.split(rb"\r?\n\r?\n", raw[:LONGEST_HEAD], maxsplit=1)[0]
    return message_from_bytes(head + b"\r\n\r\n")


def _body(part: Message) -> str:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    try:
        return body.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def decoded(value: str) -> str:
    """A header's value as people read it; as it stands where its encoding is broken."""
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError, IndexError):
        return value


def address_of(value: str) -> str:
    """The bare address of a header like ``Ada <ada@example.com>``."""
    return parseaddr(value)[1] or value.strip()


class MailStore:
    """Holds the mails and tells who waits. The oldest go when there are more than `capacity`."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._mails: OrderedDict[str, Mail] = OrderedDict()
        self._happened: dict[str, list[str]] = {}
        self._changed = threading.Condition()
        self.version = 0

    def add(self, mail: Mail) -> None:
        """Put a mail in."""
        with self._changed:
            self._mails[mail.id] = mail
            while len(self._mails) > self._capacity:
                gone, _ = self._mails.popitem(last=False)
                self._happened.pop(gone, None)
            self._tell()

    def note(self, mail_id: str, what: str) -> None:
        """Remember that something happened to a mail, such as ``Email Bounced``."""
        with self._changed:
            if mail_id in self._mails:
                self._happened.setdefault(mail_id, []).append(what)
                self._tell()

    def get(self, mail_id: str) -> Mail | None:
        """The mail of that id, or None."""
        with self._changed:
            return self._mails.get(mail_id)

    def happened(self, mail_id: str) -> tuple[str, ...]:
        """What happened to a mail, in order."""
        with self._changed:
            return tuple(self._happened.get(mail_id, ()))

    def clear(self) -> None:
        """Forget everything."""
        with self._changed:
            self._mails.clear()
            self._happened.clear()
            self._tell()

    def find(
        self,
        *,
        to: str = "*",
        subject: str = "*",
        box: Box | None = None,
        tags: Mapping[str, str] | None = None,
        delivered: bool | None = None,
    ) -> list[Mail]:
        """The mails that match, oldest first; ``to`` and ``subject`` are patterns with ``*``."""
        wanted = dict(tags or {})
        with self._changed:
            mails = list(self._mails.values())
        return [
            mail
            for mail in mails
            if (box is None or mail.box == box)
            and (delivered is None or mail.delivered == delivered)
            and any(fnmatch.fnmatchcase(each.lower(), to.lower()) for each in mail.to)
            and fnmatch.fnmatchcase(mail.subject.lower(), subject.lower())
            and wanted.items() <= dict(mail.tags).items()
        ]

    def wait(self, until: Callable[[], bool], timeout: float) -> bool:
        """Wait until `until` holds, looking again after every change; False when time is up."""
        end = time.monotonic() + timeout
        with self._changed:
            while not until():
                left = end - time.monotonic()
                if left <= 0:
                    return False
                self._changed.wait(left)
        return True

    def wake(self) -> None:
        """Have everybody who waits look again, such as at the end."""
        with self._changed:
            self._changed.notify_all()

    def _tell(self) -> None:
        self.version += 1
        self._changed.notify_all()
