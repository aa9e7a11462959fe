"""AWS as canned answers, in any order; every call and every answer is held to botocore's models."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import boto3
from botocore.validate import ParamValidator

REGION = "eu-west-1"
KEYS = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
DENIED = "AccessDeniedException"

Given = Mapping[str, Any]
Answer = Mapping[str, Any] | str | Callable[[Given], Mapping[str, Any] | str]
"""What a call is answered; a string is the code of an error."""


class Amazon:
    """Answers by ``service.Operation``. A call that nobody expects is an error of the test."""

    def __init__(self, answers: Mapping[str, Answer], region: str = REGION) -> None:
        self.answers = dict(answers)
        self.calls: list[tuple[str, Given]] = []
        self._region = region

    def client(self, service: str) -> Any:
        wire = _wire(service, self._region)
        wire.answered_by = self.answer
        return wire.client

    def deny(self, *names: str) -> None:
        """Let calls be refused."""
        self.answers.update(dict.fromkeys(names, DENIED))

    def made(self, name: str) -> list[Given]:
        """What was asked of an operation, call by call."""
        return [given for called, given in self.calls if called == name]

    @property
    def changes(self) -> Counter[str]:
        """The calls that change something."""
        reading = ("Get", "List", "Describe")
        return Counter(
            name for name, _ in self.calls if not name.partition(".")[2].startswith(reading)
        )

    def answer(self, service: str, model: Any, given: Given) -> Any:
        """The HTTP answer and what botocore reads of it."""
        name = f"{service}.{model.name}"
        self.calls.append((name, given))
        assert name in self.answers, f"nobody expects {name}"
        found = self.answers[name]
        if callable(found):
            found = found(given)
        if isinstance(found, str):
            code, _, message = found.partition(": ")
            error = {"Code": code, "Message": message or "no"}
            return _http(400), {"Error": error, "ResponseMetadata": {"HTTPStatusCode": 400}}
        if model.output_shape is not None:
            report = ParamValidator().validate(found, model.output_shape)
            assert not report.has_errors(), f"{name}: {report.generate_report()}"
        return _http(200), {**found, "ResponseMetadata": {"HTTPStatusCode": 200}}


class _Wire:
    """A client of botocore's own, whose calls end here. Making one takes a tenth of a second."""

    def __init__(self, service: str, region: str) -> None:
        self.client: Any = boto3.client(service, region_name=region, **KEYS)  # type: ignore[call-overload]
        self.answered_by: Callable[[str, Any, Given], Any]
        self._service = service
        self._asked: list[Given] = []
        self.client.meta.events.register("before-parameter-build.*.*", self._note)
        self.client.meta.events.register("before-call.*.*", self._answer)

    def _note(self, params: Given, **_more: Any) -> None:
        self._asked.append(dict(params))

    def _answer(self, model: Any, **_more: Any) -> Any:
        return self.answered_by(self._service, model, self._asked.pop())


_wire = cache(_Wire)


def _http(status: int) -> Any:
    return type("Answered", (), {"status_code": status, "headers": {}})()
