"""`dearreader edition`, as the writer decides what becomes of one, on the laptop's cloud."""

import json

import pytest

from tests.e2e.command import local, refused
from tests.e2e.laptop import Laptop
from tests.e2e.waiting import eventually


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("command", ["show", "watch", "pause", "resume", "resend", "leave"])
@pytest.mark.parametrize("key", ["2020-01-01.daily", "", "2026-11-24", "x" * 3_000])
def test_an_edition_that_is_not_there_is_told_and_nothing_is_asked_for(
    here: Laptop, command: str, key: str
) -> None:
    before = here.kept()
    assert "See them all: dearreader edition list" in refused("edition", command, key)
    assert here.kept() == before


def test_a_closed_edition_can_be_looked_at_and_left_and_nothing_else(here: Laptop) -> None:
    here.readers("reader")
    here.send()
    key = json.loads(local("edition", "list", "--json").lines()[0])["edition"]
    shown = local("edition", "show", key).lines()
    assert local("edition", "watch", key).lines() == shown
    assert refused("edition", "pause", key) == (
        f"dearreader: {key} is closed: there is nothing left to pause.\n"
    )
    assert "nothing to resume" in refused("edition", "resume", key)
    assert "Nobody is unresolved" in refused("edition", "resend", key, "--yes")
    assert "Nothing is going out now" in refused("edition", "watch")
    assert local("edition", "leave", key).lines()[0] == f"{key} is left as it is."
    assert local("edition", "show", key).lines() == shown


def test_a_paused_edition_waits_until_it_is_resumed(here: Laptop) -> None:
    here.readers("reader")
    here.queue("a letter that waits")
    here.cloud.ses.faults.add("throttle", on="SendBulkEmail")
    day = here.day()
    key = f"{day}.daily"
    local("edition", "send", "--now", "--date", day).lines()
    eventually(lambda: here.edition(key).state == "sending")
    assert f"Stop it first: dearreader edition pause {key}" in refused("edition", "leave", key)
    for _ in range(2):
        assert local("edition", "pause", key).lines()[0] == (
            f"{key} is paused: nobody is mailed until you say so."
        )
    here.quiet()  # a call may be on its way
    here.cloud.ses.faults.clear()
    shown = local("edition", "show", key).lines()
    assert shown[0].endswith(" is held.")
    assert shown[3].endswith(": you paused it")
    assert f"  dearreader edition resume {key}" in shown
    assert "for good" in refused("edition", "leave", key)
    here.quiet()
    assert here.letters(here.edition(key)) == []
    here.cloud.ses.faults.add("throttle", on="SendBulkEmail")
    for _ in range(2):
        assert local("edition", "resume", key).lines()[0] == (
            f"{key} goes on, if the account allows it."
        )
    here.cloud.ses.faults.clear()
    assert local("edition", "watch", key).lines()[-1].startswith("  account  ")
    assert here.edition(key).state == "closed"
    assert len(here.letters(here.edition(key))) == here.edition(key).account["accepted"] > 0


def test_a_held_edition_that_is_left_is_over_for_those_who_wait(here: Laptop) -> None:
    here.readers("reader")
    here.queue("a letter that is left")
    here.cloud.ses.faults.add("refuse", on="SendBulkEmail", code="SendingPausedException")
    day = here.day()
    key = f"{day}.daily"
    local("edition", "send", "--now", "--date", day).lines()
    eventually(lambda: here.edition(key).state == "held")
    here.cloud.ses.faults.clear()
    assert "mended:" in local("edition", "show", key).out
    local("edition", "leave", key, "--yes").lines()
    shown = local("edition", "watch", key).lines()
    assert shown[0].endswith(" is closed.")
    assert shown[-1].endswith(" not in time")
    assert here.letters(here.edition(key)) == []
