"""Takes an accepted mail, puts it into the store and lets SES's events follow."""

import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from local.mails import CAPACITY, Mail, MailStore, address_of, decoded, head_of
from local.ses import events
from local.ses.account import SIMULATOR, Account
from local.ses.events import Event, Sending
from local.ses.faults import FaultPlan
from local.ses.publisher import Publisher

SIMULATED = {
    "bounce": "bounce",
    "complaint": "complain",
    "suppressionlist": "globally suppressed",
    "success": "deliver",
    "ooto": "deliver",
}
DELIVERY_SECONDS = 0.05
FEEDBACK_SECONDS = 0.15
LATE_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A mail that SES has taken, before it is made."""

    operation: str
    source: str
    recipients: Sequence[str]
    tags: Mapping[str, str]
    configuration_set: str


class Mailroom:
    """Decides what becomes of each accepted mail: the simulator, the plan, the suppression list."""

    def __init__(
        self,
        *,
        account: Account,
        plan: FaultPlan,
        store: MailStore,
        publisher: Publisher,
        region: str,
    ) -> None:
        self._account = account
        self._plan = plan
        self._store = store
        self._publisher = publisher
        self.region = region
        self._sendings: dict[str, Sending] = {}

    def now(self) -> datetime:
        """The time by the account's clock."""
        return datetime.fromtimestamp(self._account.clock(), UTC)

    def accept(self, accepted: Accepted, make: Callable[[str, datetime], bytes]) -> str:
        """Take a mail: `make` builds it from its id and time. Returns SES's message id."""
        at = self.now()
        message_id = new_message_id(at)
        raw = make(message_id, at)
        sending = self._sending(accepted, message_id, at, raw)
        fate = self._fate(accepted.recipients)
        if fate == "render-fail":
            self._rendering_failed(sending, "", "The fault plan says so.")
            return message_id
        self._store.add(
            Mail(
                id=message_id,
                box="sent",
                at=at,
                sender=accepted.source,
                to=tuple(address_of(each) for each in accepted.recipients),
                subject=sending.subject,
                raw=raw,
                tags=accepted.tags,
                configuration_set=accepted.configuration_set,
                delivered=fate in {"deliver", "deliver-late", "complain"},
            )
        )
        self._remember(message_id, sending)
        self._follow(sending, fate)
        return message_id

    def refuse_rendering(self, accepted: Accepted, template: str, why: str) -> str:
        """Accept a mail whose template cannot be filled in: SES says so by an event only."""
        at = self.now()
        message_id = new_message_id(at)
        sending = self._sending(accepted, message_id, at, b"")
        self._rendering_failed(sending, template, why)
        return message_id

    def bounce(self, mail_id: str, kind: str = "permanent") -> bool:
        """Let a mail that was sent come back now; False where there is none of that id."""
        sending = self._sendings.get(mail_id)
        if sending is None:
            return False
        self._tell(events.bounced(sending, self.now(), feedback_id(), kind), sending, 0.0)
        if kind == "permanent":
            self._suppress(sending.recipients, "BOUNCE")
        return True

    def complain(self, mail_id: str) -> bool:
        """Let the reader of a mail call it spam now; False where there is none of that id."""
        sending = self._sendings.get(mail_id)
        if sending is None:
            return False
        self._tell(events.complained(sending, self.now(), feedback_id()), sending, 0.0)
        self._suppress(sending.recipients, "COMPLAINT")
        return True

    def _rendering_failed(self, sending: Sending, template: str, why: str) -> None:
        """Tell that a mail was never made."""
        self._tell(events.rendering_failed(sending, self.now(), template, why), sending, 0.0)

    def _fate(self, recipients: Sequence[str]) -> str:
        for each in recipients:
            address = address_of(each).lower()
            local, _, domain = address.partition("@")
            if domain == SIMULATOR:
                return SIMULATED.get(local.partition("+")[0], "deliver")
            if address in self._account.suppression:
                return "suppressed"
            if planned := self._plan.fate(address):
                return "suppressed" if planned == "suppress" else planned
        return "deliver"

    def _follow(self, sending: Sending, fate: str) -> None:
        """The events of a mail, as SES would send them."""
        at = self.now()
        feedback = feedback_id()
        if fate == "reject":
            self._tell(events.sent(sending, at), sending, 0.0)
            self._tell(events.rejected(sending, at), sending, DELIVERY_SECONDS)
            return
        self._tell(events.sent(sending, at), sending, 0.0)
        if fate in {"bounce", "soft-bounce", "suppressed", "globally suppressed"}:
            kind = {"bounce": "permanent", "soft-bounce": "transient"}.get(fate, fate)
            self._tell(events.bounced(sending, at, feedback, kind), sending, FEEDBACK_SECONDS)
            if fate == "bounce":
                self._suppress(sending.recipients, "BOUNCE")
            return
        late = LATE_SECONDS if fate == "deliver-late" else 0.0
        if late:
            self._tell(events.delayed(sending, at), sending, DELIVERY_SECONDS)
        self._tell(events.delivered(sending, at), sending, DELIVERY_SECONDS + late)
        if fate == "complain":
            self._tell(events.complained(sending, at, feedback), sending, FEEDBACK_SECONDS)
            self._suppress(sending.recipients, "COMPLAINT")

    def _tell(self, event: Event, sending: Sending, after: float) -> None:
        """Note an event in the store; publish it where the mail has a configuration set."""
        self._store.note(sending.message_id, event.detail_type)
        if sending.configuration_set:
            to = sending.recipients[0] if sending.recipients else ""
            self._publisher.publish(event, address_of(to), after)

    def _suppress(self, recipients: Sequence[str], reason: str) -> None:
        for each in recipients:
            self._account.suppress(address_of(each), reason)

    def _remember(self, message_id: str, sending: Sending) -> None:
        self._sendings[message_id] = sending
        while len(self._sendings) > CAPACITY:
            self._sendings.pop(next(iter(self._sendings)))

    def _sending(self, accepted: Accepted, message_id: str, at: datetime, raw: bytes) -> Sending:
        head = head_of(raw)
        headers = [(name, str(value)) for name, value in head.items() if name != "Return-Path"]
        return Sending(
            message_id=message_id,
            at=at,
            source=accepted.source,
            recipients=tuple(accepted.recipients),
            subject=decoded(str(head.get("Subject", ""))),
            headers=headers,
            tags=accepted.tags,
            configuration_set=accepted.configuration_set,
            operation=accepted.operation,
            region=self.region,
        )


def new_message_id(at: datetime) -> str:
    """A message id of SES's form."""
    return f"0100{int(at.timestamp() * 1000):012x}-{uuid.uuid4()}-000000"


def feedback_id() -> str:
    """A feedback id of SES's form."""
    return f"0100{secrets.token_hex(6)}-{uuid.uuid4()}-000000"
