"""`dearreader replies parse`: what a person sees of mails, and where the mails may lie."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from cli.main import group
from cli.rawmails import LARGEST, mails

HEAD = (
    "Authentication-Results: amazonses.com; dmarc=pass header.from=tide.example;\n"
    "From: Ana Reis <ana@tide.example>\nTo: hello+2026-10-06@reply.example.com\n"
    "Subject: Re: Bread\nContent-Type: text/plain; charset=utf-8\n\n"
)
WISH = "Could you write about borrowed umbrellas?"
OUTLOOK = (
    "\n\nMit freundlichen Grüßen\n\nAna Reis\nHafenamt | +49 40 123 4560\n\n"
    "Von: Small Hours <mara@smallhours.example>\nGesendet: Dienstag, 6. Oktober 2026\n"
    "An: Ana\nBetreff: Brot\n\nIt was four in the morning.\n"
)
GMAIL = (
    "\n\nSent from my iPhone\n\nOn Tue, Oct 6, 2026 at 6:02 AM Small Hours\n"
    "<mara@smallhours.example> wrote:\n> It was four in the morning.\n> The dough was cold.\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the mails lie."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _ran(*words: str, given: bytes = b"", width: int = 80) -> Result:
    runner = CliRunner(env={"COLUMNS": str(width), "TERM": "dumb"})
    return runner.invoke(group, ["replies", "parse", "--list-id", "l.example", *words], input=given)


def _refused(words: Sequence[str], given: bytes = b"") -> str:
    ran = _ran(*words, given=given)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.count("\n") == 1
    return ran.stderr


def _files(ran: Result) -> list[str]:
    assert (ran.exit_code, ran.stderr) == (0, "")
    return [json.loads(line)["file"] for line in ran.stdout.splitlines()]


def _mail(text: str = WISH) -> bytes:
    return (HEAD + text).encode()


def test_a_person_sees_what_was_kept_and_what_was_cut_by_which_signal(folder: Path) -> None:
    (folder / "a.eml").write_bytes(_mail(f"Morning Mara.\n{WISH}{OUTLOOK}"))
    (folder / "b.eml").write_bytes(_mail(f"Frobnicate wibble the dax{GMAIL}"))
    shown = _ran("a.eml", "b.eml").stdout
    assert (
        shown
        == """\
a.eml
  a reply, from ana@tide.example, verified, to the letter of 2026-10-06

  Kept
    Morning Mara.
    Could you write about borrowed umbrellas?

  Cut, and by which signal
    business card           3 lines  Mit freundlichen Grüßen Ana Reis Hafenamt …
    header block            4 lines  Von: Small Hours <mara@smallhours.example>…
    below the header block   1 line  It was four in the morning.

  Ideas
    • borrowed umbrellas

  Comments, thanks, greetings
    • Morning Mara.

b.eml
  a reply, from ana@tide.example, verified, to the letter of 2026-10-06

  Kept
    Frobnicate wibble the dax

  Cut, and by which signal
    mobile footer   1 line  Sent from my iPhone
    attribution    2 lines  On Tue, Oct 6, 2026 at 6:02 AM Small Hours <mara@sm…
    quote marks    2 lines  It was four in the morning. The dough was cold.

  Ideas
    • Frobnicate wibble the dax

