"""Six mails that come back after a letter, written as six programs would write them."""

import smtplib
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formatdate, make_msgid, parseaddr

from local.mails import Mail

FORGED = "X-Local-Auth"
"""What makes the laptop's SMTP server write `dmarc=fail` on top (`local.smtp`)."""


def send_answers(letters: Sequence[Mail], *, port: int) -> int:
    """Send them for the first six letters, to the SMTP server at a port; returns how many."""
    parsed = [message_from_bytes(mail.raw, policy=policy.default) for mail in letters]
    sent = answers(parsed)
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as smtp:
        for sender, answer in sent:
            recipient = parseaddr(str(answer["To"]))[1]
            smtp.send_message(answer, from_addr=sender, to_addrs=[recipient])
    return len(sent)


def answers(letters: Sequence[EmailMessage]) -> list[tuple[str, EmailMessage | MIMEMultipart]]:
    """Envelope sender and mail: two readers with one idea, one with two, three that are none."""
    wish, same_wish, list_of_two, away, gone, forged = letters[:6]
    return [
        _from_reader(
            wish, _top_posted(wish, "could you write about making friends in a new city?")
        ),
        _from_reader(
            same_wish,
            _top_posted(same_wish, "Please write about making friends in a new city. Thank you!"),
        ),
        _from_reader(
            list_of_two,
            _bottom_posted(
                list_of_two,
                "Schreib doch mal über:\n\n- Heimweh im Studium\n- Freunde, die umziehen",
            ),
        ),
        _from_reader(
            away, "I am out of the office until Monday.", **{"Auto-Submitted": "auto-replied"}
        ),
        ("", _bounce(gone)),
        _from_reader(forged, "please write about winning the lottery", **{FORGED: "fail"}),
    ]


def _from_reader(letter: EmailMessage, text: str, **headers: str) -> tuple[str, EmailMessage]:
    reader = str(letter["To"])
    answer = EmailMessage()
    answer["From"] = reader
    answer["To"] = str(letter["Reply-To"])
    answer["Subject"] = f"Re: {letter['Subject']}"
    answer["Date"] = formatdate()
    answer["Message-ID"] = make_msgid(domain=reader.partition("@")[2])
    answer["In-Reply-To"] = answer["References"] = str(letter["Message-ID"])
    for name, value in headers.items():
        answer[name] = value
    answer.set_content(text)
    return reader, answer


def _top_posted(letter: EmailMessage, text: str) -> str:
    return f"{text}\n\nOn Tue, 24 Nov 2026 at 07:00, {letter['From']} wrote:\n\n{_quoted(letter)}"


def _bottom_posted(letter: EmailMessage, text: str) -> str:
    return f"Am 24.11.26 um 07:00 schrieb {letter['From']}:\n{_quoted(letter)}\n\n{text}\n"


def _quoted(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    return "\n".join(f"> {line}" for line in text.splitlines())


def _bounce(letter: EmailMessage) -> MIMEMultipart:
    """A delivery status notification (RFC 3464) to where replies go, as some servers send it."""
    reader = str(letter["To"])
    bounce = MIMEMultipart("report", report_type="delivery-status")
    bounce["From"] = "Mail Delivery System <mailer-daemon@readers.example.org>"
    bounce["To"] = str(letter["Reply-To"])
    bounce["Subject"] = "Undelivered Mail Returned to Sender"
    bounce["Date"] = formatdate()
    bounce["Message-ID"] = make_msgid(domain="readers.example.org")
    bounce["Auto-Submitted"] = "auto-replied"
    bounce.attach(MIMEText("This is the mail system. Your message could not be delivered.\n"))
    status = EmailMessage()
    status["Final-Recipient"] = f"rfc822; {reader}"
    status["Action"] = "failed"
    status["Status"] = "4.2.2"
    report = MIMEMessage(status)
    report.replace_header("Content-Type", "message/delivery-status")
    bounce.attach(report)
    return bounce
