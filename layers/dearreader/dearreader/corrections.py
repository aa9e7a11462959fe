"""What was sent, corrected or withdrawn on the web. Mails cannot be called back, and stay."""

from dataclasses import asdict
from datetime import datetime

from dearreader.conditions import Update, equals
from dearreader.errors import BadInput, ConditionFailed
from dearreader.posts import MANUSCRIPT, POST, Letter, Post, Posts
from dearreader.times import milliseconds


class Corrections:
    """Changes what the web and the feeds show of a post that was sent.

    Its address and its name in feeds stay; the edition goes on naming the letter that was mailed.
    """

    def __init__(self, posts: Posts) -> None:
        self._table = posts.table

    def correct(self, letter: Letter, source: str, *, now: datetime) -> Post:
        """Show another text in place of what was sent, or withdrawn. Raises BadInput."""
        version = f"{letter.version}.{milliseconds(now)}"
        kept = {"pk": letter.slug, "sk": f"letter#{version}", **asdict(letter)}
        self._table.put({**kept, "version": version, "tags": list(letter.tags)})
        shown = {
            "title": letter.title,
            "subtitle": letter.subtitle,
            "tags": list(letter.tags),
            "letter": version,
        }
        post = self._change(letter.slug, Update(put=shown))
        self._table.put({"pk": letter.slug, "sk": MANUSCRIPT, "source": source})
        return post

    def withdraw(self, slug: str) -> Post:
        """Take a post that was sent off the web and out of the feeds. Raises BadInput.

        Its status stays, because an edition that is opened again, and closed, says `sent` anew.
        """
        return self._change(slug, Update(put={"letter": ""}))

    def _change(self, slug: str, change: Update) -> Post:
        try:
            item = self._table.update(slug, POST, change, when=equals("status", "sent"))
        except ConditionFailed as refusal:
            raise _not_out(slug, refusal) from refusal
        return Post.from_item(item)


def _not_out(slug: str, refusal: ConditionFailed) -> BadInput:
    if refusal.found is None:
        return BadInput(f"There is no post “{slug}”. See them all: dearreader post list")
    status = refusal.found["status"]
    if status == "sending":
        return BadInput(f"“{slug}” is going out right now. Try again when its edition is closed.")
    return BadInput(
        f"“{slug}” is {status}: nobody has had it yet. Change it with dearreader post add FILE.md"
    )
