"""What goes wrong in a run. Each run draws how much of each; a quarter of them draw nothing."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

HOUR = 3_600.0


@dataclass(frozen=True)
class Window:
    """A time in which something does not work: seconds since the first slot."""

    begins: float
    lasts: float

    def holds(self, time: float) -> bool:
        """Whether it is then."""
        return self.begins <= time < self.begins + self.lasts


NEVER = Window(0.0, 0.0)


@dataclass(frozen=True)
class Calendar:
    """Where a publication lives, from when on, and where it moves to after its first letter."""

    begins: datetime
    zone: str
    hour: int
    then: str = ""


CALENDARS = (
    Calendar(datetime(2026, 11, 24, 5, 30, tzinfo=UTC), "Europe/Berlin", 7),
    Calendar(
        datetime(2027, 3, 27, 0, 30, tzinfo=UTC), "Europe/Berlin", 2
    ),  # skips 2:00 on the 28th
    Calendar(datetime(2026, 10, 24, 0, 30, tzinfo=UTC), "Europe/Berlin", 2),  # has 2:00 twice
    Calendar(
        datetime(2026, 11, 24, 14, 30, tzinfo=UTC), "America/Los_Angeles", 7, "Pacific/Auckland"
    ),
    Calendar(
        datetime(2026, 11, 23, 17, 30, tzinfo=UTC), "Pacific/Auckland", 7, "America/Los_Angeles"
    ),
)


@dataclass
class Faults:
    """Shares of calls, messages or events that meet each fault, and who draws them.

    ``die``: the process ends before or after an AWS call. ``lose_request``, ``lose_answer``: the
    SDK times out, without or after the effect, and repeats the call (not to SES). ``bulk_doubt``:
    a bulk call's answer is lost, accepted or not; ``slow_call``: it takes up to its time-out.
    ``put_off``, ``throttle``: SES's answers. ``double``, ``lose_message``: of queues; with
    ``only_tick`` every message is lost that no tick sent. ``lose_receipt``, ``slow_receipt``: SES's
    events, slow by up to ``slow_by`` seconds. ``bounce``, ``complain``: of what was accepted.
    ``leave``, ``erase``: readers who go meanwhile. ``skew``: seconds between processes' clocks.

    ``unreadable``, ``rejected``: so many readers whom SES refuses for good. ``quota``: recipients
    in 24 hours. ``paused``, ``unverified``, ``outage``: windows in which SES sends nothing, knows
    no identity, or answers with 5xx. ``tick``: seconds between ticks. ``rates``: recipients a
    second, before and after ``change``. ``deploy``: when all processes are replaced. ``letters``:
    how many go out, one a day.
    """

    random: Random
    calendar: Calendar = CALENDARS[0]
    die: float = 0.0
    lose_request: float = 0.0
    lose_answer: float = 0.0
    bulk_doubt: float = 0.0
    slow_call: float = 0.0
    put_off: float = 0.0
    throttle: float = 0.0
    double: float = 0.0
    lose_message: float = 0.0
    only_tick: bool = False
    lose_receipt: float = 0.0
    slow_receipt: float = 0.0
    slow_by: float = 300.0
    bounce: float = 0.0
    complain: float = 0.0
    leave: float = 0.0
    erase: float = 0.0
    skew: float = 0.0
    unreadable: int = 0
    rejected: int = 0
    quota: int | None = None
    paused: Window = NEVER
    unverified: Window = NEVER
    outage: Window = NEVER
    tick: float = 300.0
    rates: tuple[float, float] = (50.0, 50.0)
    change: float = 0.0
    deploy: float = -1.0
    shards: int = 64
    one_range_below: int = 50_000
    resends: bool = False
    letters: int = 2
    drawn: set[str] = field(default_factory=set)

    def hits(self, share: float) -> bool:
        """Whether it happens now."""
        return share > 0 and self.random.random() < share

    @property
    def calm(self) -> bool:
        """Whether nothing delays a call between its slot and SES, or makes clocks disagree."""
        return not (
            self.lose_request or self.lose_answer or self.die or self.skew or self.outage.lasts
        )

    @property
    def certain(self) -> bool:
        """Whether every call to SES is answered, and every process lives to write the answer."""
        return not (self.die or self.bulk_doubt or self.outage.lasts)

    @property
    def receipts_come(self) -> bool:
        """Whether every receipt comes, and before doubt ends."""
        late = self.slow_receipt > 0 and self.slow_by > 600
        return not (self.lose_receipt or late or self.paused.lasts or self.unverified.lasts)


MANY_RANGES = 10
"""Below so many readers there is one range: all audiences but the smallest have 64."""

RATES = (1.0, 5.0, 14.0, 14.0, 50.0, 50.0, 200.0, 200.0)

SHARES: dict[str, tuple[float, ...]] = {
    "die": (0.0, 0.002, 0.01, 0.03),
    "lose_request": (0.0, 0.02),
    "lose_answer": (0.0, 0.02),
    "bulk_doubt": (0.0, 0.1, 0.3),
    "slow_call": (0.0, 0.0, 0.3),
    "put_off": (0.0, 0.05),
    "throttle": (0.0, 0.1),
    "double": (0.0, 0.2),
    "lose_message": (0.0, 0.1, 0.5),
    "slow_receipt": (0.0, 0.0, 0.3, 1.0),
    "slow_by": (300.0, 2_400.0),
    "bounce": (0.0, 0.02),
    "complain": (0.0, 0.005),
    "leave": (0.0, 0.1, 0.3),
    "erase": (0.0, 0.0, 0.05),
    "skew": (0.0, 0.05, 29.0),
    "tick": (300.0,) * 7 + (20.0,),
}


def draw(seed: int) -> Faults:
    """The faults of a seed."""
    random = Random(seed)
    faults = Faults(random)
    faults.rates = (random.choice(RATES),) * 2
    if faults.rates[0] < RATES[2] and seed % 4:
        faults.rates = RATES[2:3] * 2  # many small calls take long: a few such seeds do
    faults.shards = random.choice((1, 4, 64, 64))
    faults.one_range_below = random.choice((MANY_RANGES, 50_000, 50_000, 50_000))
    if seed % 4:  # what takes long is told by a quarter as many seeds: many ranges, another letter
        faults.one_range_below, faults.letters = 50_000, 1
    if random.random() < 0.25:
        faults.leave = random.choice((0.0, 0.1))
        return faults
    if random.random() < 0.08:
        faults.skew, faults.slow_call, faults.tick = 29.0, 0.5, 20.0  # clocks that disagree
        return faults
    for name, shares in SHARES.items():
        setattr(faults, name, random.choice(shares))
    _draw_events(faults, random)
    if min(faults.rates) == 1.0 or faults.one_range_below == MANY_RANGES:
        # else 200 calls, one by one, take longer than a day, as do 64 readings in one process
        faults.die = min(faults.die, 0.01)
    return faults


def _draw_events(faults: Faults, random: Random) -> None:
    if random.random() < 0.4:
        faults.lose_receipt = random.choice((0.0005, 0.05, 1.0))
    if random.random() < 0.3:
        faults.calendar = random.choice(CALENDARS)
        faults.letters = 2
    if random.random() < 0.15:
        faults.unreadable, faults.rejected = random.choice((0, 1, 3)), random.choice((0, 1, 3))
    if random.random() < 0.1:
        faults.only_tick = True
    if random.random() < 0.1:
        faults.rates, faults.change = (
            (random.choice(RATES), random.choice(RATES)),
            random.uniform(0, 20),
        )
    if random.random() < 0.2:
        faults.deploy = random.uniform(0, 60)
    if random.random() < 0.2:
        trouble = Window(random.uniform(-60, 30), random.choice((120.0, 900.0, 2 * HOUR)))
        setattr(faults, random.choice(("paused", "unverified", "outage")), trouble)
    if random.random() < 0.05:
        faults.quota = random.choice((60, 180, 300))
    faults.resends = random.random() < 0.3
