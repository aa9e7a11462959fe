"""The command `dearreader`, as the writer uses it on the laptop's cloud."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from shutil import which

import click
import pytest

from cli.main import group, main
from local.cloud import PARAMETERS
from tests.e2e.laptop import Laptop
from tests.replies.own.compose import labelled

POST = "---\ntitle: on being early\ntags: [ambition]\n---\nhi friends, come early.\n"
LIST_ID = f"letters.{PARAMETERS['ReplyDomain']}"
KINDS = {"reply", "auto_reply", "bounce", "unsubscribe", "rejected"}


@dataclass(frozen=True)
class Ran:
    """What a command said."""

    code: int
    out: str
    err: str

    def lines(self) -> list[str]:
        assert (self.code, self.err) == (0, "")
        return self.out.splitlines()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The writer's folder, where no configuration is, and no account in the shell."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("AWS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("DEARREADER_LOCAL", str(tmp_path / "nowhere.json"))
    return tmp_path


@pytest.fixture
def here(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """The laptop's cloud, where `dearreader --local` finds it."""
    monkeypatch.setenv("DEARREADER_LOCAL", str(laptop.state))
    return laptop


def test_a_post_goes_from_a_file_to_the_readers(here: Laptop, folder: Path) -> None:
    (reader,) = here.readers("reader")
    slug = _file(folder, here)
    assert _local("post", "add", f"{slug}.md").lines() == [
        f"{slug}: “on being early” is a draft post.",
        f"When it is ready: dearreader post queue {slug}",
    ]
    assert _status(slug) == "draft"
    assert _local("post", "queue", slug).lines() == [f"{slug} is queued, next to go out."]
    assert _status(slug) == "queued"
    day = here.day()
    key = f"{day}.daily"
    sent = _local("edition", "send", "--now", "--date", day, "--wait").lines()
    assert sent[:2] == [f"{key}: “{slug}” is going out.", f"{key}: “{slug}” is closed."]
    assert reader in {mail.to[0] for mail in here.letters(here.edition(key))}
    assert _status(slug) == "sent"
    assert _local("edition", "show", key).lines() == sent[1:]
    assert any(line.startswith(f"{key}  closed") for line in _local("edition", "list").lines())
    (shown,) = _local("edition", "show", key, "--json").lines()
    assert _local("edition", "list", "--json").lines()[0] == shown
    account = json.loads(shown)["account"]
    assert account["intended"] == account["accepted"]

    assert _refused("post", "queue", slug) == (
        f"dearreader: “{slug}” is sent: a letter that has gone out cannot be changed.\n"
    )
    _refused("post", "add", f"{slug}.md")
    assert _status(slug) == "sent"
    here.queue("the next one")
    assert "Nothing is due. The next letter goes out on " in _refused(
        "edition", "send", "--now", "--date", day
    )
    here.send_next()
    assert "Nothing is queued" in _refused("edition", "send", "--now", "--date", here.day())


def test_a_post_may_be_added_again_until_it_goes_out(here: Laptop, folder: Path) -> None:
    slug = _file(folder, here)
    _local("post", "add", f"{slug}.md").lines()
    _local("post", "queue", slug).lines()
    _file(folder, here, slug, POST.replace("early", "late"))
    assert _local("post", "add", f"{slug}.md").lines() == [
        f"{slug}: “on being late” is a queued post.",
        f"It is queued as it was; to send this text: dearreader post queue {slug}",
    ]
    _local("post", "queue", slug).lines()
    here.readers("reader")
    assert {mail.subject for mail in here.send_next()} == {"on being late"}


BROKEN = {
    "no front matter": ("hello\n", "Line 1"),
    "front matter that is no YAML": ("---\ntitle: a: b\n---\nhello\n", "Line 2"),
    "front matter without an end": ("---\ntitle: hello\n", "has no end"),
    "no title": ("---\nsubtitle: hello\n---\nhello\n", "has no title"),
    "an empty title": ("---\ntitle:\n---\nhello\n", "has no title"),
    "an unknown field": ("---\ntitle: a\nauthor: b\n---\nhello\n", "there is no field “author”"),
    "no text": ("---\ntitle: hello\n---\n\n", "has no text"),
    "an empty file": ("", "Line 1"),
    "a resource without a link": (
        "---\ntitle: a\nresources:\n  - name: b\n---\nhello\n",
        "needs a name and a url",
    ),
}


