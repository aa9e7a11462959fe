"""What shall go wrong: a plan of faults, by calls, by HTTP or from a YAML file.

    faults:
      - {do: refuse, code: TooManyRequestsException, count: 3}
      - {do: entries, status: TRANSIENT_FAILURE, share: 0.2}
      - {do: fail, status: 503, accept: true, probability: 0.1}
      - {do: bounce, to: "*@gone.example"}
      - {do: lose, event: Email Delivered, probability: 0.01}

| do | what happens |
|---|---|
| refuse | the call is refused with `code` (and `status`); nothing is accepted |
| throttle | refuse with TooManyRequestsException |
| fail | an HTTP `status` (500) after accepting, or before with `accept: false` |
| hang-up | the connection is cut without an answer, after accepting or before |
| slow | the answer comes `seconds` late, accepted at once |
| late | the call is accepted and answered only after `seconds` |
| entries | entries of a bulk call (by `to` and `share`) get `status` and are not accepted |
| deliver-late, bounce, soft-bounce, complain, suppress, reject, render-fail | the mail's fate |
| lose, delay, double | events (by `event` and `to`) vanish, come `seconds` late, come twice |
| keep | events are kept back until they are released: by calls, or by HTTP (control.py) |

`count` ends a fault after so many times, `skip` lets the first ones pass, `probability` is drawn
from the plan's seed; `on` names an operation, `to` is a pattern for the recipient.
"""

import fnmatch
import random
import threading
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

Fate = Literal[
    "deliver-late", "bounce", "soft-bounce", "complain", "suppress", "reject", "render-fail"
]
CallFault = Literal["refuse", "throttle", "fail", "hang-up", "slow", "late"]
EventFault = Literal["lose", "delay", "double", "keep"]
Do = Literal[CallFault, "entries", Fate, EventFault]

CALL_FAULTS = frozenset(get_args(CallFault))
FATES = frozenset(get_args(Fate))
EVENT_FAULTS = frozenset(get_args(EventFault))
ALL = CALL_FAULTS | FATES | EVENT_FAULTS | {"entries"}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that shall go wrong; see the module's table."""

    do: Do
    on: str = "Send*"
    to: str = "*"
    event: str = "*"
    code: str = "TooManyRequestsException"
    status: str | int = ""
    seconds: float = 0.0
    accept: bool = True
    share: float = 1.0
    probability: float = 1.0
    count: int | None = None
    skip: int = 0

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> "Fault":
        """A fault from JSON or YAML; raises ValueError with a sentence."""
        known = {each.name for each in fields(cls)}
        if unknown := set(written) - known:
            raise ValueError(f"a fault has no {', '.join(sorted(unknown))}")
        if written.get("do") not in ALL:
            raise ValueError(f"do is one of {', '.join(sorted(ALL))}")
        return cls(**written)


class FaultPlan:
    """The faults in force. The first that matches, of each kind, is the one that happens."""

    def __init__(self, faults: Iterable[Fault] = (), seed: int = 0) -> None:
        self._lock = threading.Lock()
        self._random = random.Random(seed)  # noqa: S311 - faults, not secrets
        self._faults: list[Fault] = list(faults)
        self._seen: dict[int, int] = {}
        self._done: dict[int, int] = {}
        self._file: Path | None = None
        self._read_at = -1.0

    @classmethod
    def from_file(cls, path: Path, seed: int = 0) -> "FaultPlan":
        """A plan that follows a YAML file: edits count from the next call on."""
        plan = cls(seed=seed)
        plan._file = path
        return plan

    def add(self, do: Do, **rest: Any) -> Fault:
        """Put one more fault in force."""
        fault = Fault.read({"do": do, **rest})
        self.put(fault)
        return fault

    def put(self, fault: Fault) -> None:
        """Put one more fault in force."""
        with self._lock:
            self._faults.append(fault)

    def replace(self, faults: Iterable[Fault]) -> None:
        """Put these in force, and no others."""
        with self._lock:
            self._faults = list(faults)
            self._seen.clear()
            self._done.clear()

    def clear(self) -> None:
        """Let everything go well."""
        self.replace(())

    def listed(self) -> list[dict[str, Any]]:
        """The faults, and how often each happened."""
        with self._lock:
            return [
                {**asdict(fault), "happened": self._done.get(id(fault), 0)}
                for fault in self._faults
            ]

    def for_call(self, operation: str, recipients: Iterable[str] = ()) -> list[Fault]:
        """The faults of a whole call: at most one of each kind."""
        self._follow_file()
        to = list(recipients) or [""]
        found: dict[str, Fault] = {}
        with self._lock:
            for fault in self._faults:
                if (
                    fault.do in CALL_FAULTS
                    and fault.do not in found
                    and fnmatch.fnmatchcase(operation, fault.on)
                    and any(_matches(fault, each) for each in to)
                    and self._happens(fault)
                ):
                    found[fault.do] = fault
        return list(found.values())

    def for_entries(self, recipients: list[str]) -> dict[int, str]:
        """Which entries of a bulk call are refused, by index, and with what status."""
        refused: dict[int, str] = {}
        with self._lock:
            for fault in self._faults:
                if fault.do != "entries":
                    continue
                match = [index for index, to in enumerate(recipients) if _matches(fault, to)]
                if match and self._happens(fault):
                    for index in match:
                        if fault.share >= 1 or self._random.random() < fault.share:
                            refused.setdefault(index, str(fault.status) or "FAILED")
        return refused

    def fate(self, to: str) -> Fate | None:
        """What becomes of a mail to this address; None if nothing special."""
        return self._first(FATES, to)  # type: ignore[return-value]

    def for_event(self, event: str, to: str) -> Fault | None:
        """What becomes of an event."""
        with self._lock:
            for fault in self._faults:
                if (
                    fault.do in EVENT_FAULTS
                    and fnmatch.fnmatchcase(event, fault.event)
                    and _matches(fault, to)
                    and self._happens(fault)
                ):
                    return fault
        return None

    def _first(self, kinds: frozenset[str], to: str) -> str | None:
        with self._lock:
            for fault in self._faults:
                if fault.do in kinds and _matches(fault, to) and self._happens(fault):
                    return fault.do
        return None

    def _happens(self, fault: Fault) -> bool:
        """Count a match, and say whether the fault strikes this time."""
        seen = self._seen[id(fault)] = self._seen.get(id(fault), 0) + 1
        done = self._done.get(id(fault), 0)
        if seen <= fault.skip or (fault.count is not None and done >= fault.count):
            return False
        if fault.probability < 1 and self._random.random() >= fault.probability:
            return False
        self._done[id(fault)] = done + 1
        return True

    def _follow_file(self) -> None:
        if self._file is None:
            return
        try:
            changed = self._file.stat().st_mtime
        except FileNotFoundError:
            return
        if changed != self._read_at:
            self._read_at = changed
            self.replace(read_faults(self._file.read_text()))


def read_faults(written: str) -> list[Fault]:
    """The faults of a YAML (or JSON) text; raises ValueError with a sentence."""
    try:
        content = yaml.safe_load(written) or {}
    except yaml.YAMLError as error:
        raise ValueError(f"the fault plan is not YAML: {error}") from None
    listed = content.get("faults", []) if isinstance(content, dict) else content
    return [Fault.read(each) for each in listed]


def _matches(fault: Fault, to: str) -> bool:
    return fnmatch.fnmatchcase(to.lower(), fault.to.lower())
