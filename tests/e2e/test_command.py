"""The command `dearreader`, as the writer uses it on the laptop's cloud."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import click
import pytest
from PIL import Image

from cli.main import group
from local.cloud import PARAMETERS
from local.stack import ROOT
from tests.e2e.command import POST, local, refused, status_of, write
from tests.e2e.laptop import Laptop
from tests.replies.own.compose import labelled
from tests.world.commands import ran

pytestmark = pytest.mark.usefixtures("folder")

LIST_ID = f"letters.{PARAMETERS['ReplyDomain']}"
KINDS = {"reply", "auto_reply", "bounce", "unsubscribe", "rejected"}


def test_a_post_goes_from_a_file_to_the_readers(here: Laptop, folder: Path) -> None:
    (reader,) = here.readers("reader")
    slug = write(folder, here)
    assert local("post", "add", f"{slug}.md").lines() == [
        f"{slug}: “on being early” is a draft post.",
        f"When it is ready: dearreader post queue {slug}",
    ]
    assert status_of(slug) == "draft"
    assert local("post", "queue", slug).lines() == [f"{slug} is queued, next to go out."]
    assert status_of(slug) == "queued"
    day = here.day()
    key = f"{day}.daily"
    sent = local("edition", "send", "--now", "--date", day, "--wait").lines()
    assert sent[0] == f"{key}: “{slug}” is going out."
    assert reader in {mail.to[0] for mail in here.letters(here.edition(key))}
    assert status_of(slug) == "sent"
    shown = local("edition", "show", key).lines()
    assert shown[0] == f"{key}: “{slug}” is closed."
    assert sent[-len(shown) :] == shown
    assert any(line.startswith(f"{key}  closed") for line in local("edition", "list").lines())
    (told,) = [json.loads(line) for line in local("edition", "show", key, "--json").lines()]
    latest = json.loads(local("edition", "list", "--json").lines()[0])
    assert {**told, **latest} == told
    assert told["account"]["intended"] == told["account"]["accepted"] == told["intended"]
    assert (told["post"], told["unresolved"], told["next"]) == (slug, [], [])

    assert refused("post", "queue", slug) == (
        f"dearreader: “{slug}” is sent: a letter that has gone out cannot be changed. "
        f"What stands on the web can: dearreader post correct {slug} FILE.md\n"
    )
    refused("post", "add", f"{slug}.md")
    assert status_of(slug) == "sent"
    here.queue("the next one")
    assert "Nothing is due. The next letter goes out on " in refused(
        "edition", "send", "--now", "--date", day
    )
    here.send_next()
    assert "Nothing is queued" in refused("edition", "send", "--now", "--date", here.day())


def test_a_post_may_be_added_again_until_it_goes_out(here: Laptop, folder: Path) -> None:
    slug = write(folder, here)
    local("post", "add", f"{slug}.md").lines()
    local("post", "queue", slug).lines()
    write(folder, here, slug, POST.replace("early", "late"))
    assert local("post", "add", f"{slug}.md").lines() == [
        f"{slug}: “on being late” is a queued post.",
        f"It is queued as it was; to send this text: dearreader post queue {slug}",
    ]
    local("post", "queue", slug).lines()
    here.readers("reader")
    assert {mail.subject for mail in here.send_next()} == {"on being late"}


def test_a_title_that_another_letter_has_gets_the_day_in_its_subject(
    here: Laptop, folder: Path
) -> None:
    here.readers("reader")
    subjects = set()
    for _ in range(2):
        slug = write(folder, here, text=POST.replace("early", "the same"))
        local("post", "add", f"{slug}.md").lines()
        told = local("post", "queue", slug).lines()
        subjects |= {re.sub(r"[\d-]{10}", "DAY", mail.subject) for mail in here.send_next()}
    assert told[1] == (
        "Another letter is called “on being the same”, so the subject will have its date."
    )
    assert subjects == {"on being the same", "on being the same (DAY)"}


def test_an_image_beside_a_post_is_shown_in_its_letter(here: Laptop, folder: Path) -> None:
    Image.new("RGB", (2000, 1000), "teal").save(folder / "sea.png")
    (reader,) = here.readers("reader")
    slug = write(folder, here, text=POST + "\n![the sea](sea.png)\n")
    local("post", "add", f"{slug}.md").lines()
    local("post", "queue", slug).lines()
    letter = next(mail for mail in here.send_next() if reader in mail.to)
    url, width = re.findall(r'<img src="(.*?)" alt="the sea" width="(\d+)">', letter.html)[0]
    assert width == "568"
    shown = here.get(url)
    assert (shown.status, shown.headers["Content-Type"]) == (200, "image/png")
    assert shown.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert here.get("/images/nothing.png").status == 404


def test_a_letter_that_gmail_would_cut_is_not_queued(here: Laptop, folder: Path) -> None:
    slug = write(folder, here, text=POST + "word " * 21_000)
    local("post", "add", f"{slug}.md").lines()
    assert "Gmail cuts it at 102" in refused("post", "queue", slug)
    assert status_of(slug) == "draft"


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
    slug = write(folder, here, text=text)
    assert why in refused("post", "add", f"{slug}.md")
    assert here.items("PostsTable") == before


def test_a_broken_new_version_leaves_the_old_one_as_it_was(here: Laptop, folder: Path) -> None:
    slug = write(folder, here)
    local("post", "add", f"{slug}.md").lines()
    before = here.items("PostsTable")
    write(folder, here, slug, "---\nsubtitle: no title\n---\nhello\n")
    refused("post", "add", f"{slug}.md")
    assert here.items("PostsTable") == before


def test_a_file_that_cannot_be_read_says_why(here: Laptop, folder: Path) -> None:
    before = here.items("PostsTable")
    (folder / "latin.md").write_bytes("---\ntitle: café\n---\nhello\n".encode("latin-1"))
    (folder / "huge.md").write_text(POST + "x" * 300_000)
    (folder / "My Post.md").write_text(POST)
    assert "latin.md is not UTF-8 text" in refused("post", "add", "latin.md")
    assert "is cut by Gmail" in refused("post", "add", "huge.md")
    assert "--slug my-first-letter" in refused("post", "add", "My Post.md")
    assert "'nothing.md' does not exist" in refused("post", "add", "nothing.md")
    assert "is a directory" in refused("post", "add", ".")
    assert here.items("PostsTable") == before


@pytest.mark.parametrize("slug", ["nothing-of-that-name", "", "a" * 3_000, "../x", "Grüße"])
def test_a_post_that_is_not_there_cannot_be_queued(here: Laptop, slug: str) -> None:
    before = here.items("PostsTable")
    refused("post", "queue", slug)
    assert here.items("PostsTable") == before


def test_a_post_in_reserve_goes_out_when_nothing_else_is_queued(here: Laptop, folder: Path) -> None:
    titles = ("on being first", "on being second")
    first, second = (write(folder, here, text=POST.replace("on being early", t)) for t in titles)
    for slug in (first, second):
        local("post", "add", f"{slug}.md").lines()
    reserved = "is kept in reserve. It goes out, once, on a day when nothing else is queued"
    assert local("post", "queue", first, "--fallback").lines() == [f"{first} {reserved}."]
    assert local("post", "queue", second, "--fallback").lines() == [
        f"{second} {reserved}, behind 1 other."
    ]
    assert (status_of(first), status_of(second)) == ("fallback", "fallback")
    assert local("post", "add", f"{first}.md").lines()[1] == (
        f"It is queued as it was; to send this text: dearreader post queue {first} --fallback"
    )
    assert local("post", "queue", second).lines() == [f"{second} is queued, next to go out."]
    here.readers("reader")
    here.send_next()
    assert (status_of(first), status_of(second)) == ("fallback", "sent")
    here.send_next()
    assert status_of(first) == "sent"


@pytest.mark.usefixtures("settled")
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
        ("edition", "show"),
        ("edition", "resend", "--yes"),
    ],
    ids=" ".join,
)
def test_a_command_that_is_none_says_so_and_asks_for_nothing(
    here: Laptop, words: tuple[str, ...]
) -> None:
    before = here.kept()
    refused(*words)
    assert here.kept() == before


CLOUD_COMMANDS = [
    ("status",),
    ("post", "get", "--all"),
    ("post", "edit", "x"),
    ("post", "show", "x"),
    ("post", "move", "x", "1"),
    ("post", "unqueue", "x"),
    ("post", "undo"),
    ("post", "test", "x", "mina@example.com"),
    ("post", "list"),
    ("post", "queue", "x"),
    ("edition", "list"),
    ("edition", "show", "2026-11-24.daily"),
    ("edition", "send", "--now"),
    ("edition", "watch"),
    ("edition", "pause", "2026-11-24.daily"),
    ("edition", "resume", "2026-11-24.daily"),
    ("edition", "resend", "2026-11-24.daily"),
    ("edition", "leave", "2026-11-24.daily"),
    ("ideas", "list"),
    ("subscribers", "list"),
    ("subscribers", "show", "ada@example.com"),
    ("subscribers", "add", "ada@example.com"),
    ("subscribers", "remove", "ada@example.com"),
    ("subscribers", "erase", "ada@example.com", "--yes"),
]


@pytest.mark.parametrize("words", CLOUD_COMMANDS, ids=" ".join)
def test_without_a_cloud_the_command_says_how_to_start_one(words: tuple[str, ...]) -> None:
    assert refused(*words) == (
        "dearreader: The laptop’s cloud is not up. Start it with: make dev\n"
    )


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", "{}", '{"endpoint": "http://127.0.0.1:9", "stack": "dear-reader"}'],
)
def test_a_cloud_that_is_gone_is_told_in_a_sentence(folder: Path, written: str) -> None:
    (folder / "nowhere.json").write_text(written)
    refused("post", "list")


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
    done = ran(*words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_configuration_that_is_no_toml_is_told(folder: Path) -> None:
    (folder / "dearreader.toml").write_text("stack = \n")
    assert "dearreader.toml is not TOML" in ran("post", "list").err


def test_the_queue_can_be_put_in_another_order_and_back(here: Laptop, folder: Path) -> None:
    first, second = write(folder, here), write(folder, here)
    for slug in (first, second):
        local("post", "add", f"{slug}.md").lines()
        local("post", "queue", slug).lines()
    assert (
        local("post", "move", second, "first").lines()[0].startswith(f"{second} is number 1 of 2")
    )
    (shown,) = [line for line in local("status").lines() if line.startswith("  queue ")]
    assert shown.startswith("  queue     2 letters, enough until ")
    assert here.app.posts.next_due() == here.app.posts.get(second)
    local("post", "undo").lines()
    assert here.app.posts.next_due() == here.app.posts.get(first)
    for slug in (first, second):
        local("post", "unqueue", slug).lines()
    assert here.app.posts.next_due() is None
    local("post", "get", first).lines()
    assert (folder / "posts" / f"{first}.md").read_text() == POST


def test_a_test_mail_is_the_letter_and_changes_nothing(here: Laptop, folder: Path) -> None:
    slug, writer = write(folder, here), here.address("mina")
    local("post", "add", f"{slug}.md").lines()
    before = here.kept()
    local("post", "test", slug, writer).lines()
    (mail,) = here.cloud.ses.wait_for(to=writer, tags={"kind": "test"})
    assert mail.subject == "[test] on being early"
    assert "come early" in mail.text
    assert here.get(here.link(mail, "unsubscribe")).status == 404
    here.quiet()
    assert here.kept() == before


def test_ideas_are_listed_with_their_votes(here: Laptop) -> None:
    now = here.app.clock.now()
    for reader in ("a" * 32, "b" * 32):
        here.app.ideas.want("Heimweh im Studium", reader, reply="x", now=now)
    assert any(line.endswith("   2  Heimweh im Studium") for line in local("ideas", "list").lines())
    ideas = [json.loads(line) for line in local("ideas", "list", "--json").lines()]
    (found,) = [each for each in ideas if each["text"] == "Heimweh im Studium"]
    assert (found["votes"], found["status"]) == (2, "open")


def test_parsed_replies_come_in_order_with_what_the_contract_names(folder: Path) -> None:
    mails = list(labelled())
    for mail in mails:
        (folder / mail.label["file"]).write_bytes(mail.raw)
    files = [mail.label["file"] for mail in mails]
    done = ran("replies", "parse", *files, "--list-id", LIST_ID, "--json")
    found = [json.loads(line) for line in done.lines()]
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
    (loop,) = ran("replies", "parse", "letter.eml", "--json").lines()
    assert json.loads(loop)["kind"] == "rejected"
    (other,) = ran("replies", "parse", "letter.eml", "--list-id", "other", "--json").lines()
    assert json.loads(other)["kind"] == "reply"


def test_odd_mails_are_parsed_as_well(folder: Path) -> None:
    odd = {"empty.eml": b"", "bytes.eml": b"\x00\xff\xfe", "head.eml": b"Subject: =?x?q?=zz?="}
    for name, raw in odd.items():
        (folder / name).write_bytes(raw)
    done = ran("replies", "parse", *odd, "--list-id", LIST_ID, "--json")
    assert [json.loads(line)["file"] for line in done.lines()] == list(odd)


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from _commands(each, (*path, name))


@pytest.mark.parametrize("path", list(_commands(group)), ids=lambda path: " ".join(path) or "all")
def test_every_command_explains_itself_without_a_cloud(path: tuple[str, ...]) -> None:
    shown = ran(*path, "--help").lines()
    assert shown[0].startswith("Usage: ")
    assert shown[2].strip(), "it says what it is for"
    assert ran(*path, "-h").lines() == shown


@pytest.mark.parametrize(
    "path",
    [path for path in _commands(group) if path],
    ids=" ".join,
)
def test_every_command_is_documented(path: tuple[str, ...]) -> None:
    documents = "".join(each.read_text() for each in (ROOT / "docs").glob("*.md"))
    assert f"dearreader {' '.join(path)}" in documents


def test_the_help_shows_the_writers_day_line_by_line() -> None:
    shown = [line.split("  ")[1] for line in ran("--help").lines() if line.startswith("  dear")]
    assert shown == [
        "dearreader init",
        "dearreader deploy",
        "dearreader doctor",
        "dearreader status",
        "dearreader post add hello.md",
        "dearreader post queue hello",
        "dearreader edition send --now",
        "dearreader edition show KEY",
        "dearreader subscribers list",
        "dearreader ideas list",
        "dearreader costs --readers 1000",
    ]


def test_the_installed_command_is_this_one() -> None:
    command = which("dearreader", path=str(Path(sys.executable).parent))
    assert command, "uv sync installs it"
    done = subprocess.run([command, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0].startswith("Usage: dearreader ")
    done = subprocess.run([command, "post", "list"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("dearreader: ")
