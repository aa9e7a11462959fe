"""Every document that a reader may see, by its path."""

from datetime import date, timedelta

from dearreader import pages
from dearreader.letters.invitation import invitation
from dearreader.pages import SentPost
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
PAGES = {
    "/": pages.home(PUBLICATION),
    "/subscribe": pages.check_your_inbox(PUBLICATION),
    f"/confirm/{LINK}": pages.confirm(PUBLICATION, LINK),
    "/confirmed": pages.confirmed(PUBLICATION, _POSTS[0]),
    "/expired": pages.expired(PUBLICATION),
    f"/unsubscribe/{LINK}": pages.unsubscribe(PUBLICATION, LINK),
    "/unknown-link": pages.unknown_link(PUBLICATION),
    "/goodbye": pages.goodbye(PUBLICATION),
    "/posts": pages.archive(PUBLICATION, _POSTS),
    "/posts/none": pages.archive(PUBLICATION, []),
    **{
        f"/posts/{each.slug}": pages.post(
            PUBLICATION, each, site=SITE, newer=_POSTS[0], older=_POSTS[1]
        )
        for each in _POSTS[-2:]
    },
    "/nowhere": pages.not_found(PUBLICATION),
    "/problem": pages.problem(PUBLICATION, "that is no address: look for a missing @ or a typo."),
}
MAILS = {
    **{f"/letters/{slug}": received(each.html) for slug, each in LETTERS.items()},
    "/letters/invitation": invitation(PUBLICATION, f"{SITE}/confirm/{LINK}").html,
}
PAGES |= wishes.PAGES
MAILS |= wishes.MAILS | {"/letters/asked-for": wishes.asked_for(LETTERS["everything"])}
ALL = PAGES | MAILS
WIDE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="500">'
    '<rect width="2000" height="500" fill="#a44"/></svg>'
)
