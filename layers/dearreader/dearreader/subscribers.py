"""Subscribers: pending → active → unsubscribed, bounced or complained.

Leaving is final until a new sign-up makes the reader pending again. A reader's key changes with
each return, so an old confirmation link never revives anyone, while every unsubscribe link that
was ever mailed still unsubscribes.
"""

import hmac
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple, Self

from dearreader.conditions import Condition, Update, above, absent, below, equals
from dearreader.errors import ConditionFailed
from dearreader.links import Link
from dearreader.ports import Item, Table
from dearreader.times import from_milliseconds, milliseconds, seconds

Status = Literal["pending", "active", "unsubscribed", "bounced", "complained"]
Departure = Literal["unsubscribed", "bounced", "complained"]

SHARDS = 64
PENDING_FOR = timedelta(days=14)
INVITATION_PAUSE = timedelta(minutes=10)
INVITATIONS_A_DAY = 3
TRANSIENT_BOUNCES = 5
"""So many editions that bounced transiently, within `TRANSIENT_WINDOW`, stop an address."""
TRANSIENT_WINDOW = timedelta(days=14)
KEPT_OF_THE_ERASED = frozenset({"pk", "sk", "status", "left_at", "old_keys", "erased_at"})


@dataclass(frozen=True, kw_only=True)
class Subscriber:
    """One reader. ``key`` is empty for those who left; ``old_keys`` still unsubscribe.

    ``address`` is empty for those who were erased.
    """

    id: str
    status: Status
    address: str = field(repr=False)
    key: str = field(repr=False)
    old_keys: frozenset[str] = field(repr=False)
    confirmed_at: datetime | None
    expires_at: datetime | None
    asked_at: datetime | None
    invited_at: tuple[datetime, ...]
    mailed_at: datetime | None

    @classmethod
    def from_item(cls, item: Mapping[str, Any]) -> Self:
        """The subscriber that a table's item describes."""
        expires = item.get("expires")
        return cls(
            id=item["sk"],
            status=item["status"],
            address=item.get("address", ""),
            key=item.get("key", ""),
            old_keys=frozenset(item.get("old_keys", ())),
            confirmed_at=_moment(item, "confirmed_at"),
            expires_at=from_milliseconds(int(expires) * 1000) if expires is not None else None,
            asked_at=_moment(item, "asked_at"),
            invited_at=tuple(from_milliseconds(at) for at in item.get("invited_at", ())),
            mailed_at=_moment(item, "mailed_at"),
        )

    @property
    def link(self) -> Link:
        """What the reader's links end in."""
        return Link(self.id, self.key)

    def has_link(self, link: Link) -> bool:
        """Whether the link is the reader's present one."""
        return bool(self.key) and hmac.compare_digest(self.key, link.key)

    def knows(self, key: str) -> bool:
        """Whether a mail of ours to this reader ever bore the key."""
        return any(hmac.compare_digest(key, known) for known in {self.key, *self.old_keys} if known)

    def awaits_confirmation(self, now: datetime) -> bool:
        """Whether a confirmation link may still be used."""
        return self.status == "pending" and self.expires_at is not None and self.expires_at > now

    def may_be_invited(self, now: datetime) -> bool:
        """Whether one more confirmation mail is within the limits: 1 in 10 minutes, 3 a day."""
        recent = [at for at in self.invited_at if at > now - timedelta(days=1)]
        paused = any(at > now - INVITATION_PAUSE for at in recent)
        return self.awaits_confirmation(now) and not paused and len(recent) < INVITATIONS_A_DAY

    def is_owed_an_invitation(self, now: datetime) -> bool:
        """Whether no mail with the link has gone out since the reader asked, or just before."""
        asked = self.asked_at or now
        had = self.mailed_at is not None and self.mailed_at > asked - INVITATION_PAUSE
        return self.awaits_confirmation(now) and not had


class Recipient(NamedTuple):
    """As much of a reader as a copy of a letter takes."""

    address: str
    link: Link


def _moment(item: Mapping[str, Any], name: str) -> datetime | None:
    value = item.get(name)
    return from_milliseconds(value) if value is not None else None


def shard(subscriber: str, shards: int = SHARDS) -> int:
    """Which shard holds the id."""
    return int(subscriber[:8], 16) % shards


