"""GET / shows the publication and a form; POST /subscribe takes an address, from any site."""

from dearreader import pages
from dearreader.app import App
from dearreader.entry.http import http
from dearreader.errors import BadInput, OnceMore, TooMany
from dearreader.signups import Form
from dearreader.web import Request, Response, answer_json, later, page, preflight

HURRIED = "Leave the field “website” empty: it is for robots. Then please send it once more."
BUSY = "Many sign-ups came from your network within this hour. Please try again in an hour."


@http
def handler(request: Request, app: App) -> Response:
    """New, pending and active readers get the same answer."""
    if request.method == "OPTIONS":
        return preflight()
    if request.method == "GET":
        return page(pages.home(app.publication, ticket=app.signups.tickets.issue()))
    return _json(request, app) if request.is_json else _form(request, app)


def _form(request: Request, app: App) -> Response:
    form = Form(request.field("email"), request.field("ticket"), request.field("website"))
    back = pages.way_back(request.field("back"), request.headers)
    try:
        app.signups.take(form, where=request.source)
    except OnceMore:
        ticket = app.signups.tickets.issue() if form.trap or not form.ticket else form.ticket
        html = pages.once_more(app.publication, form.email, ticket=ticket, back=back)
        return page(html)
    except TooMany:
        return later(page(pages.too_many(app.publication), status=429))
    return page(pages.check_your_inbox(app.publication, back))


def _json(request: Request, app: App) -> Response:
    """For scripts of other sites (CORS), and for programs."""
    try:
        form = Form(
            request.field("email"),
            request.field("ticket", optional=True),
            request.field("website", optional=True),
        )
        app.signups.take(form, where=request.source)
    except BadInput as fault:
        return answer_json({"error": str(fault)}, status=400, shared=True)
    except OnceMore:
        return answer_json({"error": HURRIED}, status=400, shared=True)
    except TooMany:
        return later(answer_json({"error": BUSY}, status=429, shared=True))
    said = {"status": "pending", "next": "Open the link that we have mailed."}
    return answer_json(said, shared=True)
