"""Nobody twice, nobody missed, nobody after leaving, in every seed."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from random import Random

import pytest

from tests.simulation.faults import CALENDARS, Calendar, Faults, draw
from tests.simulation.run import run

SEEDS = os.environ.get("SIMULATION_SEEDS", "2000")
"""Fewer where the same tests run a second time, on another Python."""

HANG = 1_800
"""Ten times the 3 minutes that the seeds may take on two cores."""

EVENTS = ("duplicates", "missed", "after_leaving", "unconfirmed", "rate_exceeded")


@pytest.mark.timeout(HANG)
def test_whatever_fails_nobody_is_mailed_twice_or_missed() -> None:
    command = [sys.executable, "-m", "tests.simulation", "--seeds", f"0:{SEEDS}", "--json"]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=HANG)
    assert told.stderr == ""
    summary = json.loads(told.stdout.splitlines()[-1])
    assert told.returncode == 0
    assert {name: summary[name] for name in EVENTS} == dict.fromkeys(EVENTS, 0)
    assert (summary["runs"], summary["readers"]) == (int(SEEDS), 200)


@pytest.mark.parametrize("readers", [0, 1, 49, 50, 51, 130])
def test_small_and_odd_audiences_come_out_even(readers: int) -> None:
    for seed in range(10_000, 10_006):
        assert run(seed, readers).violations == [], f"seed {seed}"


def test_one_shard_may_hold_everyone() -> None:
    for seed in range(11_000, 11_010):
        assert run(seed, 150, faults=replace(draw(seed), shards=1)).violations == [], seed


@pytest.mark.parametrize("calendar", CALENDARS, ids=lambda each: f"{each.zone} {each.begins:%m-%d}")
def test_a_letter_a_day_wherever_the_clocks_or_the_writer_move(calendar: Calendar) -> None:
    for seed in range(12_000, 12_004):
        assert run(seed, 60, faults=replace(draw(seed), calendar=calendar)).violations == [], seed


def test_editions_close_though_every_message_is_lost_but_the_ticks() -> None:
    for seed in range(13_000, 13_010):
        assert run(seed, 120, faults=replace(draw(seed), only_tick=True)).violations == [], seed


def test_too_many_bounces_hold_an_edition_until_the_writer_has_heard_of_it() -> None:
    verdict = run(14_000, 900, faults=Faults(Random(14_000), bounce=0.15, rates=(1.0, 1.0)))
    assert verdict.violations == []
    assert verdict.told["bounced"] == 2


def test_a_quota_smaller_than_the_audience_is_used_and_what_is_left_expires() -> None:
    verdict = run(15_000, 200, faults=Faults(Random(15_000), quota=150))
    assert verdict.violations == []
    assert verdict.told["24 hours"] >= 1


def test_without_faults_the_rate_is_used_nobody_waits_and_the_writer_is_left_alone() -> None:
    verdict = run(16_000, 1_600, faults=Faults(Random(16_000), rates=(50.0, 50.0)))
    assert verdict.violations == []
    assert min(verdict.used) > 0.95
    assert sum(verdict.told.values()) == 0


def test_a_seed_tells_the_same_story_each_time() -> None:
    assert run(7, 80) == run(7, 80)
