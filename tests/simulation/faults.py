"""What goes wrong in a run. Each run draws how much of each; a quarter of them draw nothing."""

from dataclasses import dataclass
from random import Random


@dataclass
class Faults:
    """Shares of calls, messages or events that meet each fault, and who draws them.

    ``die``: the process ends before or after an AWS call. ``lose_request``, ``lose_answer``: the
    SDK times out, without or after the effect, and repeats the call (not to SES). ``bulk_doubt``:
    a bulk call's answer is lost, accepted or not. ``put_off``, ``throttle``: SES's answers.
    ``double``: a message comes twice. ``lose_receipt``, ``slow_receipt``: SES's events.
    ``leave``: readers who leave meanwhile. ``skew``: seconds between the clocks of processes.
    """

    random: Random
    die: float = 0.0
    lose_request: float = 0.0
    lose_answer: float = 0.0
    bulk_doubt: float = 0.0
    put_off: float = 0.0
    throttle: float = 0.0
    double: float = 0.0
    lose_message: float = 0.0
    lose_receipt: float = 0.0
    slow_receipt: float = 0.0
    leave: float = 0.0
    skew: float = 0.0

    def hits(self, share: float) -> bool:
        """Whether it happens now."""
        return share > 0 and self.random.random() < share

    @property
    def calm(self) -> bool:
        """Whether nothing delays a call between its slot and SES."""
        return not (self.lose_request or self.lose_answer or self.die or self.skew)

    @property
    def storm(self) -> bool:
        """Whether receipts are lost, or so many calls fail that few are near one in doubt."""
        return self.lose_receipt > 0 or self.die >= 0.03 or self.bulk_doubt > 0


def draw(seed: int) -> Faults:
    """The faults of a seed."""
    random = Random(seed)
    faults = Faults(random)
    if random.random() < 0.25:
        faults.leave = random.choice([0.0, 0.1])
        return faults
    choices = {
        "die": (0.0, 0.002, 0.01, 0.03),
        "lose_request": (0.0, 0.02),
        "lose_answer": (0.0, 0.02),
        "bulk_doubt": (0.0, 0.1, 0.3),
        "put_off": (0.0, 0.05),
        "throttle": (0.0, 0.1),
        "double": (0.0, 0.2),
        "lose_message": (0.0, 0.1, 0.5),
        "slow_receipt": (0.0, 0.3),
        "leave": (0.0, 0.1, 0.3),
        "skew": (0.0, 0.05),
    }
    for name, shares in choices.items():
        setattr(faults, name, random.choice(shares))
    if random.random() < 0.4:
        faults.lose_receipt = random.choice([0.0005, 0.05, 1.0])
    return faults
