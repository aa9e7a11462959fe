"""Fuzz the reader of replies with atheris, which is no dependency: a run by hand, now and then.

In an environment that has atheris, and from the project's root::

    PYTHONPATH=layers/dearreader:. python -m tests.replies.atheris_run FOLDER \
        -max_total_time=3600 -max_len=16384 -timeout=20 -rss_limit_mb=1024 -print_final_stats=1

FOLDER is filled with the labelled mails, and keeps what the run finds worth keeping. An input's
first byte says what the rest is: a raw mail, a plain-text mail's body, an HTML mail's, or a body.
The last result is in docs/replies.md.
"""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

atheris: Any = importlib.import_module("atheris")
with atheris.instrument_imports(include=["dearreader"]):
    import dearreader.replies.ideas
    import dearreader.replies.leaving
    import dearreader.replies.mime
    from dearreader.replies.bounds import Bounds
    from tests.replies.fresh.compose import SETS, fresh
    from tests.replies.limits import check_body, check_mail
    from tests.replies.own.compose import labelled

RAW, PLAIN, HTML, BODY = b"\x00", b"\x01", b"\x02", b"\x03"
HEAD = b"From: Ana <a@b.example>\nTo: hello+2026-10-06@reply.example.com\nContent-Type: "


def one_input(data: bytes) -> None:
    """Read one input as its first byte says."""
    way, rest = data[:1], data[1:]
    if way == PLAIN:
        check_mail(HEAD + b"text/plain; charset=utf-8\n\n" + rest)
    elif way == HTML:
        check_mail(HEAD + b"text/html; charset=utf-8\n\n" + rest)
    elif way == BODY:
        check_body(rest.decode("utf-8", "replace"))
    else:
        check_mail(rest)


def _seeds() -> Iterator[bytes]:
    here = Path(__file__).parent
    mails = [path.read_bytes() for path in sorted((here / "labelled").glob("*.eml"))]
    mails += [mail.raw for mail in labelled()]
    mails += [mail.raw for which in SETS for mail in fresh(which)]
    for raw in mails:
        yield RAW + raw
        limits = Bounds()
        body = dearreader.replies.mime.body_of(dearreader.replies.mime.parse(raw, limits), limits)
        if body.plain:
            yield PLAIN + body.plain.encode()
            yield BODY + body.plain.encode()
        if body.html:
            yield HTML + body.html.encode()


def main() -> None:
    """Fill the folder, and run until the time is over or something is found."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(_seeds()):
        (folder / f"seed-{number:04}").write_bytes(seed)
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
