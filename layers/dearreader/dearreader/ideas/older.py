"""What an idea's id was before matching knew languages: boards of then keep their ideas."""

import hashlib
import re
import unicodedata

_SMALL = frozenset(
    """
    a an and the of on in to for from with at by or is are it its about how what when why who
    my your our their his her you we i me us do does one some
    """.split()  # noqa: SIM905 - a quarter of the lines
)


def identity(text: str) -> str:
    """The id that such a text had: 16 hexadecimal digits. It must never change."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found = re.findall(r"\w+", plain)
    telling = sorted({word for word in found if word not in _SMALL}) or sorted(set(found))
    return hashlib.sha256(" ".join(telling or [plain]).encode()).hexdigest()[:16]
