"""The sign-up form on other sites: the HTML to paste, and the way back from ours."""

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

LONGEST = 300
"""Characters of an address to go back to."""

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[^\s\"'<>\\]*)?")


def snippet(site: str) -> str:
    """A form to paste into any page: plain HTML, no script, nothing loaded from here.

    `site` is this site's address, without a slash at its end.
    """
    return f"""<form method="post" action="{escape(site)}/subscribe" accept-charset="utf-8">
  <label for="letters-email">your email</label>
  <input id="letters-email" name="email" type="email" autocomplete="email" required>
  <div hidden>
    <label for="letters-website">for robots: leave this empty</label>
    <input id="letters-website" name="website" autocomplete="off" tabindex="-1">
  </div>
  <button>send me the letters</button>
</form>
"""


def way_back(back: str, headers: Mapping[str, str]) -> str:
    """The page to go back to: what the form says, else the site that it came from, or "".

    `headers` have lower-case names. Browsers say the site of a form in Origin, and `null` where a
    page keeps it to itself, as all of ours do.
    """
    origin = headers.get("origin", "")
    own = urlsplit(origin).netloc == headers.get("host")
    for address in (back, "" if own else origin):
        if len(address) <= LONGEST and _ADDRESS.fullmatch(address):
            return address
    return ""
