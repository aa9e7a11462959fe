"""The laptop's SMTP server: what it gets for the reply domain goes where SES would put it.

SES writes its findings on top of a mail and stores it in the mail bucket; EventBridge then tells
inbound/. Mail for anybody else lands in the inbox.
"""

import asyncio
import base64
import re
import secrets
import socket
import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope, Session
from botocore.exceptions import BotoCoreError, ClientError

from local.loopback import HOST
from local.mails import Mail, MailStore, address_of, decoded, head_of

LARGEST_MAIL = 40 * 1024 * 1024
PEER = "127.0.0.1"
TRICK = "X-Local-Auth"
SIGNED = "From:To:Cc:Bcc:Subject:Date:Message-ID:MIME-Version:Content-Type:X-SES-RECEIPT"
VERDICTS = frozenset({"pass", "fail", "none"})
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
            stored = self._as_ses(raw, mail_id, sender, ours[0], _helo(session.host_name))
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

    def _as_ses(self, raw: bytes, mail_id: str, sender: str, to: str, helo: str) -> bytes:
        """The mail with the header block that SES writes on top of what it stores."""
        author = address_of(decoded(str(head_of(raw).get("From", sender))))
        domain = author.rpartition("@")[2].lower() or "localhost"
        spf_domain = sender.rpartition("@")[2].lower() or helo
        verdict = self._verdict(raw, domain)
        block = header_block(
            mail_id=mail_id,
            sender=sender,
            to=to,
            helo=helo,
            region=self._region,
            verdict=verdict,
            spf_domain=spf_domain,
            from_domain=domain,
            at=datetime.now(UTC),
        )
        return block + _without_trick(raw)

    def _verdict(self, raw: bytes, domain: str) -> str:
        asked = str(head_of(raw).get(TRICK, "")).strip().lower()
        if asked in VERDICTS:
            return asked
        return "fail" if domain in self._spoofed else "pass"


def header_block(
    *,
    mail_id: str,
    sender: str,
    to: str,
    helo: str,
    region: str,
    verdict: str,
    spf_domain: str,
    from_domain: str,
    at: datetime,
) -> bytes:
    r"""What SES writes on top of a mail that it receives, in its own order and folding.

    Return-Path: <lin@outlook.example>
    Received: from mx.outlook.example (mx.outlook.example [127.0.0.1])
     by inbound-smtp.us-east-1.amazonaws.com with SMTP id 7tjfpaht6gud32i3r06mhaivaq55fvaern79cpo1
     for hello+2026-09-22@reply.example.com;
     Tue, 22 Sep 2026 12:41:52 +0000 (UTC)
    X-SES-Spam-Verdict: PASS
    X-SES-Virus-Verdict: PASS
    Received-SPF: pass (spfCheck: domain of …) client-ip=…; envelope-from=…; helo=…;
    Authentication-Results: amazonses.com;
     spf=pass (spfCheck: domain of …) client-ip=…; envelope-from=…; helo=…;
     dkim=pass header.i=@outlook.example;
     dmarc=pass header.from=outlook.example;
    X-SES-RECEIPT: …
    X-SES-DKIM-SIGNATURE: …
    """
    finding = {
        "pass": f"domain of {spf_domain} designates {PEER} as permitted sender",
        "fail": f"domain of {spf_domain} does not designate {PEER} as permitted sender",
        "none": f"{PEER} is neither permitted nor denied by domain of {spf_domain}",
    }[verdict]
    envelope = sender or f"postmaster@{helo}"
    spf = (
        f"{verdict} (spfCheck: {finding}) client-ip={PEER}; envelope-from={envelope}; helo={helo};"
    )
    receipt = base64.b64encode(secrets.token_bytes(240)).decode()
    signature = base64.b64encode(secrets.token_bytes(128)).decode()
    lines = [
        f"Return-Path: <{sender}>",
        f"Received: from {helo} ({helo} [{PEER}])",
        f" by inbound-smtp.{region}.amazonaws.com with SMTP id {mail_id}",
        f" for {to};",
        f" {format_datetime(at)} (UTC)",
        "X-SES-Spam-Verdict: PASS",
        "X-SES-Virus-Verdict: PASS",
        f"Received-SPF: {spf}",
        "Authentication-Results: amazonses.com;",
        f" spf={spf}",
        *([f" dkim=pass header.i=@{from_domain};"] if verdict == "pass" else []),
        f" dmarc={verdict} header.from={from_domain};",
        f"X-SES-RECEIPT: {receipt}",
        (
            f"X-SES-DKIM-SIGNATURE: a=rsa-sha256; q=dns/txt; b={signature}; c=relaxed/simple; "
            f"s=local; d=amazonses.com; t={int(at.timestamp())}; v=1; bh=local; h={SIGNED};"
        ),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _helo(name: str | None) -> str:
    """How the sending server called itself; smtplib says ``[127.0.0.1]``."""
    return name if name and not name.startswith("[") else "localhost"


def _without_trick(raw: bytes) -> bytes:
    """The mail as its sender would have sent it: without our header, otherwise untouched."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    return re.sub(rb"(?im)^X-Local-Auth:[^\n]*(\n|\Z)", b"", head) + gap + body


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
