"""When a letter is due, in any zone, on any night."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dearreader.editions.slots import DUE_FOR, due, following, slot_on
from dearreader.publication import Publication
from dearreader.settings import publication
from tests.world.world import ENVIRONMENT

BERLIN = publication(ENVIRONMENT)

zones = st.sampled_from(sorted(available_timezones()))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
publications = st.builds(
    lambda zone, hour, days: replace(BERLIN, time_zone=zone, hour=hour, days=frozenset(days)),
    zones,
    st.integers(0, 23),
    st.sets(st.integers(0, 6), min_size=1),
)


def test_a_letter_is_due_from_its_hour_on_for_twelve_hours() -> None:
    seven = datetime(2026, 11, 24, 6, tzinfo=UTC)
    assert due(seven - timedelta(seconds=1), BERLIN, None) is None
    slot = due(seven, BERLIN, None)
    assert slot
    assert slot.key == "2026-11-24.daily"
    assert due(seven + timedelta(hours=12), BERLIN, None) == slot
    assert due(seven + timedelta(hours=12, seconds=1), BERLIN, None) is None


def test_what_has_an_edition_is_not_due_again() -> None:
    seven = datetime(2026, 11, 24, 6, tzinfo=UTC)
    assert due(seven + timedelta(hours=1), BERLIN, seven) is None
    assert due(seven + timedelta(days=1), BERLIN, seven)


def test_an_hour_that_the_clocks_skip_falls_later_and_one_they_repeat_falls_once() -> None:
    at_half_past_two = replace(BERLIN, hour=2)
    assert slot_on(date(2027, 3, 28), at_half_past_two).at == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert slot_on(date(2026, 10, 25), at_half_past_two).at == datetime(2026, 10, 25, 0, tzinfo=UTC)


def test_only_the_chosen_days_have_slots() -> None:
    weekdays = replace(BERLIN, days=frozenset(range(5)))
    friday_noon = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert following(friday_noon, weekdays).day == date(2026, 11, 30)
    assert due(friday_noon + timedelta(days=1), weekdays, None) is None


def test_moving_across_the_world_gives_no_second_letter_that_day() -> None:
    los_angeles = replace(BERLIN, time_zone="America/Los_Angeles")
    auckland = replace(BERLIN, time_zone="Pacific/Auckland")
    sent = due(datetime(2026, 11, 24, 15, tzinfo=UTC), los_angeles, None)
    assert sent
    hours = [sent.at + timedelta(hours=hour) for hour in range(48)]
    opened = [slot for hour in hours if (slot := due(hour, auckland, sent.at))]
    assert {slot.key for slot in opened} == {"2026-11-26.daily"}


@given(publications, moments)
def test_in_any_zone_a_due_slot_is_past_fresh_and_of_a_chosen_day(
    anyone: Publication, now: datetime
) -> None:
    slot = due(now, anyone, None)
    if slot:
        assert timedelta() <= now - slot.at <= DUE_FOR
        assert slot.day.weekday() in anyone.days
        assert due(now, anyone, slot.at) is None


@given(publications, moments)
def test_the_following_slot_becomes_due(anyone: Publication, now: datetime) -> None:
    slot = following(now, anyone)
    assert slot.at > now
    assert due(slot.at, anyone, None) == slot


@given(publications, moments, st.lists(st.integers(0, 600), max_size=40))
def test_however_it_is_asked_no_date_gets_two_editions(
    anyone: Publication, start: datetime, minutes: list[int]
) -> None:
    now, last, keys = start, None, []
    for step in minutes:
        now += timedelta(minutes=step)
        slot = due(now, anyone, last)
        if slot:
            last = slot.at
            keys.append(slot.key)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("hour", range(24))
def test_every_hour_of_a_year_in_berlin_gives_one_edition_a_day(hour: int) -> None:
    anyone, last, keys = replace(BERLIN, hour=hour), None, []
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for step in range(365 * 24):
        slot = due(now + timedelta(hours=step), anyone, last)
        if slot:
            last = slot.at
            keys.append(slot.key)
    assert len(keys) == len(set(keys))
    assert len(keys) >= 364
