"""Every document that a reader may see, by its path."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dearreader import pages
from dearreader.letters.invitation import invitation
from dearreader.pages import SentPost
from dearreader.signups import CONSENT
from tests.browser import wishes
from tests.letters import LINK, PUBLICATION, SAMPLES, SITE, letter, received, sample

EVERYTHING = """hi *you* and **them**, see [this](https://example.org/a?b=1&c=2) & `code`.

# one
1. first
2. second
   - nested

> quoted

### deeper
    some code that is long enough to run off the side of a page on which it was not wrapped

***
https://example.org/bare/and/so/long/that/it/does/not/fit/on/a/phone/unless/it/is/broken/somewhere

![a wide picture](https://letters.example.org/wide.svg)[^1]

[^1]: a note
"""
LETTERS = {path.stem: sample(path) for path in SAMPLES[-2:]} | {
    "everything": letter(EVERYTHING, title="all that a letter can hold, and a title for two lines")
}
_POSTS = [
    SentPost(
        slug=slug,
        title=each.title,
        subtitle=each.subtitle,
        tags=each.tags,
        sent_on=date(2026, 11, 26) + timedelta(number),
        page=each.page,
    )
    for number, (slug, each) in enumerate(LETTERS.items())
]
_POSTS[-1] = replace(_POSTS[-1], corrected_at=datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
_MONTHS = [date(year, month, 1) for year in (2026, 2025) for month in range(12, 0, -1)]
TICKET = "19ab3c4d5e6.0123456789abcdef01234567"
HELD = {
    "id": LINK.partition(".")[0],
    "status": "active",
    "address": "a.rather.long.name.for.a.mailbox.of.ada@subdomain.example.net",
    "asked_at": "2026-11-20T18:02:00+00:00",
    "consent": {"at": "2026-11-20T18:02:00+00:00", "from": "2001:db8::7", "text": CONSENT},
    "confirmed_at": "2026-11-20T18:04:00+00:00",
    "confirmed_from": "2001:db8::7",
    "bounced": ["2026-11-22.daily"],
    "replies": [
        {
            "received_at": "2026-11-24T08:15:00+00:00",
            "to_the_letter_of": "2026-11-24",
            "words": "hi maya,\n\nthis made me laugh. could you write about moving home after uni?",
            "topics": ["moving home after uni"],
        }
    ],
}
PAGES = {
    "/": pages.home(PUBLICATION, ticket=TICKET),
    "/subscribe": pages.check_your_inbox(PUBLICATION, "https://blog.example.net/about"),
    "/once-more": pages.once_more(PUBLICATION, "ada@example.net", ticket=TICKET),
    "/too-many": pages.too_many(PUBLICATION),
    f"/confirm/{LINK}": pages.confirm(PUBLICATION, LINK),
    "/confirmed": pages.confirmed(PUBLICATION, _POSTS[0]),
    "/expired": pages.expired(PUBLICATION),
    f"/unsubscribe/{LINK}": pages.unsubscribe(PUBLICATION, LINK),
    "/unknown-link": pages.unknown_link(PUBLICATION),
    "/goodbye": pages.goodbye(PUBLICATION, LINK),
    f"/me/{LINK}": wishes.page_of_mine(HELD),
    "/erased": pages.erased(PUBLICATION),
    "/posts": pages.archive(PUBLICATION, _POSTS, months=_MONTHS),
    "/posts/month": pages.archive(PUBLICATION, _POSTS[:1], months=_MONTHS, month=_MONTHS[0]),
    "/posts/none": pages.archive(PUBLICATION, []),
    **{
        f"/posts/{each.slug}": pages.post(
            PUBLICATION, each, site=SITE, newer=_POSTS[0], older=_POSTS[1]
        )
        for each in _POSTS[-2:]
    },
    "/posts/withdrawn": pages.withdrawn(PUBLICATION),
    "/nowhere": pages.not_found(PUBLICATION),
    "/problem": pages.problem(PUBLICATION, "that is no address: look for a missing @ or a typo."),
}
MAILS = {
    **{f"/letters/{slug}": received(each.html) for slug, each in LETTERS.items()},
    "/letters/invitation": invitation(PUBLICATION, f"{SITE}/confirm/{LINK}").html,
}
PAGES |= wishes.PAGES
MAILS |= wishes.MAILS | {
    "/letters/asked-for": wishes.asked_for(letter(EVERYTHING, answers=("1" * 16,)))
}
ALL = PAGES | MAILS
WIDE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="500">'
    '<rect width="2000" height="500" fill="#a44"/></svg>'
)
