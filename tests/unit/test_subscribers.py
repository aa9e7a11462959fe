"""Readers: signing up, confirming, leaving, coming back."""

from datetime import timedelta

import pytest

from dearreader import addresses, events, links
from dearreader.app import App
from dearreader.errors import BadInput
from dearreader.events import Change
from dearreader.links import Link
from dearreader.subscribers import Subscriber
from tests.world.world import ENVIRONMENT, MemoryWorld

MINUTE = timedelta(minutes=1)


def id_of(address: str) -> str:
    return addresses.identity(addresses.parse(address), salt=ENVIRONMENT["SALT"])


def reader(stack: App, address: str) -> Subscriber:
    found = stack.subscribers.get(id_of(address))
    assert found
    return found


def sign_up(stack: App, address: str = "Ada@Example.com") -> Subscriber:
    stack.signups.ask(address, where="192.0.2.1")
    return reader(stack, address)


def confirm(stack: App, link: Link) -> bool:
    return stack.subscribers.confirm(link, now=stack.clock.now(), where="192.0.2.1")


def published(world: MemoryWorld) -> list[str]:
    changes = [Change(*change) for change in world.table("subscribers").changes]
    return [event[0] for change in changes for event in events.of_change(change)]


def test_a_sign_up_waits_to_be_confirmed(stack: App, world: MemoryWorld) -> None:
    ada = sign_up(stack)
    assert ada.status == "pending"
    assert ada.address == "Ada@example.com"
    assert links.parse(str(ada.link)) == ada.link
    assert published(world) == ["Subscriber Pending"]


@pytest.mark.parametrize(
    "same", ["ada@example.com", " ADA@EXAMPLE.COM ", "Ada@example.com", "ada@EXAMPLE.com"]
)
def test_one_mailbox_is_one_reader(same: str) -> None:
    assert id_of(same) == id_of("ada@example.com")


@pytest.mark.parametrize("other", ["a.da@example.com", "ada+list@example.com", "ada@example.org"])
def test_dots_tags_and_domains_tell_readers_apart(other: str) -> None:
    assert id_of(other) != id_of("ada@example.com")


def test_a_domain_in_unicode_and_in_punycode_is_the_same() -> None:
    assert addresses.parse("ada@bücher.example.com") == "ada@xn--bcher-kva.example.com"
    assert id_of("ada@BÜCHER.example.com") == id_of("ada@xn--bcher-kva.example.com")


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "  ",
        "ada",
        "ada@",
        "@example.com",
        "ada@example",
        "a b@example.com",
        "ädä@example.com",
        "ada@example.com\nBcc: x@example.com",
        "ada@[192.0.2.1]",
        "a" * 300 + "@example.com",
    ],
)
def test_what_is_no_address_is_refused_with_a_word_of_help(
    stack: App, world: MemoryWorld, bad: str
) -> None:
    with pytest.raises(BadInput, match="address"):
        stack.signups.ask(bad, where="192.0.2.1")
    assert not world.table("subscribers").items


def test_signing_up_again_keeps_the_link_that_is_on_its_way(stack: App) -> None:
    first = sign_up(stack)
    assert sign_up(stack).link == first.link


def test_an_active_reader_who_signs_up_again_stays_as_they_are(
    stack: App, world: MemoryWorld
) -> None:
    confirm(stack, sign_up(stack).link)
    before = dict(world.table("subscribers").items)
    sign_up(stack)
    assert world.table("subscribers").items == before


def test_confirming_twice_is_confirming_once(stack: App, world: MemoryWorld) -> None:
    link = sign_up(stack).link
    assert confirm(stack, link)
    since = reader(stack, "ada@example.com").confirmed_at
    world.clock.sleep(60)
    assert confirm(stack, link)
    assert reader(stack, "ada@example.com").confirmed_at == since
    assert published(world) == ["Subscriber Pending", "Subscriber Confirmed"]


def test_a_wrong_key_confirms_nobody(stack: App) -> None:
    ada = sign_up(stack)
    assert not confirm(stack, Link(ada.id, "x" * 22))
    assert not confirm(stack, Link("0" * 32, ada.key))
    assert reader(stack, "ada@example.com").status == "pending"


