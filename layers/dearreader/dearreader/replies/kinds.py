"""Which kind of mail it is."""

from dearreader.replies.mime import Part
from dearreader.replies.reply import Kind, Reply


def automatic(part: Part, known: Reply) -> tuple[Kind, str] | None:
    """Whether a program wrote the mail, and what shows it."""
    headers = part.headers
    if part.kind == "multipart/report" or "x-failed-recipients" in headers:
        return "bounce", "delivery report"
    if known.sender.partition("@")[0].lower() in {"mailer-daemon", "postmaster"}:
        return "bounce", "sender"
    auto = headers.first("auto-submitted").partition(";")[0].strip().lower()
    if auto and auto != "no":
        return "auto_reply", "Auto-Submitted"
    return None
