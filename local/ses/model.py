"""SES's API as botocore describes it: which request asks for what, and how errors look.

botocore's service model does the routing and the validation here, so that the local SES takes what
the real client sends and refuses what SES's own model forbids.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

import botocore.session
from botocore.model import OperationModel, ServiceModel
from botocore.validate import ParamValidator

from local.loopback import Answer, Request


class SesError(Exception):
    """What SES answers when it refuses a call: ``code`` is the error's name in SES's model."""

    def __init__(self, code: str, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status or status_of(code)

    def answer(self) -> Answer:
        """The error as rest-json writes it."""
        return Answer(
            status=self.status,
            headers={
                "Content-Type": "application/json",
                "x-amzn-ErrorType": self.code,
                "x-amzn-RequestId": "local",
            },
            body=json.dumps({"message": self.message}).encode(),
        )


@dataclass(frozen=True)
class _Route:
    method: str
    pattern: re.Pattern[str]
    operation: str


@cache
def service_model() -> ServiceModel:
    """Botocore's model of SES v2."""
    return botocore.session.get_session().get_service_model("sesv2")


def status_of(code: str) -> int:
    """The HTTP status of an SES error; 400 for one that only AWS's common errors name."""
    shapes = service_model().error_shapes
    found = next((shape for shape in shapes if shape.name == code), None)
    return int(found.metadata.get("error", {}).get("httpStatusCode", 400)) if found else 400


@cache
def _routes() -> tuple[_Route, ...]:
    model = service_model()
    routes = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(http["requestUri"]))
        routes.append(_Route(http["method"], re.compile(path), name))
    # what is spelled out wins over what is a label
    return tuple(sorted(routes, key=lambda route: route.pattern.groups))


def read_call(request: Request) -> tuple[str, dict[str, Any]]:
    """The operation that a request asks for, and its parameters; raises `SesError`."""
    path = request.path.rstrip("/") or "/"
    for route in _routes():
        match = route.pattern.fullmatch(path)
        if match and route.method == request.method:
            operation = service_model().operation_model(route.operation)
            labels = {name: unquote(value) for name, value in match.groupdict().items()}
            parameters = _parameters(operation, labels, request)
            return route.operation, parameters
    raise SesError("UnknownOperationException", "The local SES knows no such call.", 404)


def _parameters(
    operation: OperationModel, labels: Mapping[str, str], request: Request
) -> dict[str, Any]:
    shape = operation.input_shape
    if shape is None:
        return {}
    parameters: dict[str, Any] = {}
    if request.body:
        try:
            body = json.loads(request.body)
        except ValueError:
            raise SesError("SerializationException", "The body is not JSON.") from None
        if not isinstance(body, dict):
            raise SesError("SerializationException", "The body is not a JSON object.")
        parameters.update({name: body[name] for name in body if body[name] is not None})
    for name, member in shape.members.items():
        wire = member.serialization.get("name", name)
        location = member.serialization.get("location")
        if location == "uri":
            parameters[name] = labels[wire]
        elif location == "querystring" and wire in request.query:
            values = request.query[wire]
            parameters[name] = values if member.type_name == "list" else _typed(member, values[0])
    known = {name: value for name, value in parameters.items() if name in shape.members}
    report = ParamValidator().validate(known, shape)
    if report.has_errors():
        raise SesError("BadRequestException", str(report.generate_report()))
    return known


def _typed(member: Any, value: str) -> Any:
    if member.type_name in {"integer", "long"}:
        try:
            return int(value)
        except ValueError:
            raise SesError("BadRequestException", f"{member.name} is not a number.") from None
    return value
