"""The configuration that the template gives every function, read once and checked."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import tzdata  # type: ignore[import-untyped]

from dearreader.errors import BadInput
from dearreader.publication import REPLY_INVITATION, Publication

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")

NOT_TEXT = (
    "reserve",
    "receipts",
    "thanks",
    "show_ideas",
    "sandbox",
    "canary_min",
    "one_range_below",
    "shards",
)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the environment says. Names that a function isn't given are empty.

    ``site_parameter`` names the SSM parameter that holds the site's address; ``reserve`` is how
    many recipients a second of the account's rate are left to other senders. ``receipts`` says that
    SES reports what it accepts: then who has no receipt, where ``canary_min`` others have theirs,
    is sent another copy. ``thanks`` says that readers are thanked for ideas, ``show_ideas`` that
    the site has a page of them. ``sandbox`` says that the writer knows of SES's sandbox, and mails
    only verified addresses. Below ``one_range_below`` readers an edition is planned by one planner.
    ``shards`` is how many partitions hold the readers: never change it while there are any.
    """

    publication: Publication
    subscribers_table: str = ""
    posts_table: str = ""
    editions_table: str = ""
    ideas_table: str = ""
    schedule_queue: str = ""
    deliver_queue: str = ""
    settle_queue: str = ""
    feedback_queue: str = ""
    feedback_dead_letters: str = ""
    invite_queue: str = ""
    alarm_topic: str = ""
    bus: str = ""
    mail_bucket: str = ""
    configuration_set: str = ""
    site_parameter: str = ""
    reserve: float = 0.0
    receipts: bool = False
    thanks: bool = False
    show_ideas: bool = False
    sandbox: bool = False
    canary_min: int = 1000
    one_range_below: int = 50_000
    shards: int = 64
    salt: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """The settings. Raises BadInput for a value that cannot be."""
        names = cls.__dataclass_fields__.keys() - {"publication", *NOT_TEXT}
        return cls(
            publication=publication(environment),
            reserve=_number(environment, "RESERVE", 0),
            receipts=environment.get("RECEIPTS") == "yes",
            show_ideas=environment.get("SHOW_IDEAS") == "yes",
            thanks=environment.get("THANKS") == "yes",
            sandbox=environment.get("SANDBOX") == "yes",
            canary_min=int(_number(environment, "CANARY_MIN", 1000)),
            shards=max(1, int(_number(environment, "SHARDS", 64))),
            one_range_below=int(_number(environment, "ONE_RANGE_BELOW", 50_000)),
            **{name: environment.get(name.upper(), "") for name in names},
        )


def publication(values: Mapping[str, str]) -> Publication:
    """The publication that the template's parameters describe. Raises BadInput."""
    hour = values.get("SEND_HOUR", "7")
    if not hour.isdecimal() or int(hour) not in range(24):
        raise BadInput(f"SendHour is {hour!r}; give an hour from 0 to 23.")
    zone = values.get("TIME_ZONE", "UTC")
    if zone not in zones():
        raise BadInput(f"TimeZone is {zone!r}; give one such as Europe/Berlin.")
    return Publication(
        name=values.get("PUBLICATION_NAME", ""),
        tagline=values.get("TAGLINE", ""),
        writer=values.get("WRITER_NAME", ""),
        from_address=values.get("FROM_ADDRESS", ""),
        reply_domain=values.get("REPLY_DOMAIN", ""),
        time_zone=zone,
        hour=int(hour),
        days=weekdays(values.get("SEND_DAYS", "MON,TUE,WED,THU,FRI,SAT,SUN")),
        postal_line=values.get("POSTAL_LINE", ""),
        language=values.get("PUBLICATION_LANGUAGE") or "en",
        reply_invitation=values.get("REPLY_INVITATION") or REPLY_INVITATION,
    )


def weekdays(text: str) -> frozenset[int]:
    """Monday is 0. Raises BadInput for what is no list of MON, TUE, … or ranges such as MON-FRI."""
    days: set[int] = set()
    for part in text.upper().replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
            raise BadInput(f"SendDays is {text!r}; give days such as MON,WED,FRI or MON-FRI.")
        begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        days.update(day % 7 for day in range(begin, end + 1 if end >= begin else end + 8))
    return frozenset(days)


def zones() -> list[str]:
    """All time zones. Read, not tried: most functions need no zoneinfo, slow to import."""
    return Path(tzdata.__file__).with_name("zones").read_text().split()


def _number(values: Mapping[str, str], name: str, default: int) -> float:
    text = values.get(name) or str(default)
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise BadInput(f"{name} is {text!r}; give a number, 0 or more.")
    return number
