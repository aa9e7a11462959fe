"""What would hurt a letter, found before it is sent.

Only the command imports this. What can be no letter at all (a link that leads nowhere, an image
without words) is refused by `render`; here is what can be sent, and had better not be.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Literal

from dearreader.letters.characters import controls_in
from dearreader.letters.markdown import Token, every, tokens, words
from dearreader.letters.support import unsupported
from dearreader.posts import Letter, Manuscript

REFUSE_ABOVE, WARN_ABOVE = 100_000, 80_000
"""Bytes of HTML: Gmail clips a mail beyond about 102 KB, and with it the way to unsubscribe."""

LONG_SUBJECT = 60
"""Characters: what a phone shows of a subject, generously."""

_PLACEHOLDERS = re.compile(
    r"""\b (?:TODO|TBD|TK|TKTK|FIXME|XXX|lorem[ ]ipsum) \b
    | \[ (?:link|name|title|date|url|insert[ ][^]]*) \]
    | \{\{ [ ]* \w+ [ ]* \}\}          # Mailchimp's and others' merge tags
    | % (?:FIRST_?NAME|NAME) %
    | \*\| [A-Z_]+ \|\*""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(r'(?:href|src)="([^"]*)"')
_TAG = re.compile(r"<[^>\n]{1,60}>?")
_IN_CAPITALS_ONLY = {"tk", "xxx", "todo", "tbd", "fixme", "tktk"}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something to mend. An `error` keeps the letter from being queued; a `warning` does not."""

    level: Literal["error", "warning"]
    message: str


def check(letter: Letter, manuscript: Manuscript, today: date) -> list[Finding]:
    """All that is found in a letter and in the manuscript it was rendered from, errors first."""
    body = tokens(manuscript.body, manuscript.pictures)
    found = [
        *_size(letter),
        *_subject(letter),
        *_controls(manuscript),
        *_placeholders(manuscript, body),
        *_links(manuscript, body),
        *_markup(letter),
        *_raw_html(body),
        *_deadlines(manuscript, today),
    ]
    return sorted(found, key=lambda finding: finding.level)


def addresses(html: str) -> list[str]:
    """Where the links and images of a piece of HTML lead, in order, each once."""
    return list(dict.fromkeys(unescape(each) for each in _ADDRESS.findall(html)))


def _size(letter: Letter) -> Iterator[Finding]:
    size = len(letter.html.encode())
    if size > WARN_ABOVE:
        yield Finding(
            level="error" if size > REFUSE_ABOVE else "warning",
            message=f"The letter has {size // 1000} KB of HTML, and Gmail cuts it at 102: "
            "shorten it, or put a part of it on the web and link to it.",
        )


def _subject(letter: Letter) -> Iterator[Finding]:
    title = letter.title
    if len(title) > LONG_SUBJECT:
        yield _warning(
            f"The title has {len(title)} characters; phones show the first 40 to {LONG_SUBJECT}."
        )
    if title and unicodedata.category(title[0]) == "So":
        yield _warning(
            "The title begins with an emoji, which screen readers read out first and filters "
            "mistrust: put it at the end."
        )


def _controls(manuscript: Manuscript) -> Iterator[Finding]:
    codes = ", ".join(f"U+{ord(each):04X}" for each in controls_in(manuscript.body))
    if codes:
        yield _warning(
            f"The text holds control characters ({codes}), from a wrong encoding most likely. "
            "They were replaced: look at the letter once more, and save the file as UTF-8."
        )


def _placeholders(manuscript: Manuscript, body: list[Token]) -> Iterator[Finding]:
    texts = [manuscript.title, manuscript.subtitle, *(each.note for each in manuscript.resources)]
    texts += [token["raw"] for token in every(body) if token["type"] == "text"]
    for word in dict.fromkeys(_placeholders_in("\n".join(texts))):
        yield _warning(f"“{word}” looks like something left to fill in.")


def _placeholders_in(text: str) -> Iterator[str]:
    for found in _PLACEHOLDERS.finditer(text):
        word = found[0]
        if word.lower() not in _IN_CAPITALS_ONLY or word.isupper():
            yield word


def _links(manuscript: Manuscript, body: list[Token]) -> Iterator[Finding]:
    for said, url in _urls(manuscript, body):
        if url.startswith("http:"):
            yield _warning(
                f"The link {url} is not encrypted: try it with https://, and use that if it works."
            )
        if said.strip().lower() in {"here", "click here", "link", "this link", "hier"}:
            yield _warning(
                f"The link “{said.strip()}” says nothing by itself: "
                "give it words that say where it leads."
            )


def _markup(letter: Letter) -> Iterator[Finding]:
    for shown, programs in unsupported(letter.page):
        who = programs[0] if len(programs) == 1 else f"{programs[0]} and {len(programs) - 1} more"
        if shown.startswith("https:"):
            yield _warning(f"{shown} is not shown by {who}: save it as JPEG, PNG or GIF.")
        else:
            yield _warning(f"“{shown}” is not supported by {who}: do without it.")


def _raw_html(body: list[Token]) -> Iterator[Finding]:
    raw = [token for token in every(body) if token["type"] in {"inline_html", "block_html"}]
    found = [tag for token in raw for tag in _TAG.findall(token["raw"])]
    if found:
        yield _warning(
            f"“{found[0]}” will be shown as you typed it: there is no HTML in a letter. "
            "Use Markdown, or put it in `backquotes` if that is what you mean."
        )


def _deadlines(manuscript: Manuscript, today: date) -> Iterator[Finding]:
    for each in manuscript.resources:
        if each.deadline and each.deadline < today:
            yield _warning(
                f"The deadline of “{each.name}” was {each.deadline}: it is left out of the letter."
            )


def _urls(manuscript: Manuscript, body: list[Token]) -> Iterator[tuple[str, str]]:
    for token in every(body):
        if token["type"] == "link":
            yield words(token), token["attrs"]["url"]
    for each in manuscript.resources:
        yield each.name, each.url


def _warning(message: str) -> Finding:
    return Finding(level="warning", message=message)
