"""Whenever a letter is due, in every zone and around every change of its clocks, 1990 to 2060."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from dearreader.editions.slots import Slot, due, following, slot_on
from dearreader.publication import Publication
from dearreader.settings import publication
from tests.world.world import ENVIRONMENT

HOUR, HALF_A_DAY, DAY = timedelta(hours=1), timedelta(hours=12), timedelta(days=1)
ZONES = sorted(available_timezones())
YEARS = range(1990, 2061)


def letters(zone: str, hour: int, days: frozenset[int] = frozenset(range(7))) -> Publication:
    return replace(publication(ENVIRONMENT), time_zone=zone, hour=hour, days=days)


@cache
def changes(zone: str, year: int) -> tuple[datetime, ...]:
    """The first moments of the zone's new offsets in a year."""
    info, found = ZoneInfo(zone), []
    begins = datetime(year, 1, 1, tzinfo=UTC)
    for number in range(366):
        before, after = begins + number * DAY, begins + (number + 1) * DAY
        if before.astimezone(info).utcoffset() == after.astimezone(info).utcoffset():
            continue
        while after - before > timedelta(seconds=1):
            middle = (before + (after - before) / 2).replace(microsecond=0)
            same = middle.astimezone(info).utcoffset() == before.astimezone(info).utcoffset()
            before, after = (middle, after) if same else (before, middle)
        found.append(after)
    return tuple(found)


@st.composite
def times(draw: st.DrawFn, zone: str) -> datetime:
    """Any moment, or one within a few days of a change of the zone's clocks."""
    year = draw(st.sampled_from(YEARS))
    begins = datetime(year, 1, 1, tzinfo=UTC)
    around = [begins + draw(st.integers(0, 365)) * DAY, *changes(zone, year)]
    away = draw(st.integers(-3 * 86_400, 3 * 86_400) | st.sampled_from([-1, 0, 1]))
    return around[-1 - draw(st.integers(0, len(around) - 1))] + timedelta(seconds=away)


@st.composite
def publications(draw: st.DrawFn, zone: str, near: datetime) -> Publication:
    """Any hour, or the one that its clocks show then; any days, every day more often than not."""
    shown = near.astimezone(ZoneInfo(zone)).hour
    hour = draw(st.integers(0, 23) | st.sampled_from([shown, (shown - 1) % 24]))
    days = st.just(frozenset(range(7))) | st.frozensets(st.integers(0, 6), min_size=1)
    return letters(zone, hour, draw(days))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Publication, datetime]:
    """A publication, and a moment in its life."""
    zone = draw(st.sampled_from(ZONES))
    now = draw(times(zone))
    return draw(publications(zone, now)), now


def ask(asked: Sequence[tuple[datetime, Publication]]) -> list[Slot]:
    """What is opened by asking at these times, each edition once."""
    opened: list[Slot] = []
    for now, anyone in asked:
        slot = due(now, anyone, opened[-1].at if opened else None)
        if slot:
            assert timedelta() <= now - slot.at <= HALF_A_DAY
            opened.append(slot)
    return opened


