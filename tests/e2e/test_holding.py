"""An edition that has stopped: one mail to the writer, and one command that settles it."""

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest

from dearreader.addresses import identity
from dearreader.conditions import Update
from dearreader.editions.model import Batch, Edition
from dearreader.times import milliseconds
from local.cloud import PARAMETERS, Cloud
from local.mails import Mail
from tests.e2e.laptop import Laptop
from tests.e2e.waiting import LIMIT, eventually

WRITER = PARAMETERS["AlarmAddress"]
READERS = 12
SLOW = 3.0
"""So many mails a second that an edition for so few readers takes some seconds, in many calls."""


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laptop]:
    """A cloud of its own, whose SES is slow once the readers are there."""
    state = tmp_path_factory.mktemp("holding") / "cloud.json"
    with Cloud() as cloud:
        cloud.describe(state)
        laptop = Laptop(cloud, state)
        laptop.readers(*["reader"] * READERS)
        keep_in_reserve(laptop)
        cloud.ses.account.max_send_rate = SLOW
        yield laptop
        assert laptop.trouble() == []


@pytest.fixture(autouse=True)
def nothing_of_it_remains(laptop: Laptop) -> Iterator[None]:
    yield
    laptop.cloud.ses.faults.clear()
    laptop.cloud.ses.account.max_send_rate = SLOW


def test_what_stops_in_mid_send_is_told_once_and_settled_by_the_command_in_the_mail(
    laptop: Laptop,
) -> None:
    laptop.cloud.ses.faults.add("refuse", on="SendBulkEmail", code="SendingPausedException", skip=1)
    key = open_edition(laptop)
    eventually(lambda: laptop.edition(key).state == "held")
    before = laptop.letters(laptop.edition(key))
    assert 0 < len(before) < len(everyone(laptop))

    (mail,) = told(laptop)
    assert mail.subject == f"Your letter of {laptop.edition(key).day} waits"
    assert mail.header("From") == "AWS Notifications <no-reply@sns.amazonaws.com>"
    assert "has stopped: sending is paused for the account." in mail.text

    shown = dearreader(laptop, "edition", "show", key)
    assert "sending is paused for the account" in shown.stdout
    (command,) = commands(mail)
    assert command in shown.stdout
    watched = dearreader(laptop, "edition", "watch", key)
    assert (watched.returncode, watched.stdout) == (1, shown.stdout)

    laptop.cloud.ses.faults.clear()
    assert dearreader(laptop, *shlex.split(command)[1:]).returncode == 0
    eventually(lambda: settled(laptop, key).state == "closed")
    assert had(laptop, key) == dict.fromkeys(everyone(laptop), 1)
    assert told(laptop) == [mail]


def test_who_is_unresolved_is_named_and_mailed_again_when_the_writer_says_so(
    laptop: Laptop,
) -> None:
    laptop.cloud.ses.faults.add("hang-up", on="SendBulkEmail", accept=False, count=1)
    key = open_edition(laptop)
    eventually(lambda: all(each.state in {"claimed", "done"} for each in batches(laptop, key)))
    laptop.quiet()
    an_hour_later(laptop, key)
    eventually(lambda: settled(laptop, key).state == "closed")
    (lost,) = [each for each in batches(laptop, key) if each.unresolved]
    erased, *named = lost.members
    erase(laptop, erased)

    *_, mail = told(laptop)
    assert f"{len(lost.members)} may not have got it" in mail.subject
    show, resend, _ = commands(mail)
    shown = dearreader(laptop, *shlex.split(show)[1:]).stdout
    assert [line.strip() for line in shown.splitlines() if "@" in line] == addresses(laptop, named)
    assert "a reader who has been erased since" in shown
    assert resend in shown
    account = json.loads(dearreader(laptop, "edition", "show", key, "--json").stdout)
    assert [each["address"] for each in account["unresolved"]] == [None, *addresses(laptop, named)]
    assert account["account"]["unresolved"] == len(lost.members)

    refused = dearreader(laptop, *shlex.split(resend)[1:])
    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"to {len(lost.members)} readers, of whom some may have it already" in refused.stderr
    assert laptop.edition(key).state == "closed"
    assert on_a_terminal(laptop, *shlex.split(resend)[1:], types="n\n").code == 1
    assert laptop.edition(key).state == "closed"
    assert on_a_terminal(laptop, *shlex.split(resend)[1:], types="y\n").code == 0
    eventually(lambda: settled(laptop, key).state == "closed")
    assert had(laptop, key) == dict.fromkeys(everyone(laptop), 1)
    assert len(told(laptop)) == 2


