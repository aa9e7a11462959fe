"""Characters that a mail must not hold.

Gmail clips a mail of any size at a C1 control character (U+0080 to U+009F). They come from text
that was written as Windows-1252 and read as Latin-1, so each has a character that was meant.
"""

import re

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def controls_in(text: str) -> list[str]:
    """The control characters in `text`, in order, each once; line feeds and tabs are none."""
    return list(dict.fromkeys(_CONTROLS.findall(text)))


def printable(text: str) -> str:
    """`text` with every control character replaced by the one that was meant, or left out."""
    return _CONTROLS.sub(_meant, text)


def _meant(found: re.Match[str]) -> str:
    try:
        return found[0].encode("latin-1").decode("cp1252") if found[0] > "\x7f" else ""
    except UnicodeError:
        return ""
