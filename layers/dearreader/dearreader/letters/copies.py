"""A letter for many readers at once: all that is theirs are a link and the headers that bear it.

Cold path of deliver/: the standard library only.
"""

from collections.abc import Mapping
from datetime import date

from dearreader.letters.mail import NO_AUTOMATIC_ANSWERS
from dearreader.ports import Bulk, Copy
from dearreader.posts import BRACES, Letter
from dearreader.publication import Publication
from dearreader.subscribers import Recipient


def bulk(
    letter: Letter,
    publication: Publication,
    *,
    site: str,
    day: str,
    tags: Mapping[str, str],
    readers: Mapping[int, Recipient],
) -> Bulk:
    """One call's worth of copies, for readers by their index in the batch.

    ``site`` is https://… without a slash at its end, ``day`` the edition's local date. Every
    variable of the letter has a default: SES accepts a copy that lacks one, and then drops it.
    """
    reply_to = publication.reply_to(date.fromisoformat(day))
    by_mail = f"<mailto:{reply_to}?subject=unsubscribe>"
    return Bulk(
        subject=letter.subject,
        html=letter.html,
        text=letter.text,
        reply_to=reply_to,
        values={"site": site, "date": day, "link": "", "braces": BRACES},
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
                values={"link": str(reader.link)},
                headers={"List-Unsubscribe": f"<{site}/unsubscribe/{reader.link}>, {by_mail}"},
                tags={"index": str(index)},
            )
            for index, reader in readers.items()
        ],
    )