"""
    )


def test_why_a_mail_is_no_reply_is_told(folder: Path) -> None:
    away = HEAD.replace("Subject: Re: Bread", "Subject: Out of office: Bread")
    (folder / "a.eml").write_text(away.replace("pass", "fail") + "I am away.")
    assert _ran("a.eml").stdout == (
        "a.eml\n  an automatic answer (subject), from ana@tide.example, not verified: it cannot \n"
        "  vote, to the letter of 2026-10-06\n\n"
    )


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_wider_than_the_window(folder: Path, width: int) -> None:
    long = "ありがとうございます。" * 20 + "x" * 300 + " " + "word " * 60
    (folder / "a.eml").write_bytes(_mail(long + OUTLOOK))
    shown = _ran("a.eml", width=width).stdout
    assert max(map(cell_len, shown.splitlines())) <= min(width, 100)


def test_nothing_that_a_mail_says_reaches_the_terminal_as_a_command(folder: Path) -> None:
    (folder / "a\x1b[2J.eml").write_bytes(_mail("Hello \x1b]0;hm\x07 [bold]there[/bold] :smile:"))
    shown = _ran("a\x1b[2J.eml").stdout
    assert not {"\x1b", "\x07"} & set(shown)
    assert "[bold]there[/bold] :smile:" in shown


def test_json_is_one_line_a_mail_with_what_the_contract_names(folder: Path) -> None:
    (folder / "ä.eml").write_bytes(_mail(WISH + GMAIL))
    (line,) = _ran("--json", "ä.eml").stdout.splitlines()
    assert line == (
        '{"file": "ä.eml", "kind": "reply", "text": "Could you write about borrowed umbrellas?", '
        '"ideas": ["borrowed umbrellas"], "verified": true}'
    )


def test_a_folder_is_read_with_all_below_it_in_order(folder: Path) -> None:
    box = folder / "box"
    (box / "sub").mkdir(parents=True)
    (box / ".git").mkdir()
    for name in ("b.eml", "sub/0f3e", "a.EML", ".git/c.eml", ".d.eml"):
        (box / name).write_bytes(_mail())
    (box / "empty.eml").touch()
    (box / "in.mbox").write_bytes(b"From ana@x Tue Oct  6 12:00:00 2026\n" + _mail())
    (box / "notes.txt").write_text("Shopping: milk\n")
    (box / "page.md").write_text("---\ntitle: hello\n---\n")
    expected = ["a.EML", "b.eml", "empty.eml", "in.mbox:1", "sub/0f3e"]
    assert _files(_ran("--json", "box")) == [f"box/{name}" for name in expected]


def test_an_mbox_is_read_mail_by_mail(folder: Path) -> None:
    first = _mail("From now on: bees.\n").replace(b"\nFrom now", b"\n>From now")
    rows = [b"From ana@x Tue Oct  6 12:00:00 2026\n" + each + b"\n" for each in (first, _mail())]
    (folder / "inbox").write_bytes(b"".join(rows))
    found = [json.loads(row) for row in _ran("--json", "inbox").stdout.splitlines()]
    assert [each["file"] for each in found] == ["inbox:1", "inbox:2"]
    assert [each["text"] for each in found] == ["From now on: bees.", WISH]


def test_standard_input_is_a_mail_or_an_mbox() -> None:
    assert _files(_ran("--json", "-", given=_mail())) == ["-"]
    box = (b"From a@x Tue Oct  6 12:00:00 2026\n" + _mail() + b"\n") * 2
    assert _files(_ran("--json", "-", given=box)) == ["-:1", "-:2"]


def test_a_pipe_is_read_like_a_file(folder: Path) -> None:
    read, write = os.pipe()
    os.write(write, _mail())
    os.close(write)
    assert _files(_ran("--json", f"/dev/fd/{read}")) == [f"/dev/fd/{read}"]
    os.close(read)


def test_a_huge_mail_is_read_within_bounds_and_says_so(folder: Path) -> None:
    with (folder / "a.eml").open("wb") as file:
        file.write(_mail())
        file.truncate(3 << 30)  # a hole: as long as three gigabytes
    assert "It is longer than 10 MB" in _ran("a.eml").stdout
    (found,) = mails(["a.eml"])
    assert len(found.raw) == LARGEST


def test_what_cannot_be_read_is_told_in_a_sentence_before_anything_is_printed(
    folder: Path,
) -> None:
    (folder / "a.eml").write_bytes(_mail())
    (folder / "empty.mbox").touch()
    (folder / "none").mkdir()
    (folder / "none/notes.txt").write_text("milk\n")
    (folder / "loop").symlink_to("loop")
    (folder / "down").symlink_to("nowhere")
    assert _refused(["a.eml", "no.eml"]) == "dearreader: There is no “no.eml”.\n"
    assert _refused(["a.eml", "down"]) == "dearreader: There is no “down”.\n"
    assert _refused(["a.eml", "empty.mbox"]) == (
        "dearreader: There is no mail in “empty.mbox”: it is empty.\n"
    )
    assert _refused(["a.eml", "none"]) == "dearreader: There is no mail in the folder “none”.\n"
    assert _refused(["-"]) == "dearreader: There is no mail on standard input: it is empty.\n"
    assert "once" in _refused(["-", "-"], _mail())
    assert "loop" in _refused(["a.eml", "loop"])
    assert "empty" in _refused(["a.eml", ""])
    assert "cannot be read" in _refused(["a.eml", "x" * 5000])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(folder: Path) -> None:
    (folder / "a.eml").write_bytes(_mail())
    (folder / "a.eml").chmod(0)
    assert "Permission denied" in _refused(["a.eml"])
