"""GET /confirm/{link} shows one button and changes nothing; POST confirms. Both may be repeated."""

from dearreader import links, pages
from dearreader.app import App
from dearreader.entry.http import http
from dearreader.web import Request, Response, page


@http
def handler(request: Request, app: App) -> Response:
    """Links that are unknown, used up or too old get a page that says what to do."""
    link = links.parse(request.link)
    if link and request.method == "POST":
        if app.subscribers.confirm(link, now=app.clock.now(), where=request.source):
            return _welcome(app)
    elif link:
        reader = app.subscribers.get(link.id)
        if reader and reader.has_link(link) and reader.status == "active":
            return _welcome(app)
        if reader and reader.has_link(link) and reader.awaits_confirmation(app.clock.now()):
            html = pages.confirm(app.publication, str(link))
            return page(html)
    return page(pages.expired(app.publication), status=404)


def _welcome(app: App) -> Response:
    latest = app.published.latest()
    whole = app.published.whole(latest) if latest else None
    return page(pages.confirmed(app.publication, whole))
