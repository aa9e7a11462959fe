"""POST /unsubscribe/{link} takes a reader off the list, by their mail program or by a button.

RFC 8058: the POST is answered with 200, without a redirect or a cookie; a GET changes nothing.
"""

from dearreader import links, pages
from dearreader.app import App
from dearreader.entry.http import http
from dearreader.web import Request, Response, page


@http
def handler(request: Request, app: App) -> Response:
    """The answer is sent once the departure is written, so that no later call to SES begins."""
    link = links.parse(request.link)
    reader = app.subscribers.get(link.id) if link else None
    if not link or not reader or not reader.knows(link.key):
        return page(pages.unknown_link(app.publication), status=404)
    if request.method == "POST":
        app.subscribers.leave(reader.id, "unsubscribed", now=app.clock.now())
    elif reader.status in {"pending", "active"}:
        html = pages.unsubscribe(app.publication, str(link))
        return page(html)
    return page(pages.goodbye(app.publication))
