"""Handlers of HTTP requests."""

from collections.abc import Callable
from typing import Any

from dearreader import pages, web
from dearreader.app import App, current
from dearreader.entry import Context, Handler, logger, tell
from dearreader.errors import BadInput
from dearreader.web import Request, Response

SORRY = "Something broke on our side, and we have made a note of it. Please try again."


def http(view: Callable[[Request, App], Response]) -> Handler:
    """A handler that answers each request with what ``view`` makes of it.

    What it cannot read is answered with 400 and what to do; a fault of ours is logged, and answered
    with 500 and a kind page. No log line holds a path: paths hold keys.
    """

    def handler(event: Any, context: Context) -> Any:
        route = event.get("routeKey", "")
        try:
            response = view(Request.from_event(event), current())
        except BadInput as fault:
            response = _problem(str(fault), 400)
        except Exception:  # noqa: BLE001 - the reader gets a page, the alarm gets the 500
            logger().exception("not answered", route=route, request=context.aws_request_id)
            response = _problem(SORRY, 500)
        tell(f"answered {response.status}", context, route=route)
        return response.to_gateway(event)

    return handler


def _problem(sentence: str, status: int) -> Response:
    return web.page(pages.problem(current().publication, sentence), status=status)
