"""The parameters that follow from the account, unless samconfig.toml says otherwise."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

SENDER_RATE = 60
"""Mails a second of one sender: a call of 50 takes about half a second (docs/performance.md), and
some room for cold starts."""

LEAST_SENDERS, MOST_SENDERS = 4, 1000
"""SQS takes no less than 2 and no more than 1,000."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was found before deploying.

    ``rate`` is how many mails a second SES takes, ``concurrency`` how many functions may run at
    once in the account, or None where nobody may say. ``known`` says that SES knows the sending
    domain; ``ours`` that this stack has made it so. ``rule_set`` is the active one, or "".
    """

    rate: float
    production: bool
    concurrency: int | None
    known: bool
    ours: bool
    rule_set: str


def parameters(seen: Seen, given: Mapping[str, str]) -> dict[str, str]:
    """The template's parameters that nobody should have to think of; what is ``given`` wins."""
    reserve = float(given.get("Reserve") or 0)
    chosen = {
        "Sandbox": "no" if seen.production else "yes",
        "CreateIdentity": "yes" if seen.ours or not seen.known else "no",
        "ActiveReceiptRuleSet": seen.rule_set,
        "DeliverConcurrency": str(senders(seen.rate - reserve, seen.concurrency)),
    }
    return {name: value for name, value in chosen.items() if name not in given}


def senders(rate: float, concurrency: int | None) -> int:
    """How many senders at once use a rate (mails a second) that SES grants.

    At most half of what the account may run at once: sign-ups and replies want to run as well.
    """
    wanted = max(LEAST_SENDERS, math.ceil(rate / SENDER_RATE))
    most = MOST_SENDERS if concurrency is None else max(2, concurrency // 2)
    return min(wanted, most, MOST_SENDERS)
