"""Reading replies: who writes, what kind of mail it is, the reader's own words, and their ideas.

``read`` takes a raw mail; ``own_words`` and ``own_words_html`` cut a reply out of a bare body.
Nothing in here imports a third-party package, opens a connection or asks for the time, and no
content makes it raise.
"""

from dearreader.replies.own import own_words, own_words_html
from dearreader.replies.reading import read
from dearreader.replies.reply import Cut, Kind, Reply

__all__ = ["Cut", "Kind", "Reply", "own_words", "own_words_html", "read"]
