"""The default event bus for what AWS itself puts there.

PutEvents refuses sources that begin with ``aws.``, here as on AWS, and MiniStack's SES publishes
nothing. So the local SES's events take this way: MiniStack's own matcher judges each rule of the
default bus, and what matches is put into the rule's queues as EventBridge would put it.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from local.ministack import REGION, MiniStack

ACCOUNT = "000000000000"


class DefaultBus:
    """Takes events by `put_events`, as an EventBridge client does."""

    def __init__(self, ministack: MiniStack) -> None:
        self._events = ministack.client("events")
        self._sqs = ministack.client("sqs")
        self._rules: list[tuple[str, list[str]]] | None = None

    def put_events(self, *, Entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:  # noqa: N803
        """Bring each entry to the queues of the rules that match it.

        The rules are read once: those of the stack that is deployed when the first event comes.
        """
        if self._rules is None:
            self._rules = self._read_rules()
        for entry in Entries:
            event = _envelope(entry)
            for pattern, queues in self._rules:
                answer = self._events.test_event_pattern(EventPattern=pattern, Event=event)
                for queue in queues if answer["Result"] else ():
                    self._sqs.send_message(QueueUrl=queue, MessageBody=event)
        return {"FailedEntryCount": 0, "Entries": [{"EventId": str(uuid4())} for _ in Entries]}

    def _read_rules(self) -> list[tuple[str, list[str]]]:
        """Pattern and queues of each rule on the default bus."""
        return [
            (rule["EventPattern"], [self._queue(target["Arn"]) for target in targets["Targets"]])
            for rule in self._events.list_rules()["Rules"]
            for targets in [self._events.list_targets_by_rule(Rule=rule["Name"])]
            if "EventPattern" in rule
        ]

    def _queue(self, arn: str) -> str:
        url = self._sqs.get_queue_url(QueueName=arn.rpartition(":")[2])["QueueUrl"]
        return str(url)


def _envelope(entry: Mapping[str, Any]) -> str:
    """The event as rules and queues see it."""
    at = entry.get("Time", datetime.now(UTC)).astimezone(UTC)
    return json.dumps(
        {
            "version": "0",
            "id": str(uuid4()),
            "detail-type": entry["DetailType"],
            "source": entry["Source"],
            "account": ACCOUNT,
            "time": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "region": REGION,
            "resources": list(entry.get("Resources", ())),
            "detail": json.loads(entry["Detail"]),
        }
    )
