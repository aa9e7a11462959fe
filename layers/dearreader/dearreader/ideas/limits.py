"""How much of what comes in counts: per reader and hour, and of what nobody proved per hour."""

from datetime import datetime, timedelta

from dearreader.conditions import Update, absent, below, lacks
from dearreader.errors import ConditionFailed
from dearreader.ideas.model import of_reader
from dearreader.ports import Table
from dearreader.times import seconds

OF_A_READER = 20
"""Replies of one reader an hour that may count; more are kept for the writer, and count nothing."""

UNPROVEN = 500
"""Mails an hour of nobody proven that are kept on the board; more stay in the bucket, unread."""

KEPT = timedelta(hours=2)


class Limits:
    """Counts mails by the hour in the Ideas table; the same mail again is counted once."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def admit(self, mail: str, subscriber: str, *, now: datetime) -> bool:
        """Whether the mail is within the limit of its reader, or of all whom nobody proved."""
        pk, most = (of_reader(subscriber), OF_A_READER) if subscriber else ("hour", UNPROVEN)
        update = Update(put={"expires": seconds(now + KEPT)}, add={"mails": {mail}, "count": 1})
        free = lacks("mails", mail) & (absent("count") | below("count", most))
        try:
            self.table.update(pk, f"hour#{now:%Y-%m-%dT%H}", update, when=free)
        except ConditionFailed as refusal:
            return mail in (refusal.found or {}).get("mails", ())
        return True
