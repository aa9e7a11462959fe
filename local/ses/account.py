"""An SES account: its limits, identities, suppression list, configuration sets and templates."""

import threading
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from local.ses.model import SesError
from local.ses.templates import Content

DAY = 24 * 60 * 60
BURST_SECONDS = 1.25
SIMULATOR = "simulator.amazonses.com"


@dataclass
class ConfigurationSet:
    """What we keep of a configuration set."""

    name: str
    sending_enabled: bool = True


@dataclass
class Identity:
    """An address or a domain that we may send from."""

    name: str
    verified: bool
    configuration_set: str = ""


@dataclass(frozen=True, kw_only=True)
class Suppressed:
    """An address on the account's suppression list."""

    address: str
    reason: str
    at: float


@dataclass
class Account:
    """The state of the account. Only `Account` counts time; `clock` tells it (seconds).

    ``identities`` None: every identity is there and verified; ``configuration_sets`` None: every
    name is a configuration set. ``max_24_hour_send`` -1: unlimited.
    """

    clock: Callable[[], float]
    max_send_rate: float = 14.0
    max_24_hour_send: float = 50_000.0
    sandbox: bool = False
    sending_enabled: bool = True
    enforcement: str = "HEALTHY"
    suppressed_reasons: Collection[str] = ("BOUNCE", "COMPLAINT")
    identities: dict[str, Identity] | None = None
    configuration_sets: dict[str, ConfigurationSet] | None = None
    templates: dict[str, tuple[Content, float]] = field(default_factory=dict)
    suppression: dict[str, Suppressed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lock = threading.RLock()
        self._sent: deque[tuple[float, int]] = deque()
        self._sent_today = 0
        self._tokens = self.max_send_rate * BURST_SECONDS
        self._filled_at = self.clock()

    @property
    def sent_last_24_hours(self) -> int:
        """Recipients over a rolling day."""
        with self.lock:
            while self._sent and self._sent[0][0] <= self.clock() - DAY:
                self._sent_today -= self._sent.popleft()[1]
            return self._sent_today

    def may_send(self) -> None:
        """Raise what SES answers when the account may send nothing at all."""
        if self.enforcement == "SHUTDOWN":
            raise SesError("AccountSuspendedException", "Sending is suspended for this account.")
        if not self.sending_enabled:
            raise SesError("SendingPausedException", "Email sending is disabled for this account.")

    def quota_left(self) -> float:
        """How many recipients the rolling day still admits."""
        if self.max_24_hour_send < 0:
            return float("inf")
        return self.max_24_hour_send - self.sent_last_24_hours

    def rate_left(self) -> float:
        """How many recipients the send rate admits at this moment."""
        with self.lock:
            now = self.clock()
            self._tokens = min(
                self._tokens + (now - self._filled_at) * self.max_send_rate,
                max(self.max_send_rate * BURST_SECONDS, 1.0),
            )
            self._filled_at = now
            return self._tokens

    def spend(self, recipients: int) -> None:
        """Count recipients against the day's quota and the rate."""
        with self.lock:
            self.rate_left()
            self._tokens -= recipients
            self._sent.append((self.clock(), recipients))
            self._sent_today += recipients

    def rejects(self, source: str, recipients: Collection[str]) -> str | None:
        """Why SES rejects a mail: an identity that is not verified; None if none is."""
        failed = [] if self.is_verified(source) else [source]
        if self.sandbox:
            failed += [
                each
                for each in recipients
                if not each.endswith("@" + SIMULATOR) and not self.is_verified(each)
            ]
        if not failed:
            return None
        return (
            "Email address is not verified. The following identities failed the check in "
            f"region US-EAST-1: {', '.join(failed)}"
        )

    def is_verified(self, address: str) -> bool:
        """Whether the address or its domain, or a domain above it, is verified."""
        if self.identities is None:
            return True
        address = address.lower()
        names = [address]
        labels = address.rpartition("@")[2].split(".")
        names += [".".join(labels[start:]) for start in range(len(labels))]
        found = (self.identities.get(name) for name in names)
        return any(identity is not None and identity.verified for identity in found)

    def configuration_set(self, name: str) -> ConfigurationSet:
        """The configuration set of that name; raises SES's NotFoundException."""
        if self.configuration_sets is None:
            self.configuration_sets = _AnyConfigurationSet()
        found = self.configuration_sets.get(name)
        if found is None:
            raise SesError("NotFoundException", f"Configuration set <{name}> does not exist.")
        return found

    def suppress(self, address: str, reason: str) -> None:
        """Put an address on the suppression list, if the account suppresses for that reason."""
        if reason in self.suppressed_reasons and not address.lower().endswith("@" + SIMULATOR):
            self.suppression[address.lower()] = Suppressed(
                address=address.lower(), reason=reason, at=self.clock()
            )

    def template(self, name: str) -> Content:
        """A stored template; raises SES's NotFoundException."""
        if name not in self.templates:
            raise SesError("NotFoundException", f"Template {name} does not exist.")
        return self.templates[name][0]

    def quota(self) -> dict[str, Any]:
        """GetAccount's SendQuota."""
        return {
            "Max24HourSend": float(self.max_24_hour_send),
            "MaxSendRate": float(self.max_send_rate),
            "SentLast24Hours": float(self.sent_last_24_hours),
        }


class _AnyConfigurationSet(dict[str, ConfigurationSet]):
    """Every name is a configuration set: on the laptop CloudFormation makes up the name."""

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ARG002 - the dict's signature
        """The configuration set of that name, made when first asked for."""
        return self.setdefault(name, ConfigurationSet(name))
