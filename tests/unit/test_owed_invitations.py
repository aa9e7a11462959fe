"""An invitation that was lost on its way, wherever, is mailed by the tick, and no other is."""

from datetime import timedelta

import pytest

from dearreader.app import App
from dearreader.conditions import Condition, Update
from dearreader.errors import SendInDoubt, SendRefused, TryLater
from dearreader.ports import Envelope, Item
from tests.world.readers import identity, leave, reader
from tests.world.tables import MemoryTable
from tests.world.world import MemoryMailer, MemoryWorld, PlentyOfTime, app

ADA = identity("ada@example.com")
TICK = 300


class Died(Exception):
    """The function's process ended."""


class Mortal(MemoryTable):
    """Subscribers, where the process dies after it counted a mail or before it keeps it as sent."""

    after_counting = False
    before_keeping = False

    def update(self, pk: str, sk: str, update: Update, *, when: Condition | None = None) -> Item:
        if "mailed_at" in update.put and self.before_keeping:
            raise Died
        item = super().update(pk, sk, update, when=when)
        if "invited_at" in update.put and self.after_counting:
            raise Died
        return item


@pytest.fixture
def subscribers(world: MemoryWorld) -> Mortal:
    table = Mortal("subscribers")
    world.tables["subscribers"] = table
    return table


def sign_up(stack: App, address: str = "ada@example.com") -> None:
    """Ask for letters; the message about it is lost."""
    stack.signups.ask(address, where="192.0.2.1")


def invite(stack: App, someone: str = ADA) -> str:
    return stack.invitations.invite(someone, deadline=PlentyOfTime())


def tick(stack: App, world: MemoryWorld, times: int = 1) -> int:
    """What settle/ asks for and invite/ does; returns how many mails came of it."""
    before = len(world.ses.envelopes)
    for _ in range(times):
        stack.owed.ask_again()
        asked = world.queue("invite").messages
        while asked:
            message = asked.pop(0)
            assert message["detail-type"] == "Subscriber Pending"
            try:
                invite(stack, message["detail"]["id"])
            except TryLater:
                continue
        world.clock.sleep(TICK)
    return len(world.ses.envelopes) - before


def test_who_was_mailed_is_not_asked_for(stack: App, world: MemoryWorld) -> None:
    sign_up(stack)
    assert invite(stack) == "sent"
    assert tick(stack, world, 300) == 0


def test_a_message_that_was_lost_is_made_up_for_after_a_quarter_of_an_hour_once(
    stack: App, world: MemoryWorld
) -> None:
    sign_up(stack)
    assert tick(stack, world, 3) == 0
    world.clock.sleep(1)
    assert tick(stack, world) == 1
    assert world.ses.envelopes[0].to == "ada@example.com"
    assert tick(stack, world, 300) == 0


def test_who_died_after_counting_a_mail_leaves_it_to_the_tick(
    stack: App, world: MemoryWorld, subscribers: Mortal
) -> None:
    sign_up(stack)
    world.clock.sleep(12 * 60)
    subscribers.after_counting = True
    with pytest.raises(Died):
        invite(stack)
    subscribers.after_counting = False
    assert invite(stack) == "not now"
    assert tick(stack, world, 300) == 1
    assert len(world.ses.envelopes) == 1


def test_who_died_after_sending_mails_once_more_and_never_again(
    stack: App, world: MemoryWorld, subscribers: Mortal
) -> None:
    sign_up(stack)
    subscribers.before_keeping = True
    with pytest.raises(Died):
        invite(stack)
    subscribers.before_keeping = False
    assert len(world.ses.envelopes) == 1
    assert tick(stack, world, 300) == 1


@pytest.mark.parametrize("accepted", [True, False])
def test_after_a_call_in_doubt_the_reader_is_mailed_again_rather_than_never(
    stack: App, world: MemoryWorld, *, accepted: bool
) -> None:
    sign_up(stack)
    if accepted:
        world.ses.after_accepting = [SendInDoubt()]
    else:
        world.ses.answers = [SendInDoubt()]
    assert invite(stack) == "in doubt"
    assert tick(stack, world, 300) == 1


class Silent(MemoryMailer):
    """SES that never answers."""

    attempts = 0

    def send(self, envelope: Envelope) -> None:
        self.attempts += 1
        raise SendInDoubt


class Choosy(Silent):
    """SES that does not like an address."""

    def send(self, envelope: Envelope) -> None:
        self.attempts += 1
        raise SendRefused("MessageRejected")


@pytest.mark.parametrize("mailer", [Silent, Choosy])
def test_an_address_is_tried_three_times_a_day_at_most(
    world: MemoryWorld, mailer: type[Silent]
) -> None:
    world.ses = ses = mailer()
    stack = app(world)
    sign_up(stack)
    tick(stack, world, 24 * 12 - 1)
    assert ses.attempts == 3
    tick(stack, world, 24 * 12)
    assert 3 < ses.attempts <= 7


@pytest.mark.parametrize("end", ["confirmed", "left", "too old"])
def test_who_does_not_wait_any_more_is_not_asked_for(
    stack: App, world: MemoryWorld, end: str
) -> None:
    sign_up(stack)
    if end == "confirmed":
        link = reader(stack, ADA).link
        assert stack.subscribers.confirm(link, now=world.clock.now(), where="192.0.2.1")
    if end == "left":
        leave(stack, ADA)
    if end == "too old":
        world.clock.sleep(timedelta(days=14).total_seconds())
    world.clock.sleep(3600)
    assert tick(stack, world, 3) == 0
    assert list(world.table("subscribers").by_status("pending")) == []


@pytest.mark.parametrize(("minutes", "mails"), [(5, 0), (9.9, 0), (10, 1), (600, 1)])
def test_who_asks_again_is_owed_a_mail_unless_one_has_just_gone_out(
    stack: App, world: MemoryWorld, minutes: float, mails: int
) -> None:
    sign_up(stack)
    invite(stack)
    mailed = reader(stack, ADA).mailed_at
    assert mailed
    world.clock.time = mailed + timedelta(minutes=minutes)
    sign_up(stack)
    assert tick(stack, world, 50) == mails


def test_what_waits_in_the_queue_already_is_not_asked_for_again(
    stack: App, world: MemoryWorld
) -> None:
    sign_up(stack)
    world.clock.sleep(3600)
    stack.owed.ask_again()
    stack.owed.ask_again()
    assert len(world.queue("invite").messages) == 1


def test_a_crowd_is_asked_for_a_hundred_at_a_time(stack: App, world: MemoryWorld) -> None:
    world.ses.standing = type(world.ses.standing)(rate=1000, room=None)
    stack.opening.ask()
    for number in range(230):
        sign_up(stack, f"reader{number}@example.com")
    world.clock.sleep(3600)
    assert [tick(stack, world) for _ in range(4)] == [100, 100, 30, 0]
    assert len({mail.to for mail in world.ses.envelopes}) == 230
