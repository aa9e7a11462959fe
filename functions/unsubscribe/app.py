"""POST /unsubscribe/{link} takes a reader off the list, by their mail program or by a button.

RFC 8058: the POST is answered with 200, without a redirect or a cookie; a GET changes nothing.
/me/{link} shows a reader what is held on them, also as data, and erases it.
"""

from dearreader import links, pages
from dearreader.app import App
from dearreader.entry.http import http
from dearreader.links import Link
from dearreader.web import Request, Response, answer_json, page


@http
def handler(request: Request, app: App) -> Response:
    """The answer is sent once the departure is written, so that no later call to SES begins."""
    link = links.parse(request.link)
    if "/me/" in request.route:
        return _me(request, link, app)
    reader = app.subscribers.get(link.id) if link else None
    if not link or not reader or not reader.knows(link.key):
        return page(pages.unknown_link(app.publication), status=404)
    if request.method == "POST":
        app.subscribers.leave(reader.id, "unsubscribed", now=app.clock.now())
    elif reader.status in {"pending", "active"}:
        html = pages.unsubscribe(app.publication, str(link))
        return page(html)
    return page(pages.goodbye(app.publication, str(link)))


def _me(request: Request, link: Link | None, app: App) -> Response:
    """Erasing wants the tick: without it the page is shown again."""
    held = app.holdings.show(link) if link else None
    as_data = request.route.endswith("/data")
    if not held:
        if as_data:
            return answer_json({"error": "This is not the link of any reader's."}, status=404)
        return page(pages.unknown_link(app.publication), status=404)
    if as_data:
        return answer_json(held.as_data())
    if request.method == "POST" and request.field("sure") == "yes":
        app.holdings.erase(held.reader, app.clock.now())
        return page(pages.erased(app.publication))
    if held.is_erased:
        return page(pages.erased(app.publication))
    return page(pages.mine(app.publication, held.as_data(), str(link)))
