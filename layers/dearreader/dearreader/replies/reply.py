"""What the reader of replies hands on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["reply", "auto_reply", "bounce", "unsubscribe", "rejected"]


class Cut(NamedTuple):
    """Something that was left out of the reader's own words.

    ``signal`` names what gave it away: "attribution", "header block", "separator" and what stands
    "below the" one of them; "quote marks", "blockquote", "the program's mark" or "marker", "the
    letter's own text"; "signature", "the program's signature", "mobile footer", "business card";
    "banner", "legal notice", "list footer", "picture". ``text`` is the beginning of what was cut,
    enough for a person to judge by, and ``lines`` how much it was.
    """

    signal: str
    text: str
    lines: int

    def __repr__(self) -> str:
        """Without the text: what readers write stays out of logs."""
        return f"Cut({self.signal!r}, {self.lines} lines)"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A mail that came to the reply address, as far as it was understood.

    ``kind``'s reason is ``because``, in a few words. ``text`` is the reader's own words, one
    paragraph a line; it is empty for every kind but reply and unsubscribe. ``ideas`` are topics
    that the reader asks for, in the reader's words; ``comments`` are sentences that are understood
    to be none (thanks, corrections, questions to the writer); ``unsorted`` are sentences that no
    rule understood. ``links`` are the addresses in the reader's own words.

    ``verified`` says that the mail really comes from ``sender``'s domain: only then may it vote
    or change anything. ``sender`` is the bare address in From, its domain in lower case, or "".
    ``answerable`` says that a mail may be sent back: a person wrote it, directly to us.

    ``letter_date`` and ``leaving`` come from the address that the mail was sent to: the date in
    ``hello+YYYY-MM-DD@…``, and ID.KEY in ``leave+ID.KEY@…``.

    ``notes`` say which bounds were reached: what is beyond them was not read. ``cuts`` are what
    was left out of ``text``, in the mail's order.
    """

    kind: Kind
    because: str = ""
    text: str = field(default="", repr=False)
    ideas: tuple[str, ...] = field(default=(), repr=False)
    comments: tuple[str, ...] = field(default=(), repr=False)
    unsorted: tuple[str, ...] = field(default=(), repr=False)
    links: tuple[str, ...] = field(default=(), repr=False)
    verified: bool = False
    answerable: bool = False
    sender: str = field(default="", repr=False)
    sender_name: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)
    letter_date: date | None = None
    leaving: str = field(default="", repr=False)
    message_id: str = ""
    notes: tuple[str, ...] = ()
    cuts: tuple[Cut, ...] = field(default=(), repr=False)
