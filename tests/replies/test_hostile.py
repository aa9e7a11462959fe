"""Mail that was written to do harm is read like any other, within bounds."""

import base64
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dearreader.replies import read
from tests.replies.limits import check_body, check_mail
from tests.replies.own.compose import labelled

HEAD = b"From: a@b.example\r\nSubject: Re: x\r\n"
PLAIN = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"


def _nested(depth: int) -> bytes:
    line = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
    return HEAD + b"".join(line % (n, n) for n in range(depth)) + b"\r\nhi"


HOSTILE_MAILS: dict[str, bytes] = {
    "an Exchange-style Message-ID": HEAD + b"Message-ID: <[abc@\r\n\r\nhi",
    "encoded line ends in From": b"From: =?utf-8?Q?a=0D=0ABcc:_x?= <a@b>\r\n\r\nhi",
    "nested comments in From": b"From: " + b"(" * 100_000 + b"\r\n\r\nhi",
    "an unknown charset": HEAD + b"Content-Type: text/plain; charset=x-none\r\n\r\n\xff\xfe",
    "a quadratic charset": HEAD
    + b"Content-Type: text/plain; charset=punycode\r\n\r\n"
    + b"a-\xe9" * 60_000,
    "3,000 nested parts": _nested(3_000),
    "100,000 nested parts": _nested(100_000),
    "50,000 parts": MIXED + b"--b\r\n\r\nx\r\n" * 50_000,
    "one boundary for all levels": MIXED
    + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 50_000,
    "a boundary of dashes": HEAD
    + b'Content-Type: multipart/mixed; boundary="-"\r\n\r\n'
    + b"---\r\n" * 900_000,
    "no boundary and many lines like one": HEAD
    + b"Content-Type: multipart/mixed\r\n\r\n"
    + b"\n--" * 300_000,
    "280 KB of encoded words": b"From: a@b\r\nSubject: "
    + b"=?utf-8?Q?a?= " * 20_000
    + b"\r\n\r\nhi",
    "beginnings of encoded words": b"From: a@b\r\nSubject: " + b"=?a?b?" * 50_000 + b"\r\n\r\nhi",
    "100,000 headers": b"".join(b"X-%d: y\r\n" % n for n in range(100_000)) + b"\r\nhi",
    "one long header": b"Subject: " + b"a" * 9_000_000 + b"\r\n\r\nhi",
    "500,000 folds": b"Subject: a\r\n" + b" b\r\n" * 500_000 + b"\r\nhi",
    "12 MB": PLAIN + b"a " * 6_000_000,
    "12 MB of base64": HEAD
    + b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + base64.encodebytes(b"<p> " * 2_200_000),
    "brackets in results": HEAD
    + b"Authentication-Results: amazonses.com; "
    + b"(" * 60_000
    + b"\r\n\r\nhi",
    "half parameters": HEAD + b"Content-Type: text/plain" + b'; a="\\' * 20_000 + b"\r\n\r\nhi",
}
HOSTILE_UNITS = {
    HTML: [
        "<!--",
        "<",
        "<a ",
        '<a "',
        "<a b='",
        "<div>",
        "<blockquote>",
        "</div>",
        "<b> ",
        "&#1",
        "&",
        "a<br>",
        "<p>a",
        "<ol><li>a",
        "<td>",
        "<style>",
        "<div id=appendonsend>",
        '<div class="gmail_quote">a',
        "</",
        "<![CDATA[",
    ],
    PLAIN: [
        ">",
        "> ",
        ">>\n",
        "--\n",
        "On ",
        "On Mon, 1 Jan 2020 ",
        "1",
        "1) ",
        "a@",
        "<\n",
        "(",
        "[a",
        "From:",
        "From: a\nx\n",
        "wrote ",
        "wrote:\n",
        "Sent from my x\n",
        "I would like ",
        "would you write about ",
        "about ",
        "podrías sobre ",
        "について",
        "という話",
        "写写",
        "에 대해 써 ",
        "के बारे में ",
        "напишите о ",
        "confidential message intended\n",
        "=",
        "\u202e",
        "?",
        ". ",
        "A. ",
        "and how ",
        "ideas: ",
        "remove me ",
        "do not want ",
        "Kind regards\nA B\n",
        "+1 2",
        "q> a\nq> b\n",
        "CAUTION: external\n\n",
        "haha",
        "12:00 ",
        "a letter about ",
        "give us ",
        "and or so but ",
        "if you run out, ",
        "why we ",
        "no more letters ",
        "remove my address ",
        "please not the ",
        "ideas:\na\nb\n",
        "that could be a letter? ",
        "|---\n",
        "| From | a@b 2020 |\n",
        "a@b 12.12.2020\n> ",
        "i am out of the office until ",
        "é",
    ],
}

# A second of CPU is the figure for each mail, ten are a hang; and 256 MB beyond what Python has mapped by itself.
WATCHED = """
import pickle, resource, signal, sys
from dearreader.replies import own_words, own_words_html, read
mails = pickle.load(sys.stdin.buffer)
mapped = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (mapped + (256 << 20), resource.RLIM_INFINITY))
for name, raw in mails:
    print(name, flush=True)
    signal.setitimer(signal.ITIMER_VIRTUAL, 10)
    read(raw, list_id="l.example", from_address="m@s.example")
    body = raw.partition(b"\\r\\n\\r\\n")[2][:400_000].decode("utf-8", "replace")
    signal.setitimer(signal.ITIMER_VIRTUAL, 10)
    own_words(body)
    signal.setitimer(signal.ITIMER_VIRTUAL, 10)
    own_words_html(body)
print("all read")
"""


