"""What stands around the reader's words in their own part of the mail, and is not theirs."""

import re
from typing import Protocol

from dearreader.replies.lines import Line

_SEPARATOR = re.compile(r"(?:--|—|__|\u2013\u2013)\s*$")
_RULE = re.compile(r"[\s\-_=*~#+.—–\u1427ᐧ]{2,}$|ᐧ$")
_DEVICE = re.compile(
    r"\W{0,3}(?:(?:sent|written|typed) (?:from|with|via|using|by) |get outlook for |gesendet (?:von|mit) "
    r"|von meinem .{2,40} gesendet|envoyé (?:depuis|de|à partir|avec) |enviado (?:desde|do|da|de|con|com|via|pelo) "
    r"|inviato (?:da|dal|con) |verzonden (?:vanaf|met|via|van) |verstuurd (?:vanaf|met|via|van) |wysłane? z "
    r"|отправлено (?:с|из|со) |发自|從我的|sendt fra |skickat från |iphoneから送信|.{1,20}から送信$|.{1,20}에서 보[냄낸])",
    re.IGNORECASE,
)


class Cuts(Protocol):
    """Where cuts are recorded."""

    def cut(self, signal: str, lines: list[Line]) -> None:
        """Record that lines were left out."""


def trim(run: list[Line], cuts: Cuts, *, sender_name: str = "", first: bool = True) -> list[Line]:
    """The lines of a run that no quote interrupts, without signature and the like."""
    out: list[Line] = []
    for place, line in enumerate(run):
        if _SEPARATOR.match(line.text):
            cuts.cut("signature", run[place:])
            break
        if line.mark == "signature" or (len(line.text) < 100 and _DEVICE.match(line.text)):  # noqa: PLR2004
            cuts.cut("signature", [line])
            continue
        out.append(line)
    while out and (out[-1].blank or _RULE.match(out[-1].seen)):
        out.pop()
    return out
