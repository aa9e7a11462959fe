"""What is shown: whole HTML documents and feeds, as strings.

Pure functions on a function's cold path: the standard library only. No page has JavaScript, sets a
cookie, or asks for anything but itself; nothing changes by opening one, and no form sends itself.
"""

from dearreader.pages.asked import asked, wanted
from dearreader.pages.elsewhere import snippet, way_back
from dearreader.pages.failing import not_found, problem, withdrawn
from dearreader.pages.frame import CONTENT_SECURITY_POLICY, HEADERS
from dearreader.pages.joining import (
    check_your_inbox,
    confirm,
    confirmed,
    expired,
    home,
    once_more,
    too_many,
)
from dearreader.pages.leaving import goodbye, unknown_link, unsubscribe
from dearreader.pages.mine import erased, mine
from dearreader.pages.reading import archive, post
from dearreader.pages.sent import SentPost

__all__ = [
    "CONTENT_SECURITY_POLICY",
    "HEADERS",
    "SentPost",
    "archive",
    "asked",
    "check_your_inbox",
    "confirm",
    "confirmed",
    "erased",
    "expired",
    "goodbye",
    "home",
    "mine",
    "not_found",
    "once_more",
    "post",
    "problem",
    "snippet",
    "too_many",
    "unknown_link",
    "unsubscribe",
    "wanted",
    "way_back",
    "withdrawn",
]
