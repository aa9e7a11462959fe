"""Held-out sets: more readers, languages and mail programs, written before the rules saw them.

``python -m tests.replies.fresh.compose first DIR`` writes a set's mails with labels.jsonl, for the
scorer. Each set's score at first sight, and which of its mails failed, is in ``docs/replies.md``.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.replies.own.compose import (
    ADDRESS,
    LETTER,
    LETTER_HTML,
    NAME,
    Bodies,
    Client,
    Labelled,
    divs,
    labelled,
    prefixed,
    spaced,
    write,
)

HERE = Path(__file__).parent
SETS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
)
"""In the order in which they were written."""


def fresh(which: str) -> Iterator[Labelled]:
    """A set's mails (first, second …), by language and in the order of their files."""
    layouts = tomllib.loads((HERE / "clients.toml").read_text("utf-8"))
    clients = {name: _client(layout) for name, layout in layouts.items()}
    return labelled(HERE / which, clients)


def _client(layout: dict[str, str]) -> Client:
    """The program that lays out an answer as its templates in clients.toml say.

    Where it has both forms, half of the mails are sent without the HTML, which would be preferred.
    """

    def compose(case: dict[str, Any], _: dict[str, Any]) -> Bodies:
        rows = [*spaced(case["text"]), *([""] if "signature" in case else [])]
        plain = "\n".join([*rows, *case.get("signature", "").split("\n")]).rstrip()
        signed = "\n".join(each for each in (case["text"], case.get("signature", "")) if each)
        both = "plain" in layout and "html" in layout
        html = layout.get("html", "") if not both or len(case["text"]) % 2 else ""
        return Bodies(
            _filled(layout.get("plain", ""), plain, prefixed(LETTER), "\n\n".join(LETTER)),
            _filled(html, divs(signed), "", LETTER_HTML),
        )

    return compose


def _filled(template: str, own: str, quoted: str, letter: str) -> str:
    given = {"own": own, "quoted": quoted, "letter": letter, "n": NAME, "a": ADDRESS}
    for key, text in given.items():
        template = template.replace(f"<<{key}>>", text)
    return template


if __name__ == "__main__":
    write(fresh(sys.argv[1]), Path(sys.argv[2]))
