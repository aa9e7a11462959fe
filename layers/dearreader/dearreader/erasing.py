"""What is held on one reader: all of it, to be shown or erased.

What stays after erasing keeps them from being mailed again, and says nothing of them: the id (an
HMAC of the address under the stack's salt), that and when they left, and the keys of the links that
were mailed, by which an old letter still unsubscribes should they ever come back.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from dearreader.conditions import Update, absent, equals
from dearreader.errors import ConditionFailed
from dearreader.ideas import IDEA, REPLY, Ideas
from dearreader.ports import Clock, Item, RawMail, Writing
from dearreader.subscribers import Subscribers

MAIL = "mail/"
"""Where SES puts what it receives: the template's ObjectKeyPrefix."""

NOBODYS = "a topic whose reader has been erased"
"""In place of the words of an idea that is answered already, and that only they asked for."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """What is held: the reader's own item, and what of the board is theirs.

    ``votes`` name the idea and the words, ``replies`` are mails that they wrote, ``others`` what
    else the board keeps under their id.
    """

    reader: Item = field(repr=False)
    votes: Sequence[Item] = field(default=(), repr=False)
    replies: Sequence[Item] = field(default=(), repr=False)
    others: Sequence[Item] = field(default=(), repr=False)


class Erasing:
    """Finds what is held on a reader, and erases it."""

    def __init__(
        self, *, subscribers: Subscribers, ideas: Ideas, raw_mail: RawMail, clock: Clock
    ) -> None:
        self._subscribers = subscribers
        self._ideas = ideas
        self._raw_mail = raw_mail
        self._clock = clock

    def held(self, subscriber: str) -> Held | None:
        """What is held on a reader, or None. It reads the whole board."""
        reader = self._subscribers.item(subscriber)
        if not reader:
            return None
        theirs = [item for item in self._ideas.table.scan() if _is_of(item, subscriber)]
        votes = [item for item in theirs if item["pk"].startswith(f"{IDEA}#")]
        replies = [item for item in theirs if item["pk"] == REPLY]
        others = [item for item in theirs if item not in votes and item not in replies]
        return Held(reader=reader, votes=votes, replies=replies, others=others)

    def erase(self, subscriber: str) -> Held | None:
        """Erase what is held, and say what it was; None where the reader was never here.

        They leave first, so that nobody mails them meanwhile. Asked again, it goes on from where
        it was cut off.
        """
        self._subscribers.leave(subscriber, "unsubscribed", now=self._clock.now())
        held = self.held(subscriber)
        if not held:
            return None
        for vote in held.votes:
            self._withdraw(vote)
        for reply in held.replies:
            self._raw_mail.forget(f"{MAIL}{reply['sk']}")
        for item in (*held.replies, *held.others):
            self._ideas.table.delete(item["pk"], item["sk"])
        self._subscribers.forget(subscriber, now=self._clock.now())
        return held

    def _withdraw(self, vote: Item) -> None:
        """Take a vote back, once, and the reader's words with it."""
        table, idea = self._ideas.table, vote["pk"].partition("#")[2]
        found = table.get(IDEA, idea)
        if found:
            words = self._words_of_another(found, vote)
            fewer = Update(add={"votes": -1}, put={"text": words} if words else {})
            counted_out = Update(put={"counted_out": True}, drop=("text", "reply"))
            keys = {"pk": vote["pk"], "sk": vote["sk"]}
            with suppress(ConditionFailed):  # it was counted out before we were cut off
                table.transact(
                    [
                        Writing(table, keys, counted_out, when=absent("counted_out")),
                        Writing(table, {"pk": IDEA, "sk": idea}, fewer),
                    ]
                )
            if found["status"] == "open":
                with suppress(ConditionFailed):  # others want it
                    table.delete(IDEA, idea, when=equals("votes", 0))
        table.delete(vote["pk"], vote["sk"])

    def _words_of_another(self, idea: Mapping[str, Any], vote: Item) -> str:
        """What an idea is called from now on, where its words were the reader's; else ""."""
        if idea["text"] != vote.get("text"):
            return ""
        others = [
            item
            for item in self._ideas.table.query(vote["pk"])
            if item["sk"] != vote["sk"] and item.get("text")
        ]
        oldest = min(others, key=lambda item: int(item.get("at", 0)), default=None)
        return str(oldest["text"]) if oldest else NOBODYS


def _is_of(item: Item, subscriber: str) -> bool:
    return subscriber in {item["sk"], item.get("subscriber")} or item["pk"].endswith(subscriber)
