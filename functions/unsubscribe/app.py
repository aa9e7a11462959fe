"""POST /unsubscribe/{link} takes a reader off the list, by their mail program or by a button.

RFC 8058: the POST is answered with 200, without a redirect or a cookie; a GET changes nothing.
/me/{link} shows a reader what is held on them, also as data, and erases it.
"""

from typing import TYPE_CHECKING

from dearreader import links, pages
from dearreader.app import App
from dearreader.entry.http import http
from dearreader.links import Link
from dearreader.web import Request, Response, answer_json, page

if TYPE_CHECKING:
    from dearreader.holdings import Held


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
    """A wish, or a name, is taken back at once; erasing wants the tick. Then the page again."""
    held = app.holdings.show(link) if link else None
    as_data = request.route.endswith("/data")
    if not held:
        if as_data:
            return answer_json({"error": "This is not the link of any reader's."}, status=404)
        return page(pages.unknown_link(app.publication), status=404)
    if as_data:
        return answer_json(held.as_data())
    if request.method == "POST":
        held = _changed(request, held, app)
    if not held or held.is_erased:
        return page(pages.erased(app.publication))
    wishes = pages.asked(app.publication, held.asked, name=held.name, link=str(link))
    return page(pages.mine(app.publication, held.as_data(), str(link), wishes=wishes))


def _changed(request: Request, held: "Held", app: App) -> "Held | None":
    """What is held once that is done which a button of the page asks for."""
    reader, now = held.reader.id, app.clock.now()
    if request.field("sure") == "yes":
        app.holdings.erase(reader, now=now)
    elif idea := request.field("idea"):
        app.asking.take_back(reader, idea)
    elif request.field("credit") == "no":
        app.credits.give(reader, "", now=now)
    return app.holdings.of(reader)
