"""SES: accepts, refuses, tells by events, and remembers who got what, when."""

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dearreader.errors import SendInDoubt, SendRefused
from dearreader.ports import Bulk, Copy, Envelope, SendingAccount
from tests.simulation.queues import event

if TYPE_CHECKING:
    from tests.simulation.cloud import Cloud

DAY = 86_400.0


class Ses:
    """One account of SES.

    ``calls`` are (time, recipients); ``copies`` are, by edition and address, (time, when the caller
    had begun to read who may be mailed); ``known`` the times of calls whose answers arrived.
    """

    def __init__(self, cloud: "Cloud") -> None:
        self._cloud = cloud
        self.calls: list[tuple[float, int]] = []
        self.copies: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        self.known: dict[str, list[tuple[float, int]]] = defaultdict(list)
        self.invited: dict[str, int] = defaultdict(int)
        self.unreadable: set[str] = set()
        self.rejected: set[str] = set()
        self._accepted: list[float] = []

    @property
    def rate(self) -> float:
        """Recipients a second that SES takes now."""
        faults = self._cloud.faults
        return faults.rates[self._cloud.since_first_slot() >= faults.change]

    def account(self) -> SendingAccount:
        """GetAccount and GetEmailIdentity."""
        faults, time = self._cloud.faults, self._cloud.since_first_slot()
        fault = ""
        if faults.paused.holds(time):
            fault = "sending is switched off for the SES account"
        elif faults.unverified.holds(time):
            fault = "SES has not verified example.com yet"
        return SendingAccount(rate=self.rate, room=self._room(), fault=fault)

    def _room(self) -> int | None:
        if self._cloud.faults.quota is None:
            return None
        begun = self._cloud.hub.time - DAY
        return max(0, self._cloud.faults.quota - sum(at > begun for at in self._accepted))

    def refuse_or_break(self, accept: Callable[[], Any]) -> None:
        """What a call meets while SES is paused, or breaks after or before it accepts."""
        faults, time = self._cloud.faults, self._cloud.since_first_slot()
        if faults.outage.holds(time):
            if faults.random.random() < 0.3:
                accept()
            raise SendInDoubt("a 5xx")
        if faults.paused.holds(time) and faults.random.random() < 0.5:
            raise SendRefused("SendingPausedException")

    def take_invitation(self, envelope: Envelope) -> None:
        """Accept one mail, whose reader presses the button a little later."""
        if self._room() == 0:
            raise SendRefused("LimitExceededException")
        self.calls.append((self._cloud.hub.time, 1))
        self._accepted.append(self._cloud.hub.time)
        self.invited[envelope.to] += 1
        link = envelope.text.partition("/confirm/")[2].split()[0]
        wait = self._cloud.faults.random.uniform(1, 600)
        self._cloud.hub.spawn(
            self._cloud.hub.time + wait, lambda: self._cloud.visit("confirm", "POST", link)
        )

    def take(self, bulk: Bulk, *, reread_at: float) -> list[str]:
        """Accept what is not put off; an event for each copy follows, or is lost."""
        self.calls.append((self._cloud.hub.time, len(bulk.copies)))
        return [self._take(copy, bulk, place, reread_at) for place, copy in enumerate(bulk.copies)]

    def _take(self, copy: Copy, bulk: Bulk, place: int, reread_at: float) -> str:
        faults, time = self._cloud.faults, self._cloud.since_first_slot()
        if faults.paused.holds(time):
            return "ACCOUNT_SENDING_PAUSED"
        if faults.unverified.holds(time) or copy.to in self.rejected:
            return "MESSAGE_REJECTED"
        if self._room() == 0:
            return "ACCOUNT_DAILY_QUOTA_EXCEEDED"
        if place >= max(self.rate, 1):
            return "ACCOUNT_THROTTLED"
        if faults.hits(faults.put_off):
            return "TRANSIENT_FAILURE"
        self._accept(copy, bulk, reread_at)
        return "SUCCESS"

    def _accept(self, copy: Copy, bulk: Bulk, reread_at: float) -> None:
        faults, hub = self._cloud.faults, self._cloud.hub
        tags = {name: [value] for name, value in {**bulk.tags, **copy.tags}.items()}
        self._accepted.append(hub.time)
        self.copies[tags["edition"][0], copy.to].append((hub.time, reread_at))
        feedback = self._cloud.queues["feedback"]
        if not faults.hits(faults.lose_receipt):
            late = faults.slow_by if faults.hits(faults.slow_receipt) else 1.0
            delay = late * faults.random.random()
            feedback.put([event("Email Sent", tags)], delay=delay, certain=True)
        if faults.hits(faults.bounce):
            bounced = event("Email Bounced", tags, bounce={"bounceType": "Permanent"})
            feedback.put([bounced], delay=faults.random.uniform(1, 600), certain=True)
        if faults.hits(faults.complain):
            complained = event("Email Complaint Received", tags)
            feedback.put([complained], delay=faults.random.uniform(1, 3600), certain=True)

    def answered(self, bulk: Bulk) -> None:
        """The answer to a call has arrived."""
        edition = bulk.tags["edition"]
        self.known[edition].append((self._cloud.hub.time, len(bulk.copies)))