@pytest.mark.parametrize(("text", "why"), BROKEN.values(), ids=BROKEN.keys())
def test_a_post_that_cannot_become_a_letter_is_not_kept(
    here: Laptop, folder: Path, text: str, why: str
) -> None:
    before = here.items("PostsTable")
    slug = _file(folder, here, text=text)
    assert why in _refused("post", "add", f"{slug}.md")
    assert here.items("PostsTable") == before


def test_a_broken_new_version_leaves_the_old_one_as_it_was(here: Laptop, folder: Path) -> None:
    slug = _file(folder, here)
    _local("post", "add", f"{slug}.md").lines()
    before = here.items("PostsTable")
    _file(folder, here, slug, "---\nsubtitle: no title\n---\nhello\n")
    _refused("post", "add", f"{slug}.md")
    assert here.items("PostsTable") == before


def test_a_file_that_cannot_be_read_says_why(here: Laptop, folder: Path) -> None:
    before = here.items("PostsTable")
    (folder / "latin.md").write_bytes("---\ntitle: café\n---\nhello\n".encode("latin-1"))
    (folder / "huge.md").write_text(POST + "x" * 300_000)
    (folder / "My Post.md").write_text(POST)
    assert "latin.md is not UTF-8 text" in _refused("post", "add", "latin.md")
    assert "is cut by Gmail" in _refused("post", "add", "huge.md")
    assert "--slug my-first-letter" in _refused("post", "add", "My Post.md")
    assert "'nothing.md' does not exist" in _refused("post", "add", "nothing.md")
    assert "is a directory" in _refused("post", "add", ".")
    assert here.items("PostsTable") == before


@pytest.mark.parametrize("slug", ["nothing-of-that-name", "", "a" * 3_000, "../x", "Grüße"])
def test_a_post_that_is_not_there_cannot_be_queued(here: Laptop, slug: str) -> None:
    before = here.items("PostsTable")
    _refused("post", "queue", slug)
    assert here.items("PostsTable") == before


@pytest.mark.parametrize("key", ["2020-01-01.daily", "", "x" * 3_000])
def test_an_edition_that_is_not_there_cannot_be_shown(here: Laptop, key: str) -> None:
    assert "See them all: dearreader edition list" in _refused("edition", "show", key)


@pytest.mark.parametrize(
    "words",
    [
        ("edition", "send"),
        ("edition", "send", "--now", "--date", "tomorrow"),
        ("edition", "send", "--now", "--date", "2026-02-30"),
        ("post", "add"),
        ("post", "remove", "x"),
        ("replies", "parse"),
        ("replies", "parse", "nothing.eml"),
        ("replies", "parse", "."),
        ("letters",),
        ("ideas", "list", "--csv"),
    ],
    ids=" ".join,
)
def test_a_command_that_is_none_says_so_and_asks_for_nothing(
    here: Laptop, words: tuple[str, ...]
) -> None:
    before = here.kept()
    _refused(*words)
    assert here.kept() == before


CLOUD_COMMANDS = [
    ("post", "list"),
    ("post", "queue", "x"),
    ("edition", "list"),
    ("edition", "show", "2026-11-24.daily"),
    ("edition", "send", "--now"),
    ("ideas", "list"),
]


@pytest.mark.parametrize("words", CLOUD_COMMANDS, ids=" ".join)
def test_without_a_cloud_the_command_says_how_to_start_one(words: tuple[str, ...]) -> None:
    assert _refused(*words) == (
        "dearreader: The laptop’s cloud is not up. Start it with: make dev\n"
    )


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", "{}", '{"endpoint": "http://127.0.0.1:9", "stack": "dear-reader"}'],
)
def test_a_cloud_that_is_gone_is_told_in_a_sentence(folder: Path, written: str) -> None:
    (folder / "nowhere.json").write_text(written)
    _refused("post", "list")


