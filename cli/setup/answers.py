"""What can be an answer: each of these gives it as the template takes it, or raises BadInput."""

import difflib
import re
from functools import cache

from dearreader.errors import BadInput

LONGEST_TEXT = 300
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
PLACEHOLDER = re.compile(r"(.*\.)?example\.(net|org)|example\.com")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
HOUR = re.compile(r"0*([0-9]{1,2})(:([0-9]{2}))?")
STACK = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")
"""Buckets and queues have it in their names, which may have 63 characters and 80."""

NOT_YOURS = re.compile(
    r"(aol|gmail|googlemail|hotmail|icloud|live|outlook|protonmail|yahoo)\.com"
    r"|gmx\.(at|de|net)|mail\.ru|proton\.me|web\.de|yandex\.ru"
)
"""Domains of mailboxes: nobody else can set their DNS, so no letter can come from there."""


def text(given: str) -> str:
    """A line of words."""
    line = " ".join(given.split())
    if not line:
        raise BadInput("Something has to stand there.")
    if "\\" in line:
        raise BadInput("A backslash cannot be passed on by sam: do without it.")
    if len(line) > LONGEST_TEXT:
        raise BadInput(f"That has {len(line)} characters; {LONGEST_TEXT} fit.")
    return line


def address(given: str) -> str:
    """Somebody's address."""
    from dearreader.addresses import parse  # noqa: PLC0415 - 40 ms, for those who need it

    return parse(given)


def sender(given: str) -> str:
    """The address that letters come from: at a domain of the writer's own."""
    found = address(given)
    own_domain(found.rpartition("@")[2])
    return found


def own_domain(given: str) -> str:
    """A domain whose DNS the writer can edit."""
    name = given.strip().rstrip(".").lower()
    try:
        name = name.encode("idna").decode()
    except UnicodeError as error:
        raise BadInput(f"“{given}” is no domain; one reads like example.org.") from error
    if not DOMAIN.fullmatch(name):
        raise BadInput(f"“{given}” is no domain; one reads like example.org.")
    if PLACEHOLDER.fullmatch(name):
        raise BadInput(f"{name} is only an example; give a domain of your own.")
    if NOT_YOURS.fullmatch(name):
        raise BadInput(
            f"Letters cannot come from {name}, whose DNS only its owner can edit: "
            "you need a domain of your own."
        )
    return name


def zone(given: str) -> str:
    """A time zone by its IANA name, however its letters are cased."""
    from dearreader.settings import zones  # noqa: PLC0415

    known = {name.lower(): name for name in zones()}
    wanted = given.strip().replace(" ", "_").lower()
    if wanted in known:
        return known[wanted]
    cities = {name.rpartition("/")[2]: full for name, full in known.items()}
    near = difflib.get_close_matches(wanted.rpartition("/")[2], cities, n=1, cutoff=0.75)
    hint = f"did you mean {cities[near[0]]}?" if near else "one reads like Europe/Vienna."
    raise BadInput(f"“{given}” is no time zone; {hint}")


def hour(given: str) -> str:
    """A full hour, from 0 to 23: 7, 07:00."""
    found = HOUR.fullmatch(given.strip())
    if not found or int(found[1]) not in range(24):
        raise BadInput(f"“{given}” is no hour of the day; give one from 0 to 23.")
    if found[3] and found[3] != "00":
        raise BadInput(f"Letters go out on the hour: {found[1]} or {(int(found[1]) + 1) % 24}?")
    return str(int(found[1]))


def days(given: str) -> str:
    """Days of the week: MON,WED,FRI, MON-FRI, or every day."""
    from dearreader.settings import WEEKDAYS, weekdays  # noqa: PLC0415

    wanted = given.strip().lower()
    some = "MON-SUN" if wanted in {"every day", "all", "daily"} else given
    try:
        found = weekdays(some)
    except BadInput as error:
        raise BadInput(
            f"“{given}” are no days; give some such as MON,WED,FRI or MON-FRI."
        ) from error
    return ",".join(WEEKDAYS[day] for day in sorted(found))


def language(given: str) -> str:
    """A language's tag (BCP 47)."""
    if not LANGUAGE.fullmatch(given.strip()):
        raise BadInput(f"“{given}” is no language’s tag; one reads like en, de or pt-BR.")
    return given.strip()


def region(given: str) -> str:
    """An AWS Region that has SES."""
    known = _regions()
    name = given.strip().lower()
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "one reads like eu-central-1."
    raise BadInput(f"“{given}” is no Region that has SES; {hint}")


def stack(given: str) -> str:
    """A name for the stack."""
    if not STACK.fullmatch(given.strip()):
        raise BadInput(
            f"“{given}” cannot name a stack: take letters, digits and hyphens, a letter first, "
            "at most 40."
        )
    return given.strip()


def profile(given: str) -> str:
    """The name of a profile of the AWS command line's."""
    name = given.strip()
    if not name or "\\" in name or '"' in name:
        raise BadInput(f"“{given}” cannot be a profile’s name.")
    return name


@cache
def _regions() -> list[str]:
    """Those that botocore knows to have SES."""
    import boto3  # noqa: PLC0415 - 0.2 s

    return boto3.Session().get_available_regions("sesv2")
