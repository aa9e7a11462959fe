"""`make tour`: the whole road on a stack of its own, from a sign-up to a topic idea.

Nothing is faked: readers sign up over HTTP into functions that MiniStack runs, mail goes through
the SES API, links are taken from the mails, and replies come in by SMTP. It ends with one line of
JSON, or says what failed and exits 1.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request
from zoneinfo import ZoneInfo

from local.acts import network_of
from local.answers import send_answers
from local.cloud import PARAMETERS, Cloud
from local.inbox.reading import one_click_link
from local.loopback import DIRECT
from local.mails import Mail

ROOT = Path(__file__).resolve().parent.parent
POSTS = ROOT / "local" / "sample" / "posts"
PATIENCE = 60.0
"""Seconds after which something that should have happened is given up; all of it takes two."""

T = TypeVar("T")

_NAMES = (
    "ada alan annie barbara chien-shiung dorothy edith emmy grace hedy ida "
    "jane joan katherine lise margaret maria mary rosalind sally tu valentina"
)
READERS = _NAMES.split()


class TourFailed(Exception):
    """Something on the road is not as it should be; the message says what."""


class Tour:
    """One walk. Each step prints what happened and when."""

    def __init__(self, cloud: Cloud, state: Path, began: float) -> None:
        self.cloud = cloud
        self.state = state
        self.began = began

    def walk(self) -> dict[str, int]:
        """All steps; returns what is to be counted."""
        self.sign_up()
        self.confirm()
        today = datetime.now(ZoneInfo(PARAMETERS["TimeZone"])).date()
        posts = sorted(POSTS.glob("*.md"))[:2]
        for post in posts:
            self.command("post", "add", str(post))
            self.command("post", "queue", post.stem)
        first = self.send(today.isoformat(), posts[0].stem, expected=21)
        self.unsubscribe(first[0])
        second = self.send((today + timedelta(days=1)).isoformat(), posts[1].stem, expected=20)
        self.check(
            first[0].to[0] not in {mail.to[0] for mail in second}, "a leaver got another letter"
        )
        self.reply(second)
        ideas = self.board()
        self.read_on_the_web(posts)
        self.look_for_trouble()
        return {
            "subscribed": len(self.items("SubscribersTable")),
            "confirmed": sum("confirmed_at" in each for each in self.items("SubscribersTable")),
            "delivered": len(self.letters()),
            "replies": sum(each["pk"]["S"] == "reply" for each in self.items("IdeasTable")),
            "ideas": len(ideas),
        }

    def sign_up(self) -> None:
        """25 requests: 22 readers, two of them twice, and one address that is none."""
        self.cloud.stack.tick()
        addresses = [f"{name}@readers.example.org" for name in READERS]
        for address in [*addresses, addresses[0], addresses[1].upper()]:
            status, page = self.post("/subscribe", {"email": address}, here=address)
            self.check(status == HTTPStatus.OK, f"a sign-up was answered {status}")
            self.check("check your inbox" in page, "the sign-up page does not say what comes next")
        status, page = self.post("/subscribe", {"email": "ada at readers"})
        self.check(status == HTTPStatus.BAD_REQUEST, f"a malformed address was answered {status}")
        self.say("25 sign-ups: 22 readers, two of them twice, one malformed address refused")

    def confirm(self) -> None:
        """Each reader opens the link of their mail and presses the button; one never does."""
        invitations = self.wait_for(
            lambda: self.mails("invite"), lambda mails: len(mails) == len(READERS), "invitations"
        )
        self.say(f"{len(invitations)} confirmation mails in the inbox")
        for mail in invitations[:-1]:
            link = self.link(mail, "confirm")
            _, page = self.get(link)
            self.check('<form method="post"' in page, "the confirmation page has no button")
            status, page = self.post(link, {})
            self.check(status == HTTPStatus.OK, f"a confirmation was answered {status}")
        self.say(f"{len(invitations) - 1} confirmed by the button behind their link, one never")

    def send(self, day: str, slug: str, *, expected: int) -> list[Mail]:
        """Ask for the edition of a day, wait until it is closed, and look at its letters."""
        before = len(self.letters())
        self.command("edition", "send", "--now", "--date", day, "--wait")
        letters = self.letters()[before:]
        self.check(
            len({mail.to for mail in letters}) == len(letters) == expected,
            f"{len(letters)} letters to {len({mail.to for mail in letters})} readers of {expected}",
        )
        self.say(f"edition {day}.daily, “{slug}”: {len(letters)} letters, each reader one")
        return letters

    def unsubscribe(self, mail: Mail) -> None:
        """As a mail program's own button does (RFC 8058): one POST, no page."""
        link = one_click_link(mail)
        status, _ = self.post(link, {"List-Unsubscribe": "One-Click"})
        self.check(status == HTTPStatus.OK, f"the one-click unsubscribe was answered {status}")
        self.say("one reader left with one click")

    def reply(self, letters: list[Mail]) -> None:
        """Six mails come back: ideas, one of them twice, an absence, a bounce, a forgery."""
        sent = send_answers(letters, port=self.cloud.smtp.port)
        self.wait_for(
            lambda: [each for each in self.items("IdeasTable") if each["pk"]["S"] == "reply"],
            lambda replies: len(replies) == sent,
            "replies in the table",
        )
        self.say(f"{sent} mails came back by SMTP and were read")

    def board(self) -> list[dict[str, Any]]:
        """What readers ask for, as the writer sees it."""
        lines = self.command("ideas", "list", "--json", quiet=True).splitlines()
        ideas = [json.loads(line) for line in lines]
        for idea in ideas:
            self.say(f"  {idea['votes']} × {idea['text']}")
        votes = sorted((idea["votes"] for idea in ideas), reverse=True)
        self.check(bool(votes) and votes[0] == 2, f"the board's votes are {votes}")  # noqa: PLR2004
        return ideas

    def read_on_the_web(self, posts: list[Path]) -> None:
        """The archive and the feed show both letters."""
        for path in ("/posts", "/feed.xml"):
            status, body = self.get(path)
            self.check(status == HTTPStatus.OK, f"{path} was answered {status}")
            missing = [post.stem for post in posts if f"/posts/{post.stem}" not in body]
            self.check(not missing, f"{path} lacks {missing}")
        status, _ = self.get(f"/posts/{posts[0].stem}")
        self.check(status == HTTPStatus.OK, f"a post was answered {status}")
        self.say("both letters are in the archive and in the feed")

    def look_for_trouble(self) -> None:
        """No permission was missing, and no message was given up."""
        self.check(not self.cloud.stack.denials(), "\n".join(self.cloud.stack.denials()))
        sqs = self.cloud.ministack.client("sqs")
        for url in sqs.list_queues().get("QueueUrls", []):
            if "DeadLetter" in url:
                count = sqs.get_queue_attributes(
                    QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"]
                )["Attributes"]["ApproximateNumberOfMessages"]
                self.check(count == "0", f"{url.rpartition('/')[2]} holds {count} messages")
        self.say("no permission missing, every dead-letter queue empty")

    def command(self, *words: str, quiet: bool = False) -> str:
        """Run `dearreader --local …` as the writer would."""
        done = subprocess.run(
            [sys.executable, "-m", "cli.main", "--local", *words],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "DEARREADER_LOCAL": str(self.state)},
            timeout=PATIENCE,
            check=False,
        )
        self.check(done.returncode == 0, f"dearreader {' '.join(words)}: {done.stderr.strip()}")
        if not quiet:
            shown = " ".join(str(Path(word).name) if "/" in word else word for word in words)
            self.say(f"dearreader {shown}")
            for line in done.stdout.splitlines():
                self.say(f"  {line}")
        return done.stdout

    def mails(self, kind: str) -> list[Mail]:
        """The mails in the inbox that are tagged as of a kind."""
        return [mail for mail in self.cloud.ses.mails() if mail.tags.get("kind") == kind]

    def letters(self) -> list[Mail]:
        """The letters in the inbox, all editions."""
        return self.mails("letter")

    def link(self, mail: Mail, kind: str) -> str:
        """The link of a kind in a mail's text."""
        found = re.search(rf"{self.cloud.site}/{kind}/\S+", mail.text)
        if not found:
            raise TourFailed(f"a mail has no link to {kind}")
        return found.group()

    def items(self, table: str) -> list[dict[str, Any]]:
        """All items of a table."""
        pages = self.cloud.ministack.client("dynamodb").get_paginator("scan")
        found = pages.paginate(TableName=self.cloud.stack.outputs[table], ConsistentRead=True)
        return [item for page in found for item in page["Items"]]

    def get(self, path: str) -> tuple[int, str]:
        """Open a page."""
        return self._http(Request(self._url(path)))

    def post(self, path: str, form: dict[str, str], here: str = "") -> tuple[int, str]:
        """Send a form, from a network of its own for each person who is `here`."""
        headers = {"X-Forwarded-For": network_of(here)} if here else {}
        return self._http(Request(self._url(path), data=urlencode(form).encode(), headers=headers))

    def _url(self, path: str) -> str:
        return path if path.startswith("http") else f"{self.cloud.site}{path}"

    def _http(self, request: Request) -> tuple[int, str]:
        try:
            with DIRECT.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def wait_for(
        self, look: Callable[[], list[T]], enough: Callable[[list[T]], bool], what: str
    ) -> list[T]:
        """Look until it is enough."""
        until = time.monotonic() + PATIENCE
        while not enough(found := look()):
            if time.monotonic() > until:
                raise TourFailed(f"{len(found)} {what} after {PATIENCE:.0f} s")
            time.sleep(0.1)
        return found

    def check(self, fine: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
        """Go on only where it is fine."""
        if not fine:
            raise TourFailed(otherwise)

    def say(self, words: str) -> None:
        """Print a step with the seconds since the beginning."""
        print(f"{time.monotonic() - self.began:6.1f} s  {words}", flush=True)


def _stop(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def main() -> None:
    """Walk once; exit 0 with one JSON line at the end, or 1 with what failed."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    began = time.monotonic()
    print("Dear Reader's tour: a cloud of its own on this machine, nothing leaves it.", flush=True)
    with Cloud() as cloud:
        state = cloud.ministack.folder / "cloud.json"
        cloud.describe(state)
        tour = Tour(cloud, state, began)
        tour.say(f"the stack is up: site {cloud.site}, inbox {cloud.inbox.url}")
        try:
            counted = tour.walk()
        except Exception as failure:
            if not isinstance(failure, TourFailed):
                traceback.print_exc()
            for line in cloud.stack.all_logs():
                if '"level":"ERROR"' in line.replace(" ", "") or "Traceback" in line:
                    print(line, file=sys.stderr)
            print(f"The tour failed: {failure}", file=sys.stderr)
            raise SystemExit(1) from failure
        tour.say("done")
    print(json.dumps(counted))


if __name__ == "__main__":
    main()
