"""All labelled mails by SMTP, each twice and each told of twice: the board holds what they say."""

import json
import re
import smtplib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from dearreader import addresses
from dearreader.ideas import LONGEST, KeptReply
from dearreader.ideas.matching import identity
from dearreader.ideas.words import words
from dearreader.links import Link
from dearreader.replies import Reply, read
from functions.inbound.app import SETUP
from local.cloud import PARAMETERS
from tests.e2e.laptop import Laptop
from tests.e2e.waiting import eventually, eventually_all
from tests.replies.own.compose import labelled

GIVEN = Path(__file__).parents[1] / "replies" / "labelled"
KINDS = {"reply", "auto_reply", "bounce", "unsubscribe", "rejected"}
Wishes = dict[str, set[str]]
"""By an idea's id, the readers who wish for it."""


@dataclass(frozen=True)
class Posted:
    """A labelled mail as it was taken: its key in the bucket, what the parser says of it."""

    id: str
    raw: bytes
    reply: Reply


class Post:
    """What was mailed to the laptop's cloud, and what came of it."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop = laptop
        self.board_before = self.votes()
        self.known = {each.id for each in laptop.app.replies.newest()}
        self.mails: list[Posted] = []

    def send(self, raws: Iterable[bytes]) -> None:
        """Mail them, each twice, one right after the other, and see them all read."""
        with smtplib.SMTP("127.0.0.1", self.laptop.cloud.smtp.port, timeout=10) as smtp:
            smtp.ehlo("mx.example.org")
            for raw in chain.from_iterable((raw, raw) for raw in raws):
                self.mails.append(self._mailed(smtp, raw))
        eventually_all(lambda: len({mail.id for mail in self.mails} - self.kept.keys()))
        self.laptop.quiet()

    def _mailed(self, smtp: smtplib.SMTP, raw: bytes) -> Posted:
        path = re.search(rb"^Return-Path: <(.*)>", raw, re.MULTILINE)
        to = re.search(
            rb"^(?:To: .*|[ ]for )[ <]?([\w.+-]+@reply\.example\.com)", raw, re.MULTILINE
        )
        assert smtp.mail((path.group(1) if path else b"").decode())[0] == 250
        assert smtp.rcpt(to.group(1).decode() if to else "hello@reply.example.com")[0] == 250
        code, answer = smtp.data(raw)
        assert code == 250, answer
        name = answer.split()[-1].decode()
        s3, bucket = self.laptop.client("s3"), self.laptop.cloud.stack.outputs["MailBucket"]
        stored = s3.get_object(Bucket=bucket, Key=f"mail/{name}")["Body"].read()
        ours = self.laptop.app.publication
        said = read(stored, list_id=ours.list_id, from_address=ours.from_address)
        return Posted(name, stored, said)

    @property
    def kept(self) -> dict[str, KeptReply]:
        """The mails that inbound/ has read."""
        found = self.laptop.app.replies.newest()
        return {each.id: each for each in found if each.id not in self.known}

    def votes(self) -> dict[str, int]:
        """The board: how many votes each idea has, by its id."""
        return {each.id: each.votes for each in self.laptop.app.ideas.board()}

    def new_votes(self) -> dict[str, int]:
        """How many of them came by these mails."""
        before = self.board_before
        found = {idea: votes - before.get(idea, 0) for idea, votes in self.votes().items()}
        return {idea: votes for idea, votes in found.items() if votes}

    def tell(self, mails: Iterable[Posted]) -> None:
        """Tell inbound/ of them, as S3 does."""
        bucket = self.laptop.cloud.stack.outputs["MailBucket"]
        told = [{"detail": _created(bucket, mail)} for mail in mails]
        self.laptop.take("InboundFunction", *told)

    def wake(self) -> None:
        """Have the emulator read what a worker wrote last: it does so by the next call."""
        self.laptop.take("InboundFunction", {"detail": {"object": {"key": f"mail/{SETUP}"}}})

    def counted(self) -> Counter[str]:
        """What inbound/ has counted: the metrics that its log holds."""
        out: Counter[str] = Counter()
        for line in self.laptop.cloud.stack.all_logs():
            record = line.partition(": ")[2]
            if '"CloudWatchMetrics"' in record and '"inbound"' in record:
                told = json.loads(record[record.index("{") :])
                out.update({kind: int(sum(told[kind])) for kind in KINDS & told.keys()})
        return out

    @cached_property
    def wishes(self) -> Wishes:
        """What the parser says that active readers wish for."""
        out: Wishes = defaultdict(set)
        for mail in self.mails:
            if mail.reply.kind == "reply" and mail.reply.verified:
                for idea in mail.reply.ideas:
                    out[identity(words(idea[:LONGEST]))].add(_reader(mail.reply))
        return out


def _reader(reply: Reply) -> str:
    return addresses.identity(addresses.parse(reply.sender), salt=PARAMETERS["Salt"])


def _mails() -> list[tuple[bytes, Mapping[str, Any]]]:
    """All of them with their labels. What SES wrote on top stays: readers may write it, too."""
    rows = (GIVEN / "labels.jsonl").read_text("utf-8").splitlines()
    given = [((GIVEN / label["file"]).read_bytes(), label) for label in map(json.loads, rows)]
    mails = given + [(mail.raw, mail.label) for mail in labelled()]
    return [
        (raw if label["verified"] else b"X-Local-Auth: fail\r\n" + raw, label)
        for raw, label in mails
    ]


@pytest.fixture(scope="module")
def post(laptop: Laptop) -> Iterator[Post]:
    """All senders are readers, and write; who wants to leave does so when all else is read."""
    mails = _mails()
    senders = {read(raw, list_id="none").sender for raw, _ in mails}
    readers = [_join(laptop, address) for address in senders if address]
    laptop.quiet()
    post = Post(laptop)
    post.send(raw for raw, label in mails if label["kind"] != "unsubscribe")
    post.send(raw for raw, label in mails if label["kind"] == "unsubscribe")
    yield post
    for reader in readers:  # other tests' letters are not for them
        laptop.app.subscribers.leave(reader, "unsubscribed", now=laptop.app.clock.now())
    laptop.quiet()


def _join(laptop: Laptop, address: str) -> str:
    """Make somebody an active reader, without the mails in between; returns their id."""
    now = laptop.app.clock.now()
    reader, key = addresses.identity(address, salt=PARAMETERS["Salt"]), "k" * 22
    laptop.app.subscribers.ask(reader, address, key=key, now=now, consent={"from": "", "text": ""})
    laptop.app.subscribers.confirm(Link(reader, key), now=now, where="")
    return reader


def test_what_is_kept_of_each_mail_is_what_the_parser_says(post: Post) -> None:
    kept = post.kept
    assert len(kept) == len(post.mails) >= 2 * 180
    for mail in post.mails:
        found, said = kept[mail.id], mail.reply
        assert (found.kind, found.text, found.ideas) == (said.kind, said.text, said.ideas)
        assert found.verified == said.verified
        assert found.letter_date == (said.letter_date.isoformat() if said.letter_date else "")


def test_the_board_holds_one_vote_for_each_proven_reader_and_wish(post: Post) -> None:
    assert post.wishes
    assert post.new_votes() == {idea: len(readers) for idea, readers in post.wishes.items()}


def test_who_provably_wrote_that_they_leave_has_left_and_nobody_else(post: Post) -> None:
    left = {
        _reader(mail.reply)
        for mail in post.mails
        if mail.reply.kind == "unsubscribe" and mail.reply.verified
    }
    active = {_reader(mail.reply) for mail in post.mails if mail.reply.verified} - left
    status = {each: post.laptop.app.subscribers.get(each) for each in left | active}
    assert {each for each, found in status.items() if found and found.status != "active"} == left


def test_the_counters_say_how_many_mails_there_were_of_each_kind(post: Post) -> None:
    post.wake()
    before = post.counted()
    some = {mail.reply.kind: mail for mail in post.mails}
    assert set(some) == KINDS
    post.tell(some.values())
    post.tell(mail for kind, mail in some.items() if kind != "bounce")

    def told() -> bool:
        post.wake()
        return post.counted() - before == Counter(dict.fromkeys(KINDS, 2) | {"bounce": 1})

    eventually(told)


def test_told_of_the_same_mails_again_nothing_changes(post: Post) -> None:
    before = post.laptop.kept()
    for at in range(0, len(post.mails), 20):
        post.tell(post.mails[at : at + 20])
    post.laptop.quiet()
    after = post.laptop.kept()
    for table, items in before.items():
        assert after[table] == items, table


def _created(bucket: str, mail: Posted) -> dict[str, Any]:
    """What S3 tells of it."""
    return {
        "bucket": {"name": bucket},
        "object": {"key": f"mail/{mail.id}", "size": len(mail.raw)},
    }


def test_no_message_was_given_up_and_no_log_names_anybody(post: Post) -> None:
    assert post.laptop.trouble() == []
