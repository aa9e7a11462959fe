"""Mail that came in: replies become ideas, and nobody unproven votes or changes anything."""

from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import pytest

from dearreader.app import App
from tests.world.readers import (
    audience,
    deliver,
    join,
    leave,
    prepare,
    reader,
    write,
)
from tests.world.world import MemoryWorld

ADA = "ada@example.com"
WISH = "Could you write about making friends in a new city?"
PASS, FAIL = "pass", "fail"


def mail(sender: str = ADA, text: str = WISH, *, dmarc: str = PASS, **headers: str) -> EmailMessage:
    """A mail to the reply address, as SES keeps it."""
    message = EmailMessage()
    message["Authentication-Results"] = (
        f"amazonses.com; dmarc={dmarc} header.from={sender.rpartition('@')[2]};"
    )
    message["From"] = sender
    message["To"] = "hello+2026-11-24@reply.example.com"
    message["Subject"] = headers.pop("Subject", "Re: the sea")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def take(stack: App, world: MemoryWorld, message: EmailMessage, name: str = "mail-1") -> str:
    world.mail.objects[f"mail/{name}"] = bytes(message)
    return stack.mailbag.open(f"mail/{name}")


def votes(stack: App) -> list[int]:
    return [idea.votes for idea in stack.ideas.board()]


def test_a_reader_s_reply_becomes_an_idea_with_a_vote(stack: App, world: MemoryWorld) -> None:
    someone = join(stack, ADA)
    assert take(stack, world, mail()) == "reply"
    (idea,) = stack.ideas.board()
    assert (idea.text, idea.votes) == ("making friends in a new city", 1)
    (kept,) = stack.replies.newest()
    assert (kept.id, kept.kind, kept.text) == ("mail-1", "reply", WISH)
    assert (kept.subscriber, kept.verified, kept.letter_date) == (someone, True, "2026-11-24")
    assert kept.ideas == ("making friends in a new city",)


def test_the_same_mail_again_and_the_same_wish_again_are_one_vote(
    stack: App, world: MemoryWorld
) -> None:
    join(stack, ADA)
    for name in ("mail-1", "mail-1", "mail-2"):
        take(stack, world, mail(), name)
    take(stack, world, mail("ADA@Example.com"), "mail-3")
    assert votes(stack) == [1]
    assert len(stack.replies.newest()) == 3


def test_two_readers_with_one_wish_are_two_votes(stack: App, world: MemoryWorld) -> None:
    for number, address in enumerate((ADA, "lin@example.com")):
        join(stack, address)
        take(stack, world, mail(address), f"mail-{number}")
    assert votes(stack) == [2]


@pytest.mark.parametrize("dmarc", [FAIL, "none", "permerror", "temperror", ""])
def test_a_reply_that_is_not_proven_is_kept_and_changes_nothing(
    stack: App, world: MemoryWorld, dmarc: str
) -> None:
    someone = join(stack, ADA)
    take(stack, world, mail(dmarc=dmarc), "wish")
    take(stack, world, mail(text="unsubscribe", dmarc=dmarc, Subject="unsubscribe"), "leave")
    assert reader(stack, someone).status == "active"
    assert votes(stack) == []
    assert {(kept.verified, kept.subscriber) for kept in stack.replies.newest()} == {(False, "")}


def test_who_forges_the_verdict_below_ses_s_own_is_not_proven(
    stack: App, world: MemoryWorld
) -> None:
    join(stack, ADA)
    forged = mail(dmarc=FAIL)
    forged["Authentication-Results"] = "amazonses.com; dmarc=pass header.from=example.com;"
    take(stack, world, forged)
    assert votes(stack) == []


