"""A test letter: to the writer, and to the reply address, from where it should come back."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from cli.doctor.finding import Finding, bad, ok, warn
from cli.doctor.patient import Patient
from dearreader.errors import SendInDoubt, SendRefused
from dearreader.ports import SEND_TIMEOUT, Envelope

PATIENCE = timedelta(minutes=3)
LOOK_AGAIN = 3.0
"""Seconds."""

CLOCKS_DIFFER = timedelta(minutes=2)
PREFIX = "mail/"
PEEK = 32_768
"""Bytes: more than the headers of a mail that we wrote."""

TEXT = """\
This is the doctor's test letter of “{name}”: it has come out.

A copy went to {reply_to}, to see whether replies come in. You may answer this one, too: press
reply, and leave the subject as it is.
"""
VERDICT = re.compile(r"\bdmarc=(\w+)")


class Patience:
    """A deadline that never comes: nobody ends the writer's command but she."""

    def remaining(self) -> float:
        """Seconds."""
        return 3600.0


class Back(NamedTuple):
    """A mail that has come back: after how many seconds, and what SES found of DMARC, or ""."""

    seconds: float
    dmarc: str


def letter(patient: Patient, to: str) -> Iterator[Finding]:
    """Send it, and wait until it comes back."""
    app = patient.app
    today = app.clock.now().astimezone(ZoneInfo(app.publication.time_zone)).date()
    token, reply_to = app.world.chance.token(), app.publication.reply_to(today)
    began = app.clock.now()
    for recipient in (to, reply_to):
        refusal = _send(patient, recipient, reply_to, token)
        if refusal:
            yield bad(
                f"SES does not take a letter to {recipient}: {refusal}.",
                "In the sandbox, verify the address first. Else see the lines above.",
            )
            if recipient == to:
                return
        elif recipient == to:
            yield ok(f"A test letter is on its way to {to}: see whether it is in the inbox.")
    found = _back(patient, token, began)
    if found is None:
        yield bad(
            f"No letter came back by way of {reply_to} within {PATIENCE.seconds // 60} minutes.",
            "See the lines on reply MX, rule set and mail bucket. A new MX record takes hours.",
        )
    elif found.dmarc and found.dmarc != "pass":
        yield warn(
            f"It came back after {found.seconds:.0f} s, but with dmarc={found.dmarc}.",
            "See the lines on DKIM, MAIL FROM and DMARC.",
        )
    else:
        proof = " with dmarc=pass" if found.dmarc else ""
        yield ok(f"It came back after {found.seconds:.0f} s{proof}: replies reach you.")


def _send(patient: Patient, to: str, reply_to: str, token: str) -> str:
    """SES's reason not to take it, or "". Letters that go out come first."""
    app = patient.app
    text = TEXT.format(name=app.publication.name, reply_to=reply_to)
    envelope = Envelope(
        to=to,
        subject=f"[test] Dear Reader’s doctor {token}",
        html="".join(f"<p>{escape(each)}</p>" for each in text.split("\n\n")),
        text=text,
        reply_to=reply_to,
        headers={"Auto-Submitted": "auto-generated"},
        tags={"kind": "test"},
    )
    begun = app.pacer.wait(1, deadline=Patience(), keep=SEND_TIMEOUT)
    app.pacer.until_call(begun)
    try:
        app.mailer.send(envelope)
    except SendRefused as refusal:
        return refusal.code
    except SendInDoubt as doubt:
        return str(doubt)
    return ""


def _back(patient: Patient, token: str, began: datetime) -> Back | None:
    """What has come into the mail bucket with the token in it."""
    clock, seen = patient.app.clock, set[str]()
    while clock.now() < began + PATIENCE:
        for key in _new(patient, began - CLOCKS_DIFFER):
            if key in seen:
                continue
            seen.add(key)
            head = _head(patient, key)
            if token in head:
                verdict = VERDICT.search(head.partition("\n\n")[0])
                seconds = (clock.now() - began).total_seconds()
                return Back(seconds, verdict[1] if verdict else "")
        clock.sleep(LOOK_AGAIN)
    return None


def _new(patient: Patient, since: datetime) -> Iterator[str]:
    """The mails that came since then."""
    more: dict[str, Any] = {}
    while True:
        page = patient.ask(
            "s3", "list_objects_v2", Bucket=patient.place.value("MailBucket"), Prefix=PREFIX, **more
        )
        for each in page.get("Contents", []):
            if each["LastModified"] >= since:
                yield str(each["Key"])
        if not page.get("IsTruncated"):
            return
        more = {"ContinuationToken": page["NextContinuationToken"]}


def _head(patient: Patient, key: str) -> str:
    bucket = patient.place.value("MailBucket")
    found = patient.ask("s3", "get_object", Bucket=bucket, Key=key, Range=f"bytes=0-{PEEK - 1}")
    raw: bytes = found["Body"].read()
    return raw.decode("ascii", errors="replace").replace("\r\n", "\n")
