"""What the bar's buttons say to a writer, whatever came of them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from dearreader.app import App
from dearreader.editions.model import Edition
from local import buttons
from local.buttons import Buttons
from tests.world.readers import write

ACCOUNT = {"intended": 2, "accepted": 1, "left": 1}


@pytest.fixture
def pressed(stack: App) -> Buttons:
    return Buttons(cast("Any", None), stack)


@pytest.fixture
def opened(stack: App) -> Edition:
    """An edition that is on its way."""
    write(stack, "the-sea")
    edition = stack.opening.ask()
    assert edition
    return edition


def comes_of_it(monkeypatch: pytest.MonkeyPatch, edition: Edition | None) -> list[datetime | None]:
    """Have every asking come to this; returns the moments that are asked for."""
    asked: list[datetime | None] = []

    def send_due(_: App, at: datetime | None = None) -> Edition | None:
        asked.append(at)
        return edition

    monkeypatch.setattr(buttons, "send_due", send_due)
    return asked


def test_a_letter_that_went_out_is_told_by_its_title(
    pressed: Buttons, opened: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes_of_it(monkeypatch, replace(opened, state="closed", account=ACCOUNT))
    assert pressed.send_due() == "“the sea” went to 1 reader. Look into the inbox."


def test_the_next_slot_is_the_one_that_is_due_and_unsent(
    pressed: Buttons, stack: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = comes_of_it(monkeypatch, None)
    pressed.send_next()
    assert asked == [stack.clock.now()], "the clock stands at the hour itself"


def test_after_that_the_next_slot_is_tomorrows(
    pressed: Buttons, opened: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = comes_of_it(monkeypatch, replace(opened, state="closed", account=ACCOUNT))
    told = pressed.send_next()
    assert [at.day for at in asked if at] == [25]
    assert told.startswith("As if it were Wednesday 25 November, 07:00 (Europe/Berlin): “the sea”")


def test_each_press_goes_a_slot_further(
    pressed: Buttons, stack: App, opened: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = comes_of_it(monkeypatch, replace(opened, state="closed", account=ACCOUNT))
    ahead = replace(opened, slot=opened.slot + timedelta(days=3), state="closed")
    monkeypatch.setattr(stack.editions, "latest", lambda **_: [ahead])
    pressed.send_next()
    assert [at.day for at in asked if at] == [28]


def test_a_letter_that_is_held_says_why_and_where_to_look(
    pressed: Buttons, opened: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes_of_it(monkeypatch, replace(opened, state="held", reason="SES paused the account."))
    told = pressed.send_due()
    assert told.startswith("“the sea” (2026-11-24.daily) is held: SES paused the account (")
    assert "run dearreader --local edition show 2026-11-24.daily says more" in told


def test_while_a_letter_is_on_its_way_the_next_one_waits(
    pressed: Buttons, opened: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes_of_it(monkeypatch, None)
    told = pressed.send_next()
    assert "“the sea” (2026-11-24.daily) is still going out; the next letter waits" in told


def test_an_empty_queue_is_told_with_what_to_do(
    pressed: Buttons, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes_of_it(monkeypatch, None)
    for told in (pressed.send_due(), pressed.send_next()):
        assert told.startswith("Nothing went out: no post waits in the queue.")
        assert "dearreader --local post queue SLUG" in told


def test_where_nothing_is_due_the_moment_is_told(
    pressed: Buttons, stack: App, opened: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    comes_of_it(monkeypatch, None)
    write(stack, "the-land")
    monkeypatch.setattr(stack.editions, "latest", lambda **_: [replace(opened, state="closed")])
    told = pressed.send_due()
    assert "Nothing is due now" in told
    assert "Wednesday 25 November, 07:00 (Europe/Berlin)" in told