@pytest.mark.parametrize(
    "words",
    [
        ("post", "list"),
        ("--stack", "x", "post", "list"),
        ("--stack", "x", "--region", "eu-west-1", "post", "list"),
        ("--stack", "x", "--profile", "none", "post", "list"),
        ("replies", "parse", "a.eml"),
    ],
    ids=" ".join,
)
def test_without_configuration_or_keys_aws_is_not_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    (folder / "a.eml").write_text("Subject: hello\n\nhello\n")
    ran = _ran(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_configuration_that_is_no_toml_is_told(folder: Path) -> None:
    (folder / "dearreader.toml").write_text("stack = \n")
    assert "dearreader.toml is not TOML" in _ran("post", "list").err


def test_ideas_are_listed_with_their_votes(here: Laptop) -> None:
    now = here.app.clock.now()
    for reader in ("a" * 32, "b" * 32):
        here.app.ideas.want("Heimweh im Studium", reader, reply="x", now=now)
    assert "   2  Heimweh im Studium" in _local("ideas", "list").lines()
    ideas = [json.loads(line) for line in _local("ideas", "list", "--json").lines()]
    (found,) = [each for each in ideas if each["text"] == "Heimweh im Studium"]
    assert (found["votes"], found["status"]) == (2, "open")


def test_parsed_replies_come_in_order_with_what_the_contract_names(folder: Path) -> None:
    mails = list(labelled())
    for mail in mails:
        (folder / mail.label["file"]).write_bytes(mail.raw)
    files = [mail.label["file"] for mail in mails]
    ran = _ran("replies", "parse", *files, "--list-id", LIST_ID, "--json")
    found = [json.loads(line) for line in ran.lines()]
    assert [each["file"] for each in found] == files
    for each, mail in zip(found, mails, strict=True):
        assert each["kind"] in KINDS
        assert each["verified"] is mail.label["verified"], mail.name
        assert isinstance(each["text"], str)
        assert all(isinstance(idea, str) for idea in each["ideas"])
    right = sum(each["kind"] == mail.label["kind"] for each, mail in zip(found, mails, strict=True))
    assert right >= 0.9 * len(mails)


def test_our_own_list_id_is_read_from_the_configuration(folder: Path) -> None:
    (folder / "letter.eml").write_text(
        "From: ada@example.org\nList-Id: <letters.news.example>\nSubject: hm\n\nwrite on it\n"
    )
    (folder / "samconfig.toml").write_text(
        '[default.deploy.parameters]\nparameter_overrides = ["ReplyDomain=news.example"]\n'
    )
    (loop,) = _ran("replies", "parse", "letter.eml", "--json").lines()
    assert json.loads(loop)["kind"] == "rejected"
    (other,) = _ran("replies", "parse", "letter.eml", "--list-id", "other", "--json").lines()
    assert json.loads(other)["kind"] == "reply"


def test_odd_mails_are_parsed_as_well(folder: Path) -> None:
    odd = {"empty.eml": b"", "bytes.eml": b"\x00\xff\xfe", "head.eml": b"Subject: =?x?q?=zz?="}
    for name, raw in odd.items():
        (folder / name).write_bytes(raw)
    ran = _ran("replies", "parse", *odd, "--list-id", LIST_ID, "--json")
    assert [json.loads(line)["file"] for line in ran.lines()] == list(odd)


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from _commands(each, (*path, name))


@pytest.mark.parametrize("path", list(_commands(group)), ids=lambda path: " ".join(path) or "all")
def test_every_command_explains_itself_without_a_cloud(path: tuple[str, ...]) -> None:
    shown = _ran(*path, "--help").lines()
    assert shown[0].startswith("Usage: ")
    assert shown[2].strip(), "it says what it is for"
    assert _ran(*path, "-h").lines() == shown


def test_the_help_shows_the_writers_day_line_by_line() -> None:
    shown = [line.split("  ")[1] for line in _ran("--help").lines() if line.startswith("  dear")]
    assert shown == [
        "dearreader post add hello.md",
        "dearreader post queue hello",
        "dearreader edition send --now",
        "dearreader ideas list",
    ]


def test_the_installed_command_is_this_one() -> None:
    command = which("dearreader", path=str(Path(sys.executable).parent))
    assert command, "uv sync installs it"
    done = subprocess.run([command, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0].startswith("Usage: dearreader ")
    done = subprocess.run([command, "post", "list"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dearreader: ")


def _ran(*words: str) -> Ran:
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["dearreader", *words])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def _local(*words: str) -> Ran:
    return _ran("--local", *words)


def _refused(*words: str) -> str:
    """The one sentence on stderr of a command that refuses; nothing is printed besides."""
    ran = _local(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("dearreader: ")
    assert ran.err.count("\n") == 1
    return ran.err


def _file(folder: Path, laptop: Laptop, slug: str = "", text: str = POST) -> str:
    """Write a post; returns its slug."""
    slug = slug or laptop.address("post").partition("@")[0].replace(".", "-")
    (folder / f"{slug}.md").write_text(text)
    return slug


def _status(slug: str) -> str:
    posts = [json.loads(line) for line in _local("post", "list", "--json").lines()]
    (found,) = [each["status"] for each in posts if each["slug"] == slug]
    return str(found)