class Subscribers:
    """The table of subscribers: pk = shard, sk = id."""

    def __init__(self, table: Table, *, shards: int = SHARDS) -> None:
        self.table = table
        self.shards = shards

    def ask(
        self, subscriber: str, address: str, *, key: str, now: datetime, consent: Mapping[str, str]
    ) -> None:
        """Take a sign-up: new readers, and those who left, become pending; pending ones stay so.

        Their place in the index by-status lasts until they are mailed the link (`mailed`).
        One conditional write, whatever the reader is. A pending reader keeps their key, so that
        the mail that is already on its way stays good; an active one is not touched.
        ``consent`` is the evidence: from where, and to what words, the reader agreed.
        """
        asked = Update(
            put={
                "status": "pending",
                "address": address,
                "asked_at": milliseconds(now),
                "expires": seconds(now + PENDING_FOR),
                "consent": {**consent, "at": now.isoformat()},
                "position": _position(now),
            },
            default={"key": key},
            drop=(
                "confirmed_at",
                "left_at",
                "transient_bounces",
                "erased_at",
                "imported_at",
            ),
        )
        inactive = absent("status") | equals("status", "pending") | absent("key")
        try:
            self.table.update(self.pk(subscriber), subscriber, asked, when=inactive)
        except ConditionFailed:
            return

    def get(self, subscriber: str) -> Subscriber | None:
        """The subscriber, strongly consistent."""
        item = self.table.get(self.pk(subscriber), subscriber)
        return Subscriber.from_item(item) if item else None

    def invited(self, subscriber: Subscriber, now: datetime, *, owner: str) -> bool:
        """Count a confirmation mail before it is sent; False where another got there first."""
        count = len(subscriber.invited_at)
        seen = (
            equals("invited_at", [milliseconds(at) for at in subscriber.invited_at])
            if count
            else absent("invited_at")
        )
        recent = [at for at in subscriber.invited_at if at > now - timedelta(days=1)]
        times = [milliseconds(at) for at in (*recent, now)]
        try:
            self.table.update(
                self.pk(subscriber.id),
                subscriber.id,
                Update(put={"invited_at": times, "inviter": owner}),
                when=equals("status", "pending") & equals("key", subscriber.key) & seen,
            )
        except ConditionFailed as refusal:
            # The SDK repeats a write whose answer was lost: it then fails against itself.
            return refusal.found is not None and refusal.found.get("inviter") == owner
        return True

    def uninvited(self, subscriber: Subscriber, now: datetime) -> None:
        """Take back what `invited` counted: SES accepted nothing."""
        times = [milliseconds(at) for at in subscriber.invited_at]
        counted = [
            *[milliseconds(at) for at in subscriber.invited_at if at > now - timedelta(days=1)],
            milliseconds(now),
        ]
        change = Update(put={"invited_at": times}) if times else Update(drop=("invited_at",))
        try:
            self.table.update(
                self.pk(subscriber.id), subscriber.id, change, when=equals("invited_at", counted)
            )
        except ConditionFailed:
            return

    def mailed(self, subscriber: Subscriber, now: datetime) -> None:
        """Keep that the link was mailed: nobody has to look after it."""
        self._let_be(subscriber, Update(put={"mailed_at": milliseconds(now)}, drop=("position",)))

    def look_after_later(self, subscriber: Subscriber, moment: datetime) -> None:
        """Nobody has to look after the link of this reader before then."""
        self._let_be(subscriber, Update(put={"position": _position(moment)}))

    def let_be(self, subscriber: Subscriber) -> None:
        """Nobody has to look after the link of this reader."""
        self._let_be(subscriber, Update(drop=("position",)))

    def unmailed(self, *, asked_before: datetime) -> Iterator[Subscriber]:
        """Those who asked before then and whom no mail with the link has reached yet."""
        for entry in self.table.by_status("pending"):
            if entry["position"] >= _position(asked_before):
                return
            found = self.get(entry["sk"])
            if found:
                yield found

    def _let_be(self, subscriber: Subscriber, change: Update) -> None:
        same = equals("status", "pending") & equals("key", subscriber.key)
        try:
            self.table.update(self.pk(subscriber.id), subscriber.id, change, when=same)
        except ConditionFailed:
            return  # confirmed, left or gone: out of the index as well

    def confirm(self, link: Link, *, now: datetime, where: str) -> bool:
        """Make the pending reader active; True as well where they already are, by this link."""
        try:
            self.table.update(
                self.pk(link.id),
                link.id,
                Update(
                    put={
                        "status": "active",
                        "confirmed_at": milliseconds(now),
                        "confirmed_from": where,
                    },
                    drop=("expires", "invited_at", "inviter", "mailed_at", "position"),
                ),
                when=equals("status", "pending")
                & equals("key", link.key)
                & above("expires", seconds(now)),
            )
        except ConditionFailed as refusal:
            if refusal.found is None:
                return False
            found = Subscriber.from_item(refusal.found)
            return found.status == "active" and found.has_link(link)
        return True

    def leave(self, subscriber: str, how: Departure, *, now: datetime) -> None:
        """Stop all letters to the reader, for good. Those who left stay as they are."""
        while (found := self.get(subscriber)) and found.status in {"pending", "active"}:
            left = Update(
                put={"status": how, "left_at": milliseconds(now)},
                add={"old_keys": {found.key}},
                drop=("key", "expires", "position"),
            )
            try:
                self.table.update(
                    self.pk(subscriber),
                    subscriber,
                    left,
                    when=equals("status", found.status) & equals("key", found.key),
                )
            except ConditionFailed:
                continue  # confirmed, left or returned meanwhile: look again
            return

    def bounced_for_now(self, subscriber: str, edition: str, *, now: datetime) -> None:
        """Count a transient bounce; the fifth edition of late that bounces stops the address."""
        found = self.table.get(self.pk(subscriber), subscriber)
        if not found or found["status"] != "active":
            return
        oldest = (now - TRANSIENT_WINDOW).date().isoformat()
        bounces = {*found.get("transient_bounces", ()), edition}
        recent = {name for name in bounces if name[:10] >= oldest}
        if len(recent) >= TRANSIENT_BOUNCES:
            self.leave(subscriber, "bounced", now=now)
            return
        try:
            self.table.update(
                self.pk(subscriber),
                subscriber,
                Update(add={"transient_bounces": {edition}}),
                when=equals("status", "active"),
            )
        except ConditionFailed:
            return

    def active(self, shard_number: int, *, after: str, opened: datetime) -> Iterator[str]:
        """The ids in a shard, past ``after``, of those who were active when an edition opened."""
        read = self.table.query(
            f"{shard_number:02d}", first=after or None, where=_audience(opened), only=("sk",)
        )
        for item in read:
            if item["sk"] != after:
                yield item["sk"]

    def still_active(self, subscribers: Sequence[str], *, opened: datetime) -> dict[str, Recipient]:
        """Those of a batch who may still be mailed, by id: one consistent Query a shard."""
        by_shard: dict[str, list[str]] = {}
        for subscriber in subscribers:
            by_shard.setdefault(self.pk(subscriber), []).append(subscriber)
        wanted = set(subscribers)
        found: dict[str, Recipient] = {}
        for pk, ids in by_shard.items():
            read = self.table.query(
                pk,
                first=min(ids),
                last=max(ids),
                where=_audience(opened),
                only=("sk", "address", "key"),
            )
            for item in read:
                if item["sk"] in wanted:
                    link = Link(item["sk"], item["key"])
                    found[item["sk"]] = Recipient(item["address"], link)
        return found

    def item(self, subscriber: str) -> Item | None:
        """All that the table has of a reader, or None."""
        return self.table.get(self.pk(subscriber), subscriber)

    def everyone(self) -> Iterator[Subscriber]:
        """Every reader, in no order, those who left and those who were erased included."""
        return (Subscriber.from_item(item) for item in self.table.scan())

    def forget(self, subscriber: str, *, now: datetime) -> None:
        """Keep of a reader who left only what keeps them from being mailed again."""
        found = self.item(subscriber)
        if not found or "key" in found:
            return
        told = tuple(name for name in found if name not in KEPT_OF_THE_ERASED)
        if not told:
            return
        erased = Update(put={"erased_at": milliseconds(now)}, drop=told)
        with suppress(ConditionFailed):  # they have signed up again, just now: by their own wish
            self.table.update(self.pk(subscriber), subscriber, erased, when=absent("key"))

    def census(self, *, now: datetime) -> Counter[str]:
        """How many readers there are of each status, without those who let their link expire."""
        counted = self.table.scan(only=("status", "expires"))
        return Counter(
            item["status"] for item in counted if item.get("expires", math.inf) > seconds(now)
        )

    def pk(self, subscriber: str) -> str:
        """The partition that holds the id."""
        return f"{shard(subscriber, self.shards):02d}"


def _audience(opened: datetime) -> Condition:
    """Of those who are active, and were when an edition opened."""
    return equals("status", "active") & below("confirmed_at", milliseconds(opened) + 1)


def _position(moment: datetime) -> str:
    return f"{milliseconds(moment):015d}"
