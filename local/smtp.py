"""The laptop's SMTP server: what it gets for the reply domain goes where SES would put it.

SES writes its findings on top of a mail and stores it in the mail bucket; EventBridge then tells
inbound/. Mail for anybody else lands in the inbox.
"""

import asyncio
import secrets
import socket
import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope, Session
from botocore.exceptions import BotoCoreError, ClientError

from local.loopback import HOST
from local.mails import Mail, MailStore, decoded, head_of
from local.reception import Arrival, as_stored

LARGEST_MAIL = 40 * 1024 * 1024
SPOOFED = ("spoofed.example",)


class Smtp:
    """Receives mail on loopback; a mail to `reply_domain` is put into `bucket`, as SES would.

    ``aws`` gives a boto3 client of the emulator for a service's name. ``bucket`` may be set once
    the stack is deployed; before that, mail to the reply domain is refused for now (451).
    ``port`` is the port in use once it is started.
    A sender's domain in ``spoofed`` fails DMARC; a header ``X-Local-Auth: fail`` (or ``none``)
    does the same for one mail, and is taken out of it.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        aws: Callable[[str], Any] | None = None,
        reply_domain: str = "reply.example.com",
        bucket: str = "",
        prefix: str = "mail/",
        store: MailStore | None = None,
        spoofed: Collection[str] = SPOOFED,
        region: str = "us-east-1",
    ) -> None:
        self.reply_domain = reply_domain
        self.bucket = bucket
        self.store = store or MailStore()
        self.port = port
        self._wanted_port = port
        self._aws = aws
        self._prefix = prefix
        self._spoofed = frozenset(spoofed)
        self._region = region
        self._s3: Any = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: asyncio.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to receive; raises OSError where the port is taken."""
        listening = socket.create_server((HOST, self._wanted_port))
        self.port = int(listening.getsockname()[1])
        loop = asyncio.new_event_loop()
        serving: Future[asyncio.Server] = Future()
        self._thread = threading.Thread(
            target=self._serve, args=(loop, listening, serving), name="smtp", daemon=True
        )
        self._thread.start()
        self._loop, self._server = loop, serving.result(10)

    def stop(self) -> None:
        """End it and its connections."""
        if self._loop is None or self._thread is None or self._server is None:
            return
        asyncio.run_coroutine_threadsafe(self._close(self._server), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop = self._server = self._thread = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def received(self) -> list[Mail]:
        """The mails that came in, oldest first."""
        return self.store.find(box="received")

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Take one mail; aiosmtpd calls this after DATA."""
        raw = envelope.original_content or b""
        sender = (envelope.mail_from or "").strip("<>")
        at = datetime.now(UTC)
        mail_id = secrets.token_hex(20)
        ours = [to for to in envelope.rcpt_tos if self._is_ours(to)]
        if ours:
            if not self.bucket or self._aws is None:
                return "451 4.3.0 The mail bucket is not there yet: deploy first"
            arrival = Arrival(
                mail_id=mail_id,
                sender=sender,
                to=ours[0],
                helo=_helo(session.host_name),
                at=at,
                region=self._region,
            )
            stored = as_stored(raw, arrival, self._spoofed)
            try:
                await asyncio.to_thread(self._put, mail_id, stored)
            except (BotoCoreError, ClientError):
                return "451 4.3.0 The mail bucket did not take it"
            raw = stored
        self.store.add(_mail(raw, mail_id, sender, envelope.rcpt_tos, at))
        return f"250 2.0.0 OK {mail_id}"

    def _serve(
        self,
        loop: asyncio.AbstractEventLoop,
        listening: socket.socket,
        serving: Future[asyncio.Server],
    ) -> None:
        """The thread: a loop of its own, whatever loop the starting thread may have."""

        async def begin() -> None:
            protocol = partial(self._protocol, loop)
            serving.set_result(await loop.create_server(protocol, sock=listening))

        loop.run_until_complete(begin())
        loop.run_forever()
        loop.close()

    def _protocol(self, loop: asyncio.AbstractEventLoop) -> SMTP:
        return SMTP(
            self,
            hostname="localhost",
            ident="Dear Reader on the laptop",
            data_size_limit=LARGEST_MAIL,
            loop=loop,
            enable_SMTPUTF8=True,
        )

    async def _close(self, server: asyncio.Server) -> None:
        server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0)

    def _is_ours(self, to: str) -> bool:
        return to.rpartition("@")[2].lower() == self.reply_domain.lower()

    def _put(self, mail_id: str, raw: bytes) -> None:
        if self._s3 is None and self._aws is not None:
            self._s3 = self._aws("s3")
        self._s3.put_object(Bucket=self.bucket, Key=f"{self._prefix}{mail_id}", Body=raw)


def _helo(name: str | None) -> str:
    """How the sending server called itself; smtplib says ``[127.0.0.1]``."""
    return name if name and not name.startswith("[") else "localhost"


def _mail(raw: bytes, mail_id: str, sender: str, to: list[str], at: datetime) -> Mail:
    head = head_of(raw)
    return Mail(
        id=mail_id,
        box="received",
        at=at,
        sender=decoded(str(head.get("From", sender))),
        to=tuple(to),
        subject=decoded(str(head.get("Subject", ""))),
        raw=raw,
    )
