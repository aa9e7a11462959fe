"""Robots at the door: a field for them, a signed moment, a count for each network."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from dearreader.app import App
from dearreader.networks import AN_HOUR, network
from dearreader.signups import QUICKEST, TICKET_FOR, WITHOUT_TICKET
from dearreader.tickets import Tickets
from tests.world.invoking import invoke, process, sample
from tests.world.readers import identity, join
from tests.world.world import MemoryWorld

HERE, ELSEWHERE = "203.0.113.7", "198.51.100.1"
ADA = "ada@example.net"


@pytest.fixture(autouse=True)
def _lambda(stack: App) -> Iterator[None]:
    with process(stack, "signup"):
        yield


def ticket(stack: App, world: MemoryWorld, *, age: timedelta = timedelta(seconds=20)) -> str:
    """What a form holds that was opened so long ago."""
    issued = stack.signups.tickets.issue()
    world.clock.sleep(age.total_seconds())
    return issued


def send(source: str = HERE, origin: str = "", **form: str) -> dict[str, Any]:
    event = sample("signup.form")
    event["body"] = base64.b64encode(urlencode(form).encode()).decode()
    event["requestContext"]["http"]["sourceIp"] = source
    event["headers"]["origin"] = origin
    answer: dict[str, Any] = invoke("signup.form", event)
    return answer


def send_json(**fields: str) -> tuple[int, dict[str, str], dict[str, str]]:
    event = {**sample("signup.json"), "body": json.dumps(fields), "isBase64Encoded": False}
    answer = invoke("signup.json", event)
    return answer["statusCode"], json.loads(answer["body"]), answer["headers"]


def stored(stack: App, address: str = ADA) -> bool:
    return stack.subscribers.get(identity(address)) is not None


def test_who_takes_their_time_is_through_at_once(stack: App, world: MemoryWorld) -> None:
    answer = send(email=ADA, ticket=ticket(stack, world), website="")
    assert "check your inbox" in answer["body"]
    assert stored(stack)


def test_who_is_quicker_than_people_is_asked_once_more_and_then_through(
    stack: App, world: MemoryWorld
) -> None:
    fresh = ticket(stack, world, age=QUICKEST - timedelta(seconds=0.1))
    answer = send(email=ADA, ticket=fresh)
    assert "once more, please" in answer["body"]
    assert f'value="{ADA}"' in answer["body"]
    assert f'value="{fresh}"' in answer["body"], "the clock would begin anew"
    assert not stored(stack)
    world.clock.sleep(1)
    assert "check your inbox" in send(email=ADA, ticket=fresh)["body"]
    assert stored(stack)


def test_the_field_for_robots_keeps_them_out_however_long_they_wait(
    stack: App, world: MemoryWorld
) -> None:
    for issued in (ticket(stack, world), ""):
        assert "once more" in send(email=ADA, ticket=issued, website="https://x.example")["body"]
    status, answer, _ = send_json(email=ADA, website="x")
    assert (status, "website" in answer["error"]) == (400, True)
    assert not stored(stack)


def test_home_hands_out_a_ticket_that_no_cache_keeps(stack: App, world: MemoryWorld) -> None:
    home = invoke("signup.home")
    assert home["headers"]["Cache-Control"] == "no-store"
    issued = home["body"].partition('name="ticket" value="')[2].partition('"')[0]
    world.clock.sleep(3)
    assert stack.signups.tickets.age(issued) == timedelta(seconds=3)


@pytest.mark.parametrize(
    "forged", ["", "x", "19ab.0", "{moment}.{other}", "1{ticket}", "{ticket}0"]
)
def test_a_ticket_that_is_none_of_ours_says_nothing(stack: App, forged: str) -> None:
    issued = stack.signups.tickets.issue()
    moment, _, _ = issued.partition(".")
    made_up = forged.format(moment=moment, ticket=issued, other="0" * 24)
    assert stack.signups.tickets.age(made_up) is None


def test_a_ticket_of_another_stack_is_none_of_ours(stack: App) -> None:
    other = Tickets(salt="another salt of another stack", clock=stack.clock)
    assert stack.signups.tickets.age(other.issue()) is None


def sent_until_refused(stack: App, source: str, **form: str) -> int:
    """How many sign-ups one network may make."""
    for count in range(100):
        answer = send(source, email=f"a{count}@example.net", **form)
        if answer["statusCode"] == 429:
            assert not stored(stack, f"a{count}@example.net")
            assert answer["headers"]["Retry-After"] == "3600"
            return count
    raise AssertionError("nobody was refused")


def test_a_network_signs_up_thirty_people_an_hour_by_our_form(
    stack: App, world: MemoryWorld
) -> None:
    issued = ticket(stack, world)
    assert sent_until_refused(stack, HERE, ticket=issued) == AN_HOUR
    assert send("203.0.113.200", email=ADA, ticket=issued)["statusCode"] == 429, "the same network"
    assert send(ELSEWHERE, email=ADA, ticket=issued)["statusCode"] == 200
    world.clock.sleep(3600)
    assert send(HERE, email="b@example.net", ticket=issued)["statusCode"] == 200


@pytest.mark.parametrize("old", [False, True])
def test_a_form_elsewhere_or_of_yesterday_counts_five_times(
    stack: App, world: MemoryWorld, *, old: bool
) -> None:
    issued = ticket(stack, world, age=TICKET_FOR) if old else ""
    assert sent_until_refused(stack, HERE, ticket=issued) == AN_HOUR // WITHOUT_TICKET


def test_no_address_of_a_network_is_kept_with_its_count(stack: App, world: MemoryWorld) -> None:
    stack.signups.ask("somebody@example.net", where=ELSEWHERE)
    send(HERE, email=ADA)
    world.clock.sleep(3600)
    send(HERE, email=ADA)
    counts = list(world.table("editions").items.values())
    assert len({item["pk"] for item in counts}) == 2, "two hours of one network look alike"
    for item in counts:
        assert item.keys() == {"pk", "sk", "points", "expires"}
        assert "203.0.113" not in str(item)
        assert item["pk"].startswith("network#")


@pytest.mark.parametrize(
    ("address", "same", "other"),
    [
        ("203.0.113.7", "203.0.113.250", "203.0.114.7"),
        ("2001:db8:1::1", "2001:db8:1:ffff::9", "2001:db8:2::1"),
        ("::ffff:203.0.113.7", "203.0.113.1", "::ffff:203.0.114.7"),
        ("unknown", "unknown", "203.0.113.7"),
    ],
)
def test_neighbours_are_one_network(address: str, same: str, other: str) -> None:
    assert network(address) == network(same) != network(other)


def test_known_and_unknown_addresses_are_the_same_answer_and_the_same_work(
    stack: App, world: MemoryWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(stack, "active@example.net")
    stack.signups.ask("pending@example.net", where=ELSEWHERE)
    left = join(stack, "left@example.net")
    stack.subscribers.leave(left, "unsubscribed", now=stack.clock.now())
    issued = ticket(stack, world)
    calls: list[str] = []
    for table in (world.table("subscribers"), world.table("editions")):
        for name in ("get", "put", "update", "query", "delete"):
            whole = getattr(table, name)

            def counted(*args: Any, _name: str = name, _whole: Any = whole, **more: Any) -> Any:
                calls.append(_name)
                return _whole(*args, **more)

            monkeypatch.setattr(table, name, counted)
    seen = []
    for who in ("new", "pending", "active", "left"):
        calls.clear()
        seen.append((send(email=f"{who}@example.net", ticket=issued), tuple(calls)))
    assert seen == [seen[0]] * 4
    assert seen[0][1] == ("update", "update")


def test_a_script_of_another_site_may_sign_up(stack: App) -> None:
    allowed = invoke("signup.from-elsewhere")
    assert allowed["statusCode"] == 204
    assert allowed["headers"]["Access-Control-Allow-Origin"] == "*"
    assert allowed["headers"]["Access-Control-Allow-Methods"] == "POST"
    assert allowed["headers"]["Access-Control-Allow-Headers"] == "content-type"
    status, answer, headers = send_json(email=ADA)
    assert (status, answer["status"]) == (200, "pending")
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert send_json(email="ada")[2]["Access-Control-Allow-Origin"] == "*"


def test_json_beyond_the_limit_says_so(stack: App) -> None:
    answers = [send_json(email=f"a{number}@example.net")[0] for number in range(7)]
    assert answers == [200] * 6 + [429]


def test_a_form_on_another_site_leads_back_there(stack: App, world: MemoryWorld) -> None:
    answer = send(email=ADA, origin="https://blog.example.net")
    assert (
        '<a href="https://blog.example.net" rel="nofollow">back to blog.example.net</a>'
        in (answer["body"])
    )
    own = send(email=ADA, origin="https://letters.example.org")
    assert "back to" not in own["body"]


def test_the_confirmation_mail_has_nothing_of_what_the_visitor_typed(
    stack: App, world: MemoryWorld
) -> None:
    send(
        email="casino.bonus@example.net",
        back="https://casino.example/bonus",
        name="casino bonus",
        origin="https://casino.example",
    )
    with process(stack, "invite"):
        message = {"detail": {"id": identity("casino.bonus@example.net")}}
        stack.invitations.invite(message["detail"]["id"], deadline=_Minute())
    (mail,) = world.ses.envelopes
    assert "casino" not in mail.subject + mail.html + mail.text


class _Minute:
    def remaining(self) -> float:
        return 60.0
