"""How the writer calls the command `dearreader` on this machine."""

import shutil


def dearreader(words: str) -> str:
    """The whole line to type for `words`. Where there is no uv, make has brought one."""
    uv = "uv" if shutil.which("uv") else ".tools/bin/uv"
    return f"{uv} run dearreader --local {words}"