@settings(max_examples=300)
@given(situations(), st.integers(-2, 2))
def test_the_slot_of_a_date_is_when_its_clocks_first_show_the_hour(
    situation: tuple[Publication, datetime], days: int
) -> None:
    anyone, now = situation
    zone = ZoneInfo(anyone.time_zone)
    day = now.astimezone(zone).date() + days * DAY
    slot = slot_on(day, anyone)
    wanted = datetime.combine(day, time(anyone.hour))
    offsets = {(slot.at + n * HOUR).astimezone(zone).utcoffset() for n in range(-30, 31)}
    shown = [wanted.replace(tzinfo=UTC) - offset for offset in offsets if offset is not None]
    shown = [at for at in shown if _wall(at, zone) == wanted]
    if shown:
        assert slot.at == min(shown)
    else:  # the clocks leapt over it
        late = _wall(slot.at, zone) - wanted
        assert late > timedelta()
        assert _wall(slot.at - late, zone) == wanted - late


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks show, without saying where."""
    return at.astimezone(zone).replace(tzinfo=None)


@settings(max_examples=300)
@given(situations(), st.floats(0, 1))
def test_what_is_due_is_past_fresh_and_of_a_chosen_day_and_what_follows_is_next(
    situation: tuple[Publication, datetime], share: float
) -> None:
    anyone, now = situation
    slot = due(now, anyone, None)
    if slot:
        assert timedelta() <= now - slot.at <= HALF_A_DAY
        assert slot.day.weekday() in anyone.days
        assert due(now, anyone, slot.at) is None
        assert due(slot.at, anyone, None) == slot
    after = following(now, anyone)
    assert after.at > now
    assert after.day.weekday() in anyone.days
    became = due(after.at, anyone, None)
    assert became
    assert became.at == after.at
    meanwhile = now + (after.at - now) * share
    if meanwhile < after.at:
        assert following(meanwhile, anyone) == after
        late = due(meanwhile, anyone, None)
        assert late is None or late == due(now, anyone, None)


@given(situations(), st.lists(st.integers(-2, 360), min_size=20, max_size=60))
def test_however_it_is_asked_each_slot_is_opened_once_and_none_is_left_out(
    situation: tuple[Publication, datetime], steps: list[int]
) -> None:
    """Clocks differ by up to two minutes; nobody asks for up to six hours."""
    anyone, begins = situation
    asked = [begins]
    for minutes in steps:
        asked.append(asked[-1] + timedelta(minutes=minutes))
    opened = ask([(now, anyone) for now in asked])
    assert len({slot.key for slot in opened}) == len(opened)
    assert all(after.at - slot.at >= HALF_A_DAY for slot, after in pairwise(opened))
    assert _left_out(anyone, begins, max(asked) - 6 * HOUR, opened) == []


def _left_out(
    anyone: Publication, begins: datetime, ends: datetime, opened: Sequence[Slot]
) -> list[Slot]:
    """The slots in between which no edition is within half a day of."""
    days = range((ends - begins).days + 3)
    first = begins.astimezone(ZoneInfo(anyone.time_zone)).date() - DAY
    slots = [slot_on(first + number * DAY, anyone) for number in days]
    return [
        slot
        for slot in slots
        if slot.day.weekday() in anyone.days
        and begins <= slot.at <= ends
        and not any(abs(slot.at - each.at) < HALF_A_DAY for each in opened)
    ]


@given(st.data())
def test_wherever_a_publication_moves_its_letters_are_half_a_day_apart(data: st.DataObject) -> None:
    now = data.draw(times(data.draw(st.sampled_from(ZONES))))
    homes = st.sampled_from(ZONES).flatmap(lambda zone: publications(zone, now))
    asked, anyone = [], data.draw(homes)
    for minutes in data.draw(st.lists(st.integers(-2, 600), min_size=10, max_size=40)):
        now += timedelta(minutes=minutes)
        anyone = data.draw(homes) if data.draw(st.integers(0, 4)) == 0 else anyone
        asked.append((now, anyone))
    opened = ask(asked)
    assert all(after.at - slot.at >= HALF_A_DAY for slot, after in pairwise(opened))


def test_around_every_change_of_a_year_each_date_of_every_zone_has_one_letter() -> None:
    told: dict[tuple[datetime, ...], str] = {}
    for zone in ZONES:
        told.setdefault(changes(zone, 2027), zone)
    assert len(told) > 10
    for nights, zone in told.items():
        for night in nights:
            shown = night.astimezone(ZoneInfo(zone)).hour
            for hour in {shown, (shown - 1) % 24}:
                anyone = letters(zone, hour)
                begins = slot_on(night.astimezone(ZoneInfo(zone)).date() - 2 * DAY, anyone).at
                opened = ask([(begins + number * 3 * HOUR, anyone) for number in range(40)])
                dates = [opened[0].day + number * DAY for number in range(5)]
                assert [slot.day for slot in opened] == dates, zone
