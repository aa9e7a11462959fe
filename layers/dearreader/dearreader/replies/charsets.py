"""From bytes to text, whatever the mail claims about them."""

import codecs

# Names that a mail may bear and that mean more than they say, or that Python does not know.
_WIDER = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "hz-gb-2312": "hz",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "big5": "big5hkscs",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8",
    "tis-620": "cp874",
    "utf8": "utf-8",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
}
# Codecs that decode text but are quadratic, or run escapes that nobody wrote.
_REFUSED = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"}


def to_text(data: bytes, charset: str) -> str:
    """`data` as text. Never raises: what fits no charset shows as U+FFFD.

    Bytes that are valid UTF-8 are UTF-8, even where the mail says Latin-1: text that was written
    in a single-byte charset is hardly ever valid UTF-8 by accident.
    """
    name = charset.strip(" \t\"'").lower()
    if not name.startswith(("utf-16", "utf-32", "utf-7", "iso-2022", "hz", "unicode-1-1")):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    codec = _codec(_WIDER.get(name, name))
    if codec == "utf-8":  # and yet it is not: the commonest mistake is an undeclared Latin-1
        return _single_byte(data) if _looks_western(data) else data.decode("utf-8", "replace")
    if codec == "cp1252":
        return _single_byte(data)
    try:
        return data.decode(codec, "replace")
    except (UnicodeError, LookupError, ValueError):
        return data.decode("utf-8", "replace")


def _codec(name: str) -> str:
    if not name or len(name) > 40 or name.replace("_", "-") in _REFUSED:  # noqa: PLR2004
        return "cp1252"
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return "cp1252"
    return info.name if getattr(info, "_is_text_encoding", True) else "cp1252"


def _single_byte(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _looks_western(data: bytes) -> bool:
    """Whether few bytes are not ASCII and none goes on from another, as UTF-8 sequences do."""
    try:
        valid = len(data.decode("utf-8", "ignore").encode())
    except UnicodeError:  # pragma: no cover
        return False
    high = sum(1 for byte in data if byte > 0x7F)  # noqa: PLR2004
    broken = len(data) - valid
    return broken * 2 > high
