"""Whose export a list is, by the names of its columns, and what its records say.

What each calls things is gathered from exports as people have published them; a column that is
missing is done without, but for the address. Names and tags are not taken over: a reader here is an
address and its consent.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from cli.records import Record
from dearreader import addresses
from dearreader.errors import BadInput
from dearreader.imports import Entry
from dearreader.subscribers import Departure

Word = Literal["active", "unconfirmed"] | Departure

ADDRESSES = ("email", "email_address", "e_mail", "e_mail_address", "mail", "address", "subscriber")
STATUSES = ("status", "state", "subscription_status", "email_status")
MOMENTS = (
    "confirmed_at",
    "confirm_time",
    "subscribed_at",
    "optin_time",
    "created_at",
    "start_date",
    "created",
    "signup_date",
    "subscribed",
    "date",
    "since",
)
LEAVINGS = ("unsubscribed_at", "unsub_time", "left_at", "cancel_date", "updated_at")
NETWORKS = ("confirm_ip", "optin_ip", "ip_address", "ip", "signup_ip")

WORDS: Mapping[Word, str] = {
    "active": "active subscribed confirmed enabled free paid premium comp comped gift yes true 1",
    "unsubscribed": "unsubscribed inactive disabled removed deleted left opted_out optout "
    "blocklisted blacklisted blocked archived no false 0",
    "bounced": "bounced hard_bounced bounce cleaned undeliverable invalid",
    "complained": "complained complaint spam spam_complaint marked_as_spam",
    "unconfirmed": "unconfirmed pending validating waiting not_confirmed needs_attention paused",
}
MEANINGS = {word: meaning for meaning, words in WORDS.items() for word in words.split()}


@dataclass(frozen=True)
class Origin:
    """Whose export: its ``name``, and the ``marks``, of which one among the columns gives it away.

    ``needs`` are columns that must be there besides. ``text`` says how its people agreed; empty
    where only the writer knows.
    """

    name: str
    needs: frozenset[str]
    marks: frozenset[str]
    text: str


ORIGINS = (
    Origin(
        "listmonk",
        frozenset({"uuid", "email", "status"}),
        frozenset({"attributes", "attribs"}),
        "subscribed with listmonk",
    ),
    Origin(
        "Substack",
        frozenset({"email"}),
        frozenset(
            {"active_subscription", "email_disabled", "first_payment_at", "paid_upgrade_date"}
            | {"stripe_plan", "emails_received_(6mo)"}
        ),
        "subscribed at Substack",
    ),
    Origin(
        "beehiiv",
        frozenset({"email", "status"}),
        frozenset(
            {"utm_source", "utm_medium", "utm_channel", "referral_code", "referring_site"}
            | {"acquisition_source", "subscription_tier", "subscriber_id", "subscription_id"}
        ),
        "subscribed at beehiiv",
    ),
)
CSV = Origin("CSV", frozenset(), frozenset(), "")


def origin(columns: Iterable[str]) -> Origin:
    """Whose export has these columns. Raises BadInput where none holds addresses."""
    names = frozenset(columns)
    if not names.intersection(ADDRESSES):
        raise BadInput(
            "No column is called email. Name the one with the addresses so, in the first line; "
            f"there are: {', '.join(sorted(names))[:200]}"
        )
    found = (each for each in ORIGINS if each.needs <= names and each.marks & names)
    return next(found, CSV)


def entry_maker(found: Origin, *, text: str, now: datetime) -> Callable[[Record], Entry]:
    """What makes an entry of a record, or raises BadInput with the reason why it is none.

    ``text`` is how these people agreed, in the writer's words.
    """

    def make(record: Record) -> Entry:
        if record.fault:
            raise BadInput(record.fault)
        return _entry(record.values, found, text=text or found.text, now=now)

    return make


def _entry(values: Mapping[str, str], found: Origin, *, text: str, now: datetime) -> Entry:
    raw = _first(values, ADDRESSES)
    if not raw:
        raise BadInput("it has no address")
    try:
        address = addresses.parse(raw)
    except BadInput as refusal:
        raise BadInput(f"“{raw[:80]}” is no address that can be mailed") from refusal
    status = _status(values)
    if status == "unconfirmed":
        raise BadInput("has not confirmed there: they can sign up on your site")
    consent = {
        "from": _first(values, NETWORKS) or f"a list: {found.name}",
        "text": text,
        "at": _first(values, MOMENTS) or f"unknown; imported on {now.date().isoformat()}",
    }
    left = _moment(_first(values, LEAVINGS)) if status != "active" else None
    return Entry(address=address, status=status, consent=consent, left_at=left)


def _status(values: Mapping[str, str]) -> Word:
    if "email_disabled" in values:  # Substack's
        return "unsubscribed" if _word(values["email_disabled"]) in {"true", "1"} else "active"
    said = _first(values, STATUSES)
    if not said:
        return "active"
    meaning = MEANINGS.get(_word(said))
    if not meaning:
        raise BadInput(f"its status “{said[:40]}” is none that is known")
    return meaning


def _first(values: Mapping[str, str], names: Iterable[str]) -> str:
    return next((values[name] for name in names if values.get(name)), "")


def _word(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.strip().lower())


def _moment(text: str) -> datetime | None:
    """The moment, where it is written as ISO 8601 has it."""
    try:
        found = datetime.fromisoformat(text.removesuffix(" UTC"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
