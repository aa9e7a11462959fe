"""The mail with the confirmation link: within its limits, counted once, never after an answer."""

from datetime import timedelta

import pytest

from dearreader.app import App
from dearreader.editions.pacing import LEAD, USE
from dearreader.errors import SendInDoubt, SendRefused, TryLater
from dearreader.links import Link
from tests.unit.conftest import MORNING
from tests.world.readers import identity, join, leave, reader
from tests.world.world import MemoryClock, MemoryWorld, PlentyOfTime, app

ADA = identity("ada@example.com")


def sign_up(stack: App) -> Link:
    stack.signups.ask("ada@example.com", where="192.0.2.1")
    return reader(stack, ADA).link


def invite(stack: App, someone: str = ADA) -> str:
    return stack.invitations.invite(someone, deadline=PlentyOfTime())


def test_the_mail_holds_the_reader_s_link_and_says_what_it_is(
    stack: App, world: MemoryWorld
) -> None:
    link = sign_up(stack)
    assert invite(stack) == "sent"
    (mail,) = world.ses.envelopes
    assert mail.to == "ada@example.com"
    assert f"https://letters.example/confirm/{link}" in mail.text
    assert f"https://letters.example/confirm/{link}" in mail.html
    assert mail.tags == {"kind": "invite", "subscriber": ADA}
    assert mail.headers["Auto-Submitted"] == "auto-generated"
    assert stack.subscribers.confirm(link, now=stack.clock.now(), where="192.0.2.1")


def test_a_message_that_comes_twice_mails_once(stack: App, world: MemoryWorld) -> None:
    sign_up(stack)
    assert [invite(stack) for _ in range(3)] == ["sent", "not now", "not now"]
    assert len(world.ses.envelopes) == 1


def test_a_message_that_comes_again_an_hour_later_mails_nothing(
    stack: App, world: MemoryWorld
) -> None:
    sign_up(stack)
    invite(stack)
    world.clock.sleep(3600)
    assert invite(stack) == "not now"
    assert len(world.ses.envelopes) == 1


def test_asking_again_after_ten_minutes_mails_again_and_three_a_day_at_most(
    stack: App, world: MemoryWorld
) -> None:
    for _ in range(20):
        sign_up(stack)
        invite(stack)
        world.clock.sleep(timedelta(minutes=11).total_seconds())
    assert len(world.ses.envelopes) == 3


@pytest.mark.parametrize("state", ["unknown", "active", "left", "too old"])
def test_only_who_waits_is_mailed(stack: App, world: MemoryWorld, state: str) -> None:
    if state in {"active", "left"}:
        join(stack, "ada@example.com")
    if state == "left":
        leave(stack, ADA)
    if state == "too old":
        sign_up(stack)
        world.clock.sleep(timedelta(days=14).total_seconds())
    assert invite(stack) == "not now"
    assert not world.ses.envelopes


def test_a_call_in_doubt_counts_as_sent(stack: App, world: MemoryWorld) -> None:
    sign_up(stack)
    world.ses.after_accepting = [SendInDoubt()]
    assert invite(stack) == "in doubt"
    assert invite(stack) == "not now"
    assert len(world.ses.envelopes) == 1


@pytest.mark.parametrize("before", [0, 1])
def test_a_refused_call_is_not_counted_and_comes_back(
    stack: App, world: MemoryWorld, before: int
) -> None:
    sign_up(stack)
    for _ in range(before):
        invite(stack)
        world.clock.sleep(601)
        sign_up(stack)
    world.ses.answers = [SendRefused("TooManyRequestsException")]
    with pytest.raises(TryLater):
        invite(stack)
    assert len(reader(stack, ADA).invited_at) == before
    assert invite(stack) == "sent"
    assert len(world.ses.envelopes) == before + 1


class Confirming(MemoryClock):
    """A clock in whose sleep the reader confirms by an earlier mail."""

    stack: App | None = None

    def sleep(self, seconds: float) -> None:
        if self.stack and seconds:
            link = reader(self.stack, ADA).link
            self.stack.subscribers.confirm(link, now=self.now(), where="192.0.2.1")
        super().sleep(seconds)


def test_who_confirms_while_the_slot_is_waited_for_is_not_mailed() -> None:
    world, clock = MemoryWorld(MORNING), Confirming(MORNING)
    world.clock = clock
    stack = app(world)
    sign_up(stack)
    stack.pacer.wait(1, deadline=PlentyOfTime(), keep=1)
    clock.stack = stack
    assert invite(stack) == "invited by another"
    assert not world.ses.envelopes


class Brief:
    """A deadline that is near."""

    def remaining(self) -> float:
        return 25.0


def test_without_time_for_ses_to_answer_nothing_is_counted(stack: App, world: MemoryWorld) -> None:
    sign_up(stack)
    with pytest.raises(TryLater):
        stack.invitations.invite(ADA, deadline=Brief())
    assert reader(stack, ADA).invited_at == ()


def test_invitations_take_slots_of_the_same_rate_as_letters(stack: App, world: MemoryWorld) -> None:
    stack.pacer.set_rate(2 / USE)
    stack.pacer.wait(2, deadline=PlentyOfTime(), keep=1)
    sign_up(stack)
    invite(stack)
    assert world.clock.now() == MORNING + timedelta(seconds=1 + LEAD)
    taken = world.table("editions").items["pacer", "pacer"]["next"]
    assert taken == (MORNING.timestamp() + 1.5) * 1e6
