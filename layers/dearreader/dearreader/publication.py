"""The publication: who writes, to whom readers answer, and when letters go out."""

from dataclasses import dataclass
from datetime import date

REPLY_INVITATION = "what should come next? [just reply], one line is enough."


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One newsletter; one a stack. Its values are the template's parameters.

    ``hour`` is the local hour (0 to 23) at which a letter is due in ``time_zone`` (an IANA name);
    ``days`` are the weekdays on which one is due, Monday being 0. ``from_address`` is a bare
    address; ``reply_domain`` is the domain at which SES receives the readers' replies. ``language``
    is the tag (BCP 47) of the language that posts are written in. ``reply_invitation`` is the last
    sentence of every letter, of which what stands in [brackets] opens a reply.
    """

    name: str
    tagline: str
    writer: str
    from_address: str
    reply_domain: str
    time_zone: str
    hour: int
    days: frozenset[int]
    postal_line: str
    language: str = "en"
    reply_invitation: str = REPLY_INVITATION

    @property
    def list_id(self) -> str:
        """The List-Id of every letter (RFC 2919), without its angle brackets."""
        return f"letters.{self.reply_domain}"

    def reply_to(self, day: date) -> str:
        """The address that answers the letter of `day`."""
        return f"hello+{day.isoformat()}@{self.reply_domain}"
