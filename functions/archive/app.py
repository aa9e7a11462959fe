"""What was sent, on the web: GET /posts, GET /posts/{slug}, GET /feed.xml; and GET /ideas."""

from datetime import date

from dearreader import pages
from dearreader.app import App
from dearreader.entry.http import http
from dearreader.pages import SentPost
from dearreader.pages.feed import atom
from dearreader.posts import LONGEST_SLUG, Letter, Post
from dearreader.web import Request, Response, page

CACHED = "public, max-age=300"
IN_FEED = 20


@http
def handler(request: Request, app: App) -> Response:
    """Nothing but what went out: drafts and queued posts are not found."""
    if request.route.endswith("/ideas"):
        return _wanted(app)
    if request.slug:
        return _post(request.slug, app)
    if request.route.endswith("/feed.xml"):
        posts = app.posts.with_status("sent", limit=IN_FEED)
        full = [_shown(post, app.posts.letter(post.slug, post.letter)) for post in posts]
        feed = atom(app.publication, app.site, full)
        headers = {"Content-Type": "application/atom+xml; charset=utf-8", "Cache-Control": CACHED}
        return Response(200, feed, headers)
    sent = [_shown(post) for post in app.posts.with_status("sent")]
    return page(pages.archive(app.publication, sent), cache=CACHED)


def _wanted(app: App) -> Response:
    """What readers ask for, where the writer lets everybody see it."""
    if not app.settings.show_ideas:
        return page(pages.not_found(app.publication), status=404)
    return page(pages.wanted(app.publication, app.wanted.ideas()), cache=CACHED)


def _post(slug: str, app: App) -> Response:
    post = app.posts.get(slug) if len(slug) <= LONGEST_SLUG else None
    if not post or post.status != "sent":
        return page(pages.not_found(app.publication), status=404)
    shown = _shown(post, app.posts.letter(post.slug, post.letter))
    return page(pages.post(app.publication, shown, site=app.site), cache=CACHED)


def _shown(post: Post, letter: Letter | None = None) -> SentPost:
    return SentPost(
        slug=post.slug,
        title=post.title,
        subtitle=post.subtitle,
        tags=post.tags,
        sent_on=date.fromisoformat(post.edition.partition(".")[0]),
        page=letter.page if letter else "",
    )
