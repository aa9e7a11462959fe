"""The environment that the template gives is read, and what cannot be is refused with a word."""

import pytest

from dearreader.errors import BadInput
from dearreader.settings import Settings, weekdays
from tests.world.world import ENVIRONMENT


def settings(**changed: str) -> Settings:
    return Settings.from_environment({**ENVIRONMENT, **changed})


def test_the_environment_becomes_settings_and_the_publication() -> None:
    found = settings(RESERVE="2.5", RECEIPTS="yes", CANARY_MIN="50")
    assert found.editions_table == "editions"
    assert found.mail_bucket == "mail"
    assert (found.reserve, found.receipts, found.canary_min) == (2.5, True, 50)
    publication = found.publication
    assert (publication.name, publication.hour) == ("small hours", 7)
    assert publication.days == frozenset(range(7))
    assert publication.list_id == "letters.reply.example.com"


def test_what_a_function_is_not_given_is_empty() -> None:
    bare = Settings.from_environment({})
    assert (bare.bus, bare.salt, bare.reserve, bare.receipts) == ("", "", 0.0, False)
    assert settings(RESERVE="", CANARY_MIN="").canary_min == 1000


def test_nothing_that_prints_the_settings_shows_the_salt() -> None:
    assert ENVIRONMENT["SALT"] not in repr(settings())


@pytest.mark.parametrize("hour", ["", "24", "-1", "7.5", "7:00", "²", "seven"])
def test_an_hour_that_no_clock_shows_is_refused(hour: str) -> None:
    with pytest.raises(BadInput, match="SendHour"):
        settings(SEND_HOUR=hour)


@pytest.mark.parametrize(("text", "hour"), [("0", 0), ("7", 7), ("07", 7), ("23", 23)])
def test_an_hour_is_from_0_to_23(text: str, hour: int) -> None:
    assert settings(SEND_HOUR=text).publication.hour == hour


@pytest.mark.parametrize("zone", ["", "Berlin", "Europe", "Europe/Nowhere", "../etc", "a\0b", "."])
def test_a_time_zone_that_is_none_is_refused(zone: str) -> None:
    with pytest.raises(BadInput, match="TimeZone"):
        settings(TIME_ZONE=zone)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("MON", {0}),
        ("mon, wed ,FRI", {0, 2, 4}),
        ("MON-FRI", {0, 1, 2, 3, 4}),
        ("FRI-MON", {4, 5, 6, 0}),
        ("SUN-SUN", {6}),
        ("MON-SUN", set(range(7))),
        ("TUE,SAT-SUN", {1, 5, 6}),
    ],
)
def test_days_are_named_or_given_as_ranges(text: str, days: set[int]) -> None:
    assert weekdays(text) == days


@pytest.mark.parametrize(
    "text", ["", "MON,", "MONDAY", "1-5", "MON-", "MON-XYZ", "-FRI", "MON/TUE"]
)
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(BadInput, match="SendDays"):
        weekdays(text)


@pytest.mark.parametrize("name", ["RESERVE", "CANARY_MIN"])
@pytest.mark.parametrize("value", ["many", "-1", "nan", "inf"])
def test_a_number_that_is_none_is_refused(name: str, value: str) -> None:
    with pytest.raises(BadInput, match=value):
        settings(**{name: value})
