"""GET / shows the publication and a form; POST /subscribe takes an address."""

from dearreader import pages
from dearreader.app import App
from dearreader.entry.http import http
from dearreader.errors import BadInput
from dearreader.web import Request, Response, answer_json, page


@http
def handler(request: Request, app: App) -> Response:
    """New, pending and active readers get the same answer."""
    if request.method == "GET":
        html = pages.home(app.publication)
        return page(html, cache="public, max-age=300")
    try:
        app.signups.ask(request.field("email"), where=request.source)
    except BadInput as fault:
        if request.is_json:
            return answer_json({"error": str(fault)}, status=400)
        raise
    if request.is_json:
        return answer_json({"status": "pending", "next": "Open the link that we have mailed."})
    return page(pages.check_your_inbox(app.publication))
