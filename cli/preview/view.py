"""What a post's file looks like now: rendered anew when it, or an image beside it, has changed."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Lock
from typing import Any
from urllib.parse import unquote

from cli.files import text_of
from cli.manuscripts import Draft, draft
from dearreader import pages
from dearreader.errors import BadInput, NoLetter
from dearreader.letters.checking import Finding, check
from dearreader.letters.markdown import images_beside
from dearreader.pages import SentPost
from dearreader.posts import BRACES
from dearreader.publication import Publication

LOOK = 0.2
"""Seconds between two looks at the files."""

LINK = "preview.preview"
"""In the place of a reader's own ID.KEY."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A file as it was at some save: the `number` grows with each.

    ``faults`` say why it can be no letter; then the forms are those of the last save that could.
    """

    number: int
    faults: tuple[str, ...] = ()
    title: str = ""
    subject: str = ""
    findings: tuple[Finding, ...] = ()
    letter: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    page: str = field(default="", repr=False)
    images: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def told(self) -> dict[str, object]:
        """What the browser is told of it."""
        return {
            "number": self.number,
            "faults": self.faults,
            "title": self.title,
            "subject": self.subject,
            "size": len(self.letter.encode()),
            "words": len(self.text.split()),
            "findings": [{"level": f.level, "message": f.message} for f in self.findings],
        }


class View:
    """The newest sight of a file, for many threads."""

    def __init__(self, file: Path, ours: Publication) -> None:
        self._file = file
        self._ours = ours
        self._lock = Lock()
        self._watched = [file]
        self._saves: list[object] = []
        self._seen = Seen(number=0)

    def now(self, site: str) -> Seen:
        """How it is; `site` is the address at which the preview itself is."""
        with self._lock:
            if [_saved(each) for each in self._watched] != self._saves:
                before = _saved(self._file)  # a save while it is rendered is another one
                self._seen = self._rendered(site)
                self._saves = [before, *(_saved(each) for each in self._watched[1:])]
            return self._seen

    def after(self, number: int, site: str, *, patience: float, stopping: Event) -> Seen:
        """How it is once it is another than that of a number, or after so many seconds."""
        end = time.monotonic() + patience
        while (seen := self.now(site)).number == number and time.monotonic() < end:
            if stopping.wait(LOOK):
                break
        return seen

    def _rendered(self, site: str) -> Seen:
        number = self._seen.number + 1
        try:
            names = images_beside(text_of(self._file))
            self._watched = [self._file, *(self._file.parent / unquote(name) for name in names)]
            made = draft(self._file, self._ours, images_at=f"{site}/images")
        except (BadInput, OSError) as refusal:
            faults = refusal.faults if isinstance(refusal, NoLetter) else (str(refusal),)
            return replace(self._seen, number=number, faults=faults, findings=())
        return Seen(
            number=number,
            title=made.letter.title,
            subject=_received(made.letter.subject, made, site),
            findings=tuple(check(made.letter, made.manuscript, made.today)),
            letter=_received(made.letter.html, made, site),
            text=_received(made.letter.text, made, site),
            page=pages.post(self._ours, _sent(made), site=site),
            images={each.key: each for each in made.images.values()},
        )


def _saved(file: Path) -> object:
    """Tells one save of a file from another; nothing while there is no file."""
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino


def _received(template: str, made: Draft, site: str) -> str:
    """What SES would make of it, today, for a reader of whom there is nothing else to say."""
    values = {"site": site, "link": LINK, "date": made.today.isoformat(), "braces": BRACES}
    return re.sub(r"{{(\w+)}}", lambda found: values.get(found[1], ""), template)


def _sent(made: Draft) -> SentPost:
    letter = made.letter
    return SentPost(
        slug=letter.slug,
        title=letter.title,
        subtitle=letter.subtitle,
        tags=letter.tags,
        sent_on=made.today,
        page=letter.page,
    )
