"""Answers to readers who wrote: seldom, to people alone, and never to a machine like us."""

from email.message import EmailMessage

import pytest

from dearreader import events
from dearreader.app import App
from dearreader.errors import SendInDoubt, SendRefused, TryLater
from dearreader.events import Change
from dearreader.ports import Envelope
from tests.unit.conftest import MORNING
from tests.world.readers import join, leave, reader
from tests.world.world import MemoryWorld, PlentyOfTime, app

ADA, LIN = "ada@example.com", "lin@example.net"
WISH = "Could you write about {}?"


@pytest.fixture
def world() -> MemoryWorld:
    return MemoryWorld(MORNING)


@pytest.fixture
def stack(world: MemoryWorld) -> App:
    return app(world, THANKS="yes")


def mail(text: str, sender: str = ADA, *, dmarc: str = "pass", **headers: str) -> EmailMessage:
    message = EmailMessage()
    domain = sender.rpartition("@")[2].rstrip(">")
    message["Authentication-Results"] = f"amazonses.com; dmarc={dmarc} header.from={domain};"
    message["From"] = sender
    message["To"] = headers.pop("To", "hello+2026-11-24@reply.example.com")
    message["Subject"] = headers.pop("Subject", "Re: the sea")
    message["Message-ID"] = headers.pop("Message_ID", "<one@mail.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def take(stack: App, world: MemoryWorld, message: EmailMessage, name: str) -> list[Envelope]:
    """A mail comes in, is told of twice, and so is all that follows; what is mailed for it."""
    before, changes = len(world.ses.envelopes), len(world.table("ideas").changes)
    for _ in range(2):
        world.mail.objects[f"mail/{name}"] = bytes(message)
        stack.mailbag.open(f"mail/{name}")
    for change in world.table("ideas").changes[changes:]:
        for detail_type, detail in events.of_change(Change(*change)):
            if detail_type == events.ANSWER_OWED:
                for _ in range(2):
                    stack.answering.answer(detail["id"], deadline=PlentyOfTime())
    return world.ses.envelopes[before:]


def test_a_wish_is_thanked_for_once_with_what_was_understood_and_who_else_asked(
    stack: App, world: MemoryWorld
) -> None:
    for address in (ADA, LIN):
        join(stack, address)
    take(stack, world, mail(WISH.format("how tides work"), LIN), "m1")
    (thanks,) = take(stack, world, mail(WISH.format("the tides & <how> they work")), "m2")
    assert thanks.to == ADA
    assert "“the tides & <how> they work”: one other reader asked for it, too." in thanks.text
    assert "the tides &amp; &lt;how&gt; they work" in thanks.html
    assert thanks.reply_to == "hello@reply.example.com"
    assert thanks.headers == {
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        "In-Reply-To": "<one@mail.example>",
        "References": "<one@mail.example>",
    }


def test_a_reader_is_thanked_once_in_three_days_and_asked_about_names_once(
    stack: App, world: MemoryWorld
) -> None:
    join(stack, ADA)
    (first,) = take(stack, world, mail(WISH.format("tides")), "m1")
    assert "name me as" in first.text
    assert take(stack, world, mail(WISH.format("bread")), "m2") == []
    world.clock.sleep(3 * 86400 + 1)
    (second,) = take(stack, world, mail(WISH.format("moths")), "m3")
    assert "name me as" not in second.text


@pytest.mark.parametrize(
    "message",
    [
        mail(WISH.format("tides"), dmarc="fail"),
        mail(WISH.format("tides"), "stranger@example.com"),
        mail(WISH.format("tides"), Auto_Submitted="auto-generated"),
        mail(WISH.format("tides"), Precedence="bulk"),
        mail(WISH.format("tides"), List_Id="<friends.example.org>"),
        mail(WISH.format("tides"), X_Auto_Response_Suppress="All"),
        mail(WISH.format("tides"), Return_Path="<>"),
        mail("Lovely, thank you!"),
    ],
)
def test_nobody_unproven_no_machine_and_no_list_is_answered(
    stack: App, world: MemoryWorld, message: EmailMessage
) -> None:
    join(stack, ADA)
    assert take(stack, world, message, "m1") == []


def test_the_switch_turns_thanks_off(world: MemoryWorld) -> None:
    stack = app(world, THANKS="no")
    join(stack, ADA)
    assert take(stack, world, mail(WISH.format("tides")), "m1") == []


@pytest.mark.parametrize(
    "forged", ["<a@b>\r\n Bcc: eve@example.org", "no brackets", "<a b@c>", "<" + "a" * 900 + "@b>"]
)
def test_no_header_that_came_in_goes_out_but_an_id_of_a_mail(
    stack: App, world: MemoryWorld, forged: str
) -> None:
    join(stack, ADA)
    raw = mail(WISH.format("tides"), Subject="Re: EVIL", X_Evil="EVIL")
    del raw["Message-ID"]
    raw.set_raw("Message-ID", forged)
    (thanks,) = take(stack, world, raw, "m1")
    assert "In-Reply-To" not in thanks.headers or thanks.headers["In-Reply-To"] == "<a@b>"
    whole = "".join((*thanks.headers.values(), thanks.subject, thanks.text, thanks.html))
    assert "EVIL" not in whole
    assert "Bcc" not in whole


def raw_of(envelope: Envelope, sender: str, to: str) -> EmailMessage:
    """An answer of ours as it arrives elsewhere, proven."""
    message = mail(envelope.text, sender, To=to, Subject=envelope.subject)
    del message["Message-ID"]
    for name, value in {**envelope.headers, "Message-ID": "<ses@amazonses.com>"}.items():
        message[name] = value
    return message


def test_two_of_us_have_nothing_to_say_to_each_other() -> None:
    """Each reads the other's letters at its own reply address, and answers by its rules."""
    ours, theirs = MemoryWorld(MORNING), MemoryWorld(MORNING, 1)
    names = {"FROM_ADDRESS": "kim@kim.example", "REPLY_DOMAIN": "reply.example.org"}
    one, other = app(ours, THANKS="yes"), app(theirs, THANKS="yes", **names)
    join(one, "kim@kim.example")
    join(other, "mina@news.example.com")
    wish = mail(WISH.format("tides"), "kim@kim.example")
    said = take(one, ours, wish, "m0")
    assert len(said) == 1
    for turn in range(4):
        stack, world = ((other, theirs), (one, ours))[turn % 2]
        sender = ("mina@news.example.com", "kim@kim.example")[turn % 2]
        heard = [raw_of(each, sender, "hello@reply.example.org") for each in said]
        said = [each for raw in heard for each in take(stack, world, raw, f"turn-{turn}")]
        assert said == []


def test_a_call_refused_is_made_again_and_one_in_doubt_is_not(
    stack: App, world: MemoryWorld
) -> None:
    join(stack, ADA)
    world.mail.objects["mail/m1"] = bytes(mail(WISH.format("tides")))
    stack.mailbag.open("mail/m1")
    world.ses.answers = [SendRefused("TooManyRequestsException")]
    with pytest.raises(TryLater):
        stack.answering.answer("thanks.m1", deadline=PlentyOfTime())
    world.ses.after_accepting = [SendInDoubt()]
    assert stack.answering.answer("thanks.m1", deadline=PlentyOfTime()) == "in doubt"
    assert stack.answering.answer("thanks.m1", deadline=PlentyOfTime()) == "answered of late"
    assert len(world.ses.envelopes) == 1


def test_who_has_left_meanwhile_is_not_answered(stack: App, world: MemoryWorld) -> None:
    someone = join(stack, ADA)
    world.mail.objects["mail/m1"] = bytes(mail(WISH.format("tides")))
    stack.mailbag.open("mail/m1")
    leave(stack, someone)
    assert stack.answering.answer("thanks.m1", deadline=PlentyOfTime()) == "nobody to answer"


def test_a_reader_is_named_by_consent_alone_and_takes_it_back(
    stack: App, world: MemoryWorld
) -> None:
    someone = join(stack, ADA)
    assert stack.credits.name(someone) == ""
    take(stack, world, mail("Yes, name me as Ada L.\n\nAda"), "m1")
    assert stack.credits.name(someone) == "Ada L"
    take(stack, world, mail("name me as Eve", dmarc="fail"), "m2")
    assert stack.credits.name(someone) == "Ada L"
    take(stack, world, mail("Don’t name me any more."), "m3")
    assert stack.credits.name(someone) == ""
    assert stack.ideas.board() == []


@pytest.mark.parametrize(
    "text",
    ["name me as <b>x</b>", "name me as http://x.example", "name me as a@b.c", "name me one"],
)
def test_what_is_no_name_is_none(stack: App, world: MemoryWorld, text: str) -> None:
    someone = join(stack, ADA)
    take(stack, world, mail(text), "m1")
    assert stack.credits.name(someone) == ""


def test_a_wish_to_leave_that_is_not_proven_is_answered_with_the_link_once_a_week(
    stack: App, world: MemoryWorld
) -> None:
    someone = join(stack, ADA)
    (way_out,) = take(stack, world, mail("unsubscribe", dmarc="fail"), "m1")
    assert way_out.to == ADA
    link = f"https://letters.example/unsubscribe/{reader(stack, someone).link}"
    assert link in way_out.text
    assert link in way_out.html
    assert reader(stack, someone).status == "active"
    assert take(stack, world, mail("please unsubscribe me", dmarc="fail"), "m2") == []
    world.clock.sleep(7 * 86400 + 1)
    assert len(take(stack, world, mail("unsubscribe", dmarc="fail"), "m3")) == 1


def test_a_stranger_s_wish_to_leave_is_answered_by_nothing(stack: App, world: MemoryWorld) -> None:
    assert take(stack, world, mail("unsubscribe", dmarc="fail"), "m1") == []


def test_the_key_in_the_address_suffices_to_leave_and_another_s_does_not(
    stack: App, world: MemoryWorld
) -> None:
    ada, lin = join(stack, ADA), join(stack, LIN)
    key = reader(stack, ada).link.key
    to = f"leave+{lin}.{key}@reply.example.com"
    wrong = mail("", LIN, dmarc="fail", To=to)
    take(stack, world, wrong, "m1")
    assert reader(stack, lin).status == "active"
    right = mail("", "else@example.org", dmarc="fail", To=f"leave+{ada}.{key}@reply.example.com")
    take(stack, world, right, "m2")
    assert (reader(stack, ada).status, reader(stack, lin).status) == ("unsubscribed", "active")


def test_of_one_reader_twenty_replies_an_hour_count_and_the_rest_is_kept(
    stack: App, world: MemoryWorld
) -> None:
    join(stack, ADA)
    for number in range(22):
        take(stack, world, mail(WISH.format(f"the tides of {number}")), f"m{number}")
    assert len(stack.ideas.board()) == 20
    assert len(stack.replies.newest()) == 22
    world.clock.sleep(3600)
    take(stack, world, mail(WISH.format("moths")), "late")
    assert len(stack.ideas.board()) == 21


def test_a_flood_of_strangers_is_kept_up_to_a_bound(
    stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dearreader.ideas.limits.UNPROVEN", 3)
    join(stack, ADA)
    for number in range(5):
        take(stack, world, mail(WISH.format("spam"), f"s{number}@example.org"), f"s{number}")
    take(stack, world, mail(WISH.format("tides")), "m1")
    assert len(stack.replies.newest()) == 4
    assert [idea.text for idea in stack.ideas.board()] == ["tides"]
