"""When a letter is due. Pure arithmetic over local dates: firings only ask, they decide nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dearreader.publication import Publication

DUE_FOR = timedelta(hours=12)
"""How late a slot may still be opened, and how far apart two slots of a kind must be."""

SENT_WITHIN = timedelta(hours=20)
"""How long after its slot an edition may still be mailed."""


@dataclass(frozen=True)
class Slot:
    """A moment for one edition, known by its local date and kind."""

    day: date
    at: datetime
    kind: str = "daily"

    @property
    def key(self) -> str:
        """The edition's key."""
        return f"{self.day.isoformat()}.{self.kind}"


def slot_on(day: date, publication: Publication) -> Slot:
    """The slot of a local date.

    An hour that the clocks skip that night falls as much later; one that they repeat is its first.
    """
    local = datetime.combine(day, time(publication.hour), ZoneInfo(publication.time_zone))
    return Slot(day, local.astimezone(UTC))


def due(now: datetime, publication: Publication, last: datetime | None) -> Slot | None:
    """The slot that is due: the latest not after ``now``, unless it is too old or too soon.

    ``last`` is the slot of the last edition of the kind. However often, late or early it is asked,
    each slot is given at most one key, and a publication that moves to another time zone gets no
    second letter within 12 hours.
    """
    today = now.astimezone(ZoneInfo(publication.time_zone)).date()
    days = (today - timedelta(days=back) for back in range(-1, 8))
    slots = (slot_on(day, publication) for day in days if day.weekday() in publication.days)
    latest = next((slot for slot in slots if slot.at <= now), None)  # later days, later slots
    if latest is None or now - latest.at > DUE_FOR:
        return None
    if last is not None and latest.at - last < DUE_FOR:
        return None
    return latest


def following(now: datetime, publication: Publication) -> Slot:
    """The first slot after ``now``."""
    today = now.astimezone(ZoneInfo(publication.time_zone)).date()
    days = (today + timedelta(days=ahead) for ahead in range(-1, 9))
    slots = (slot_on(day, publication) for day in days if day.weekday() in publication.days)
    return next(slot for slot in slots if slot.at > now)


def upcoming(now: datetime, publication: Publication, last: datetime | None) -> Iterator[Slot]:
    """The slots for which letters still go out: the one that is due, if one is, and all after it.

    ``last`` is the slot of the last edition of the kind.
    """
    slot = due(now, publication, last) or following(max(now, last or now), publication)
    while True:
        yield slot
        slot = following(slot.at, publication)
