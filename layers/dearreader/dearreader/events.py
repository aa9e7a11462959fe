"""Every event of ours, spelled once. events/schemas describes each; the template's rules name them.

They are facts about what a table now holds, and hold ids, never addresses, keys or words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dearreader.times import from_milliseconds

SOURCE = "dearreader"
VERSION = 1

SUBSCRIBER_PENDING = "Subscriber Pending"
SUBSCRIBER_CONFIRMED = "Subscriber Confirmed"
SUBSCRIBER_LEFT = "Subscriber Left"
SUBSCRIBER_ERASED = "Subscriber Erased"
POST_QUEUED = "Post Queued"
POST_SENT = "Post Sent"
IDEA_OPENED = "Idea Opened"
IDEA_WANTED = "Idea Wanted"
ANSWER_OWED = "Answer Owed"

Event = tuple[str, Mapping[str, Any]]
"""A detail-type and its detail."""


def message(event: Event) -> dict[str, Any]:
    """The event as a rule brings it to a queue."""
    detail_type, detail = event
    return {"source": SOURCE, "detail-type": detail_type, "detail": detail}


def pending(subscriber: str, asked_at: int) -> Event:
    """A reader waits to be mailed the link that confirms."""
    return _event(SUBSCRIBER_PENDING, asked_at, id=subscriber)


@dataclass(frozen=True)
class Change:
    """One record of a table's stream: the item before and after."""

    old: Mapping[str, Any]
    new: Mapping[str, Any]

    def of(self, name: str) -> bool:
        """Whether the attribute is there now, and differs from before."""
        return name in self.new and self.new.get(name) != self.old.get(name)


def of_change(change: Change) -> list[Event]:
    """What a change means to others: usually nothing, else one event."""
    new = change.new
    if "consent" in new or ("consent" in change.old and "status" in new):  # or was, if erased
        return _of_subscriber(change)
    if new.get("sk") == "post":
        return _of_post(change)
    if new.get("pk") == "idea":
        return _of_idea(change)
    if new.get("pk") == "owed" and not change.old:
        return [_event(ANSWER_OWED, new["at"], id=new["sk"])]
    return []


def _of_subscriber(change: Change) -> list[Event]:
    new = change.new
    if new["status"] == "pending":
        if change.of("asked_at") or change.of("status"):
            return [pending(new["sk"], new["asked_at"])]
    elif not change.old:
        return []  # came by a list: nobody has to hear of that reader by reader
    elif change.of("status"):
        if new["status"] == "active":
            return [_event(SUBSCRIBER_CONFIRMED, new["confirmed_at"], id=new["sk"])]
        return [_event(SUBSCRIBER_LEFT, new["left_at"], id=new["sk"], how=new["status"])]
    elif change.of("erased_at"):
        return [_event(SUBSCRIBER_ERASED, new["erased_at"], id=new["sk"])]
    return []


def _of_post(change: Change) -> list[Event]:
    new = change.new
    if new["status"] == "queued" and (change.of("status") or change.of("letter")):
        return [
            _event(POST_QUEUED, int(new["position"][:15]), slug=new["pk"], letter=new["letter"])
        ]
    if new["status"] == "sent" and change.of("status"):
        return [_event(POST_SENT, new["sent_on"], slug=new["pk"], edition=new["edition"])]
    return []


def _of_idea(change: Change) -> list[Event]:
    new = change.new
    if not change.old:
        return [_event(IDEA_OPENED, new["opened_at"], id=new["sk"])]
    if change.of("votes") and new["votes"] > change.old.get("votes", 0):
        return [_event(IDEA_WANTED, new["wanted_at"], id=new["sk"], votes=int(new["votes"]))]
    return []


def _event(detail_type: str, at: int, **detail: Any) -> Event:
    moment = from_milliseconds(int(at)).isoformat()
    return detail_type, {"version": VERSION, "at": moment, **detail}