def _repeated(unit: str) -> bytes:
    return (unit * (131_072 // len(unit.encode()))).encode()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's account of memory")
def test_every_hostile_mail_is_read_within_a_second_and_256_mb() -> None:
    mails = list(HOSTILE_MAILS.items())
    for head, units in HOSTILE_UNITS.items():
        mails += [(f"many {unit!r}", head + _repeated(unit)) for unit in units]
        mails += [
            (f"a line of {unit!r}", head + b"Could you write about " + _repeated(unit)[:1500])
            for unit in units
        ]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        input=pickle.dumps(mails),
        capture_output=True,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    lines = done.stdout.decode().splitlines()
    assert lines[-1:] == ["all read"], (lines[-1:], done.returncode, done.stderr.decode()[-500:])


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("12 MB", "raw"),
        ("50,000 parts", "parts"),
        ("3,000 nested parts", "depth"),
        ("100,000 headers", "headers"),
    ],
)
def test_what_is_over_a_bound_is_reported(name: str, note: str) -> None:
    assert note in read(HOSTILE_MAILS[name], list_id="l.example").notes


def test_so_many_ideas_are_kept_and_that_there_are_more_is_reported() -> None:
    items = "".join(f"- the {n}th lighthouse of {n * 7}\n" for n in range(60))
    reply = read(PLAIN + f"My list:\n{items}".encode(), list_id="l.example")
    assert (len(reply.ideas), reply.notes) == (20, ("ideas",))
    assert "the 59th lighthouse" in reply.text


def test_an_ordinary_mail_reaches_no_bound() -> None:
    assert read(PLAIN + b"Lovely.", list_id="l.example").notes == ()


WORDS = st.sampled_from(
    [
        "> ",
        "--",
        "On Tue, 6 Oct 2026 Ana <a@b.example> wrote:",
        "From: Ana",
        "Date: 6 Oct 2026",
        "Sent from my iPhone",
        "Could you write about",
        "unsubscribe",
        "1. ",
        "- ",
        "?",
        "\n",
        "\r\n",
        " ",
        "<div>",
        "</div>",
        "<blockquote>",
        "<br>",
        "&amp;",
        "&#x202e;",
        "\u202e",
        "é",
        "写写",
        "について",
        "에 대해",
        "Kind regards",
        "+44 20 7946 0112",
        "=?utf-8?B?4oCu?=",
        "=C3=A9",
        "=\r\n",
        "--b",
        "--b--",
        "Content-Type: text/html",
        "\r\n\r\n",
        "\x00",
    ]
)
BODIES = st.lists(WORDS, max_size=60).map("".join)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "From",
                "To",
                "Subject",
                "Content-Type",
                "Content-Transfer-Encoding",
                "Authentication-Results",
                "List-Id",
                "Message-ID",
            ]
        ),
        st.one_of(
            st.sampled_from(
                [
                    "multipart/mixed; boundary=b",
                    "text/html; charset=utf-16",
                    "text/plain; charset=\xff",
                    "base64",
                    "quoted-printable",
                    "amazonses.com; dmarc=pass",
                    '"a" <b@c',
                    "=?x?B?a?=",
                ]
            ),
            st.text(max_size=60),
        ),
    ),
    max_size=8,
).map(lambda rows: "".join(f"{name}: {value}\r\n" for name, value in rows))


STRUCTURED = st.builds(lambda h, b: f"{h}\r\n{b}".encode("utf-8", "replace"), HEADERS, BODIES)
LABELLED = [mail.raw for mail in labelled()]
TOKENS = st.sampled_from(
    [
        *(b"\r\n", b"\n\n", b"--", b"> ", b"=?utf-8?B?", b"?=", b"<!--", b"<", b'"', b"=\r\n"),
        *(b"\x00", b"\xff\xfe", "\u202e".encode()),
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A labelled mail from which pieces were taken, doubled, mixed with another's, or broken."""
    raw = draw(st.sampled_from(LABELLED))
    for _ in range(draw(st.integers(1, 6))):
        at, length = draw(st.integers(0, len(raw))), draw(st.integers(0, 400))
        piece = raw[at : at + length]
        way = draw(st.sampled_from(["drop", "double", "splice", "insert", "flip"]))
        if way == "drop":
            raw = raw[:at] + raw[at + length :]
        elif way == "double":
            raw = raw[:at] + piece * draw(st.integers(2, 50)) + raw[at + length :]
        elif way == "splice":
            other = draw(st.sampled_from(LABELLED))
            raw = raw[:at] + other[at : at + length] + raw[at:]
        elif way == "insert":
            raw = raw[:at] + draw(TOKENS) * draw(st.integers(1, 9)) + raw[at:]
        else:
            raw = raw[:at] + bytes(each ^ 0x20 for each in piece[:20]) + raw[at + 20 :]
    return raw


@contextmanager
def within_a_second() -> Iterator[None]:
    """Of CPU, not of the clock."""
    before = time.process_time()
    yield
    assert time.process_time() - before < 1


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.binary(max_size=3000), STRUCTURED, mutated()))
def test_no_bytes_make_the_reader_raise_or_linger_or_keep_what_cannot_be_shown(raw: bytes) -> None:
    with within_a_second():
        check_mail(raw)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=2000), BODIES))
def test_own_words_are_plain_and_never_more_than_what_was_written(text: str) -> None:
    with within_a_second():
        check_body(text)
