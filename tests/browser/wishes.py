"""The documents that tell of wishes: what readers asked for, and the mails that answer them."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from dearreader import pages
from dearreader.letters.answers import Understood, thanks, way_out
from dearreader.letters.copies import bulk
from dearreader.links import Link
from dearreader.posts import Letter
from dearreader.subscribers import Recipient
from local.ses.templates import render
from tests.letters import LINK, PUBLICATION, SITE, TODAY

LONG = "how-" * 60 + "and why & <b>when</b>"
_MINE = [
    SimpleNamespace(idea="1" * 16, text="tides", became="received", slug="", others=0),
    SimpleNamespace(idea="2" * 16, text=LONG, became="planned", slug="", others=1),
    SimpleNamespace(idea="3" * 16, text="अकेलापन", became="written", slug="a-post", others=12),
    SimpleNamespace(idea="4" * 16, text="crypto", became="declined", slug="", others=2),
]
_ALL = [
    SimpleNamespace(text="tides", votes=12, status="open", slug=""),
    SimpleNamespace(text=LONG, votes=3, status="planned", slug=""),
    SimpleNamespace(text="新しい街で友達を作ること", votes=2, status="written", slug="a-post"),
]
_UNDERSTOOD = [Understood("tides", 0), Understood("moths & <moons>", 1), Understood(LONG, 12)]


def page_of_mine(held: Mapping[str, Any]) -> str:
    """A reader's own page, with wishes of every kind."""
    wishes = pages.asked(PUBLICATION, _MINE, name="Ada L", link=LINK)
    return pages.mine(PUBLICATION, held, LINK, wishes=wishes)


def asked_for(letter: Letter) -> str:
    """The letter as somebody gets it who asked for what it answers."""
    identity, _, key = LINK.partition(".")
    reader = Recipient("ada@example.com", Link(identity, key))
    mails = bulk(
        letter,
        PUBLICATION,
        site=SITE,
        day=TODAY.isoformat(),
        tags={},
        readers={0: reader},
        asked={identity: "how to ask for <things> & get them"},
    )
    return render(mails.html, {**mails.values, **mails.copies[0].values})


PAGES = {
    "/ideas": pages.wanted(PUBLICATION, _ALL),
    "/ideas/none": pages.wanted(PUBLICATION, []),
}
MAILS = {
    "/letters/thanks": thanks(PUBLICATION, _UNDERSTOOD, ask=True).html,
    "/letters/thanks-again": thanks(PUBLICATION, _UNDERSTOOD[:1], ask=False).html,
    "/letters/way-out": way_out(PUBLICATION, f"{SITE}/unsubscribe/{LINK}").html,
}
