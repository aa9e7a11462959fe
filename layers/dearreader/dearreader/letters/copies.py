"""A letter for many readers at once: theirs are a link, the headers that bear it, and a line.

The line stands on top, for those who asked for what the letter is about.

Cold path of deliver/: the standard library only.
"""

from collections.abc import Mapping
from datetime import date
from html import escape
from types import MappingProxyType

from dearreader.letters.characters import printable
from dearreader.letters.mail import NO_AUTOMATIC_ANSWERS
from dearreader.ports import Bulk, Copy
from dearreader.posts import BRACES, Letter
from dearreader.publication import Publication
from dearreader.subscribers import Recipient

_NOBODY: Mapping[str, str] = MappingProxyType({})
_LONGEST = 120
"""Characters of a reader's words in that line."""


def bulk(
    letter: Letter,
    publication: Publication,
    *,
    site: str,
    day: str,
    tags: Mapping[str, str],
    readers: Mapping[int, Recipient],
    asked: Mapping[str, str] = _NOBODY,
) -> Bulk:
    """One call's worth of copies, for readers by their index in the batch.

    ``site`` is https://… without a slash at its end, ``day`` the edition's local date; ``asked``
    has the words of those who asked for what the letter answers, by their ids. Every variable of
    the letter has a default: SES accepts a copy that lacks one, and then drops it.
    """
    return Bulk(
        subject=letter.subject,
        html=letter.html,
        text=letter.text,
        reply_to=publication.reply_to(date.fromisoformat(day)),
        values={
            "site": site,
            "date": day,
            "link": "",
            "braces": BRACES,
            "asked_html": "",
            "asked_text": "",
        },
        headers={
            "List-Id": f"<{publication.list_id}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": NO_AUTOMATIC_ANSWERS,
        },
        tags=tags,
        copies=[
            Copy(
                to=reader.address,
                values={"link": str(reader.link), **_line(asked.get(reader.link.id))},
                headers={"List-Unsubscribe": _ways_out(site, publication, reader)},
                tags={"index": str(index)},
            )
            for index, reader in readers.items()
        ],
    )


def _ways_out(site: str, publication: Publication, reader: Recipient) -> str:
    """RFC 8058 wants one HTTPS address. The local part has 61 of the 64 octets of RFC 5321."""
    by_mail = f"mailto:leave+{reader.link}@{publication.reply_domain}?subject=unsubscribe"
    return f"<{site}/unsubscribe/{reader.link}>, <{by_mail}>"


def _line(words: str | None) -> Mapping[str, str]:
    """The line for who asked in these words, or "" where the words are not known any more."""
    if words is None:
        return {}
    line = "you asked for this, thank you."
    short = " ".join(printable(words).split())
    if len(short) > _LONGEST:
        short = short[:_LONGEST].rsplit(" ", 1)[0] + " …"
    if short:
        line = f"you asked for this: “{short.replace(BRACES, '{ {')}”. thank you."
    html = f'<p class="q">{escape(line, quote=False)}</p>\n'
    return {"asked_html": html, "asked_text": f"{line}\n\n"}