def test_a_letter_going_out_is_seen_on_a_terminal_and_goes_on_when_nobody_looks(
    laptop: Laptop,
) -> None:
    laptop.cloud.ses.account.max_send_rate = 1.0
    laptop.queue("something to look at")
    day = laptop.day()
    key, whole = f"{day}.daily", len(everyone(laptop))
    seen = on_a_terminal(
        laptop, "edition", "send", "--now", "--date", day, "--wait", types="\x03", after=" wait"
    )
    assert re.search(rf"\d+ of {whole} sent · .*\d+ wait", seen.text)
    assert "━" in seen.text
    assert f"The view has ended, {key} goes on." in seen.text
    assert seen.code == 130
    watched = dearreader(laptop, "edition", "watch")
    assert watched.returncode == 0
    lines = watched.stdout.splitlines()
    assert re.fullmatch(rf"\d\d:\d\d:\d\d  \d+ of {whole} sent.*", lines[0])
    assert f"  account  {whole} intended: {whole} accepted" in lines
    assert had(laptop, key) == dict.fromkeys(everyone(laptop), 1)
    over = dearreader(laptop, "edition", "watch")
    assert (over.returncode, over.stdout) == (2, "")
    assert over.stderr.startswith("dearreader: Nothing is going out now.")


# What is done


def open_edition(laptop: Laptop) -> str:
    """Send what is queued on the next day, and do not wait; returns the edition's key."""
    laptop.queue("a letter")
    day = laptop.day()
    sent = dearreader(laptop, "edition", "send", "--now", "--date", day)
    assert sent.returncode == 0
    return f"{day}.daily"


def keep_in_reserve(laptop: Laptop) -> None:
    """Have something for every day, so that the writer is not told of empty queues."""
    slug = laptop.queue("for another day")
    post = laptop.app.posts.get(slug)
    assert post
    letter = laptop.app.posts.letter(slug, post.letter)
    assert letter
    laptop.app.posts.queue(letter, now=laptop.app.clock.now(), status="fallback")


def settled(laptop: Laptop, key: str) -> Edition:
    """The edition, after another look of settle/."""
    laptop.settle()
    return laptop.edition(key)


def told(laptop: Laptop) -> list[Mail]:
    """What the writer has been mailed, after two more ticks."""
    for _ in range(2):
        laptop.take("NudgeFunction", {"ask": "tell"})
    laptop.quiet()
    return laptop.cloud.ses.store.find(to=WRITER)


def commands(mail: Mail) -> list[str]:
    """The commands that a mail names."""
    return re.findall(r"^  (dearreader .+)$", mail.text.replace("\r", ""), re.MULTILINE)


def an_hour_later(laptop: Laptop, key: str) -> None:
    """Let the one claim of an edition without an outcome have been made an hour ago."""
    (batch,) = [each for each in batches(laptop, key) if each.state == "claimed"]
    assert batch.claimed
    assert batch.lease
    past = {
        "claimed": milliseconds(batch.claimed - timedelta(hours=1)),
        "lease": milliseconds(batch.lease - timedelta(hours=1)),
    }
    laptop.app.editions.table.update(batch.name.pk, batch.name.sk, Update(put=past))


def erase(laptop: Laptop, reader: str) -> None:
    """Take a reader off the table."""
    table = laptop.app.subscribers.table
    (item,) = [each for each in laptop.items("SubscribersTable") if each["sk"]["S"] == reader]
    table.delete(item["pk"]["S"], reader)


# What is there


def batches(laptop: Laptop, key: str) -> list[Batch]:
    return list(laptop.app.editions.batches(laptop.edition(key)))


def everyone(laptop: Laptop) -> list[str]:
    """The addresses of all who are active."""
    items = laptop.items("SubscribersTable")
    return [item["address"]["S"] for item in items if item["status"]["S"] == "active"]


def addresses(laptop: Laptop, ids: list[str]) -> list[str]:
    known = {identity(each, salt=PARAMETERS["Salt"]): each for each in everyone(laptop)}
    return [known[each] for each in ids]


def had(laptop: Laptop, key: str) -> dict[str, int]:
    """How many copies everyone had."""
    return dict(Counter(mail.to[0] for mail in laptop.letters(laptop.edition(key))))


# The command


def dearreader(laptop: Laptop, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command where there is no terminal."""
    return subprocess.run(
        [sys.executable, "-m", "cli.main", "--local", *words],
        env={**os.environ, "DEARREADER_LOCAL": str(laptop.state)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )


ON_ITS_TERMINAL = (
    "import os, sys; os.close(os.open(os.ttyname(0), os.O_RDWR)); "
    "os.execv(sys.executable, [sys.executable, '-m', 'cli.main', '--local', *sys.argv[1:]])"
)
"""Who opens a terminal first, in a session of its own, is whom its Ctrl-C ends."""


class Seen:
    """What a terminal showed, and how the command ended."""

    def __init__(self) -> None:
        self.raw = b""
        self.code = -1

    @property
    def text(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.raw.decode(errors="replace"))


def on_a_terminal(laptop: Laptop, *words: str, types: str, after: str = "[y/N]") -> Seen:
    """Run the command on a terminal, and type something once it shows something."""
    ours, theirs = pty.openpty()
    seen, typed = Seen(), False
    process = subprocess.Popen(
        [sys.executable, "-c", ON_ITS_TERMINAL, *words],
        env={**os.environ, "DEARREADER_LOCAL": str(laptop.state), "TERM": "xterm", "COLUMNS": "80"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    with suppress(OSError):  # which is how a terminal ends
        while chunk := os.read(ours, 65536):
            seen.raw += chunk
            if not typed and after in seen.text:
                typed = True
                os.write(ours, types.encode())
    os.close(ours)
    seen.code = process.wait(timeout=LIMIT)
    return seen