@pytest.mark.parametrize("state", ["stranger", "pending", "left"])
def test_only_active_readers_vote(stack: App, world: MemoryWorld, state: str) -> None:
    if state == "pending":
        stack.signups.ask(ADA, where="192.0.2.1")
    if state == "left":
        leave(stack, join(stack, ADA))
    assert take(stack, world, mail()) == "reply"
    assert votes(stack) == []
    (kept,) = stack.replies.newest()
    assert (kept.text, kept.verified, kept.subscriber) == (WISH, True, "")


def test_a_reader_leaves_by_a_proven_reply(stack: App, world: MemoryWorld) -> None:
    someone, other = join(stack, ADA), join(stack, "lin@example.com")
    for _ in range(2):
        assert take(stack, world, mail(text="Unsubscribe")) == "unsubscribe"
    assert reader(stack, someone).status == "unsubscribed"
    assert reader(stack, other).status == "active"
    assert votes(stack) == []


def test_the_mail_that_a_letters_list_unsubscribe_asks_for_leaves(
    stack: App, world: MemoryWorld
) -> None:
    """It has no body where a program knows no one-click (RFC 2369 §3.2)."""
    someone = join(stack, ADA)
    write(stack)
    prepare(stack, world)
    deliver(stack, world)
    (copy,) = world.ses.copies
    found = stack.subscribers.get(someone)
    assert found
    by_mail = urlsplit(copy.headers["List-Unsubscribe"].rpartition("<")[2].rstrip(">"))
    leaving = mail(text="", Subject=parse_qs(by_mail.query)["subject"][0])
    leaving.replace_header("To", by_mail.path)
    assert (by_mail.scheme, leaving["To"]) == ("mailto", f"leave+{found.link}@reply.example.com")
    assert take(stack, world, leaving) == "unsubscribe"
    assert reader(stack, someone).status == "unsubscribed"


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto_reply"),
        ({"List_Id": "<letters.reply.example.com>"}, "rejected"),
    ],
)
def test_machines_do_not_vote(
    stack: App, world: MemoryWorld, headers: dict[str, str], kind: str
) -> None:
    join(stack, ADA)
    assert take(stack, world, mail(**headers)) == kind
    assert votes(stack) == []
    assert stack.replies.newest()[0].kind == kind


def test_our_own_letter_that_comes_back_says_nothing(stack: App, world: MemoryWorld) -> None:
    join(stack, "mina@news.example.com")
    assert take(stack, world, mail("mina@news.example.com")) == "rejected"
    assert votes(stack) == []


def test_the_letter_s_own_words_are_not_the_reader_s(stack: App, world: MemoryWorld) -> None:
    audience(stack, 1)
    write(stack)
    prepare(stack, world)
    deliver(stack, world)
    join(stack, ADA)
    quoted = f"{WISH}\n\nOn Tue, 24 Nov 2026 at 07:00, Mina wrote:\n> hello\n"
    take(stack, world, mail(text=quoted))
    assert [kept.text for kept in stack.replies.newest()] == [WISH]


def test_a_mail_that_is_gone_is_told_as_gone(stack: App) -> None:
    assert stack.mailbag.open("mail/none") == "gone"
    assert stack.replies.newest() == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\xff\xfe",
        b"From: a@b\r\n",
        b"From: =?utf-8?b?//8=?= <@>\n\nhi",
        b"From: ada@example.com\nContent-Type: multipart/mixed\n\n--",
        b"To: hello+2026-99-99@reply.example.com\nFrom: x\n\nhello",
    ],
)
def test_whatever_comes_in_is_kept_and_breaks_nothing(
    stack: App, world: MemoryWorld, raw: bytes
) -> None:
    world.mail.objects["mail/odd"] = raw
    stack.mailbag.open("mail/odd")
    assert len(stack.replies.newest()) == 1
    assert votes(stack) == []


def test_a_sender_that_is_no_address_is_nobody(stack: App, world: MemoryWorld) -> None:
    take(stack, world, mail("ada@localhost"))
    (kept,) = stack.replies.newest()
    assert (kept.verified, kept.subscriber) == (True, "")
    assert votes(stack) == []