def test_a_link_older_than_two_weeks_confirms_nobody(stack: App, world: MemoryWorld) -> None:
    link = sign_up(stack).link
    world.clock.sleep(timedelta(days=14, seconds=1).total_seconds())
    assert not confirm(stack, link)


def test_an_old_confirmation_link_never_revives_a_reader_who_left(
    stack: App, world: MemoryWorld
) -> None:
    link = sign_up(stack).link
    confirm(stack, link)
    stack.subscribers.leave(link.id, "unsubscribed", now=stack.clock.now())
    assert not confirm(stack, link)
    returned = sign_up(stack)
    assert returned.status == "pending"
    assert not confirm(stack, link)
    assert confirm(stack, returned.link)
    assert published(world)[2:] == ["Subscriber Left", "Subscriber Pending", "Subscriber Confirmed"]


def test_every_link_ever_mailed_is_known_for_leaving(stack: App) -> None:
    first = sign_up(stack).link
    stack.subscribers.leave(first.id, "unsubscribed", now=stack.clock.now())
    second = sign_up(stack).link
    stack.subscribers.leave(first.id, "unsubscribed", now=stack.clock.now())
    third = sign_up(stack)
    assert len({first.key, second.key, third.key}) == 3
    assert all(third.knows(key) for key in (first.key, second.key, third.key))
    assert not third.knows("x" * 22)
    assert not third.knows("")


def test_leaving_is_final_whatever_comes_after_it(stack: App) -> None:
    ada = sign_up(stack)
    confirm(stack, ada.link)
    stack.subscribers.leave(ada.id, "complained", now=stack.clock.now())
    stack.subscribers.leave(ada.id, "unsubscribed", now=stack.clock.now())
    stack.subscribers.leave("0" * 32, "unsubscribed", now=stack.clock.now())
    assert reader(stack, "ada@example.com").status == "complained"


def test_invitations_keep_to_one_in_ten_minutes_and_three_a_day(
    stack: App, world: MemoryWorld
) -> None:
    sent = []
    for _ in range(24 * 6):
        ada = sign_up(stack)
        if ada.may_be_invited(world.clock.now()):
            assert stack.subscribers.invited(ada, world.clock.now(), owner="one")
            sent.append(world.clock.now())
        world.clock.sleep(5 * 60)
    assert len(sent) == 3
    assert sent[1] - sent[0] >= 10 * MINUTE
    world.clock.sleep(12 * 3600)
    assert sign_up(stack).may_be_invited(world.clock.now())


def test_of_two_who_invite_at_once_one_does(stack: App, world: MemoryWorld) -> None:
    ada = sign_up(stack)
    assert stack.subscribers.invited(ada, world.clock.now(), owner="one")
    world.clock.sleep(0.001)
    assert not stack.subscribers.invited(ada, world.clock.now(), owner="another")


def test_the_fifth_edition_that_bounces_for_now_stops_an_address(
    stack: App, world: MemoryWorld
) -> None:
    ada = sign_up(stack)
    confirm(stack, ada.link)
    for day in (24, 25, 25, 26, 27):
        stack.subscribers.bounced_for_now(ada.id, f"2026-11-{day}.daily", now=world.clock.now())
    assert reader(stack, "ada@example.com").status == "active"
    stack.subscribers.bounced_for_now(ada.id, "2026-11-28.daily", now=world.clock.now())
    assert reader(stack, "ada@example.com").status == "bounced"


def test_bounces_of_long_ago_are_forgotten(stack: App, world: MemoryWorld) -> None:
    ada = sign_up(stack)
    confirm(stack, ada.link)
    for _ in range(8):
        today = world.clock.now().date().isoformat()
        stack.subscribers.bounced_for_now(ada.id, f"{today}.daily", now=world.clock.now())
        world.clock.sleep(timedelta(days=5).total_seconds())
    assert reader(stack, "ada@example.com").status == "active"


@pytest.mark.parametrize(
    "text",
    ["", "x", "a" * 32, "a" * 32 + ".", "A" * 32 + "." + "k" * 22, "a" * 32 + "." + "k" * 23],
)
def test_what_is_no_link_is_none(text: str) -> None:
    assert links.parse(text) is None


def test_nothing_that_prints_a_reader_shows_address_or_key(stack: App) -> None:
    ada = sign_up(stack)
    assert "example.com" not in repr(ada)
    assert ada.key not in repr(ada)
