"""The pages on the way in: sign up, confirm, welcome."""

from html import escape
from urllib.parse import urlsplit

from dearreader.pages.frame import FEEDS, document, note, text
from dearreader.pages.reading import article
from dearreader.pages.sent import SentPost
from dearreader.publication import Publication

_WEEK = ("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays")


def home(publication: Publication, *, ticket: str = "") -> str:
    """What this is, and the form, which posts the field `email` to /subscribe.

    `ticket` says when the form was handed out (`dearreader.tickets`).
    """
    name, tagline = publication.name, publication.tagline
    return document(
        publication,
        title=name,
        head=(
            f'<meta name="description" content="{escape(tagline)}">'
            f'<meta property="og:title" content="{escape(name)}">'
            f'<meta property="og:description" content="{escape(tagline)}">'
            f'<meta property="og:type" content="website">{FEEDS}'
        ),
        body=(
            f"<h1>{text(name)}</h1><p>{text(tagline)}</p>{_form(ticket)}"
            f"<p><small>a letter from {text(publication.writer)}, {_rhythm(publication.days)}. "
            "first comes one mail to confirm. leave whenever you like.</small></p>"
            '<p>not sure yet? read some <a href="/posts">past letters</a> first.</p>'
        ),
    )


def once_more(publication: Publication, email: str, *, ticket: str, back: str = "") -> str:
    """For a form that came back too fast for a person, or filled in as robots do it."""
    return note(
        publication,
        title="once more, please",
        body=(
            "<p>that was so quick that a robot could have done it. "
            "if you are none, press again and you're through.</p>"
            f"{_form(ticket, email, back)}"
        ),
    )


def too_many(publication: Publication) -> str:
    """For a network from which too many sign-ups came."""
    return note(
        publication,
        title="too many at once",
        body=(
            "<p>many people have signed up from where you are within this hour, or one robot. "
            "please try again in an hour: we would love to have you.</p>"
        ),
    )


def check_your_inbox(publication: Publication, back: str = "") -> str:
    """The answer to every sign-up, whatever we knew of the address.

    `back` is the address of the page that the form stood on, where that is another site's.
    """
    host = urlsplit(back).netloc
    way_back = (
        f'<p><a href="{escape(back)}" rel="nofollow">back to {text(host)}</a></p>' if back else ""
    )
    return note(
        publication,
        title="check your inbox",
        body=(
            "<p>a mail is on its way with a link to confirm. if it isn't there in a few minutes, "
            "look in spam, or sign up again.</p>"
            "<p>already a reader? then you're all set and no mail will come.</p>"
            f"{way_back}"
        ),
    )


def confirm(publication: Publication, link: str) -> str:
    """One button; only pressing it confirms. `link` is the reader's ID.KEY."""
    return note(
        publication,
        title="one last thing",
        body=(
            f"<p>shall {text(publication.name)} come to your inbox, "
            f"{_rhythm(publication.days)}?</p>"
            f'<form method="post" action="/confirm/{escape(link)}">'
            "<button>yes, please</button></form>"
        ),
    )


def confirmed(publication: Publication, latest: SentPost | None = None) -> str:
    """Welcome, and the latest post in full, if there is one, to begin with."""
    begin = f"<p>until then, here is the latest.</p><hr>{article(latest)}" if latest else ""
    return note(
        publication,
        title="you're in",
        body=(
            f"<p>welcome! your first letter comes with the next one {text(publication.writer)} "
            "sends. reply to any of them: replies are where the topics come from.</p>"
            f"{begin}"
        ),
    )


def expired(publication: Publication) -> str:
    """For a link that confirms nothing (any more)."""
    return note(
        publication,
        title="this link is no longer good",
        body=(
            "<p>it may be more than two weeks old, cut short by a mail program, or from before you "
            "left. nothing is lost: put your address in again and a new one comes.</p>"
            f"{_form()}"
        ),
    )


def _form(ticket: str = "", email: str = "", back: str = "") -> str:
    """The sign-up form. The field `website` is for robots: off screen, and not in the tab order."""
    given = f' value="{escape(email)}"' if email else ""
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in (("ticket", ticket), ("back", back))
        if value
    )
    return (
        '<form method="post" action="/subscribe">'
        '<label for="email">your email</label>'
        f'<input id="email" name="email" type="email" autocomplete="email" required{given}>'
        '<p class="r"><label for="website">for robots: leave this empty</label>'
        '<input id="website" name="website" autocomplete="off" tabindex="-1"></p>'
        f"{hidden}<button>send me the letters</button></form>"
    )


def _rhythm(days: frozenset[int]) -> str:
    """How often letters come, in words; `days` are weekdays, Monday being 0."""
    if days == frozenset(range(7)):
        return "every day"
    if days == frozenset(range(5)):
        return "every weekday"
    names = [_WEEK[day] for day in sorted(days)]
    return "on " + " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
