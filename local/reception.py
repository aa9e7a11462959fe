r"""What SES adds to a mail that it receives, before it stores it in the mail bucket.

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

import base64
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from local.mails import address_of, decoded, head_of

PEER = "127.0.0.1"
TRICK = "X-Local-Auth"
SIGNED = "From:To:Cc:Bcc:Subject:Date:Message-ID:MIME-Version:Content-Type:X-SES-RECEIPT"
VERDICTS = frozenset({"pass", "fail", "none"})


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """One mail at the door: its envelope (``sender`` empty for a bounce), and who brought it."""

    mail_id: str
    sender: str
    to: str
    helo: str
    at: datetime
    region: str


def as_stored(raw: bytes, arrival: Arrival, spoofed: Collection[str]) -> bytes:
    """The mail as SES stores it; DMARC fails for a From in `spoofed`, or as `TRICK` says."""
    author = address_of(decoded(str(head_of(raw).get("From", arrival.sender))))
    domain = author.rpartition("@")[2].lower() or "localhost"
    block = _header_block(arrival, domain, _verdict(raw, domain, spoofed))
    return block + _without_trick(raw)


def _verdict(raw: bytes, domain: str, spoofed: Collection[str]) -> str:
    asked = str(head_of(raw).get(TRICK, "")).strip().lower()
    if asked in VERDICTS:
        return asked
    return "fail" if domain in spoofed else "pass"


def _header_block(arrival: Arrival, from_domain: str, verdict: str) -> bytes:
    helo, region = arrival.helo, arrival.region
    domain = arrival.sender.rpartition("@")[2].lower() or helo
    finding = {
        "pass": f"domain of {domain} designates {PEER} as permitted sender",
        "fail": f"domain of {domain} does not designate {PEER} as permitted sender",
        "none": f"{PEER} is neither permitted nor denied by domain of {domain}",
    }[verdict]
    envelope = arrival.sender or f"postmaster@{helo}"
    spf = (
        f"{verdict} (spfCheck: {finding}) client-ip={PEER}; envelope-from={envelope}; helo={helo};"
    )
    receipt = base64.b64encode(secrets.token_bytes(240)).decode()
    signature = base64.b64encode(secrets.token_bytes(128)).decode()
    lines = [
        f"Return-Path: <{arrival.sender}>",
        f"Received: from {helo} ({helo} [{PEER}])",
        f" by inbound-smtp.{region}.amazonaws.com with SMTP id {arrival.mail_id}",
        f" for {arrival.to};",
        f" {format_datetime(arrival.at)} (UTC)",
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
            f"s=local; d=amazonses.com; t={int(arrival.at.timestamp())}; v=1; bh=local; "
            f"h={SIGNED};"
        ),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _without_trick(raw: bytes) -> bytes:
    """The mail as its sender would have sent it: without our header, otherwise untouched."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    return re.sub(rb"(?im)^X-Local-Auth:[^\n]*(\n|\Z)", b"", head) + gap + body
