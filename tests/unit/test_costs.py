"""`dearreader costs`: what was spent, by the editions' own counts, and what N would cost."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from cli.costs import estimate, share_of, spent, told
from cli.main import group
from cli.prices import PRICES, beyond_free, by_service, dollars
from dearreader.app import App
from tests.world.readers import TODAY, audience, deliver, leave, prepare, write
from tests.world.world import MemoryWorld

BERLIN = ZoneInfo("Europe/Berlin")


def costs(*words: str) -> str:
    answer = CliRunner().invoke(group, ["costs", *words])
    assert answer.exit_code == 0, answer.output
    return answer.output


def send(stack: App, world: MemoryWorld, count: int) -> None:
    """An edition for so many, one of whom has left meanwhile."""
    everyone = audience(stack, count)
    write(stack)
    prepare(stack, world)
    leave(stack, everyone[0])
    deliver(stack, world)
    stack.settling.settle()


def test_an_estimate_needs_no_stack_and_says_what_it_is_made_of() -> None:
    lines = costs("--readers", "10000").splitlines()
    assert lines[0] == "An edition for 10,000 readers, at 14 a second:"
    assert lines[1].split() == ["SES", "$1.00"]
    assert [line.split()[0] for line in lines[2:6]] == ["SQS", "DynamoDB", "Lambda", "CloudWatch"]
    assert "  It takes 13 minutes." in lines
    assert "A month of one a day, 30 editions, 300,000 mails, and the idle stack:" in lines
    assert lines[-1] == "At list prices of us-east-1, November 2026. The bill is AWS’s."


def test_an_estimate_may_be_read_by_a_program() -> None:
    found = json.loads(costs("--readers", "10000", "--rate", "500", "--no-receipts", "--json"))
    assert found["prices"] == {"as_of": "November 2026", "region": "us-east-1"}
    edition = found["edition"]
    assert (edition["readers"], edition["rate"], edition["receipts"]) == (10_000, 500, False)
    assert edition["services"]["SES"] == 1.0
    assert edition["dollars"] == pytest.approx(sum(edition["services"].values()), abs=1e-5)
    assert edition["units"]["mails"] == 10_000
    assert 0 < edition["beside_ses"] < 0.0025
    assert found["month"]["dollars"] > found["month"]["to_pay"] > 30


def test_more_readers_than_the_rate_lets_have_it_in_time_are_told() -> None:
    lines = costs("--readers", "1000000").splitlines()
    assert "  It takes 20.1 hours." in lines
    late = 1_000_000 - int(20 * 3600 * 14 * 0.99)
    assert f"  {late:,} would not get it within 20 hours: ask SES for a higher rate." in lines
    assert "higher rate" not in costs("--readers", "1000000", "--rate", "500")


@pytest.mark.parametrize("words", [["--readers", "0"], ["--readers", "many"], ["--rate", "0"]])
def test_what_cannot_be_estimated_is_refused_in_a_sentence(words: list[str]) -> None:
    answer = CliRunner().invoke(group, ["costs", "--readers", "5", *words], prog_name="dearreader")
    assert answer.exit_code == 2
    assert answer.output.startswith("dearreader: Invalid value for ")
    assert "dearreader costs --help" in answer.output


def test_receipts_and_a_lower_rate_cost_more() -> None:
    with_receipts, without = (
        estimate(10_000, 500, receipts=receipts)["edition"]["beside_ses"]
        for receipts in (True, False)
    )
    slow = estimate(10_000, 14, receipts=False)["edition"]["beside_ses"]
    assert with_receipts > 2 * without
    assert slow > 2 * without


def test_what_the_last_edition_and_the_month_cost_comes_from_their_counts(
    stack: App, world: MemoryWorld
) -> None:
    send(stack, world, 120)
    found = spent(stack)
    assert found["edition"]["edition"] == TODAY
    assert found["edition"]["mails"] == 119
    assert found["edition"]["units"]["mails"] == 119
    assert found["edition"]["services"]["SES"] == pytest.approx(0.0119)
    assert found["month"]["month"] == "2026-11"
    assert (found["month"]["editions"], found["month"]["mails"]) == (1, 119)
    assert found["month"]["dollars"] > found["edition"]["dollars"]
    lines = list(told(found))
    assert lines[0] == f"{TODAY}, 119 mails:"
    assert "2026-11 so far, 1 editions, 119 mails, and the idle stack:" in lines


def test_last_months_editions_are_not_this_months(stack: App, world: MemoryWorld) -> None:
    send(stack, world, 3)
    world.clock.sleep(7 * 24 * 3600)
    found = spent(stack)
    assert found["edition"]["edition"] == TODAY
    assert (found["month"]["month"], found["month"]["mails"]) == ("2026-12", 0)


def test_where_nothing_was_sent_only_the_idle_stack_costs(stack: App) -> None:
    found = spent(stack)
    assert found["edition"] is None
    assert found["month"]["mails"] == 0
    assert next(told(found)).endswith("dearreader costs --readers 1000")


def test_a_month_is_over_by_its_days_whatever_its_length() -> None:
    assert share_of(datetime(2026, 11, 16, tzinfo=BERLIN)) == pytest.approx(0.5)
    assert share_of(datetime(2026, 12, 1, tzinfo=BERLIN)) == 0
    assert share_of(datetime(2026, 12, 31, 12, tzinfo=BERLIN)) == pytest.approx(30.5 / 31)


def test_prices_are_added_up_by_service_and_what_is_free_is_taken_off() -> None:
    used = {"mails": 1_000, "write units": 2_000_000, "read units": 8_000_000, "alarms": 12}
    assert by_service(used) == {"SES": 0.1, "DynamoDB": 2.25, "CloudWatch": pytest.approx(1.2)}
    assert dollars(used) == pytest.approx(3.55)
    free = beyond_free({"queue requests": 1_500_000, "alarms": 9, "mails": 3})
    assert free == {"queue requests": 500_000, "alarms": 0, "mails": 3}
    assert all(price.dollars > 0 for price in PRICES.values())
