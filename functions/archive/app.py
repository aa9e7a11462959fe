"""What was sent, on the web: a list by month, a page a post, two feeds, a map for robots.

And what readers ask for, where the writer shows it.

And whatever is asked for at a path that leads nowhere.
"""

from dearreader import pages
from dearreader.app import App
from dearreader.entry.http import http
from dearreader.negotiation import entity_tag
from dearreader.pages.feed import atom, json_feed
from dearreader.pages.sitemap import robots, sitemap
from dearreader.posts import LONGEST_SLUG
from dearreader.published import shown
from dearreader.web import Request, Response, document, page, unchanged

CACHED = "public, max-age=300"
FEEDS = {
    "/feed.xml": (atom, "application/atom+xml"),
    "/feed.json": (json_feed, "application/feed+json"),
}


@http
def handler(request: Request, app: App) -> Response:
    """Nothing but what went out: drafts and queued posts are not found."""
    path = request.route.rpartition(" ")[2]
    if path == "$default":
        return page(pages.not_found(app.publication), status=404)
    if path in FEEDS:
        return _feed(path, request, app)
    if path == "/ideas":
        return _wanted(app)
    if path == "/sitemap.xml":
        body = sitemap(app.site, app.published.every())
        return document(body, "application/xml", cache=CACHED)
    if path == "/robots.txt":
        return document(robots(app.site), "text/plain", cache=CACHED)
    return _post(request.slug, app) if request.slug else _archive(request, app)


def _archive(request: Request, app: App) -> Response:
    shelf = app.published.shelf(request.query.get("month", ""))
    if not shelf:
        return page(pages.not_found(app.publication), status=404)
    html = pages.archive(app.publication, shelf.posts, months=shelf.months, month=shelf.month)
    return page(html, cache=CACHED)


def _wanted(app: App) -> Response:
    """What readers ask for, where the writer lets everybody see it."""
    if not app.settings.show_ideas:
        return page(pages.not_found(app.publication), status=404)
    return page(pages.wanted(app.publication, app.wanted.ideas()), cache=CACHED)


def _post(slug: str, app: App) -> Response:
    post = app.published.find(slug) if len(slug) <= LONGEST_SLUG else None
    if not post:
        return page(pages.not_found(app.publication), status=404)
    if not post.is_public:
        return page(pages.withdrawn(app.publication), status=410)
    newer, older = app.published.beside(post)
    html = pages.post(
        app.publication, app.published.whole(post), site=app.site, newer=newer, older=older
    )
    return page(html, cache=CACHED)


def _feed(path: str, request: Request, app: App) -> Response:
    """The tag is of all but the posts' text, and of its versions: it costs no letter's reading."""
    write, content_type = FEEDS[path]
    posts = app.published.newest()
    bare = write(app.publication, app.site, [shown(post) for post in posts])
    tag = entity_tag(f"{bare} {[post.letter for post in posts]}")
    if request.has(tag):
        return unchanged(tag, {"Cache-Control": CACHED})
    whole = [app.published.whole(post) for post in posts]
    return document(write(app.publication, app.site, whole), content_type, cache=CACHED, tag=tag)
