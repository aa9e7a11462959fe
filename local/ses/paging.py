"""Lists in pages, as SES gives them."""

import json
from collections.abc import Mapping
from typing import Any

from local.ses.model import SesError

PAGE = 100


def page_of(found: list[Any], call: Mapping[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """A page of what was found, and NextToken where there is more."""
    try:
        start = int(json.loads(call.get("NextToken") or "0"))
    except ValueError:
        raise SesError("BadRequestException", "The NextToken is not one of ours.") from None
    size = int(call.get("PageSize") or PAGE)
    rest = {"NextToken": str(start + size)} if start + size < len(found) else {}
    return found[start : start + size], rest
