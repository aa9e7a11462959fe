"""The questions of `dearreader init`, in the order in which they are asked."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cli.setup import answers
from dearreader.errors import BadInput

Answers = Mapping[str, str]

NONE = "-"
"""What takes the answer back that an optional question has had."""

PLACE = ("stack", "region", "profile")
"""What is no parameter of the template's: where the stack is."""

LOCAL_TIME = Path("/etc/localtime")


@dataclass(frozen=True, kw_only=True)
class Question:
    """``name`` is the template's parameter, or one of `PLACE`.

    ``suggested`` makes the default of the answers so far, where there is no old one. ``sound``
    looks at the answer beside those before it; it and ``read`` raise BadInput.
    """

    name: str
    asks: str
    example: str
    read: Callable[[str], str]
    suggested: Callable[[Answers], str] = lambda _: ""
    sound: Callable[[str, Answers], None] = lambda _value, _so_far: None
    optional: bool = False

    def answer(self, given: str, so_far: Answers) -> str:
        """The answer as it is written down. Raises BadInput."""
        if self.optional and given.strip() in {"", NONE}:
            return ""
        found = self.read(given)
        self.sound(found, so_far)
        return found


def _domain(so_far: Answers) -> str:
    return so_far["FromAddress"].rpartition("@")[2]


def _not_her_own_mail(value: str, so_far: Answers) -> None:
    if value == _domain(so_far):
        raise BadInput(
            f"All mail to this domain goes to SES, so not {value} itself: "
            f"take one below it, such as reply.{value}."
        )


def _time_zone_here(_so_far: Answers) -> str:
    try:
        here = os.environ.get("TZ") or str(LOCAL_TIME.readlink()).partition("zoneinfo/")[2]
        return answers.zone(here)
    except (OSError, BadInput):
        return "UTC"


def _region_here(_so_far: Answers) -> str:
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "eu-central-1"


QUESTIONS: Sequence[Question] = (
    Question(
        name="PublicationName",
        asks="What is your newsletter called?",
        example="small hours",
        read=answers.text,
    ),
    Question(
        name="WriterName",
        asks="Who writes it?",
        example="Mina",
        read=answers.text,
    ),
    Question(
        name="Tagline",
        asks="One line on what it is about, for the site:",
        example="one letter every morning",
        read=answers.text,
        optional=True,
    ),
    Question(
        name="FromAddress",
        asks="Which address do letters come from? At a domain whose DNS you can edit.",
        example="mina@smallhours.example",
        read=answers.sender,
    ),
    Question(
        name="ReplyDomain",
        asks="Where do replies go? A domain for nothing else, below your own.",
        example="reply.smallhours.example",
        read=answers.own_domain,
        suggested=lambda so_far: f"reply.{_domain(so_far)}",
        sound=_not_her_own_mail,
    ),
    Question(
        name="AlarmAddress",
        asks="Where are you told when something needs you?",
        example="an address that you read",
        read=answers.address,
        optional=True,
    ),
    Question(
        name="TimeZone",
        asks="In which time zone do you live?",
        example="Europe/Vienna",
        read=answers.zone,
        suggested=_time_zone_here,
    ),
    Question(
        name="SendHour",
        asks="At which hour do letters go out?",
        example="7, or 18",
        read=answers.hour,
        suggested=lambda _: "7",
    ),
    Question(
        name="SendDays",
        asks="On which days?",
        example="MON-FRI, or MON,THU",
        read=answers.days,
        suggested=lambda _: "MON-SUN",
    ),
    Question(
        name="PublicationLanguage",
        asks="In which language do you write?",
        example="en, de, pt-BR",
        read=answers.language,
        suggested=lambda _: "en",
    ),
    Question(
        name="PostalLine",
        asks="Your postal address, for the foot of every letter. Many countries’ laws want one.",
        example="small hours, Box 12, 10115 Berlin",
        read=answers.text,
        optional=True,
    ),
    Question(
        name="region",
        asks="In which AWS Region?",
        example="eu-central-1, us-east-1",
        read=answers.region,
        suggested=_region_here,
    ),
    Question(
        name="profile",
        asks="By which profile of the AWS command line, if not its default?",
        example="newsletter",
        read=answers.profile,
        optional=True,
    ),
    Question(
        name="stack",
        asks="What is the stack called? A second newsletter in your account needs another name.",
        example="dear-reader",
        read=answers.stack,
        suggested=lambda _: "dear-reader",
    ),
)


def kept(old: Answers) -> dict[str, str]:
    """The old answers, where they are some still: the file that we ship has only examples."""
    sound = {each.name: _kept(each, old.get(each.name, "")) for each in QUESTIONS}
    if sound["FromAddress"]:
        return sound
    return {name: value if name in PLACE else "" for name, value in sound.items()}


def _kept(question: Question, value: str) -> str:
    try:
        return question.read(value) if value else ""
    except BadInput:
        return ""
